"""Exact search by meaning: one int8 vector for each resource and passage, kept on disk.

Every row that may be a result is compared: nothing is approximated, and what filters rule out is
never ranked.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from clew.errors import IndexError_
from clew.index.engine import Key, Numbers
from clew.index.notes import noted
from clew.index.vectors.files import GONE, KEY, KEYS, RowFiles
from clew.index.vectors.kernels import inner_products, quantise
from clew.index.vectors.picking import largest, within
from clew.index.vectors.rows import Rows

Vectors = NDArray[np.float32]

_ABOUT = "about.json"
_LONGEST_NAME = 80  # of a folder
_FEW = 2_000  # rows for which the given vector need not be rounded
_GATHER = 0.3  # below this share of rows, copying those wanted is faster than passing over all


class About(msgspec.Struct):
    """What a store says of itself."""

    encoder: str
    dimensions: int


class VectorStore:
    """The vectors that one encoder gave, by resource number and ordinal (0: the resource itself).

    Raises
    ------
    IndexError_: when the folder holds another encoder's vectors, or they are not as written.
    """

    def __init__(
        self, folder: Path, encoder: str, dimensions: int, notice: str | None = None
    ) -> None:
        self.notice = notice  # what was wrong with those there were before
        folder.mkdir(parents=True, exist_ok=True)
        _check(folder, About(encoder, dimensions))
        self.encoder = encoder
        self.dimensions = dimensions
        self._folder = folder
        self._files = RowFiles(folder, dimensions)
        self._loaded = -1
        self.generation = 0  # another one whenever searches may give something else
        self.refresh()

    @classmethod
    def open(cls, path: str | os.PathLike[str], encoder: str, dimensions: int) -> VectorStore:
        """Open an encoder's store below a folder; one that is damaged is begun anew."""
        folder = cls.place(Path(path), encoder)
        # A compaction that was stopped between its two renamings.
        compacted = folder.with_name(folder.name + ".new")
        if not folder.exists() and compacted.exists():
            compacted.rename(folder)
        try:
            return cls(folder, encoder, dimensions)
        except IndexError_ as error:
            shutil.rmtree(folder)
            return cls(folder, encoder, dimensions, f"{error} All are made anew by `clew embed`.")

    @staticmethod
    def place(path: Path, encoder: str) -> Path:
        """Return the folder of an encoder's store below another."""
        plain = re.sub(r"[^\w.-]+", "-", encoder)
        if plain == encoder and len(plain) <= _LONGEST_NAME:
            return path / plain
        # Two names must not become one, nor one longer than a file system takes.
        mark = hashlib.blake2b(encoder.encode(), digest_size=4).hexdigest()
        return path / f"{plain[:_LONGEST_NAME]}-{mark}"

    @staticmethod
    def owners(folder: Path, numbers: Collection[int]) -> set[int]:
        """Return which of some resources a store has rows of, without opening it."""
        file = folder / KEYS
        if not numbers or not file.exists():
            return set()
        rows = file.stat().st_size // KEY.itemsize
        held = np.fromfile(file, KEY, rows)["number"]
        return set(held[np.isin(held, np.fromiter(numbers, np.int64))].tolist())

    def __len__(self) -> int:
        return len(self._rows)

    def ordinals(self, number: int) -> list[int]:
        """Return which parts of a resource have a vector, ascending."""
        return self._rows.ordinals(number)

    def resources(self) -> Numbers:
        """Return the numbers of all resources that have vectors, ascending."""
        return self._rows.owners

    def groups(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], Numbers]:
        """Return where in some positions, ascending, each resource begins, and its number."""
        return self._rows.groups(places)

    def refresh(self) -> None:
        """See what has been appended, also by another process."""
        try:
            rows = self._files.rows()
        except FileNotFoundError:  # another encoder's store has taken over
            return
        if rows != self._loaded:
            self._keys, self._vectors = self._files.load(rows)
            self._rows = Rows(*self._files.columns(rows))
            self._loaded = rows
            self.generation += 1

    def holds(self, key: Key, hash: int) -> bool:
        """Say whether the vector of a unit is there and is that of this text."""
        at = self._rows.find(key)
        if at is None:
            return False
        return int(self._keys["hash"][self._rows.in_file(np.array(at))]) == hash

    def append(self, keys: Sequence[Key], hashes: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, durably; a unit's last one counts."""
        if not keys:
            return
        steps, scales = quantise(np.asarray(vectors, np.float32))
        rows = np.zeros(len(keys), KEY)
        rows["number"] = [number for number, _ in keys]
        rows["ordinal"] = [ordinal for _, ordinal in keys]
        rows["hash"] = hashes
        rows["scale"] = scales
        self._files.append(rows, steps)
        self.refresh()

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget all vectors of resources, as far as there are any."""
        wanted = np.fromiter(numbers, np.int64)
        gone = np.unique(wanted[np.isin(wanted, self._rows.owners)])
        rows = np.zeros(len(gone), KEY)
        rows["number"] = gone
        rows["ordinal"] = GONE
        if len(gone):
            self._files.append(rows, np.zeros((len(gone), self.dimensions), np.int8))
            self.refresh()

    def compact(self) -> None:
        """Write the rows that count in the order of their keys, and drop the others."""
        self.refresh()
        if self._rows.in_order:
            return
        kept = self._rows.in_file(self._rows.everywhere)
        fresh = self._folder.with_name(self._folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        compacted = VectorStore(fresh, self.encoder, self.dimensions)
        compacted._files.append(self._keys[kept], np.asarray(self._vectors[kept]))
        old = self._folder.with_name(self._folder.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        self._folder.rename(old)
        fresh.rename(self._folder)
        shutil.rmtree(old)
        self._loaded = -1
        self.refresh()

    def similarities(
        self, vector: Vectors, allowed: Numbers | None = None
    ) -> tuple[NDArray[np.intp], Vectors]:
        """Compare a vector with all that are allowed.

        Parameters
        ----------
        vector: of length one.
        allowed: numbers of resources, ascending; ``None`` allows all.

        Returns positions (see :meth:`keys`) and their cosines, exact but for the rounding of the
        vectors kept, and where very many are compared also of the one given.
        """
        rows = self._rows
        places = rows.everywhere if allowed is None else within(rows.numbers, allowed)
        if allowed is not None and len(places) <= _FEW:
            found = self._vectors[rows.in_file(places)].astype(np.float32) @ vector
            return places, found * rows.scales[places]
        query, scale = quantise(np.asarray(vector, np.float32)[None, :])
        if allowed is None:
            products, scales = self._all_products(query[0]), rows.scales
        else:
            products, scales = self._products(query[0], places), rows.scales[places]
        products *= scales
        products *= scale[0]
        return places, products

    def search(
        self, vector: Vectors, limit: int, allowed: Numbers | None = None
    ) -> list[tuple[Key, float]]:
        """Return the units nearest to a vector, with their cosines."""
        places, cosines = self.similarities(vector, allowed)
        best = largest(cosines, limit)
        return [
            (key, float(cosine))
            for key, cosine in zip(self.keys(places[best]), cosines[best], strict=True)
        ]

    def keys(self, places: NDArray[np.intp]) -> list[Key]:
        """Return what the vectors at some positions are of."""
        return self._rows.keys(places)

    def vectors(self, keys: Sequence[Key]) -> dict[Key, Vectors]:
        """Return the vectors of units, as far as there are any."""
        found = {key: at for key in keys if (at := self._rows.find(key)) is not None}
        places = np.fromiter(found.values(), np.intp)
        steps = self._vectors[self._rows.in_file(places)].astype(np.float32)
        return dict(zip(found, steps * self._rows.scales[places][:, None], strict=True))

    def _all_products(self, query: NDArray[np.int8]) -> Vectors:
        products, rows = inner_products(query, self._vectors), self._rows
        return products if rows.in_order else products[rows.in_file(rows.everywhere)]

    def _products(self, query: NDArray[np.int8], places: NDArray[np.intp]) -> Vectors:
        rows = self._rows.in_file(places)
        if len(rows) < _GATHER * len(self._keys):
            return inner_products(query, np.ascontiguousarray(self._vectors[rows]))
        return inner_products(query, self._vectors)[rows]


def described(folder: Path) -> About | None:
    """Return what the store in a folder says of itself, if there is one and it can be read."""
    return noted(folder / _ABOUT, About)


def _check(folder: Path, about: About) -> None:
    file = folder / _ABOUT
    if not file.exists():
        file.write_bytes(msgspec.json.encode(about))
        return
    try:
        there = msgspec.json.decode(file.read_bytes(), type=About)
    except msgspec.DecodeError as error:
        raise IndexError_(f"The vectors in {folder} are damaged: {error}.") from error
    if there != about:
        raise IndexError_(f"The vectors in {folder} are those of {there.encoder}.")
