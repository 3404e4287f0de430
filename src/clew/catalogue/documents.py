"""Documents: the bytes as received, addressed by their SHA-256, kept in compressed pieces."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from typing import IO

from clew.errors import NotFound

PIECE = 2**20  # bytes; keeps memory level however long a document is


class Documents:
    """The documents of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, sha256: str) -> int | None:
        """Return the number of the document with these bytes, if it is here."""
        row = self._connection.execute(
            "SELECT number FROM documents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return row[0] if row else None

    def keep(self, stream: IO[bytes], media_type: str | None, now: str) -> int:
        """Keep a stream's bytes, once however often they come; return the document's number.

        Parameters
        ----------
        stream: read to its end, piece by piece.
        media_type: what a server said the bytes are.
        now: the time of receipt, ISO 8601.
        """
        digest, size = hashlib.sha256(), 0
        (number,) = self._connection.execute(
            "INSERT INTO documents (sha256, size, media_type, received_at)"
            " VALUES (lower(hex(randomblob(32))), 0, ?, ?) RETURNING number",
            (media_type, now),
        ).fetchone()
        for position, piece in enumerate(_pieces(stream)):
            digest.update(piece)
            size += len(piece)
            self._connection.execute(
                "INSERT INTO document_pieces VALUES (?, ?, ?)",
                (number, position, zlib.compress(piece, 1)),
            )
        return self._settle(number, digest.hexdigest(), size)

    def _settle(self, number: int, sha256: str, size: int) -> int:
        known = self.find(sha256)
        if known is None:
            self._connection.execute(
                "UPDATE documents SET sha256 = ?, size = ? WHERE number = ?", (sha256, size, number)
            )
            return number
        self._connection.execute("DELETE FROM document_pieces WHERE document = ?", (number,))
        self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))
        return known

    def sha256(self, number: int) -> str:
        """Return the address of a document."""
        (sha256,) = self._connection.execute(
            "SELECT sha256 FROM documents WHERE number = ?", (number,)
        ).fetchone()
        return str(sha256)

    def content(self, sha256: str) -> bytes:
        """Return a document's bytes, exactly as received.

        Raises
        ------
        NotFound: when no document has that address.
        """
        number = self.find(sha256)
        if number is None:
            raise NotFound(f"No document has the SHA-256 {sha256}.")
        rows = self._connection.execute(
            "SELECT content FROM document_pieces WHERE document = ? ORDER BY position", (number,)
        )
        return b"".join(zlib.decompress(content) for (content,) in rows)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(PIECE), b"")
