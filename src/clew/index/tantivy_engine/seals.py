"""What the files of an index looked like when they were written, so that altered ones are noticed.

Tantivy never writes to a file of a committed segment again. One of another size or time than noted
is suspicious, and only then is its checksum asked for: those of a million resources take about a
second, the note next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from clew.index.checksum import Stamp, stamp
from clew.index.notes import note, noted
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
    note(folder / _FILE, {name: now for name, now in stamps.items() if now})


def broken(folder: Path) -> list[Path]:
    """Return the files of an index that have changed since they were noted and are not whole.

    What has come since, by a merge or a commit that was not finished, is taken as it is.
    """
    seals = noted(folder / _FILE, Seals) or {}
    stamps = {name: now for name in seals if (now := stamp(folder / name))}
    suspects = [folder / name for name, now in stamps.items() if now != seals[name]]
    found = [file for file in suspects if not whole(file)]
    if suspects and not found:  # a copy, most likely
        note(folder / _FILE, stamps)
    return found


def _committed(folder: Path) -> Iterator[Path]:
    # A segment that is being merged lies beside the others, half written.
    for account in folder.glob("*/meta.json"):
        meta = msgspec.json.decode(account.read_bytes(), type=_Meta)
        ids = {segment.segment_id.replace("-", "") for segment in meta.segments}
        yield from (file for file in account.parent.iterdir() if file.name.split(".")[0] in ids)
