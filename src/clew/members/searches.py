"""Saved searches, and what was already told of each, so that only news is news."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from clew.errors import NotFound
from clew.members.choices import one_of
from clew.members.secrets import new_secret
from clew.model.base import Value

_COLUMNS = "number, account, name, query, alert, feed, created_at, looked_at"


class Alert(StrEnum):
    """How often somebody wants to hear of new results by e-mail."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


_EVERY = {Alert.DAILY: timedelta(days=1), Alert.WEEKLY: timedelta(days=7)}


class SavedSearch(Value, frozen=True):
    """A search to make again: ``query`` is what follows the ``?`` in its address."""

    number: int
    account: int
    name: str
    query: str
    alert: Alert
    feed: str
    created_at: str
    looked_at: str | None

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is time to look for news."""
        if self.alert not in _EVERY:
            return False
        since = datetime.fromisoformat(self.looked_at or self.created_at)
        return now - since >= _EVERY[self.alert]


class SavedSearches:
    """The searches that people have saved."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(
        self,
        account: int,
        name: str,
        query: str,
        now: datetime,
        found: Iterable[str] = (),
        alert: str = Alert.NEVER,
    ) -> SavedSearch:
        """Save a search; what it finds now is no news later.

        Parameters
        ----------
        found: ids of what it finds now.

        Raises
        ------
        MemberError: when there is no such alert.
        """
        row = (
            account,
            name.strip() or query,
            query,
            one_of(Alert, alert),
            new_secret(),
            now.isoformat(),
        )
        (number,) = self._connection.execute(
            "INSERT INTO searches (account, name, query, alert, feed, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            row,
        ).fetchone()
        self.tell(number, found, now)
        return self.get(account, number)

    def of(self, account: int) -> list[SavedSearch]:
        """Return the saved searches of an account, the newest first."""
        return self._some("account = ? ORDER BY number DESC", account)

    def get(self, account: int, number: int) -> SavedSearch:
        """Return a saved search of an account.

        Raises
        ------
        NotFound: when the account has none such.
        """
        found = self._some("account = ? AND number = ?", account, number)
        if not found:
            raise NotFound(f"There is no saved search {number}.")
        return found[0]

    def feeding(self, feed: str) -> SavedSearch:
        """Return a saved search by the end of its feed's address.

        Raises
        ------
        NotFound: when there is none.
        """
        found = self._some("feed = ?", feed)
        if not found:
            raise NotFound("There is no feed at this address.")
        return found[0]

    def due(self, now: datetime) -> list[SavedSearch]:
        """Return the saved searches whose owners wait to hear of news."""
        waiting = self._some(
            "alert <> 'never' AND account IN"
            " (SELECT number FROM accounts WHERE closed_at IS NULL) ORDER BY number"
        )
        return [search for search in waiting if search.is_due(now)]

    def set_alert(self, account: int, number: int, alert: str) -> None:
        """Change how often its owner hears of news.

        Raises
        ------
        NotFound: when the account has no such search.
        MemberError: when there is no such alert.
        """
        self.get(account, number)
        self._connection.execute(
            "UPDATE searches SET alert = ? WHERE number = ?", (one_of(Alert, alert), number)
        )

    def news(self, number: int, found: Sequence[str]) -> list[str]:
        """Return those of the ids found that nobody was told of, in order."""
        rows = self._connection.execute("SELECT resource FROM told WHERE search = ?", (number,))
        told = {name for (name,) in rows}
        return [name for name in dict.fromkeys(found) if name not in told]

    def tell(self, number: int, resources: Iterable[str], now: datetime) -> None:
        """Note that its owner has been told of resources."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO told VALUES (?, ?, ?)",
            [(number, name, now.isoformat()) for name in resources],
        )
        self._connection.execute(
            "UPDATE searches SET looked_at = ? WHERE number = ?", (now.isoformat(), number)
        )

    def delete(self, account: int, number: int) -> None:
        """Delete a saved search.

        Raises
        ------
        NotFound: when the account has none such.
        """
        self.get(account, number)
        self._connection.execute("DELETE FROM told WHERE search = ?", (number,))
        self._connection.execute("DELETE FROM searches WHERE number = ?", (number,))

    def _some(self, condition: str, *values: object) -> list[SavedSearch]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM searches WHERE {condition}", values
        )
        return [_saved(row) for row in rows]


def _saved(row: tuple[Any, ...]) -> SavedSearch:
    number, account, name, query, alert, *rest = row
    return SavedSearch(number, account, name, query, Alert(alert), *rest)
