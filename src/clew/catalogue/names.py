"""Names: what to call many resources at once, without reading all that is known of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from clew.model import Kind

# The first record that has a title gives it; entries of bibliographies come last.
_NAMED = """
SELECT o.number, o.slug, o.kind, json_extract(v.body, '$.title'),
       json_extract(v.body, '$.published'), json_extract(v.body, '$.period.start'),
       json_extract(v.body, '$.period.end')
FROM resources o
JOIN records r ON r.resource = o.number AND NOT r.withdrawn
JOIN versions v ON v.record = r.number AND v.version = r.version
WHERE o.slug IN (SELECT value FROM json_each(?))
ORDER BY o.number, json_extract(v.body, '$.title') IS NULL, r.key GLOB 'cited:*', r.number
"""


class Named(NamedTuple):
    """A resource in a few words; dates are ISO 8601, as its source has them."""

    number: int
    slug: str
    kind: Kind
    title: str
    published: str | None
    start: str | None
    end: str | None


class Names:
    """The names of a catalogue's resources."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, slugs: Iterable[str]) -> dict[str, Named]:
        """Return what to call resources, by their ids; those that were withdrawn are left out."""
        found: dict[str, Named] = {}
        if not (wanted := sorted(set(slugs))):
            return found
        rows = self._connection.execute(_NAMED, (msgspec.json.encode(wanted).decode(),))
        for number, slug, kind, title, *dates in rows:
            found.setdefault(slug, Named(number, slug, Kind(kind), title or slug, *dates))
        return found
