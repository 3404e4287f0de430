"""Runs: harvests of a source, each with its report and the place to go on from."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

import msgspec

from clew.catalogue.visits import Visits
from clew.model.base import Value

_COLUMNS = (
    "number, source, aim, outcome, since, began_at, ended_at, state, total, received, seconds,"
    " error"
)


class Run(NamedTuple):
    """A harvest as the catalogue holds it."""

    number: int
    source: str
    aim: str
    outcome: str
    since: str | None
    began_at: str
    ended_at: str | None
    state: dict[str, Any]
    total: int | None
    received: int
    seconds: float
    error: str | None


class Report(Value, frozen=True, kw_only=True):
    """What a run came to.

    ``outcome`` is ``complete``, ``stopped`` (the next run goes on) or ``running``; ``counted`` how
    many documents were ``new``, ``updated``, ``unchanged``, ``deleted`` and ``failed``; ``total``
    how many the source says it has; ``received`` is in bytes.
    """

    source: str
    outcome: str
    began_at: str
    ended_at: str | None = None
    since: str | None = None
    counted: dict[str, int] = msgspec.field(default_factory=dict)
    total: int | None = None
    received: int = 0
    seconds: float = 0.0
    error: str | None = None


class Runs:
    """The runs of a catalogue."""

    def __init__(self, connection: sqlite3.Connection, visits: Visits) -> None:
        self._connection = connection
        self._visits = visits

    def begin(self, source: str, aim: str, since: str | None, now: str) -> Run:
        """Begin a run."""
        (number,) = self._connection.execute(
            "INSERT INTO runs (source, aim, outcome, since, began_at)"
            " VALUES (?, ?, 'running', ?, ?) RETURNING number",
            (source, aim, since, now),
        ).fetchone()
        return self._get("number = ?", number)[0]

    def go_on(self, run: Run) -> Run:
        """Take up a run that was stopped."""
        self._connection.execute(
            "UPDATE runs SET outcome = 'running', ended_at = NULL, error = NULL WHERE number = ?",
            (run.number,),
        )
        return self._get("number = ?", run.number)[0]

    def last(self, source: str) -> Run | None:
        """Return the latest run of a source."""
        return next(iter(self._get("source = ? ORDER BY number DESC LIMIT 1", source)), None)

    def last_complete(self, source: str, aim: str) -> Run | None:
        """Return the latest run of a source that came to its end with the same aim."""
        where = "source = ? AND aim = ? AND outcome = 'complete' ORDER BY number DESC LIMIT 1"
        return next(iter(self._get(where, source, aim)), None)

    def mark(self, number: int, state: dict[str, Any], total: int | None) -> None:
        """Remember where a run can go on from."""
        self._connection.execute(
            "UPDATE runs SET state = ?, total = coalesce(?, total) WHERE number = ?",
            (msgspec.json.encode(state).decode(), total, number),
        )

    def spend(self, number: int, received: int, seconds: float) -> None:
        """Add to the bytes and the time that a run has taken."""
        self._connection.execute(
            "UPDATE runs SET received = received + ?, seconds = seconds + ? WHERE number = ?",
            (received, seconds, number),
        )

    def end(self, number: int, outcome: str, now: str, error: str | None = None) -> None:
        """End a run, and keep its counts."""
        self._connection.execute(
            "UPDATE runs SET outcome = ?, ended_at = ?, error = ? WHERE number = ?",
            (outcome, now, error, number),
        )
        (run,) = self._get("number = ?", number)
        self._connection.execute("DELETE FROM tallies WHERE run = ?", (number,))
        self._connection.executemany(
            "INSERT INTO tallies VALUES (?, ?, ?)",
            [(number, *one) for one in self._visits.count(run.source, number).items()],
        )

    def report(self, run: Run) -> Report:
        """Return what a run came to, or has come to so far."""
        kept = self._connection.execute(
            "SELECT outcome, count FROM tallies WHERE run = ?", (run.number,)
        )
        counted = dict(kept) if run.ended_at else self._visits.count(run.source, run.number)
        return Report(
            source=run.source,
            outcome=run.outcome,
            began_at=run.began_at,
            ended_at=run.ended_at,
            since=run.since,
            counted={name: count for name, count in counted.items() if name != "absent"},
            total=run.total,
            received=run.received,
            seconds=round(run.seconds, 3),
            error=run.error,
        )

    def reports(self, source: str, most: int) -> list[Report]:
        """Return the reports of a source's runs, latest first."""
        runs = self._get("source = ? ORDER BY number DESC LIMIT ?", source, most)
        return [self.report(run) for run in runs]

    def _get(self, where: str, *values: object) -> list[Run]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM runs WHERE {where}", values)
        return [_run(row) for row in rows]


def _run(row: tuple[Any, ...]) -> Run:
    run = Run(*row)
    return run._replace(state=msgspec.json.decode(row[7]) if row[7] else {})
