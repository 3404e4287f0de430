"""What the files of an index looked like when they were written, so that altered ones are noticed.

Tantivy never writes to a file of a committed segment again. One of another size or time than noted
is suspicious, and only then is its checksum asked for: those of a million resources take half a
second, the note next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from clew.index.checksum import Stamp, stamp
from clew.index.tantivy_engine.damage import whole

_FILE = "seals.json"

Seals = dict[str, Stamp]  # by the file's place below the index: "units/9d1f….idx"


class _Segment(msgspec.Struct):
    segment_id: str


class _Meta(msgspec.Struct):
    segments: list[_Segment]


def seal(folder: Path) -> None:
    """Note what the committed files of an index look like; only who has written them may say so."""
    stamps = {str(file.relative_to(folder)): stamp(file) for file in _committed(folder)}
    _note(folder, {name: now for name, now in stamps.items() if now})


def broken(folder: Path) -> list[Path]:
    """Return the files of an index that have changed since they were noted and are not whole.

    What has come since, by a merge or a commit that was not finished, is taken as it is.
    """
    try:
        noted = msgspec.json.decode((folder / _FILE).read_bytes(), type=Seals)
    except (OSError, msgspec.DecodeError):
        return []
    stamps = {name: now for name in noted if (now := stamp(folder / name))}
    suspects = [folder / name for name, now in stamps.items() if now != noted[name]]
    found = [file for file in suspects if not whole(file)]
    if suspects and not found:  # a copy, most likely
        _note(folder, stamps)
    return found


def _committed(folder: Path) -> Iterator[Path]:
    # A segment that is being merged lies beside the others, half written.
    for account in folder.glob("*/meta.json"):
        meta = msgspec.json.decode(account.read_bytes(), type=_Meta)
        ids = {segment.segment_id.replace("-", "") for segment in meta.segments}
        yield from (file for file in account.parent.iterdir() if file.name.split(".")[0] in ids)


def _note(folder: Path, seals: Seals) -> None:
    fresh = folder / f"{_FILE}.new"
    # Where nothing can be written, all is taken as it is, or checked once more.
    with suppress(OSError):
        fresh.write_bytes(msgspec.json.encode(seals))
        fresh.replace(folder / _FILE)
