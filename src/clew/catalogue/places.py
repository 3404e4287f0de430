"""Places: where documents were found, and how reading the latest one there went."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from clew.catalogue.database import inserted
from clew.model import Notice


class Place(NamedTuple):
    """What is known of one place."""

    number: int
    sha256: str
    reader: str | None
    error: str | None


class About(NamedTuple):
    """What a place's document is about: who read it, the kind, id and title of its first record.

    A document that says only that something is gone describes nothing.
    """

    reader: str | None
    kind: str | None
    slug: str | None
    title: str | None


class Failure(NamedTuple):
    """A place whose document could not be read, and why."""

    location: str
    error: str


class Places:
    """The places of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, source: str, location: str) -> Place | None:
        """Return what is known of a place, if documents ever came from there."""
        row = self._connection.execute(
            "SELECT p.number, d.sha256, p.reader, p.error FROM places p"
            " JOIN documents d ON d.number = p.document WHERE p.source = ? AND p.location = ?",
            (source, location),
        ).fetchone()
        return Place(*row) if row else None

    def at(self, source: str, locations: Sequence[str]) -> dict[str, Place]:
        """Return what is known of places of a source, by location; new ones are left out."""
        rows = self._connection.execute(
            "SELECT p.location, p.number, d.sha256, p.reader, p.error FROM places p"
            " JOIN documents d ON d.number = p.document"
            " WHERE p.source = ? AND p.location IN (SELECT value FROM json_each(?))",
            (source, _json(locations)),
        )
        return {location: Place(*row) for location, *row in rows}

    def holding(self, addresses: Sequence[str]) -> dict[str, Place]:
        """Return the first place where a document was read, by the SHA-256 of its bytes.

        A place where reading it failed counts only when there is no other.
        """
        rows = self._connection.execute(
            "SELECT p.number, d.sha256, p.reader, p.error FROM documents d"
            " JOIN places p ON p.document = d.number"
            " WHERE d.sha256 IN (SELECT value FROM json_each(?))"
            " ORDER BY p.error IS NULL, p.number DESC",
            (_json(addresses),),
        )
        return {place.sha256: place for place in map(Place._make, rows)}

    def note(
        self,
        source: str,
        location: str,
        document: int,
        now: str,
        *,
        reader: str | None = None,
        error: str | None = None,
    ) -> int:
        """Write down that a document was found at a place and how reading it went.

        Returns the number of the place.
        """
        told = (source, location, document, reader, error, now)
        cursor = self._connection.execute(
            "INSERT INTO places (source, location, document, reader, error, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            told,
        )
        made = inserted(cursor)
        if made is not None:
            return made
        (number,) = self._connection.execute(
            "UPDATE places SET document = ?3, reader = ?4, error = ?5, notices = NULL,"
            " seen_at = ?6 WHERE source = ?1 AND location = ?2 RETURNING number",
            told,
        ).fetchone()
        return int(number)

    def warn(self, place: int, notices: tuple[Notice, ...]) -> None:
        """Keep what a person should know of a place's latest document."""
        if notices:
            self._connection.execute(
                "UPDATE places SET notices = ? WHERE number = ?",
                (_json(notices), place),
            )

    def about(self, place: int) -> About:
        """Return what the document at a place is about; some are about nothing any more."""
        row = self._connection.execute(
            "SELECT p.reader, r.kind, o.slug, json_extract(v.body, '$.title')"
            " FROM places p LEFT JOIN records r ON r.place = p.number AND NOT r.withdrawn"
            " LEFT JOIN versions v ON v.record = r.number AND v.version = r.version"
            " LEFT JOIN resources o ON o.number = r.resource"
            " WHERE p.number = ? ORDER BY r.number LIMIT 1",
            (place,),
        ).fetchone()
        return About(*row)

    def failures(self) -> list[Failure]:
        """Return the places whose latest document could not be read."""
        rows = self._connection.execute(
            "SELECT location, error FROM places WHERE error IS NOT NULL ORDER BY number"
        )
        return [Failure(*row) for row in rows]


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
