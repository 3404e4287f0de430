"""Variables: which belong to which dataset, and which elsewhere share name, label or question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from clew.catalogue.slugs import slug_stem
from clew.model import Record, Variable, fold

CROWD = 500  # variables; a name, label or question that more share tells nothing apart

_RECORD = msgspec.json.Decoder(Record)
_HELD = """
SELECT v.record, r.resource, o.slug, v.dataset, p.slug, b.body, s.source, s.location, r.key
FROM variables v
JOIN records r ON r.number = v.record AND NOT r.withdrawn
JOIN resources o ON o.number = r.resource
JOIN records d ON d.number = v.dataset
JOIN resources p ON p.number = d.resource
JOIN places s ON s.number = r.place
JOIN versions b ON b.record = v.record AND b.version = r.version
"""
_BETWEEN = "--"  # no id made from a title has two hyphens in a row


class Row(NamedTuple):
    """A variable's record by number, that of its dataset, its place there, and the variable."""

    record: int
    dataset: int
    position: int
    variable: Variable


class Child(NamedTuple):
    """A variable as the catalogue holds it: its record, its resource, its dataset's record.

    ``name`` is the same whenever the record arrived.
    """

    record: int
    resource: int
    slug: str
    dataset: int
    dataset_slug: str
    told: Record
    name: tuple[str, str, str]

    @property
    def variable(self) -> Variable:
        """The variable itself."""
        return self.told.variables[0]


class Keys(NamedTuple):
    """What the same variable elsewhere would share, as hashes; absent where nothing is said."""

    name: int
    label: int | None
    question: int | None


class Variables:
    """The variables of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def slugs(self, dataset: int, names: Sequence[str]) -> list[str]:
        """Return a free id for each variable of a dataset: the dataset's, with the name behind it.

        So thousands of variables called "sex" neither queue for a number nor leave anybody
        guessing whose they are.
        """
        (slug,) = self._connection.execute(
            "SELECT slug FROM resources WHERE number = ?", (dataset,)
        ).fetchone()
        beginning = f"{slug}{_BETWEEN}"
        taken = self._taken(beginning)
        counts: dict[str, int] = {}
        found = []
        for name in names:
            stem = one = beginning + slug_stem(name)
            while one in taken:
                counts[stem] = counts.get(stem, 1) + 1
                one = f"{stem}-{counts[stem]}"
            taken.add(one)
            found.append(one)
        return found

    def _taken(self, beginning: str) -> set[str]:
        rows = self._connection.execute(
            "SELECT slug FROM resources WHERE slug >= ? AND slug < ?",
            (beginning, beginning + "\U0010ffff"),
        )
        return {slug for (slug,) in rows}

    def put(self, rows: Iterable[Row]) -> None:
        """Store where variables belong and what they can be found by."""
        values = [(row.record, row.dataset, row.position, *keys_of(row.variable)) for row in rows]
        if values:
            self._connection.executemany(
                "INSERT OR REPLACE INTO variables VALUES (?, ?, ?, ?, ?, ?)", values
            )

    def of(self, dataset: int) -> list[Child]:
        """Return the variables of a dataset's resource, in the order of its sources."""
        return self._children(
            "WHERE v.dataset IN (SELECT number FROM records WHERE resource = ?)"
            " ORDER BY v.dataset, v.position",
            dataset,
        )

    def find(self, resource: int) -> Child | None:
        """Return a variable by the number of its resource."""
        found = self._children("WHERE r.resource = ? ORDER BY v.record LIMIT 1", resource)
        return found[0] if found else None

    def children(self, records: Sequence[int]) -> list[Child]:
        """Return those of some records that are variables."""
        return self._children(
            "WHERE v.record IN (SELECT value FROM json_each(?)) ORDER BY v.record", _json(records)
        )

    def sharing(self, keys: Keys, limit: int = CROWD) -> list[Child]:
        """Return the variables that share a name, label or question; a crowd is passed over."""
        found: set[int] = set()
        for column, key in zip(Keys._fields, keys, strict=True):
            rows = self._connection.execute(
                f"SELECT record FROM variables WHERE {column} = ? LIMIT ?", (key, limit + 1)
            ).fetchall()
            found |= {record for (record,) in rows} if len(rows) <= limit else set()
        return self.children(sorted(found))

    def parents(self, resources: Sequence[int]) -> dict[int, str]:
        """Return the id of the dataset that each of some resources is a variable of."""
        rows = self._connection.execute(
            "SELECT r.resource, p.slug FROM records r JOIN variables v ON v.record = r.number"
            " JOIN records d ON d.number = v.dataset JOIN resources p ON p.number = d.resource"
            " WHERE r.resource IN (SELECT value FROM json_each(?)) AND NOT r.withdrawn",
            (_json(resources),),
        )
        return dict(rows.fetchall())

    def _children(self, clause: str, value: object) -> list[Child]:
        rows = self._connection.execute(f"{_HELD} {clause}", (value,))
        return [
            Child(record, resource, slug, dataset, parent, _RECORD.decode(body), tuple(name))
            for record, resource, slug, dataset, parent, body, *name in rows
        ]


def keys_of(variable: Variable) -> Keys:
    """Return what the same variable elsewhere would share."""
    return Keys(
        _hash(fold(variable.name) or variable.name),
        _key(variable.label),
        _key(variable.question),
    )


def _key(text: str | None) -> int | None:
    folded = fold(text) if text else ""
    return _hash(folded) if folded else None


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


def _json(values: Sequence[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
