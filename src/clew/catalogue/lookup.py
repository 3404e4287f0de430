"""Questions that linking asks: who has this identifier, this title, who cites or states it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from clew.errors import NotFound
from clew.model import Identifier, Kind, Passage, Record

_RECORD = msgspec.json.Decoder(Record)
_PASSAGE = msgspec.json.Decoder(Passage)
_COLUMNS = "r.number, r.resource, r.kind, d.sha256, p.location"
_JOINS = "JOIN documents d ON d.number = r.document JOIN places p ON p.number = r.place"


class Found(NamedTuple):
    """A record by its number, with its resource, its kind and the document it was read from."""

    number: int
    resource: int
    kind: Kind
    document: str
    location: str


class Lookup:
    """Finds records by what they share with another; withdrawn ones are not found."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, number: int) -> Record:
        """Return a record's latest version, its passages apart."""
        (body,) = self._connection.execute(
            "SELECT v.body FROM records r JOIN versions v"
            " ON v.record = r.number AND v.version = r.version WHERE r.number = ?",
            (number,),
        ).fetchone()
        return _RECORD.decode(body)

    def passages(self, record: int) -> list[Passage]:
        """Return the passages of a record's text, in order."""
        rows = self._connection.execute(
            "SELECT body FROM passages WHERE record = ? ORDER BY position", (record,)
        )
        return [_PASSAGE.decode(body) for (body,) in rows]

    def found(self, number: int) -> Found:
        """Return where a record stands.

        Raises
        ------
        NotFound: when there is no such record.
        """
        rows = self._rows(f"FROM records r {_JOINS} WHERE r.number = ?", number)
        if not rows:
            raise NotFound(f"There is no record {number}.")
        return rows[0]

    def named(self, source: str, location: str, key: str) -> int | None:
        """Return the number of the record that a place gave a key, if there is one."""
        row = self._connection.execute(
            "SELECT r.number FROM records r JOIN places p ON p.number = r.place"
            " WHERE p.source = ? AND p.location = ? AND r.key = ?",
            (source, location, key),
        ).fetchone()
        return int(row[0]) if row else None

    def with_identifier(self, identifier: Identifier) -> list[Found]:
        """Return the records that carry an identifier, earliest first."""
        return self._rows(
            f"FROM identifiers i JOIN records r ON r.number = i.record {_JOINS}"
            " WHERE i.scheme = ? AND i.value = ? ORDER BY r.number",
            identifier.scheme,
            identifier.value,
        )

    def sharing(self, identifiers: Sequence[Identifier]) -> list[tuple[Identifier, Found]]:
        """Return the records that carry any of some identifiers, with the one, earliest first."""
        rows = self._connection.execute(
            f"SELECT i.scheme, i.value, {_COLUMNS} FROM (VALUES {_places(identifiers)}) w"
            " CROSS JOIN identifiers i ON i.scheme = w.column1 AND i.value = w.column2"
            f" JOIN records r ON r.number = i.record {_JOINS} ORDER BY r.number",
            _values(identifiers),
        )
        return [
            (Identifier(scheme=scheme, value=value), _found(row)) for scheme, value, *row in rows
        ]

    def with_identifier_prefix(self, scheme: str, prefix: str) -> list[tuple[str, Found]]:
        """Return (value, record) of those that carry an identifier beginning like this."""
        rows = self._connection.execute(
            f"SELECT i.value, {_COLUMNS} FROM identifiers i JOIN records r ON r.number = i.record"
            f" {_JOINS} WHERE i.scheme = ? AND i.value >= ? AND i.value < ? ORDER BY r.number",
            (scheme, prefix, prefix + "\U0010ffff"),
        )
        return [(value, _found(row)) for value, *row in rows]

    def with_title(self, key: str, kinds: Iterable[Kind]) -> list[Found]:
        """Return the records of some kinds whose folded title is this, earliest first."""
        return self._rows(
            f"FROM records r {_JOINS} WHERE r.title_key = ? AND NOT r.withdrawn"
            " AND r.kind IN (SELECT value FROM json_each(?)) ORDER BY r.number",
            key,
            msgspec.json.encode(list(kinds)).decode(),
        )

    def with_title_prefix(self, beginning: str, kind: Kind) -> list[Found]:
        """Return the records of a kind whose folded title begins with some words."""
        # A space follows the words, or nothing: "stairs" begins "stairs and doors", not "stairset".
        return self._rows(
            f"FROM records r {_JOINS} WHERE (r.title_key = ?1"
            " OR (r.title_key > ?1 || ' ' AND r.title_key < ?1 || '!'))"
            " AND r.kind = ?2 AND NOT r.withdrawn ORDER BY r.number",
            beginning,
            kind,
        )

    def cited(self, title: str, key: str) -> list[Found]:
        """Return the records of a folded title of which one, they or the one with a key, is cited.

        Records of cited works have keys that begin with ``cited:``.
        """
        return self._rows(
            f"FROM records r {_JOINS} WHERE r.title_key = ?1 AND NOT r.withdrawn"
            " AND (r.key GLOB 'cited:*' OR ?2 GLOB 'cited:*') ORDER BY r.number",
            title,
            key,
        )

    def stating(self, identifiers: Sequence[Identifier]) -> list[tuple[int, int]]:
        """Return (record, position) of each stated relation that points at one of identifiers."""
        if not identifiers:
            return []
        return self._connection.execute(
            f"SELECT record, position FROM (VALUES {_places(identifiers)}) w"
            " CROSS JOIN statements s ON s.scheme = w.column1 AND s.value = w.column2"
            " ORDER BY record, position",
            _values(identifiers),
        ).fetchall()

    def identifiers(self, resource: int, scheme: str) -> set[str]:
        """Return the values that the records of a resource have in a scheme."""
        rows = self._connection.execute(
            "SELECT i.value FROM records r JOIN identifiers i ON i.record = r.number"
            " WHERE r.resource = ? AND i.scheme = ?",
            (resource, scheme),
        )
        return {value for (value,) in rows}

    def records_of(self, resource: int) -> list[Found]:
        """Return the records of a resource in the order of their names, whichever came first."""
        return self._rows(
            f"FROM records r {_JOINS} WHERE r.resource = ? AND NOT r.withdrawn"
            " ORDER BY p.source, p.location, r.key",
            resource,
        )

    def foremost(self, numbers: Iterable[int]) -> int:
        """Return that one of some records whose name comes first, whichever came first.

        Descriptions go before entries of bibliographies.
        """
        (number,) = self._connection.execute(
            "SELECT r.number FROM records r JOIN places p ON p.number = r.place"
            " WHERE r.number IN (SELECT value FROM json_each(?))"
            " ORDER BY r.key GLOB 'cited:*', p.source, p.location, r.key LIMIT 1",
            (msgspec.json.encode(list(numbers)).decode(),),
        ).fetchone()
        return int(number)

    def _rows(self, clause: str, *values: object) -> list[Found]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} {clause}", values)
        return [_found(row) for row in rows]


def _places(identifiers: Sequence[Identifier]) -> str:
    return ", ".join(["(?, ?)"] * len(identifiers))


def _values(identifiers: Sequence[Identifier]) -> list[str]:
    return [part for one in identifiers for part in (one.scheme, one.value)]


def _found(row: Sequence[Any]) -> Found:
    number, resource, kind, document, location = row
    return Found(number, resource, Kind(kind), document, location)
