"""What is at the other ends of links, with as much of it as a mention needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from clew.model import Identifier, Kind, LinkState, LinkType


class End(NamedTuple):
    """What is at the other end of a link of a resource; ``inverse`` when that is its subject."""

    of: int
    type: LinkType
    state: LinkState
    confidence: float | None
    inverse: bool
    slug: str
    kind: Kind
    title: str | None
    identifiers: tuple[Identifier, ...]


_ENDS = """
WITH ends AS (
    SELECT subject AS of, type, state, confidence, 0 AS inverse, object AS other FROM links
    WHERE subject IN (SELECT value FROM json_each(:resources))
    UNION ALL
    SELECT object, type, state, confidence, 1, subject FROM links
    WHERE object IN (SELECT value FROM json_each(:resources))
)
SELECT e.of, e.type, e.state, e.confidence, e.inverse, e.other, o.slug, o.kind,
       (SELECT json_extract(v.body, '$.title') FROM records r
        JOIN versions v ON v.record = r.number AND v.version = r.version
        WHERE r.resource = e.other AND NOT r.withdrawn ORDER BY r.number LIMIT 1)
FROM ends e JOIN resources o ON o.number = e.other
WHERE e.state <> 'rejected' AND e.of <> e.other
ORDER BY e.of, e.inverse, e.type, e.other
"""


class Ends:
    """The other ends of the links of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, resources: Sequence[int]) -> list[End]:
        """Return what is at the other ends of the links of resources; rejected ones do not count.

        Parameters
        ----------
        resources: by number.
        """
        rows = self._connection.execute(_ENDS, {"resources": _json(resources)}).fetchall()
        named = self._identifiers({row[5] for row in rows})
        return [
            End(
                of,
                LinkType(kind),
                LinkState(state),
                confidence,
                bool(inverse),
                slug,
                Kind(what),
                title,
                named.get(other, ()),
            )
            for of, kind, state, confidence, inverse, other, slug, what, title in rows
        ]

    def _identifiers(self, resources: Iterable[int]) -> dict[int, tuple[Identifier, ...]]:
        rows = self._connection.execute(
            "SELECT DISTINCT r.resource, i.scheme, i.value FROM records r"
            " JOIN identifiers i ON i.record = r.number"
            " WHERE r.resource IN (SELECT value FROM json_each(?)) AND NOT r.withdrawn"
            " ORDER BY r.resource, r.number, i.scheme, i.value",
            (_json(list(resources)),),
        )
        found: dict[int, tuple[Identifier, ...]] = {}
        for resource, scheme, value in rows:
            one = Identifier(scheme=scheme, value=value)
            found[resource] = (*found.get(resource, ()), one)
        return found


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
