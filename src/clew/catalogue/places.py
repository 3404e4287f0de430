"""Places: where documents were found, and how reading the latest one there went."""

from __future__ import annotations

import sqlite3
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

    def holding(self, sha256: str) -> Place | None:
        """Return the first place where a document with these bytes was read, if there is one."""
        row = self._connection.execute(
            "SELECT p.number, d.sha256, p.reader, p.error FROM documents d"
            " JOIN places p ON p.document = d.number WHERE d.sha256 = ?"
            " ORDER BY p.error IS NOT NULL, p.number LIMIT 1",
            (sha256,),
        ).fetchone()
        return Place(*row) if row else None

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
                (msgspec.json.encode(notices).decode(), place),
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
