"""The stores of several encoders below one folder, one of which serves searches.

When another encoder is chosen, its store is filled beside the one that serves; only once it is
whole does it take over, and the old one is dropped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from clew.index.notes import keep, noted
from clew.index.vectors.store import VectorStore, described

_FILE = "serving.json"


class Serving(msgspec.Struct, frozen=True):
    """Which store serves.

    ``encoder`` is how the encoder calls itself; ``choice`` how it was asked for, so that it can be
    loaded again after something else has been chosen. ``revision`` is the catalogue's up to which
    what is gone has been forgotten.
    """

    encoder: str
    choice: dict[str, Any]
    revision: int = 0


class VectorStores:
    """All the vectors of a catalogue.

    Parameters
    ----------
    folder: that the stores lie in; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / _FILE

    @property
    def serving(self) -> Serving | None:
        """What serves; ``None`` before anything was embedded."""
        return noted(self._file, Serving)

    @property
    def stamp(self) -> int:
        """A number that is another one when another store serves."""
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return 0

    def serve(self, serving: Serving) -> None:
        """Let a store serve from now on, all or nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        keep(self._file, serving)

    def find(self, encoder: str) -> VectorStore | None:
        """Return the store of an encoder, if there is one and it is whole."""
        about = described(VectorStore.place(self._folder, encoder))
        if about is None or about.encoder != encoder:
            return None
        return self.open(encoder, about.dimensions)

    def open(self, encoder: str, dimensions: int) -> VectorStore:
        """Open the store of an encoder, or begin it."""
        return VectorStore.open(self._folder, encoder, dimensions)

    def drop_others(self, encoder: str) -> None:
        """Delete the stores of all other encoders."""
        for folder, about in self._stores():
            if about != encoder:
                # A reader on a system that locks open files keeps it; the next time it goes.
                shutil.rmtree(folder, ignore_errors=True)

    def touched(self, numbers: Iterable[int]) -> list[int]:
        """Return which of some resources have vectors in any store, without opening them."""
        wanted = set(numbers)
        held: set[int] = set()
        for folder, _ in self._stores():
            held |= VectorStore.owners(folder, wanted)
        return sorted(held)

    def forget(self, numbers: Iterable[int], revision: int) -> None:
        """Remove resources' vectors from every store, as gone up to a revision."""
        gone = sorted(numbers)
        for _, encoder in self._stores():
            if gone and (store := self.find(encoder)) is not None:
                store.remove(gone)
        if serving := self.serving:
            self.serve(msgspec.structs.replace(serving, revision=revision))

    def _stores(self) -> Iterator[tuple[Path, str]]:
        if self._folder.is_dir():
            for folder in sorted(self._folder.iterdir()):
                if (about := described(folder)) is not None:
                    yield folder, about.encoder
