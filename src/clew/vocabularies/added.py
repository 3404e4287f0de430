"""The vocabularies that people added to a catalogue: one JSON file each, in one folder."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from clew.errors import VocabularyError
from clew.vocabularies.files import checked_name, read_vocabulary
from clew.vocabularies.heading import Vocabulary


class Vocabularies:
    """Adds vocabularies to a catalogue, lists them, and removes them.

    Parameters
    ----------
    folder: that they lie in; made when the first is added.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def stamp(self) -> int:
        """A number that is another one when a vocabulary has come or gone."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def add(self, path: str | os.PathLike[str], name: str | None = None) -> Vocabulary:
        """Read a file and keep what is in it; one of the same name gives way.

        Parameters
        ----------
        path: see :func:`clew.vocabularies.read_vocabulary`.
        name: what to call it; by default as the file.

        Raises
        ------
        VocabularyError: when it cannot be read.
        """
        vocabulary = read_vocabulary(Path(path), name)
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(vocabulary.name)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(vocabulary))
        fresh.replace(file)
        return vocabulary

    def all(self) -> list[Vocabulary]:
        """Return those that were added, by name; one that is damaged is left out."""
        found = []
        for file in sorted(self._folder.glob("*.json")):
            try:
                found.append(msgspec.json.decode(file.read_bytes(), type=Vocabulary))
            except (msgspec.DecodeError, OSError):
                continue
        return found

    def remove(self, name: str) -> None:
        """Take one out.

        Raises
        ------
        VocabularyError: when there is none of that name.
        """
        try:
            self._file(checked_name(name)).unlink()
        except FileNotFoundError as error:
            raise VocabularyError(
                f"There is no vocabulary {name}.", hint="See `clew vocabulary list`."
            ) from error

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"
