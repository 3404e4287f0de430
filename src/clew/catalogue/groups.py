"""What ties records together, for finding out which of them are one thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from clew.catalogue.candidates import UNREFERENCED
from clew.model import Kind, Record

_RECORD = msgspec.json.Decoder(Record)


class Member(NamedTuple):
    """A record as grouping needs it; ``name`` is the same whenever the record arrived."""

    number: int
    name: tuple[str, str, str]
    resource: int
    home: int | None
    joined_by: str | None
    kind: Kind
    record: Record


class Groups:
    """Records and their ties: shared identifiers, citations of one title, judged pairs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def members(self, numbers: Iterable[int], kinds: Sequence[Kind] | None = None) -> list[Member]:
        """Return records by number; withdrawn ones are left out.

        Parameters
        ----------
        kinds: only those of these kinds.
        """
        rows = self._connection.execute(
            "SELECT r.number, p.source, p.location, r.key, r.resource, r.home, r.joined_by, r.kind,"
            " v.body FROM records r JOIN places p ON p.number = r.place"
            " JOIN versions v ON v.record = r.number AND v.version = r.version"
            " WHERE r.number IN (SELECT value FROM json_each(?1)) AND NOT r.withdrawn"
            " AND (?2 IS NULL OR r.kind IN (SELECT value FROM json_each(?2))) ORDER BY r.number",
            (_json(sorted(numbers)), _json(kinds) if kinds else None),
        )
        return [
            Member(n, (source, place, key), o, home, why, Kind(kind), _RECORD.decode(body))
            for n, source, place, key, o, home, why, kind, body in rows
        ]

    def tied(self, records: Sequence[int], schemes: Sequence[str]) -> Iterator[int]:
        """Yield the records one tie away: by identifier, citation, membership, pair, decision."""
        numbers = _json(records)
        yield from self._by_identifier(numbers, schemes)
        for clause in _TIES:
            rows = self._connection.execute(clause, (numbers,))
            yield from (number for (number,) in rows)

    def _by_identifier(self, numbers: str, schemes: Sequence[str]) -> Iterator[int]:
        rows = self._connection.execute(
            "SELECT DISTINCT scheme, value FROM identifiers INDEXED BY identifiers_by_record"
            " WHERE record IN (SELECT value FROM json_each(?))",
            (numbers,),
        ).fetchall()
        for scheme, value in (row for row in rows if row[0] in schemes):
            found = self._connection.execute(
                "SELECT record FROM identifiers WHERE scheme = ? AND value = ?", (scheme, value)
            )
            yield from (number for (number,) in found)

    def touching(self, records: Sequence[int], schemes: Sequence[str]) -> list[int]:
        """Return those of some records that may belong with others at all."""
        rows = self._connection.execute(
            "SELECT number FROM records r WHERE number IN (SELECT value FROM json_each(?1))"
            # An organisation's records join when they arrive, by the identifier they share: of the
            # thousands that carry it, the first and the last tell whether they all are together.
            f" AND (kind <> 'organisation' OR EXISTS ({_ELSEWHERE}))"
            " AND (r.home IS NULL OR kind <> (SELECT o.kind FROM resources o"
            " WHERE o.number = r.resource)"
            " OR EXISTS (SELECT 1 FROM records x WHERE x.resource = r.resource"
            " AND x.number <> r.number)"
            " OR EXISTS (SELECT 1 FROM identifiers i JOIN identifiers j ON j.scheme = i.scheme"
            " AND j.value = i.value AND j.record <> i.record WHERE i.record = r.number"
            " AND i.scheme IN (SELECT value FROM json_each(?2)))"
            " OR (r.title_key IS NOT NULL AND EXISTS (SELECT 1 FROM records t"
            " WHERE t.title_key = r.title_key AND t.number <> r.number"
            " AND (r.key GLOB 'cited:*' OR t.key GLOB 'cited:*'))))",
            (_json(records), _json(schemes)),
        )
        return [number for (number,) in rows]


_ELSEWHERE = """
    SELECT 1 FROM identifiers i JOIN records x ON x.number IN (
        (SELECT min(record) FROM identifiers WHERE scheme = i.scheme AND value = i.value),
        (SELECT max(record) FROM identifiers WHERE scheme = i.scheme AND value = i.value))
    WHERE i.record = r.number AND x.resource <> r.resource"""
_JOINING = f"verdict IN ('same', '{UNREFERENCED}')"
_TIES = (
    "SELECT x.number FROM records r JOIN records x ON x.resource = r.resource"
    " WHERE r.number IN (SELECT value FROM json_each(?))",
    "SELECT t.number FROM records r JOIN records t ON t.title_key = r.title_key"
    " WHERE r.number IN (SELECT value FROM json_each(?))"
    " AND (r.key GLOB 'cited:*' OR t.key GLOB 'cited:*')",
    f"SELECT other FROM pairs WHERE one IN (SELECT value FROM json_each(?)) AND {_JOINING}",
    f"SELECT one FROM pairs WHERE other IN (SELECT value FROM json_each(?)) AND {_JOINING}",
    "SELECT p.other FROM decided p JOIN decisions d ON d.number = p.decision"
    " WHERE p.one IN (SELECT value FROM json_each(?)) AND d.verdict = 'join'"
    " AND d.undone_at IS NULL",
    "SELECT p.one FROM decided p JOIN decisions d ON d.number = p.decision"
    " WHERE p.other IN (SELECT value FROM json_each(?)) AND d.verdict = 'join'"
    " AND d.undone_at IS NULL",
)


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
