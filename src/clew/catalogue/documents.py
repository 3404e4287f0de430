"""Documents: the bytes as received, addressed by their SHA-256, kept in compressed pieces."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from clew.catalogue.database import inserted
from clew.errors import NotFound

PIECE = 2**20  # bytes; keeps memory level however long a document is
_SHORT = 2**12  # bytes


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
        stream: read to its end, twice, piece by piece.
        media_type: what a server said the bytes are.
        now: the time of receipt, ISO 8601.
        """
        address, size = _measured(stream)
        made = inserted(
            self._connection.execute(
                "INSERT INTO documents (sha256, size, media_type, received_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (address, size, media_type, now),
            )
        )
        if made is None:
            return self._number(address)
        self._connection.executemany(
            "INSERT INTO document_pieces VALUES (?, ?, ?)",
            ((made, position, _packed(piece)) for position, piece in enumerate(_pieces(stream))),
        )
        return made

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
        rows = self._connection.execute(
            "SELECT content FROM document_pieces WHERE document = ? ORDER BY position",
            (self._number(sha256),),
        )
        return b"".join(zlib.decompress(content) for (content,) in rows)

    def _number(self, sha256: str) -> int:
        number = self.find(sha256)
        if number is None:
            raise NotFound(f"No document has the SHA-256 {sha256}.")
        return number


def _measured(stream: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 of a stream from where it stands, and its length; stand there again."""
    begin, digest, size = stream.tell(), sha256(), 0
    for piece in _pieces(stream):
        digest.update(piece)
        size += len(piece)
    stream.seek(begin)
    return digest.hexdigest(), size


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(PIECE), b"")


def _packed(piece: bytes) -> bytes:
    # Making room to look back in takes longer than packing a few lines does.
    window, memory = (12, 5) if len(piece) <= _SHORT else (15, 8)
    packer = zlib.compressobj(1, zlib.DEFLATED, window, memory)
    return packer.compress(piece) + packer.flush()
