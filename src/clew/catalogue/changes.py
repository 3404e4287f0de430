"""What changed when: resources in the order of their last change, those that went included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from clew.model import Kind
from clew.model.base import Value

FOREVER = 2**62  # a revision that no catalogue comes to

# A resource that nobody but bibliographies ever spoke of is no change to tell anybody of.
_WHERE = """
WHERE (o.revision, o.number) > (:revision, :number) AND o.revision BETWEEN :first AND :last
AND o.kind IN (SELECT value FROM json_each(:kinds))
AND EXISTS (SELECT 1 FROM records r WHERE (r.resource = o.number OR r.home = o.number)
            AND r.key NOT GLOB 'cited:*')
AND (:source IS NULL OR EXISTS (
    SELECT 1 FROM records r JOIN places p ON p.number = r.place
    WHERE (r.resource = o.number OR r.home = o.number) AND p.source = :source))
"""
# In the order of their changes, or each page would read all that is left, and sort it.
_PAGE = f"""
SELECT o.number, o.slug, o.kind, o.revision,
       (SELECT at FROM revisions WHERE number >= o.revision ORDER BY number LIMIT 1),
       EXISTS (SELECT 1 FROM records r WHERE r.resource = o.number AND NOT r.withdrawn
               AND r.key NOT GLOB 'cited:*')
FROM resources o INDEXED BY resources_by_revision {_WHERE}
ORDER BY o.revision, o.number LIMIT :limit
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
            f"SELECT count(*) FROM resources o {_WHERE}", self._values(scope, (-1, -1))
        ).fetchone()
        return int(count)

    def of(self, slug: str, kinds: Iterable[Kind]) -> Change | None:
        """Return the last change of one resource, if it is of one of some kinds."""
        row = self._connection.execute(
            "SELECT number, revision FROM resources WHERE slug = ?", (slug,)
        ).fetchone()
        if row is None:
            return None
        number, revision = row
        scope = Scope(kinds=tuple(kinds), first=revision, last=revision)
        found = self.page(scope, (revision, number - 1), 1)
        return found[0] if found and found[0].number == number else None

    def sources(self, resources: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return the sources whose records describe each of some resources, given by number."""
        rows = self._connection.execute(
            "SELECT DISTINCT r.resource, p.source FROM records r"
            " JOIN places p ON p.number = r.place"
            " WHERE r.resource IN (SELECT value FROM json_each(?)) AND r.key NOT GLOB 'cited:*'"
            " ORDER BY r.resource, p.source",
            (msgspec.json.encode(resources).decode(),),
        )
        found: dict[int, tuple[str, ...]] = {}
        for number, source in rows:
            found[number] = (*found.get(number, ()), source)
        return found

    def all_sources(self) -> list[str]:
        """Return the names of all sources that ever brought anything."""
        rows = self._connection.execute("SELECT DISTINCT source FROM places ORDER BY source")
        return [source for (source,) in rows]

    def earliest(self) -> str | None:
        """Return when the first change that anybody noted was made."""
        (at,) = self._connection.execute("SELECT min(at) FROM revisions").fetchone()
        return at if at is None else str(at)

    def from_time(self, at: str) -> int:
        """Return the first revision made at a moment (``2026-03-01T12:00:00Z``) or later."""
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
