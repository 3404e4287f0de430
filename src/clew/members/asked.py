"""What was searched for, without who did: so that gaps in the catalogue can be seen."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from clew.model.base import Value

KEPT = timedelta(days=90)
LONGEST = 300  # characters of a query that are kept


class Asked(Value, frozen=True):
    """A query, how often it was asked, how much it found last, and when that was."""

    query: str
    times: int
    total: int
    last: str


class Queries:
    """The queries of the last three months."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, query: str, total: int, now: datetime) -> None:
        """Note that a query was asked and how many results it had; the empty one is none."""
        words = " ".join(query.split())[:LONGEST]
        if words:
            self._connection.execute(
                "INSERT INTO asked (query, total, asked_at) VALUES (?, ?, ?)",
                (words, total, now.isoformat()),
            )

    def forget(self, now: datetime) -> int:
        """Forget what is older than three months; return how many queries that were."""
        before = (now - KEPT).isoformat()
        return self._connection.execute("DELETE FROM asked WHERE asked_at < ?", (before,)).rowcount

    def commonest(self, limit: int = 50, *, in_vain: bool = False) -> list[Asked]:
        """Return the queries asked most often.

        Parameters
        ----------
        limit: how many.
        in_vain: only those that found nothing when they were last asked.
        """
        rows = self._connection.execute(
            "SELECT query, times, total, last FROM (SELECT lower(query) AS query,"
            " count(*) AS times, total, max(asked_at) AS last FROM asked GROUP BY lower(query))"
            " WHERE NOT ? OR total = 0 ORDER BY times DESC, last DESC, query LIMIT ?",
            (in_vain, limit),
        )
        return [Asked(*row) for row in rows]
