"""Where a catalogue lives on disk."""

from __future__ import annotations

import os
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

    @classmethod
    def at(cls, path: str | os.PathLike[str] | None = None) -> Home:
        """Return the home at a path, else at ``CLEW_HOME``, else in the user's data folder."""
        chosen = path or os.environ.get("CLEW_HOME")
        return cls(Path(chosen).expanduser() if chosen else _data_folder() / "clew")


def _data_folder() -> Path:
    """Return the user's data folder (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
