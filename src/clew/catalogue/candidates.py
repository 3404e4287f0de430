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
# Verdicts that are not the gate's: on variables, which are two things however alike, and on awards
# of which one has no reference.
VARIABLES = "comparable"
UNREFERENCED = "unreferenced"


class Pair(NamedTuple):
    """Two records, the lower number first, with the verdict on them and what it rests on."""

    one: int
    other: int
    verdict: str
    bits: float
    reason: str
    compared: tuple[Compared, ...] = ()


class Renewed(NamedTuple):
    """What new keys of records come to, by number.

    ``pairs`` are worth comparing, lower number first; ``parted`` were judged to be something, and
    no key makes them any more; ``beside`` are other records that were one or apart by such pairs.
    """

    pairs: list[tuple[int, int]]
    parted: list[tuple[int, int]]
    beside: set[int]


class _Body(msgspec.Struct, frozen=True, omit_defaults=True):
    reason: str
    compared: tuple[Compared, ...] = ()


_Taken = tuple[int, int, str]
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

    def renew(self, records: Sequence[int], keys: Iterable[tuple[int, int]]) -> Renewed:
        """Give records their keys in place of former ones; return what that changes.

        Whether a key says anything depends on all that share it, never on who came first: where
        one grows past :data:`CROWD` or shrinks under it, the records that had it are concerned too.

        Parameters
        ----------
        keys: (key, record) of all of them, none for those that are gone.
        """
        former, taken = self._forget(records)
        self._connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)
        freed = self._freed(former)
        pairs, crowded = self._blocks(records, freed)
        parted = self._part(crowded)
        ends = {e for *pair, verdict in taken + parted if verdict != VARIABLES for e in pair}
        return Renewed(pairs, [(one, other) for one, other, _ in parted], ends - set(records))

    def _forget(self, records: Sequence[int]) -> tuple[list[int], list[_Taken]]:
        """Take back all that comparing records has found; return their keys, and their pairs."""
        numbers = _json(records)
        keys = self._connection.execute(
            "DELETE FROM keys WHERE record IN (SELECT value FROM json_each(?)) RETURNING key",
            (numbers,),
        ).fetchall()
        rows = self._connection.execute(
            "DELETE FROM pairs WHERE one IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1)) RETURNING one, other, verdict",
            (numbers,),
        ).fetchall()
        self._connection.execute(
            "UPDATE records SET compared = iif(withdrawn, 0, version)"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (numbers,),
        )
        return [key for (key,) in keys], rows

    def _freed(self, keys: Sequence[int]) -> list[int]:
        """Return those of some keys that were crowded, and are no more."""
        rows = self._connection.execute(
            "DELETE FROM crowded WHERE key IN (SELECT value FROM json_each(?1)) AND ?2 >="
            " (SELECT count(*) FROM (SELECT 1 FROM keys k WHERE k.key = crowded.key LIMIT ?2 + 1))"
            " RETURNING key",
            (_json(keys), CROWD),
        ).fetchall()
        return [key for (key,) in rows]

    def _blocks(
        self, records: Sequence[int], freed: Sequence[int]
    ) -> tuple[list[tuple[int, int]], list[tuple[int, ...]]]:
        """Return the pairs that a key of some records makes, and whom keys now crowded held.

        Parameters
        ----------
        freed: keys of which all pairs are wanted, not only those of the records.
        """
        rows = self._connection.execute(
            "WITH wanted AS MATERIALIZED (SELECT key FROM keys INDEXED BY keys_by_record"
            " WHERE record IN (SELECT value FROM json_each(?1)) UNION SELECT value FROM"
            " json_each(?2))"
            " SELECT k.key, k.record FROM wanted w CROSS JOIN keys k ON k.key = w.key"
            " WHERE w.key NOT IN (SELECT key FROM crowded) ORDER BY k.key, k.record",
            (_json(records), _json(freed)),
        )
        new, whole = set(records), set(freed)
        found: set[tuple[int, int]] = set()
        crowded: dict[int, tuple[int, ...]] = {}
        for key, block in groupby(rows, key=itemgetter(0)):
            held = tuple(record for _, record in block)
            if len(held) > CROWD:
                crowded[key] = held
                continue
            pairs = combinations(held, 2)
            found.update(p for p in pairs if key in whole or p[0] in new or p[1] in new)
        self._connection.executemany("INSERT INTO crowded VALUES (?)", ((k,) for k in crowded))
        return sorted(found), list(crowded.values())

    def _part(self, blocks: Iterable[Sequence[int]]) -> list[_Taken]:
        """Take back the pairs inside of blocks that no key makes any more; return them."""
        parted: list[_Taken] = []
        for block in blocks:
            parted += self._connection.execute(
                "DELETE FROM pairs WHERE one IN (SELECT value FROM json_each(?1))"
                " AND other IN (SELECT value FROM json_each(?1))"
                " AND NOT EXISTS (SELECT 1 FROM keys a INDEXED BY keys_by_record"
                " CROSS JOIN keys b ON b.key = a.key AND b.record = pairs.other"
                " WHERE a.record = pairs.one AND a.key NOT IN (SELECT key FROM crowded))"
                " RETURNING one, other, verdict",
                (_json(block),),
            ).fetchall()
        return parted

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
