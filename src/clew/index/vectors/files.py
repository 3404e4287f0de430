"""The two files of a vector store: fixed-size rows that are only ever appended.

``vectors`` holds the components, ``keys`` what each row is the vector of. The vectors are written
first, so a row counts once its key is there; what a crash left half written is cut off when the
store is next written to, and overlooked until then.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clew.errors import IndexError_
from clew.index.vectors import sums

# ``hash`` tells whether the text is still the one that was embedded.
KEY = np.dtype([("number", "<i8"), ("ordinal", "<i4"), ("scale", "<f4"), ("hash", "<u8")])
# In place of an ordinal: all that came before for this number is gone.
GONE = -1
KEYS = "keys"

_BLOCK = 1 << 15  # rows read at once
Column = NDArray[Any]


class RowFiles:
    """Appends rows to the two files and maps them into memory.

    Raises
    ------
    IndexError_: when the files are not as they were written.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.dimensions = dimensions
        self._folder = folder
        self._keys = folder / KEYS
        self._vectors = folder / "vectors"
        for file in (self._keys, self._vectors):
            file.touch()
        if found := sums.altered(folder):
            names = ", ".join(file.name for file in found)
            raise IndexError_(f"The vectors in {folder} are damaged: {names} not as written.")

    def rows(self) -> int:
        """How many whole rows there are."""
        return min(
            self._keys.stat().st_size // KEY.itemsize,
            self._vectors.stat().st_size // self.dimensions,
        )

    def load(self, rows: int) -> tuple[NDArray[np.void], NDArray[np.int8]]:
        """Return the first rows, keys and vectors, mapped."""
        if not rows:
            return np.empty(0, KEY), np.empty((0, self.dimensions), np.int8)
        vectors = np.memmap(self._vectors, np.int8, "r", shape=(rows, self.dimensions))
        return np.memmap(self._keys, KEY, "r", shape=(rows,)), vectors

    def columns(self, rows: int) -> tuple[Column, ...]:
        """Return the numbers, ordinals and scales of the first rows, each in memory of its own."""
        columns = tuple(np.empty(rows, KEY[name]) for name in ("number", "ordinal", "scale"))
        # A few at a time: they are taken apart while they are near at hand.
        for start in range(0, rows, _BLOCK):
            count = min(_BLOCK, rows - start)
            block = np.fromfile(self._keys, KEY, count, offset=start * KEY.itemsize)
            for column, name in zip(columns, ("number", "ordinal", "scale"), strict=True):
                column[start : start + count] = block[name]
        return columns

    def append(self, keys: NDArray[np.void], vectors: NDArray[np.int8]) -> None:
        """Write rows behind the last whole one, durably."""
        rows = self.rows()
        written = {
            self._vectors.name: (rows * self.dimensions, vectors.tobytes()),
            self._keys.name: (rows * KEY.itemsize, keys.tobytes()),
        }
        for name, (at, data) in written.items():
            _write(self._folder / name, at, data)
        sums.add(self._folder, written)


def _write(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as out:
        out.truncate(at)
        out.seek(at)
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
