"""Damage that shows only when an index is read: told as what it is, and found by checksums.

Each file of an index ends with a note in JSON that has the CRC-32 of all before it, the length of
the note, and a number by which such files are known (tantivy, ``directory/footer.rs``). Checking
all of them takes about a second for each gigabyte, so it is done on suspicion only.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import msgspec

from clew.errors import IndexError_
from clew.index.checksum import crc

_P = ParamSpec("_P")
_T = TypeVar("_T")

_END = struct.Struct("<II")
_MAGIC = 1337
_LONGEST_NOTE = 10_000
# Those without a note: read whole whenever the index is opened, or, of a snapshot, done without.
_PLAIN = (".json", ".lock", ".new", ".rows")
_SIGNS = (ValueError, LookupError, OSError, msgspec.MsgspecError)


class _Note(msgspec.Struct):
    crc: int


def reading(ask: Callable[_P, _T]) -> Callable[_P, _T]:
    """Let a method that reads an index raise :class:`IndexError_` where that cannot be done."""

    @wraps(ask)
    def told(*args: _P.args, **options: _P.kwargs) -> _T:
        try:
            return ask(*args, **options)
        except BaseException as error:  # Tantivy's panics are no ordinary exceptions
            if not isinstance(error, _SIGNS) and type(error).__name__ != "PanicException":
                raise
            raise IndexError_(f"The search index cannot be read: {error}.") from error

    return told


def damaged(folder: Path) -> list[Path]:
    """Return the files below a folder that are not as they were written, by their names."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [file for file in files if file.suffix not in _PLAIN and not whole(file)]


def whole(file: Path) -> bool:
    """Say whether a file is as it was written, or gone because others took its place."""
    try:
        size = file.stat().st_size
        with file.open("rb") as read:
            read.seek(max(size - _END.size, 0))
            length, magic = _END.unpack(read.read())
            rest = size - _END.size - length
            if magic != _MAGIC or length > _LONGEST_NOTE or rest < 0:
                return False
            read.seek(rest)
            note = msgspec.json.decode(read.read(length), type=_Note)
        return crc(file, rest) == note.crc
    except FileNotFoundError:  # merged with others meanwhile
        return True
    except (struct.error, msgspec.DecodeError, OSError):
        return False
