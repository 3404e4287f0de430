"""Records: what a place says of things, version after version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from clew.catalogue.resources import Resources
from clew.model import Agent, Kind, Record, Relation, study_number, title_key

_ENCODE = msgspec.json.Encoder().encode
_DEPENDENT = ("identifiers", "contributions", "passages", "statements")
_INSERT = {
    "versions": "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
    "identifiers": "INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?)",
    "agents": "INSERT OR IGNORE INTO agents VALUES (?, ?, ?, ?, ?)",
    "contributions": "INSERT INTO contributions VALUES (?, ?, ?, ?)",
    "passages": "INSERT INTO passages VALUES (?, ?, ?)",
    "statements": "INSERT INTO statements VALUES (?, ?, ?, ?, ?)",
}


class Placed(NamedTuple):
    """A record on its way in, with the resource it belongs to and why."""

    record: Record
    resource: int
    joined_by: str | None


class Known(NamedTuple):
    """A record that a place already has."""

    number: int
    resource: int
    version: int


class Records:
    """The records of a catalogue."""

    def __init__(self, connection: sqlite3.Connection, resources: Resources) -> None:
        self._connection = connection
        self._resources = resources

    def at(self, place: int) -> dict[str, Known]:
        """Return the records that a place has, by key; withdrawn ones too."""
        rows = self._connection.execute(
            "SELECT key, number, resource, version FROM records WHERE place = ?", (place,)
        )
        return {key: Known(*rest) for key, *rest in rows}

    def put(
        self,
        place: int,
        document: int,
        reader: str,
        placed: Sequence[Placed],
        now: str,
        known: Mapping[str, Known],
    ) -> list[int]:
        """Store what a document says: new records, and new versions of those ``known`` there.

        Records of the place that the document no longer has are marked withdrawn, not erased.

        Returns the numbers of the stored records, in order.
        """
        self._withdraw(known, {entry.record.key for entry in placed})
        self._clear([known[e.record.key].number for e in placed if e.record.key in known])
        numbers = [self._enter(place, document, entry, known) for entry in placed]
        rows = _Rows(document, reader, now)
        for number, entry in zip(numbers, placed, strict=True):
            before = known.get(entry.record.key)
            rows.add(number, before.version + 1 if before else 1, entry.record)
        for table, values in rows.tables.items():
            if values:
                self._connection.executemany(_INSERT[table], values)
        self._resources.touch({entry.resource for entry in placed})
        return numbers

    def move(self, number: int, resource: int, joined_by: str | None) -> None:
        """Put a record into another resource, for a reason; ``None`` for the one that leads it."""
        (former,) = self._connection.execute(
            "SELECT resource FROM records WHERE number = ?", (number,)
        ).fetchone()
        self._connection.execute(
            "UPDATE records SET resource = ?, joined_by = ? WHERE number = ?",
            (resource, joined_by, number),
        )
        self._resources.touch((former, resource))

    def settle(self, number: int, home: int) -> None:
        """Remember the resource that was made for a record."""
        self._connection.execute("UPDATE records SET home = ? WHERE number = ?", (home, number))

    def _enter(self, place: int, document: int, entry: Placed, known: Mapping[str, Known]) -> int:
        record = entry.record
        before = known.get(record.key)
        # Variables are found by keys of their own: thousands are called "Age".
        key = None if record.kind == Kind.VARIABLE else title_key(record.title)
        if before:
            self._connection.execute(
                "UPDATE records SET version = ?, document = ?, title_key = ?, withdrawn = 0"
                " WHERE number = ?",
                (before.version + 1, document, key, before.number),
            )
            return before.number
        home = None if entry.joined_by else entry.resource
        row = (place, record.key, record.kind, entry.resource, entry.joined_by, document, key, home)
        cursor = self._connection.execute(
            "INSERT INTO records"
            " (place, key, kind, resource, joined_by, version, document, title_key, home)"
            " VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _withdraw(self, known: Mapping[str, Known], kept: set[str]) -> None:
        gone = [entry for key, entry in known.items() if key not in kept]
        if not gone:
            return
        self._connection.executemany(
            "UPDATE records SET withdrawn = 1 WHERE number = ?", [(e.number,) for e in gone]
        )
        self._clear([entry.number for entry in gone])
        self._resources.touch({entry.resource for entry in gone})

    def _clear(self, numbers: Iterable[int]) -> None:
        """Forget what was derived from earlier versions of these records."""
        keys = [(number,) for number in numbers]
        for table in _DEPENDENT if keys else ():
            self._connection.executemany(f"DELETE FROM {table} WHERE record = ?", keys)


class _Rows:
    """The rows of every table that a document's records fill, gathered to be written at once."""

    def __init__(self, document: int, reader: str, now: str) -> None:
        self._document, self._reader, self._now = document, reader, now
        self.tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in _INSERT}

    def add(self, number: int, version: int, record: Record) -> None:
        """Add one record's rows."""
        body = _ENCODE(_without_passages(record)).decode()
        row = (number, version, self._document, self._reader, body, self._now)
        self.tables["versions"].append(row)
        self.tables["identifiers"] += _identifier_rows(number, record)
        self._add_contributions(number, record)
        self.tables["statements"] += _statement_rows(number, record.relations)
        if record.fulltext:
            self.tables["passages"] += (
                (number, position, _ENCODE(passage).decode())
                for position, passage in enumerate(record.fulltext.passages)
            )

    def _add_contributions(self, number: int, record: Record) -> None:
        for position, part in enumerate(record.contributions):
            agent = agent_number(part.agent)
            name = next(iter(part.agent.identifiers), None)
            scheme, value = (name.scheme, name.value) if name else (None, None)
            self.tables["agents"].append((agent, part.agent.kind, part.agent.name, scheme, value))
            self.tables["contributions"].append((number, position, agent, part.role))


def agent_number(agent: Agent) -> int:
    """Return the number of an agent: the same for the same name and first identifier."""
    first = next(iter(agent.identifiers), None)
    key = "\0".join(
        (agent.kind, agent.name, first.scheme, first.value) if first else (agent.kind, agent.name)
    )
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1


def _identifier_rows(number: int, record: Record) -> Iterator[tuple[str, str, int]]:
    for identifier in record.identifiers:
        yield identifier.scheme, identifier.value, number
        study = study_number(identifier)
        if study:
            yield study.scheme, study.value, number


def _statement_rows(
    number: int, relations: Sequence[Relation]
) -> Iterator[tuple[int, int, str, str, str]]:
    for position, relation in enumerate(relations):
        target = relation.target.identifier
        scheme, value = (target.scheme, target.value) if target else ("key", relation.target.key)
        if value:
            yield number, position, scheme, value, _ENCODE(relation).decode()


def _without_passages(record: Record) -> Record:
    if not record.fulltext or not record.fulltext.passages:
        return record
    whole = msgspec.structs.replace(record.fulltext, passages=())
    return msgspec.structs.replace(record, fulltext=whole)
