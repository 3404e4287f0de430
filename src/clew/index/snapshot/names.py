"""Very many short texts in order, in a few arrays: none is made a text before it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Names(NamedTuple):
    """Texts in the order of their letters.

    ``letters`` are those of all in UTF-8, one text after the other, ``ends`` where each ends. They
    are found by ``marks``, numbers made of each of them, ascending; ``at`` tells whose those are.
    """

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]
    marks: NDArray[np.uint64]
    at: NDArray[np.int32]

    @classmethod
    def of(cls, names: Sequence[str]) -> Names:
        """Put names, which are in order, one after the other."""
        written = [name.encode() for name in names]
        marks = _marks(names)
        at = np.argsort(marks, kind="stable").astype(np.int32)
        letters = np.frombuffer(b"".join(written), np.uint8)
        ends = np.cumsum([len(one) for one in written], dtype=np.int64)
        return cls(letters, ends, marks[at], at)

    def name(self, at: int) -> str:
        """Return the name at a place."""
        begin = self.ends[at - 1] if at else 0
        return self.letters[begin : self.ends[at]].tobytes().decode()

    def all(self) -> Iterator[str]:
        """Yield all names."""
        return map(self.name, range(len(self.ends)))

    def find(self, names: Sequence[str]) -> list[int | None]:
        """Return the place of each of some names, ``None`` where it is not there."""
        if not len(self.ends):
            return [None for _ in names]
        near = np.minimum(np.searchsorted(self.marks, _marks(names)), len(self.marks) - 1)
        places = self.at[near].tolist()
        # Two names with one mark would take more than all the names in the world.
        return [
            at if self.name(at) == name else None for name, at in zip(names, places, strict=True)
        ]


def _marks(names: Sequence[str]) -> NDArray[np.uint64]:
    digests = (hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(b"".join(digests), "<u8")
