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
    "records": (
        "INSERT INTO records"
        " (number, place, key, kind, resource, joined_by, version, document, title_key, home)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
    ),
    "versions": "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
    "identifiers": "INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?)",
    "agents": "INSERT OR IGNORE INTO agents VALUES (?, ?, ?, ?, ?)",
    "contributions": "INSERT INTO contributions VALUES (?, ?, ?, ?)",
    "passages": "INSERT INTO passages VALUES (?, ?, ?)",
    "statements": "INSERT INTO statements VALUES (?, ?, ?, ?, ?)",
}
_CHANGE = (
    "UPDATE records SET version = ?, document = ?, kind = ?, title_key = ?, withdrawn = 0"
    " WHERE number = ?"
)


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


class Told(NamedTuple):
    """What a document says: records on their way in, beside those that its place has, by key."""

    place: int
    document: int
    reader: str
    now: str
    placed: Sequence[Placed]
    known: Mapping[str, Known]


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

    def put(self, told: Sequence[Told]) -> list[list[int]]:
        """Store what documents say: new records, and new versions of those known at their places.

        Records of a place that its document no longer has are marked withdrawn, not erased.

        Parameters
        ----------
        told: no place twice.

        Returns the numbers of the stored records, document by document, in order.
        """
        for one in told:
            self._withdraw(one)
        rows = _Rows(self._last())
        numbers = [rows.add(one) for one in told]
        self._connection.executemany(_CHANGE, rows.changed)
        for table, values in rows.tables.items():
            if values:
                self._connection.executemany(_INSERT[table], values)
        self._resources.touch({entry.resource for one in told for entry in one.placed})
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

    def _last(self) -> int:
        (number,) = self._connection.execute(
            "SELECT coalesce(max(number), 0) FROM records"
        ).fetchone()
        return int(number)

    def _withdraw(self, told: Told) -> None:
        """Take back what earlier versions say, and mark the records that are told no more."""
        if not told.known:
            return
        kept = {entry.record.key for entry in told.placed}
        gone = [entry for key, entry in told.known.items() if key not in kept]
        # Others may have joined a record on arrival, before it was compared with any.
        self._connection.executemany(
            "UPDATE records SET withdrawn = 1, compared = iif(compared = 0, -1, compared)"
            " WHERE number = ? AND NOT withdrawn",
            [(e.number,) for e in gone],
        )
        self._clear(entry.number for entry in told.known.values())
        self._resources.touch({entry.resource for entry in gone})

    def _clear(self, numbers: Iterable[int]) -> None:
        """Forget what was derived from earlier versions of these records."""
        keys = [(number,) for number in numbers]
        for table in _DEPENDENT:
            self._connection.executemany(f"DELETE FROM {table} WHERE record = ?", keys)


class _Rows:
    """The rows of every table that documents fill, gathered to be written at once.

    Parameters
    ----------
    last: the greatest number that any record has.
    """

    def __init__(self, last: int) -> None:
        self._last = last
        self.tables: dict[str, list[tuple[object, ...]]] = {name: [] for name in _INSERT}
        self.changed: list[tuple[object, ...]] = []

    def add(self, told: Told) -> list[int]:
        """Add what a document says; return the numbers of its records, in order."""
        return [self._add(told, entry) for entry in told.placed]

    def _add(self, told: Told, entry: Placed) -> int:
        record, before = entry.record, told.known.get(entry.record.key)
        # Variables are found by keys of their own: thousands are called "Age".
        key = None if record.kind == Kind.VARIABLE else title_key(record.title)
        if before:
            number, version = before.number, before.version + 1
            self.changed.append((version, told.document, record.kind, key, number))
        else:
            self._last, number, version = self._last + 1, self._last + 1, 1
            home = None if entry.joined_by else entry.resource
            self.tables["records"].append(
                (
                    *(number, told.place, record.key, record.kind, entry.resource),
                    *(entry.joined_by, told.document, key, home),
                )
            )
        body = _ENCODE(_without_passages(record)).decode()
        self.tables["versions"].append(
            (number, version, told.document, told.reader, body, told.now)
        )
        self._add_dependent(number, record)
        return number

    def _add_dependent(self, number: int, record: Record) -> None:
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
