"""Visits: how each location of a source was found when it was looked at last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple

# Within one run the first finding stands, unless what failed then came, or came and then went. What
# went in an earlier run and is still not there went then, not now.
_NOTE = """
INSERT INTO visits (source, location, run, at, outcome, etag, modified, stamp, moved_to)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, location) DO UPDATE SET
    outcome = CASE WHEN run = excluded.run AND outcome IN ('new', 'updated')
        AND excluded.outcome IN ('unchanged', 'updated') THEN outcome ELSE excluded.outcome END,
    run = excluded.run, at = excluded.at, moved_to = excluded.moved_to, etag = excluded.etag,
    modified = excluded.modified, stamp = excluded.stamp
WHERE NOT (outcome = 'deleted' AND excluded.outcome = 'absent')
"""
# The server only said that nothing has changed: what it gave before still holds.
_CONFIRM = """
UPDATE visits SET run = ?3, at = ?4,
    outcome = CASE WHEN run = ?3 AND outcome IN ('new', 'updated') THEN outcome
        ELSE 'unchanged' END,
    moved_to = CASE WHEN ?5 THEN ?6 ELSE moved_to END, stamp = coalesce(?7, stamp)
WHERE source = ?1 AND location = ?2
"""


class Trace(NamedTuple):
    """What a server said of a page besides its bytes."""

    etag: str | None = None
    modified: str | None = None
    stamp: str | None = None
    moved_to: str | None = None


class Found(NamedTuple):
    """How a location was found.

    ``outcome``: ``new``, ``updated``, ``unchanged``, ``deleted``, ``failed``, or ``absent`` for
    what the source calls deleted but Clew never had.
    """

    location: str
    outcome: str
    trace: Trace | None = None
    confirmed: bool = False


class Health(NamedTuple):
    """The health of a source's links: how many are well, moved, gone, and not to be had."""

    here: int
    moved: int
    gone: int
    failing: int
    last_seen: str | None


class Trouble(NamedTuple):
    """A location that is not as it should be, since when, and where it is now if that is known."""

    location: str
    what: str
    at: str
    moved_to: str | None


class Seen(NamedTuple):
    """How a location was found, when, and where it is now if it has moved."""

    outcome: str
    at: str
    moved_to: str | None


class Visits:
    """The visits of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, source: str, run: int, now: str, found: Iterable[Found]) -> None:
        """Write down how locations were found in a run."""
        found = list(found)
        fetched = ((f, f.trace or Trace()) for f in found if not f.confirmed)
        self._connection.executemany(
            _NOTE, [(source, f.location, run, now, f.outcome, *trace) for f, trace in fetched]
        )
        confirmed = ((f, f.trace or Trace()) for f in found if f.confirmed)
        self._connection.executemany(
            _CONFIRM,
            [
                (source, f.location, run, now, f.trace is not None, trace.moved_to, trace.stamp)
                for f, trace in confirmed
            ],
        )

    def at(self, source: str, location: str) -> Seen | None:
        """Return how a location was found when it was looked at last, if it ever was."""
        row = self._connection.execute(
            "SELECT outcome, at, moved_to FROM visits WHERE source = ? AND location = ?",
            (source, location),
        ).fetchone()
        return Seen(*row) if row else None

    def missing(self, source: str, run: int, aim: str) -> list[str]:
        """Return the locations that earlier runs with the same aim found and this one did not."""
        rows = self._connection.execute(
            "SELECT location FROM visits v JOIN runs r ON r.number = v.run WHERE v.source = ?"
            " AND v.run <> ? AND r.aim = ? AND v.outcome NOT IN ('deleted', 'absent')"
            " ORDER BY location",
            (source, run, aim),
        )
        return [location for (location,) in rows]

    def count(self, source: str, run: int) -> dict[str, int]:
        """Return how many locations of a source a run found how."""
        return dict(
            self._connection.execute(
                "SELECT outcome, count(*) FROM visits WHERE source = ? AND run = ?"
                " GROUP BY outcome",
                (source, run),
            )
        )

    def health(self, source: str) -> Health:
        """Return how well the locations of a source are."""
        row = self._connection.execute(
            "SELECT coalesce(sum(outcome IN ('new', 'updated', 'unchanged')), 0),"
            " coalesce(sum(moved_to IS NOT NULL), 0), coalesce(sum(outcome = 'deleted'), 0),"
            " coalesce(sum(outcome = 'failed'), 0),"
            " max(CASE WHEN outcome IN ('new', 'updated', 'unchanged') THEN at END)"
            " FROM visits WHERE source = ?",
            (source,),
        ).fetchone()
        return Health(*row)

    def troubles(self, source: str, most: int) -> list[Trouble]:
        """Return locations of a source that have moved, are gone or do not come."""
        rows = self._connection.execute(
            "SELECT location, CASE outcome WHEN 'deleted' THEN 'gone' WHEN 'failed' THEN 'failing'"
            " ELSE 'moved' END, at, moved_to FROM visits WHERE source = ?"
            " AND (outcome IN ('deleted', 'failed') OR moved_to IS NOT NULL)"
            " ORDER BY at DESC, location LIMIT ?",
            (source, most),
        )
        return [Trouble(*row) for row in rows]


class PastVisits:
    """The visits to one source as other threads may read them, while a harvest writes.

    Parameters
    ----------
    path: the catalogue's file.
    source: the source's name.
    run: the run that is under way.
    """

    def __init__(self, path: Path, source: str, run: int) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = Lock()
        self._source, self._run = source, run

    def __enter__(self) -> PastVisits:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._connection.close()

    def left(self, location: str) -> tuple[str | None, str | None, str | None] | None:
        """Return entity tag, time of change and stamp that a good visit left."""
        row = self._row("etag, modified, stamp, outcome", location)
        return row[:3] if row and row[3] in ("new", "updated", "unchanged") else None

    def in_this_run(self, location: str) -> bool:
        """Say whether the run that is under way has been to a location already."""
        row = self._row("run", location)
        return row is not None and row[0] == self._run

    def _row(self, columns: str, location: str) -> tuple[Any, ...] | None:
        with self._lock:
            found = self._connection.execute(
                f"SELECT {columns} FROM visits WHERE source = ? AND location = ?",
                (self._source, location),
            ).fetchone()
        return tuple(found) if found else None
