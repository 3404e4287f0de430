"""Sets of the rows of a snapshot, a bit for each row."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Places = NDArray[np.intp]

_WORD = 64


class RowSet:
    """Some of the rows there are.

    Parameters
    ----------
    bits: of row 0 the lowest of the first word, and so on; those after the last row are 0.
    size: how many rows there are.
    """

    def __init__(self, bits: Bits, size: int) -> None:
        self.bits = bits
        self.size = size

    @classmethod
    def none(cls, size: int) -> RowSet:
        """Return no row at all."""
        return cls(np.zeros(words(size), np.uint64), size)

    @classmethod
    def all(cls, size: int) -> RowSet:
        """Return all rows."""
        return ~cls.none(size)

    @classmethod
    def of(cls, places: NDArray[np.integer], size: int) -> RowSet:
        """Return the rows at some places, in any order."""
        mask = np.zeros(words(size) * _WORD, np.bool_)
        mask[places] = True
        return cls(np.packbits(mask, bitorder="little").view("<u8"), size)

    def __and__(self, other: RowSet) -> RowSet:
        return RowSet(self.bits & other.bits, self.size)

    def __or__(self, other: RowSet) -> RowSet:
        return RowSet(self.bits | other.bits, self.size)

    def __invert__(self) -> RowSet:
        return self._others

    def __len__(self) -> int:
        return self._count

    def shared(self, others: Bits) -> NDArray[np.int64]:
        """How many of these rows are in each of other sets, given as bits."""
        counts: NDArray[np.int64] = np.bitwise_count(others & self.bits).sum(axis=1, dtype=np.int64)
        return counts

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """For each row, whether it is one of them."""
        unpacked = np.unpackbits(self.bits.view(np.uint8), count=self.size, bitorder="little")
        return unpacked.view(np.bool_)

    @cached_property
    def places(self) -> Places:
        """Where they are, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def _count(self) -> int:
        return int(np.bitwise_count(self.bits).sum(dtype=np.int64))

    @cached_property
    def _others(self) -> RowSet:
        bits = ~self.bits
        if rest := self.size % _WORD:
            bits[-1] &= np.uint64((1 << rest) - 1)
        return RowSet(bits, self.size)


def words(size: int) -> int:
    """How many words hold a bit for each row."""
    return -(-size // _WORD)
