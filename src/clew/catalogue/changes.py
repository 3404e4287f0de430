"""What changed when: resources in the order of their last change, those that went included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from clew.model import Kind
from clew.model.base import Value

FOREVER = 2**62  # a revision that no catalogue comes to

# A resource that nobody but bibliographies ever spoke of is no change to tell anybody of.
_FROM = """
FROM resources o
WHERE (o.revision, o.number) > (:revision, :number) AND o.revision BETWEEN :first AND :last
AND o.kind IN (SELECT value FROM json_each(:kinds))
AND EXISTS (SELECT 1 FROM records r WHERE (r.resource = o.number OR r.home = o.number)
            AND r.key NOT GLOB 'cited:*')
AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM records r JOIN places p ON p.number = r.place
    WHERE (r.resource = o.number OR r.home = o.number) AND p.source = :source))
"""
_PAGE = f"""
SELECT o.number, o.slug, o.kind, o.revision,
       (SELECT at FROM revisions WHERE number >= o.revision ORDER BY number LIMIT 1),
       EXISTS (SELECT 1 FROM records r WHERE r.resource = o.number AND NOT r.withdrawn
               AND r.key NOT GLOB 'cited:*')
{_FROM} ORDER BY o.revision, o.number LIMIT :limit
"""


class Change(NamedTuple):
    """The last change of a resource; one that is not ``here`` went, or became part of another."""

    number: int
    slug: str
    kind: Kind
    revision: int
    at: str
    here: bool


class Scope(Value, frozen=True, kw_only=True):
    """Which changes somebody wants: revisions ``first`` to ``last``, some kinds, one source."""

    kinds: tuple[Kind, ...]
    first: int = 0
    last: int = FOREVER
    source: str | None = None


class Changes:
    """The changes of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def page(
        self, scope: Scope, after: tuple[int, int] = (-1, -1), limit: int = 100
    ) -> list[Change]:
        """Return the changes after one, given by its revision and number, oldest first."""
        rows = self._connection.execute(_PAGE, self._values(scope, after) | {"limit": limit})
        return [
            Change(number, slug, Kind(kind), revision, at, bool(here))
            for number, slug, kind, revision, at, here in rows
        ]

    def count(self, scope: Scope) -> int:
        """Return how many changes there are."""
        (count,) = self._connection.execute(
            f"SELECT count(*) {_FROM}", self._values(scope, (-1, -1))
        ).fetchone()
        return int(count)

    def of(self, number: int, kinds: Iterable[Kind]) -> Change | None:
        """Return the last change of one resource, if it is of one of some kinds."""
        row = self._connection.execute(
            "SELECT revision FROM resources WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        scope = Scope(kinds=tuple(kinds), first=row[0], last=row[0])
        found = self.page(scope, (row[0], number - 1), 1)
        return found[0] if found and found[0].number == number else None

    def earliest(self) -> str | None:
        """Return when the first change that anybody noted was made."""
        (at,) = self._connection.execute("SELECT min(at) FROM revisions").fetchone()
        return at if at is None else str(at)

    def from_time(self, at: str) -> int:
        """Return the first revision made at a moment or later; ``at`` as ``2026-03-01T12:00:00Z``."""
        # What came before the first revision that was noted counts as made with it.
        (before,) = self._connection.execute(
            "SELECT coalesce(max(number) + 1, 0) FROM revisions WHERE at < ?", (at,)
        ).fetchone()
        return int(before)

    def until_time(self, at: str) -> int:
        """Return the last revision made at a moment or earlier, -1 where there is none."""
        (last,) = self._connection.execute(
            "SELECT coalesce(max(number), -1) FROM revisions WHERE at <= ?", (at,)
        ).fetchone()
        return int(last)

    def _values(self, scope: Scope, after: tuple[int, int]) -> dict[str, object]:
        return {
            "revision": after[0],
            "number": after[1],
            "first": scope.first,
            "last": scope.last,
            "kinds": msgspec.json.encode(scope.kinds).decode(),
            "source": scope.source,
        }
