"""The log: every change of membership and evidence, and every decision; and the past replayed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from clew.model.base import Value

_NAMED = """
SELECT g.number, m.at, g.action, p.source, p.location, r.key, q.source, q.location, x.key,
    f.slug, s.slug, g.type, o.slug, g.state, g.reason, g.decision, d.made_by, d.note
FROM log g LEFT JOIN revisions m ON m.number = g.revision
LEFT JOIN records r ON r.number = g.record LEFT JOIN places p ON p.number = r.place
LEFT JOIN records x ON x.number = g.other LEFT JOIN places q ON q.number = x.place
LEFT JOIN resources f ON f.number = g.former LEFT JOIN resources s ON s.number = g.subject
LEFT JOIN resources o ON o.number = g.object LEFT JOIN decisions d ON d.number = g.decision
"""
_SINCE = f"""{_NAMED}
WHERE ?1 IS NULL OR g.revision >= (SELECT min(number) FROM revisions WHERE at >= ?1)
ORDER BY g.number
"""
_PAGE = f"""{_NAMED}
WHERE (?1 IS NULL OR g.number < ?1) AND g.action IN (SELECT value FROM json_each(?2))
ORDER BY g.number DESC LIMIT ?3
"""


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
    decision: int | None


class RecordName(Value, frozen=True, kw_only=True):
    """What names a record in every catalogue that has its document."""

    source: str
    location: str
    key: str


class Change(Value, frozen=True, kw_only=True):
    """An entry of the log as anybody can read it: records and resources by name.

    ``record`` and ``other`` are the records it is about, ``former`` the resource that was left,
    ``subject`` the one entered or a link's; ``state`` is a link's state or a decision's verdict.
    """

    number: int
    action: str
    at: str | None = None
    record: RecordName | None = None
    other: RecordName | None = None
    former: str | None = None
    subject: str | None = None
    type: str | None = None
    object: str | None = None
    state: str | None = None
    reason: str | None = None
    decision: int | None = None
    by: str | None = None
    note: str | None = None


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

    def memberships(self, records: Sequence[int]) -> list[Entry]:
        """Return how some records joined resources and were moved between them, oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM log WHERE action IN ('joined', 'moved')"
            " AND record IN (SELECT value FROM json_each(?)) ORDER BY number",
            (msgspec.json.encode(records).decode(),),
        )
        return [Entry(*row) for row in rows]

    def latest(self, limit: int) -> list[Entry]:
        """Return the last entries, the newest first."""
        rows = self._connection.execute("SELECT * FROM log ORDER BY number DESC LIMIT ?", (limit,))
        return [Entry(*row) for row in rows]

    def changes(self, since: str | None = None) -> Iterator[Change]:
        """Yield what happened, oldest first, records and resources by name.

        Parameters
        ----------
        since: only from a day or moment on (ISO 8601, UTC).
        """
        return (_change(row) for row in self._connection.execute(_SINCE, (since,)))

    def page(self, actions: Iterable[str], limit: int, before: int | None = None) -> list[Change]:
        """Return the latest entries of some actions, the newest first.

        Parameters
        ----------
        actions: see :class:`Entry`.
        limit: how many at most.
        before: only those with a lower number, which is the next page.
        """
        wanted = msgspec.json.encode(list(actions)).decode()
        rows = self._connection.execute(_PAGE, (before, wanted, limit))
        return [_change(row) for row in rows]


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


def _change(row: tuple[Any, ...]) -> Change:
    number, at, action, *names = row
    former, subject, kind, target, state, reason, decision, by, note = names[6:]
    return Change(
        number=number,
        action=action,
        at=at,
        record=_name(names[:3]),
        other=_name(names[3:6]),
        former=former,
        subject=subject,
        type=kind,
        object=target,
        state=state,
        reason=reason,
        decision=decision,
        by=by,
        note=note,
    )


def _name(parts: list[Any]) -> RecordName | None:
    source, location, key = parts
    return RecordName(source=source, location=location, key=key) if key is not None else None
