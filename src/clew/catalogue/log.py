"""The log: every change of membership and evidence, and every decision; and the past replayed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Entry(NamedTuple):
    """One change: what happened to which record or link, in which revision, and why.

    ``action`` is joined (on arrival), moved (from ``former`` to ``subject``), evidence (found),
    dropped (no longer found), decided or undone.
    """

    number: int
    revision: int
    action: str
    record: int | None
    other: int | None
    former: int | None
    subject: int | None
    type: str | None
    object: int | None
    state: str | None
    turned: int | None
    reason: str | None


class Log:
    """Reads the log; triggers of the database write it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def entries(self, after: int = 0, record: int | None = None) -> Iterator[Entry]:
        """Yield what happened, oldest first.

        Parameters
        ----------
        after: only entries with a higher number.
        record: only what concerns one record.
        """
        rows = self._connection.execute(
            "SELECT * FROM log WHERE number > ?1"
            " AND (?2 IS NULL OR record = ?2 OR other = ?2) ORDER BY number",
            (after, record),
        )
        return (Entry(*row) for row in rows)


def replay(homes: dict[int, int], entries: Iterable[Entry]) -> dict[int, int]:
    """Return the resource of each record after some of the log.

    Parameters
    ----------
    homes: the resource that was made for each record that has one.
    entries: the log from its beginning to any point.
    """
    resources = dict(homes)
    for entry in entries:
        if entry.action in ("joined", "moved") and entry.record and entry.subject:
            resources[entry.record] = entry.subject
    return resources
