"""What tells whether a file is as it was written: cheaply how it looks, surely what it sums to.

Either is noted beside the files. A note that is lost or cannot be written costs checking once more,
or not noticing; so none of it raises.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

_CHUNK = 1 << 20
_T = TypeVar("_T")

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


def noted(file: Path, kind: type[_T]) -> _T | None:
    """Return what a note says; ``None`` if there is none, or it cannot be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def note(file: Path, told: object) -> None:
    """Write a note, all or nothing, if it can be written."""
    fresh = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        fresh.write_bytes(msgspec.json.encode(told))
        fresh.replace(file)
