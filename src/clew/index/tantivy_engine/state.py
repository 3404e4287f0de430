"""What the index knows of itself: the version it was built with and the revision it reached."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from clew.errors import IndexError_
from clew.index.notes import keep
from clew.index.tantivy_engine.schema import VERSION

_FILE = "state.json"


class State(msgspec.Struct, omit_defaults=True):
    """The index's account of itself."""

    version: int
    revision: int
    damaged: tuple[str, ...] = ()


def read(folder: Path) -> int:
    """Return the revision that the index in a folder has reached; 0 where there is none.

    Raises
    ------
    IndexError_: when it was built by another version, or its account cannot be read.
    """
    file = folder / _FILE
    if not file.exists():
        if folder.is_dir() and any(folder.iterdir()):
            raise IndexError_(f"The search index in {folder} lacks its account of itself, {_FILE}.")
        return 0
    try:
        state = msgspec.json.decode(file.read_bytes(), type=State)
    except (msgspec.DecodeError, OSError) as error:
        raise IndexError_(f"The search index in {folder} is damaged: {error}.") from error
    if state.version != VERSION:
        raise IndexError_(
            f"The search index in {folder} is of version {state.version}, not {VERSION}."
        )
    if state.damaged:
        raise not_as_written(folder, state.damaged)
    return state.revision


def not_as_written(folder: Path, files: Iterable[str]) -> IndexError_:
    """Return the error that says which files of an index somebody or something has altered."""
    told = ", ".join(files)
    return IndexError_(f"The search index in {folder} is damaged: {told} not as written.")


def there(folder: Path) -> bool:
    """Say whether the index in a folder has given an account of itself."""
    return (folder / _FILE).exists()


def write(folder: Path, revision: int, damaged: tuple[str, ...] = ()) -> None:
    """Write down the revision, all or nothing, and which files were found damaged."""
    keep(folder / _FILE, State(VERSION, revision, damaged))


def put_aside(folder: Path) -> Path:
    """Rename a folder to the next ``name.broken-N`` and return that; earlier ones are deleted.

    The last is kept for whoever looks into what happened. All can be built from the catalogue
    again, and one of a million records takes two gigabytes.
    """
    before = {
        int(number): aside
        for aside in folder.parent.glob(f"{folder.name}.broken-*")
        if (number := aside.name.rpartition("-")[2]).isdecimal()
    }
    latest = folder.rename(folder.with_name(f"{folder.name}.broken-{max(before, default=0) + 1}"))
    for aside in before.values():
        shutil.rmtree(aside, ignore_errors=True)
    return latest
