"""Webhooks: addresses that news is posted to, and what became of each posting."""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any

from clew.errors import MemberConflict, MemberError, NotFound
from clew.members.secrets import new_secret
from clew.model.base import Value

MOST = 20  # webhooks of one account
KEPT = timedelta(days=30)  # for what has become of a posting
# When to try again after each attempt that failed; after the last it is given up.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
PREFIX = "whsec_"
_LEASE = timedelta(minutes=5)  # longer than any attempt takes
_LONGEST_ADDRESS = 2_000
_COLUMNS = (
    "w.number, w.account, w.name, w.query, w.collection, w.address, w.revision, w.seen, w.failures,"
    " w.created_at, w.disabled_at"
)


class Webhook(Value, frozen=True):
    """Where to post what is new in a search, or was put into a collection.

    ``query`` is what follows the ``?`` in the search's address. ``revision`` is that of the
    catalogue when it was last looked through, and what has a number up to ``seen`` is no news.
    """

    number: int
    account: int
    name: str
    query: str | None
    collection: int | None
    address: str
    revision: int
    seen: int
    failures: int
    created_at: str
    disabled_at: str | None


class Delivery(Value, frozen=True):
    """One posting: how often it was tried, when it is due again or arrived, what was answered."""

    number: int
    webhook: int
    id: str
    count: int
    made_at: str
    attempts: int
    due_at: str | None
    arrived_at: str | None
    status: int | None
    error: str | None


class Parcel(Value, frozen=True):
    """A posting on its way: all that is needed to send it."""

    delivery: int
    attempts: int
    id: str
    body: str
    webhook: Webhook
    secret: str


class Webhooks:
    """The webhooks that people have set up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def make(
        self,
        account: int,
        name: str,
        address: str,
        now: datetime,
        *,
        query: str | None = None,
        collection: int | None = None,
        revision: int = 0,
        seen: int = 0,
        found: Iterable[str] = (),
    ) -> tuple[Webhook, str]:
        """Set one up; return it and the secret that signs what is posted.

        Parameters
        ----------
        query, collection: what it is told of, one of the two.
        revision: the catalogue's.
        seen: the number up to which resources are no news.
        found: ids of resources that are no news.

        Raises
        ------
        MemberConflict: when the account has too many.
        MemberError: when the address is too long.
        """
        self._check(account, address)
        secret = PREFIX + b64encode(token_bytes(32)).decode()
        row = (account, _line(name) or "Webhook", query, collection, address, secret, revision)
        (number,) = self._connection.execute(
            "INSERT INTO webhooks (account, name, query, collection, address, secret, revision,"
            " seen, failures, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?) RETURNING number",
            (*row, seen, now.isoformat()),
        ).fetchone()
        self._told(number, found)
        return self.get(account, number), secret

    def of(self, account: int) -> list[Webhook]:
        """Return the webhooks of an account, the newest first."""
        return self._some("w.account = ? ORDER BY w.number DESC", account)

    def all(self) -> list[Webhook]:
        """Return all webhooks, the oldest first."""
        return self._some("true ORDER BY w.number")

    def open(self) -> list[Webhook]:
        """Return those that are told of news: not disabled, their owners' accounts open."""
        return self._some(f"{_OPEN} ORDER BY w.number")

    def get(self, account: int, number: int) -> Webhook:
        """Return a webhook of an account.

        Raises
        ------
        NotFound: when the account has none such.
        """
        found = self._some("w.account = ? AND w.number = ?", account, number)
        if not found:
            raise NotFound(f"There is no webhook {number}.")
        return found[0]

    def remove(self, account: int, number: int) -> None:
        """Remove a webhook, and what was to be posted to it.

        Raises
        ------
        NotFound: when the account has none such.
        """
        self.get(account, number)
        for table in ("deliveries", "posted"):
            self._connection.execute(f"DELETE FROM {table} WHERE webhook = ?", (number,))
        self._connection.execute("DELETE FROM webhooks WHERE number = ?", (number,))

    def enable(self, account: int, number: int, now: datetime) -> None:
        """Begin again with one that was disabled; it is then told what it has missed.

        Raises
        ------
        NotFound: when the account has none such.
        """
        self.get(account, number)
        self._connection.execute(
            "UPDATE webhooks SET disabled_at = NULL, failures = 0 WHERE number = ?", (number,)
        )
        self._connection.execute(
            "UPDATE deliveries SET due_at = ?, attempts = 0 WHERE webhook = ? AND body IS NOT NULL",
            (now.isoformat(), number),
        )

    def news(self, number: int, found: Collection[str]) -> list[str]:
        """Return those of the ids found that it has not been told of, in order."""
        rows = self._connection.execute("SELECT resource FROM posted WHERE webhook = ?", (number,))
        told = {name for (name,) in rows}
        return [name for name in dict.fromkeys(found) if name not in told]

    def looked_through(self, number: int, revision: int) -> None:
        """Note up to which revision of the catalogue it has been told of all."""
        self._connection.execute(
            "UPDATE webhooks SET revision = ? WHERE number = ?", (revision, number)
        )

    def queue(
        self, number: int, id: str, body: str, resources: Collection[str], now: datetime
    ) -> int:
        """Keep something to be posted at once; return its number.

        Parameters
        ----------
        id: what the other side can know it by, should it come twice.
        resources: ids of those that it tells of.
        """
        self._told(number, resources)
        (delivery,) = self._connection.execute(
            "INSERT INTO deliveries (webhook, id, body, count, made_at, attempts, due_at)"
            " VALUES (?, ?, ?, ?, ?, 0, ?) RETURNING number",
            (number, id, body, len(resources), now.isoformat(), now.isoformat()),
        ).fetchone()
        return int(delivery)

    def deliveries(self, number: int, limit: int = 20) -> list[Delivery]:
        """Return what was posted to a webhook, or is to be, the newest first."""
        rows = self._connection.execute(
            "SELECT number, webhook, id, count, made_at, attempts, due_at, arrived_at, status,"
            " error FROM deliveries WHERE webhook = ? ORDER BY number DESC LIMIT ?",
            (number, limit),
        )
        return [Delivery(*row) for row in rows]

    def secret(self, number: int) -> str:
        """Return what signs what is posted to a webhook."""
        (secret,) = self._connection.execute(
            "SELECT secret FROM webhooks WHERE number = ?", (number,)
        ).fetchone()
        return str(secret)

    def claim(self, now: datetime) -> Parcel | None:
        """Take the next posting whose time has come, so that nobody else does.

        Should whoever took it never say what became of it, it is due again a little later.
        """
        row = self._connection.execute(
            "UPDATE deliveries SET attempts = attempts + 1, due_at = ? WHERE number = ("
            " SELECT d.number FROM deliveries d JOIN webhooks w ON w.number = d.webhook"
            f" WHERE d.due_at <= ? AND {_OPEN}"
            " ORDER BY d.due_at, d.number LIMIT 1)"
            " RETURNING number, attempts, id, body, webhook",
            ((now + _LEASE).isoformat(), now.isoformat()),
        ).fetchone()
        if row is None:
            return None
        (webhook,) = self._some("w.number = ?", row[4])
        return Parcel(row[0], row[1], row[2], row[3], webhook, self.secret(webhook.number))

    def arrived(self, parcel: Parcel, status: int | None, now: datetime) -> None:
        """Note that a posting has arrived."""
        self._connection.execute(
            "UPDATE deliveries SET due_at = NULL, arrived_at = ?, status = ?, error = NULL,"
            " body = NULL WHERE number = ?",
            (now.isoformat(), status, parcel.delivery),
        )
        self._connection.execute(
            "UPDATE webhooks SET failures = 0 WHERE number = ?", (parcel.webhook.number,)
        )

    def failed(
        self,
        parcel: Parcel,
        error: str,
        now: datetime,
        *,
        status: int | None = None,
        gone: bool = False,
    ) -> bool:
        """Note that a posting has not arrived; return whether its webhook is disabled for that.

        Parameters
        ----------
        gone: whether the other side wants no more of it.
        """
        tried = parcel.attempts
        over = gone or tried > len(BACKOFF)
        due = None if over else (now + BACKOFF[tried - 1]).isoformat()
        self._connection.execute(
            "UPDATE deliveries SET due_at = ?, status = ?, error = ? WHERE number = ?",
            (due, status, error[:500], parcel.delivery),
        )
        (failures,) = self._connection.execute(
            "UPDATE webhooks SET failures = failures + 1 WHERE number = ? RETURNING failures",
            (parcel.webhook.number,),
        ).fetchone()
        disabled = gone or (over and failures > len(BACKOFF))
        if disabled:
            self._connection.execute(
                "UPDATE webhooks SET disabled_at = ? WHERE number = ?",
                (now.isoformat(), parcel.webhook.number),
            )
        return disabled

    def forget(self, now: datetime) -> int:
        """Forget postings that were over a month ago; return how many they were."""
        return self._connection.execute(
            "DELETE FROM deliveries WHERE due_at IS NULL AND made_at < ?",
            ((now - KEPT).isoformat(),),
        ).rowcount

    def _check(self, account: int, address: str) -> None:
        if len(address) > _LONGEST_ADDRESS:
            raise MemberError(f"The address has {len(address):,} characters.", hint="Shorten it.")
        if len(self.of(account)) >= MOST:
            raise MemberConflict(
                f"An account has at most {MOST} webhooks.", hint="Remove one you do not need."
            )

    def _told(self, number: int, resources: Iterable[str]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO posted VALUES (?, ?)", [(number, name) for name in resources]
        )

    def _some(self, condition: str, *values: object) -> list[Webhook]:
        rows: Iterable[tuple[Any, ...]] = self._connection.execute(
            f"SELECT {_COLUMNS} FROM webhooks w WHERE {condition}", values
        )
        return [Webhook(*row) for row in rows]


def new_id() -> str:
    """Return what a posting is known by."""
    return f"msg_{new_secret()[:24]}"


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


_OPEN = (
    "w.disabled_at IS NULL AND w.account IN (SELECT number FROM accounts WHERE closed_at IS NULL)"
)
