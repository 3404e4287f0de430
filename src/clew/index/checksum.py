"""What tells whether a file is as it was written: cheaply how it looks, surely what it sums to."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

_CHUNK = 1 << 20

Stamp = tuple[int, int]  # bytes, and when last written to in nanoseconds


def stamp(file: Path) -> Stamp | None:
    """Return what is another one when a file was written to; ``None`` if there is no file."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def crc(file: Path, length: int) -> int:
    """Return the CRC-32 of a file's first bytes.

    Raises
    ------
    OSError: when it cannot be read.
    """
    found = 0
    with file.open("rb") as read:
        while length > 0 and (chunk := read.read(min(_CHUNK, length))):
            found = zlib.crc32(chunk, found)
            length -= len(chunk)
    return found
