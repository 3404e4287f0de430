"""Which rows of a store count: of each unit the last, unless its resource is gone since."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clew.index.engine import Key, Numbers
from clew.index.vectors.files import GONE

Ordinals = NDArray[np.int32]
Places = NDArray[np.intp]


class Rows:
    """The rows that count, in the order of their keys: by number, then by ordinal.

    Parameters
    ----------
    numbers, ordinals, scales: the columns of all rows, in the order of the file.
    """

    def __init__(self, numbers: Numbers, ordinals: Ordinals, scales: NDArray[np.float32]) -> None:
        self._in_file: Places | None = None
        # A store that was only added to, or compacted, need not be sorted.
        if not _ascending(numbers, ordinals):
            self._in_file = _last(numbers, ordinals)
            numbers, ordinals = numbers[self._in_file], ordinals[self._in_file]
            scales = scales[self._in_file]
        self.numbers = numbers
        self.scales = scales
        self._ordinals = ordinals
        self.everywhere: Places = np.arange(len(numbers))
        begins = np.ones(len(numbers), bool)
        np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
        alone = bool(begins.all())
        self._first = self.everywhere if alone else np.flatnonzero(begins)
        self.owners: Numbers = numbers if alone else numbers[self._first]

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def in_order(self) -> bool:
        """Whether all rows of the file count, and lie in the order of their keys."""
        return self._in_file is None

    def in_file(self, places: Places) -> Places:
        """Return where in the file the rows at some places are."""
        return places if self._in_file is None else self._in_file[places]

    def groups(self, places: Places) -> tuple[Places, Numbers]:
        """Return where in some places, ascending, each resource begins, and its number."""
        if places is self.everywhere:
            return self._first, self.owners
        numbers = self.numbers[places]
        first = np.flatnonzero(np.diff(numbers, prepend=-1))
        return first, numbers[first]

    def keys(self, places: Places) -> list[Key]:
        """Return what the rows at some places are of."""
        numbers, ordinals = self.numbers[places].tolist(), self._ordinals[places].tolist()
        return list(zip(numbers, ordinals, strict=True))

    def ordinals(self, number: int) -> list[int]:
        """Return the ordinals of a resource, ascending."""
        return [int(one) for one in self._ordinals[self._span(number)]]

    def find(self, key: Key) -> int | None:
        """Return the place of a unit's row, if there is one."""
        number, ordinal = key
        span = self._span(number)
        at = span.start + int(np.searchsorted(self._ordinals[span], ordinal))
        return at if at < span.stop and self._ordinals[at] == ordinal else None

    def _span(self, number: int) -> slice:
        first, end = np.searchsorted(self.numbers, [number, number + 1])
        return slice(int(first), int(end))


def _ascending(numbers: Numbers, ordinals: Ordinals) -> bool:
    """Say whether the keys only ever grow, and there is no mark among them."""
    if len(ordinals) and int(ordinals.min()) <= GONE:
        return False
    later = numbers[1:] > numbers[:-1]
    if later.all():
        return True
    within = (numbers[1:] == numbers[:-1]) & (ordinals[1:] > ordinals[:-1])
    return bool(np.all(later | within))


def _last(numbers: Numbers, ordinals: Ordinals) -> Places:
    """Return the rows that count, in the order of their keys."""
    order = np.lexsort((ordinals, numbers))
    ahead, behind = order[:-1], order[1:]
    last = np.ones(len(order), bool)
    last[:-1] = (numbers[ahead] != numbers[behind]) | (ordinals[ahead] != ordinals[behind])
    rows: Places = order[last]
    marks = ordinals[rows] == GONE
    if not marks.any():
        return rows
    # Each mark comes first among the rows of its number.
    gone, ends = numbers[rows[marks]], rows[marks]
    rows = rows[~marks]
    at = np.minimum(np.searchsorted(gone, numbers[rows]), len(gone) - 1)
    after = np.where(gone[at] == numbers[rows], ends[at], -1)
    kept: Places = rows[rows > after]
    return kept
