"""Where a catalogue lives on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


class Home:
    """A folder that holds one catalogue and what is derived from it.

    ``catalogue.db`` is the one source of truth; ``index`` and ``vectors`` can be deleted and are
    then made anew; ``clew.toml`` says what to harvest and how to
    search; ``vocabularies`` holds those that were added.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = folder / "catalogue.db"
        self.index = folder / "index"
        self.vectors = folder / "vectors"
        self.rebuilding = folder / "rebuilding"
        self.members = folder / "members.db"
        self.sources = folder / "clew.toml"
        self.vocabularies = folder / "vocabularies"

    @property
    def derived(self) -> frozenset[tuple[str, int, int, int]]:
        """What is another one once index, vectors or vocabularies have changed."""
        return frozenset(_traces(self.index)).union(
            *map(_traces, (self.vectors, *_folders(self.vectors), self.vocabularies))
        )

    @classmethod
    def at(cls, path: str | os.PathLike[str] | None = None) -> Home:
        """Return the home at a path, else at ``CLEW_HOME``, else in the user's data folder."""
        chosen = path or os.environ.get("CLEW_HOME")
        return cls(Path(chosen).expanduser() if chosen else _data_folder() / "clew")


def _traces(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield what tells one state of the files in a folder from another."""
    with suppress(OSError), os.scandir(folder) as found:  # gone, or not there yet
        for one in found:
            if one.is_file():  # a folder also changes when it is only looked into
                state = one.stat()
                yield one.path, state.st_ino, state.st_size, state.st_mtime_ns


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as found:
        return [Path(one.path) for one in found if one.is_dir()]
    return []


def _data_folder() -> Path:
    """Return the user's data folder (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
