"""What people decided, about pairs of records, so that it outlives any regrouping."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from clew.errors import NotFound
from clew.model.base import Value


class Decision(Value, frozen=True, kw_only=True):
    """A decision of a person; ``type`` is a link's, or absent for "the same thing".

    ``verdict`` is join, split, confirm, reject or unsure.
    """

    number: int
    verdict: str
    type: str | None = None
    made_by: str
    made_at: str
    note: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None


class Said(NamedTuple):
    """A standing decision on two records: whether they are one thing."""

    decision: int
    verdict: str
    one: int
    other: int


class Decisions:
    """The decisions of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def make(
        self,
        verdict: str,
        pairs: Iterable[tuple[int, int]],
        made_by: str,
        made_at: str,
        *,
        type: str | None = None,
        note: str | None = None,
    ) -> int:
        """Keep a decision on pairs of records; return its number."""
        (number,) = self._connection.execute(
            "INSERT INTO decisions (verdict, type, made_by, made_at, note) VALUES (?, ?, ?, ?, ?)"
            " RETURNING number",
            (verdict, type, made_by, made_at, note),
        ).fetchone()
        rows = sorted({(number, *pair) for pair in pairs})
        self._connection.executemany("INSERT INTO decided VALUES (?, ?, ?)", rows)
        return int(number)

    def undo(self, number: int, undone_by: str, undone_at: str) -> None:
        """Mark a decision as undone; it is kept, but counts no more.

        Raises
        ------
        NotFound: when there is no such decision, or it was undone before.
        """
        changed = self._connection.execute(
            "UPDATE decisions SET undone_by = ?, undone_at = ?"
            " WHERE number = ? AND undone_at IS NULL",
            (undone_by, undone_at, number),
        )
        if not changed.rowcount:
            raise NotFound(f"There is no decision {number} to undo.")

    def get(self, number: int) -> Decision:
        """Return a decision.

        Raises
        ------
        NotFound: when there is none of that number.
        """
        row = self._connection.execute(
            "SELECT * FROM decisions WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise NotFound(f"There is no decision {number}.")
        return _decision(row)

    def last(self, made_by: str) -> Decision | None:
        """Return a person's latest decision that is not undone."""
        row = self._connection.execute(
            "SELECT * FROM decisions WHERE made_by = ? AND undone_at IS NULL"
            " ORDER BY number DESC LIMIT 1",
            (made_by,),
        ).fetchone()
        return _decision(row) if row else None

    def all(self) -> list[Decision]:
        """Return every decision, undone ones too, in order."""
        return [
            _decision(row)
            for row in self._connection.execute("SELECT * FROM decisions ORDER BY number")
        ]

    def page(self, limit: int, before: int | None = None) -> list[Decision]:
        """Return the latest decisions, undone ones too, the newest first.

        Parameters
        ----------
        limit: how many at most.
        before: only those with a lower number, which is the next page.
        """
        rows = self._connection.execute(
            "SELECT * FROM decisions WHERE ?1 IS NULL OR number < ?1 ORDER BY number DESC LIMIT ?2",
            (before, limit),
        )
        return [_decision(row) for row in rows]

    def about(self, records: Sequence[int]) -> list[Decision]:
        """Return the decisions in which any of these records is, undone ones too, newest first."""
        rows = self._connection.execute(
            "SELECT * FROM decisions WHERE number IN (SELECT decision FROM decided"
            " WHERE one IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1))) ORDER BY number DESC",
            (_json(records),),
        )
        return [_decision(row) for row in rows]

    def pairs(self, number: int) -> list[tuple[int, int]]:
        """Return the pairs of records that a decision is about."""
        return self._connection.execute(
            "SELECT one, other FROM decided WHERE decision = ? ORDER BY one, other", (number,)
        ).fetchall()

    def on(self, records: Sequence[int], verdicts: Sequence[str] = ("join", "split")) -> list[Said]:
        """Return the standing decisions of some verdicts in which one of these records is.

        Of several on one pair the last counts.
        """
        rows = self._connection.execute(
            "SELECT d.number, d.verdict, p.one, p.other FROM decided p"
            " JOIN decisions d ON d.number = p.decision WHERE d.type IS NULL"
            " AND d.undone_at IS NULL AND d.verdict IN (SELECT value FROM json_each(?2))"
            " AND (p.one IN (SELECT value FROM json_each(?1))"
            " OR p.other IN (SELECT value FROM json_each(?1))) ORDER BY d.number",
            (_json(records), _json(verdicts)),
        )
        last = {frozenset(row[2:]): Said(*row) for row in rows}
        return list(last.values())


def _decision(row: tuple[Any, ...]) -> Decision:
    return Decision(**dict(zip(Decision.__struct_fields__, row, strict=True)))


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
