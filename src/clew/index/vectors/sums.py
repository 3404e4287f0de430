"""The checksums of a store's files, so that altered vectors are noticed when it is opened.

The files only ever grow, and a CRC-32 goes on from where it stood, so each row is summed once. All
are summed again only where a file is of another size or time than noted: a million vectors take a
tenth of a second.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from clew.index.checksum import Stamp, crc, stamp
from clew.index.notes import note, noted

_FILE = "sums.json"


class _Sum(msgspec.Struct, frozen=True):
    """What a file's first bytes come to, and how the file looked then."""

    length: int
    crc: int
    stamp: Stamp | None


_Sums = dict[str, _Sum]  # by the file's name


def altered(folder: Path) -> list[Path]:
    """Return the files of a folder whose noted bytes are not what they were.

    Of one that is shorter than noted nothing can be told.
    """
    sums = noted(folder / _FILE, _Sums) or {}
    suspects = {
        name: now
        for name, one in sums.items()
        if (now := stamp(folder / name)) and now != one.stamp and now[0] >= one.length
    }
    found = [folder / n for n in suspects if crc(folder / n, sums[n].length) != sums[n].crc]
    if found:  # unless others have taken their place meanwhile
        return found if noted(folder / _FILE, _Sums) == sums else []
    copied = {n: _Sum(now[0], sums[n].crc, now) for n, now in suspects.items()}
    if copied and all(sums[n].length == one.length for n, one in copied.items()):
        note(folder / _FILE, sums | copied)
    return []


def add(folder: Path, written: Mapping[str, tuple[int, bytes]]) -> None:
    """Sum what has been written into files: from which byte on, and what."""
    sums = noted(folder / _FILE, _Sums) or {}
    for name, (at, data) in written.items():
        known = sums.get(name)
        before = known.crc if known and known.length == at else crc(folder / name, at)
        sums[name] = _Sum(at + len(data), zlib.crc32(data, before), stamp(folder / name))
    note(folder / _FILE, sums)
