"""Sources: whose the records are, and what they ask to be said with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from clew.model import Credit
from clew.model.base import Value


class SourceCard(Value, frozen=True, kw_only=True):
    """What a catalogue knows of a source: its name and title, its rights, and the line it asks for.

    ``credit`` is to be shown wherever its records are.
    """

    name: str
    protocol: str
    address: str
    title: str | None = None
    rights: str | None = None
    credit: str | None = None


class Sources:
    """The sources of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, card: SourceCard) -> None:
        """Keep what is known of a source, in place of what was known before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO sources (name, title, protocol, address, rights, credit)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (card.name, card.title, card.protocol, card.address, card.rights, card.credit),
        )

    def get(self, name: str) -> SourceCard | None:
        """Return what is known of a source, if anything is."""
        row = self._connection.execute(
            "SELECT name, protocol, address, title, rights, credit FROM sources WHERE name = ?",
            (name,),
        ).fetchone()
        fields = ("name", "protocol", "address", "title", "rights", "credit")
        return SourceCard(**dict(zip(fields, row, strict=True))) if row else None

    def credits(self, names: Iterable[str]) -> tuple[Credit, ...]:
        """Return what sources ask to be said, those that ask for nothing left out."""
        cards = [self.get(name) for name in dict.fromkeys(names)]
        return tuple(
            Credit(source=card.name, title=card.title, line=card.credit, rights=card.rights)
            for card in cards
            if card and (card.credit or card.rights)
        )

    def all(self) -> list[tuple[str, int]]:
        """Return the name of every source with the number of its records, in order of the names."""
        rows = self._connection.execute(
            "SELECT p.source, count(*) FROM records r JOIN places p ON p.number = r.place"
            " WHERE NOT r.withdrawn GROUP BY p.source ORDER BY p.source"
        )
        return [(name, count) for name, count in rows]
