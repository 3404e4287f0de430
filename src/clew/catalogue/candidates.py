"""Keys that alike records share, and what pairs of records were judged to be to one another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from clew.model import Compared

CROWD = 60  # records; a key that more share says too little to compare them all


class Pair(NamedTuple):
    """Two records, the lower number first, with the verdict on them and what it rests on."""

    one: int
    other: int
    verdict: str
    bits: float
    reason: str
    compared: tuple[Compared, ...] = ()


class _Body(msgspec.Struct, frozen=True, omit_defaults=True):
    reason: str
    compared: tuple[Compared, ...] = ()


_BODY = msgspec.json.Decoder(_Body)


class Candidates:
    """Which records are worth comparing, and how comparing them went."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def waiting(self, limit: int) -> list[int]:
        """Return the numbers of records whose latest version has not been compared yet."""
        rows = self._connection.execute(
            "SELECT number FROM records WHERE compared <> version AND NOT withdrawn"
            " ORDER BY number LIMIT ?",
            (limit,),
        )
        return [number for (number,) in rows]

    def left(self) -> int:
        """Return how many records have not been compared yet."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM records WHERE compared <> version AND NOT withdrawn"
        ).fetchone()
        return int(number)

    def stir(self) -> None:
        """Let all records be compared again."""
        self._connection.execute("UPDATE records SET compared = -1 WHERE NOT withdrawn")

    def gone(self) -> list[int]:
        """Return the numbers of records that were compared, and have been withdrawn since."""
        rows = self._connection.execute(
            "SELECT number FROM records WHERE compared <> 0 AND withdrawn ORDER BY number"
        )
        return [number for (number,) in rows]

    def forget(self, records: Sequence[int]) -> list[int]:
        """Take back all that comparing records has found; return those they were paired with."""
        numbers = _json(records)
        self._connection.execute(
            "DELETE FROM keys WHERE record IN (SELECT value FROM json_each(?))", (numbers,)
        )
        rows = self._connection.execute(
            "DELETE FROM pairs WHERE one IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1)) RETURNING one, other",
            (numbers,),
        ).fetchall()
        self._connection.execute(
            "UPDATE records SET compared = iif(withdrawn, 0, version)"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (numbers,),
        )
        return sorted({end for row in rows for end in row} - set(records))

    def add_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Store (key, record)."""
        self._connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)

    def of(self, records: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pairs, lower number first, in which one of these records shares a key."""
        rows = self._connection.execute(
            "WITH wanted AS MATERIALIZED (SELECT DISTINCT key FROM keys INDEXED BY keys_by_record"
            " WHERE record IN (SELECT value FROM json_each(?1)))"
            " SELECT k.key, k.record FROM wanted w CROSS JOIN keys k ON k.key = w.key"
            " WHERE (SELECT count(*) FROM (SELECT 1 FROM keys c WHERE c.key = w.key LIMIT ?2 + 1))"
            " BETWEEN 2 AND ?2 ORDER BY k.key, k.record",
            (_json(records), CROWD),
        )
        new = set(records)
        found: set[tuple[int, int]] = set()
        for _, block in groupby(rows, key=itemgetter(0)):
            pairs = combinations([record for _, record in block], 2)
            found.update(pair for pair in pairs if pair[0] in new or pair[1] in new)
        return sorted(found)

    def add(self, pairs: Iterable[Pair]) -> None:
        """Store what pairs were judged to be."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)",
            (
                (p.one, p.other, p.verdict, p.bits, _encode(_Body(p.reason, p.compared)))
                for p in pairs
            ),
        )

    def paired(self, records: Sequence[int]) -> list[Pair]:
        """Return the judged pairs in which one of these records is."""
        rows = self._connection.execute(
            "SELECT one, other, verdict, bits, body FROM pairs"
            " WHERE one IN (SELECT value FROM json_each(?1))"
            " UNION SELECT one, other, verdict, bits, body FROM pairs"
            " WHERE other IN (SELECT value FROM json_each(?1)) ORDER BY one, other",
            (_json(records),),
        )
        return [pair_of(*row) for row in rows]


def pair_of(one: int, other: int, verdict: str, bits: float, body: str) -> Pair:
    """Return a pair from its row."""
    said = _BODY.decode(body)
    return Pair(one, other, verdict, bits, said.reason, said.compared)


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _json(values: Sequence[int]) -> str:
    return _encode(list(values))
