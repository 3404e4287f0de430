"""What running text names in passing, and who wrote what when, to find one by the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

# People have no year, so that the index tells them from most works.
_PEOPLE = "year IS NULL AND r.kind = 'person'"
_WORKS = "r.kind <> 'person'"


class Mention(NamedTuple):
    """A work named in passing: ``scheme`` is ``author-year`` or an identifier's."""

    scheme: str
    value: str
    record: int
    position: int
    quote: str
    place: str | None


class Name(NamedTuple):
    """An author of a record, folded; ``family`` is empty for a work that names nobody.

    ``cited`` tells works that only bibliographies list.
    """

    family: str
    record: int
    position: int
    given: str
    year: int | None
    cited: bool = False


class Mentions:
    """Mentions in texts and names of authors."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def forget(self, records: Sequence[int]) -> None:
        """Take back what was found in some records."""
        numbers = _json(records)
        for table in ("mentions", "names"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE record IN (SELECT value FROM json_each(?))", (numbers,)
            )

    def add(self, mentions: Iterable[Mention], names: Iterable[Name]) -> None:
        """Store what was found."""
        self._connection.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
            (
                (m.scheme, m.value, m.record, m.position, _json([m.quote, m.place]))
                for m in mentions
            ),
        )
        self._connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?, ?)", names)

    def stir(self, what: str, values: Iterable[str]) -> None:
        """Remember what a later step has to look at."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO stirred VALUES (?, ?)", ((what, value) for value in values)
        )

    def stirred(self, what: str, limit: int) -> list[str]:
        """Return what has to be looked at."""
        rows = self._connection.execute(
            "SELECT value FROM stirred WHERE what = ? ORDER BY value LIMIT ?", (what, limit)
        )
        return [value for (value,) in rows]

    def calm(self, what: str, values: Iterable[str]) -> None:
        """Say that something was looked at."""
        self._connection.executemany(
            "DELETE FROM stirred WHERE what = ? AND value = ?", ((what, value) for value in values)
        )

    def of(self, record: int) -> list[Mention]:
        """Return what the text of a record names, in order."""
        rows = self._connection.execute(
            "SELECT scheme, value, position, body FROM mentions WHERE record = ? ORDER BY position",
            (record,),
        ).fetchall()
        return [
            Mention(scheme, value, record, position, *msgspec.json.decode(body))
            for scheme, value, position, body in rows
        ]

    def identifying(self, records: Sequence[int]) -> list[int]:
        """Return the records whose text names an identifier that one of these carries."""
        rows = self._connection.execute(
            "SELECT DISTINCT m.record FROM identifiers i INDEXED BY identifiers_by_record"
            " CROSS JOIN mentions m ON m.scheme = i.scheme AND m.value = i.value"
            " WHERE i.record IN (SELECT value FROM json_each(?)) ORDER BY m.record",
            (_json(records),),
        )
        return [record for (record,) in rows]

    def naming(self, family: str) -> list[int]:
        """Return the records whose text names a family name, with a year or with any.

        Parameters
        ----------
        family: ``"tallow"`` or ``"tallow 2015"``.
        """
        rows = self._connection.execute(
            "SELECT record FROM mentions WHERE scheme = 'author-year' AND value = ?1"
            " UNION SELECT record FROM mentions WHERE scheme = 'author-year'"
            " AND value >= ?1 || ' ' AND value < ?1 || '!' ORDER BY record",
            (family,),
        )
        return [record for (record,) in rows]

    def dated(self, year: str) -> list[int]:
        """Return the records whose text names anybody with a year."""
        rows = self._connection.execute(
            "SELECT DISTINCT record FROM mentions WHERE scheme = 'author-year'"
            " AND substr(value, -4) = ? ORDER BY record",
            (year,),
        )
        return [record for (record,) in rows]

    def names(self, records: Sequence[int]) -> list[Name]:
        """Return who wrote the works of some records, or is the person that they are about."""
        rows = self._connection.execute(
            "SELECT * FROM names INDEXED BY names_by_record"
            " WHERE record IN (SELECT value FROM json_each(?))",
            (_json(records),),
        )
        return [Name(*row) for row in rows]

    def cited(self, family: str, limit: int) -> list[Name]:
        """Return the works of a family name in bibliographies, none when more than a limit."""
        rows = self._connection.execute(
            "SELECT n.* FROM names n INDEXED BY names_cited"
            " JOIN records r ON r.number = n.record AND NOT r.withdrawn"
            " WHERE n.family = ? AND n.cited ORDER BY n.record, n.position LIMIT ?",
            (family, limit + 1),
        ).fetchall()
        return [Name(*row) for row in rows] if len(rows) <= limit else []

    def bearing(self, family: str, initial: str, *, people: bool) -> list[Name]:
        """Return the people, or else the works, of a family name and a first initial."""
        rows = self._connection.execute(
            "SELECT n.* FROM names n INDEXED BY names_by_initial"
            " JOIN records r ON r.number = n.record AND NOT r.withdrawn"
            f" WHERE family = ? AND substr(given, 1, 1) = ? AND {_PEOPLE if people else _WORKS}"
            " ORDER BY n.record",
            (family, initial),
        )
        return [Name(*row) for row in rows]

    def works_of(self, family: str, year: int, limit: int) -> list[Name]:
        """Return the works of a family name and year, or none when they are more than a limit."""
        rows = self._connection.execute(
            "SELECT n.* FROM names n JOIN records r ON r.number = n.record AND NOT r.withdrawn"
            " WHERE family = ? AND year = ? ORDER BY n.record, n.position LIMIT ?",
            (family, year, limit + 1),
        ).fetchall()
        return [Name(*row) for row in rows] if len(rows) <= limit else []


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
