"""The values of one field: which rows have which, and how many of some rows have each.

What many rows have is kept as bits, which are counted 64 at a time. All else is kept the other way
round: the first such value of each row, the second, and so on, of which each is read only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.index.snapshot.names import Names
from clew.index.snapshot.rows import Bits, Places, RowSet, words

Arrays = Mapping[str, NDArray[np.generic]]
Counts = NDArray[np.int64]

_COMMON = 64  # one row in so many: as a list it would be half as long, and slower to count
_FILLED = 8  # one row in so many has another value: else the few that do are told one by one


class Common(NamedTuple):
    """The values that very many rows have: their places among all, and the rows of each."""

    at: NDArray[np.int32]
    bits: NDArray[np.uint64]

    def rows(self, value: int) -> Bits | None:
        """Return the rows of a value, if it is one of these."""
        found = int(np.searchsorted(self.at, value))
        return self.bits[found] if found < len(self.at) and self.at[found] == value else None


class Column:
    """The values of a field, for counting.

    Parameters
    ----------
    arrays: as :meth:`arrays` gave them. In ``firsts`` and ``others`` the values are counted from
        1, as 0 is none.
    size: how many rows there are.
    """

    def __init__(self, arrays: Arrays, size: int) -> None:
        self.arrays = arrays
        self._size = size
        self.names = _names(arrays)
        self._common = Common(arrays["common"], arrays["bits"])  # type: ignore[arg-type]
        self._totals: Counts = arrays["totals"]  # type: ignore[assignment]
        self._firsts = arrays["firsts"]
        self._others: tuple[NDArray[np.uint32], NDArray[np.generic]]
        self._others = arrays["rows"], arrays["others"]  # type: ignore[assignment]

    @cached_property
    def told(self) -> tuple[str, ...]:
        """All values, in the order of their letters; for fields that have few, such as years."""
        return tuple(self.names.all())

    def rows(self, name: str) -> RowSet:
        """Return the rows that have a value."""
        [value] = self.names.find([name])
        if value is None:
            return RowSet.none(self._size)
        if (bits := self._common.rows(value)) is not None:
            return RowSet(bits, self._size)
        rows, others = self._others
        places = [np.flatnonzero(column == value + 1) for column in self._firsts]
        return RowSet.of(np.concatenate([*places, rows[others == value + 1]]), self._size)

    def counts(self, chosen: RowSet) -> Counts:
        """How many of some rows have each value; of many rows, those left out are counted."""
        if 2 * len(chosen) > self._size:
            return self._totals - self._counted(~chosen)
        return self._counted(chosen)

    def _counted(self, chosen: RowSet) -> Counts:
        most = len(self.names.ends) + 1
        counts = np.zeros(most, np.int64)
        for column in self._firsts:
            counts += np.bincount(column[chosen.places], minlength=most)
        rows, others = self._others
        if len(rows):
            counts += np.bincount(others[chosen.mask[rows]], minlength=most)
        counts = counts[1:]
        counts[self._common.at] = chosen.shared(self._common.bits)
        return counts


class Words:
    """The words that not too few rows have, for finding those rows.

    Parameters
    ----------
    arrays: as :meth:`arrays` gave them.
    size: how many rows there are.
    """

    def __init__(self, arrays: Arrays, size: int) -> None:
        self.arrays = arrays
        self._size = size
        self._names = _names(arrays)
        self._common = Common(arrays["common"], arrays["bits"])  # type: ignore[arg-type]
        self._rows: NDArray[np.uint32] = arrays["rows"]  # type: ignore[assignment]
        self._stops: NDArray[np.int64] = arrays["stops"]  # type: ignore[assignment]

    def rows(self, word: str) -> RowSet | None:
        """Return the rows that have a word; ``None`` if it is not known which."""
        [at] = self._names.find([word])
        if at is None:
            return None
        if (bits := self._common.rows(at)) is not None:
            return RowSet(bits, self._size)
        begin = self._stops[at - 1] if at else 0
        return RowSet.of(self._rows[begin : self._stops[at]], self._size)


def _names(arrays: Arrays) -> Names:
    return Names(*(arrays[name] for name in Names._fields))  # type: ignore[arg-type]


class _Gathered:
    """The rows of names, as they come in the order of the names: those of common ones as bits."""

    def __init__(self, found: Iterable[tuple[str, Places]], size: int) -> None:
        self._size = size
        self._names: list[str] = []
        self._common: list[int] = []
        self._bits: list[Bits] = []
        self.lists: list[NDArray[np.uint32]] = []
        self.totals: list[int] = []
        for name, rows in found:
            if len(rows):
                self._add(name, rows)

    def _add(self, name: str, rows: Places) -> None:
        if len(rows) * _COMMON >= self._size:
            self._common.append(len(self._names))
            self._bits.append(RowSet.of(rows, self._size).bits)
            self.lists.append(np.empty(0, np.uint32))
        else:
            self.lists.append(rows.astype(np.uint32))
        self._names.append(name)
        self.totals.append(len(rows))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return what columns and words have alike."""
        names = Names.of(self._names)
        none = np.empty((0, words(self._size)), np.uint64)
        return {
            **names._asdict(),
            "common": np.array(self._common, np.int32),
            "bits": np.stack(self._bits) if self._bits else none,
        }

    def by_rows(self) -> tuple[NDArray[np.uint32], NDArray[np.generic], Places]:
        """Return all rows in order, each as often as it has values, those, and which they are."""
        rows = np.concatenate([np.empty(0, np.uint32), *self.lists])
        kind = np.min_scalar_type(len(self.lists))
        values = np.repeat(
            np.arange(1, len(self.lists) + 1).astype(kind), list(map(len, self.lists))
        )
        order = np.argsort(rows, kind="stable")
        rows, values = rows[order], values[order]
        at = np.arange(len(rows))
        begins = np.where(np.diff(rows, prepend=-1) != 0, at, 0)
        return rows, values, at - np.maximum.accumulate(begins)


def column(found: Iterable[tuple[str, Places]], size: int) -> Column:
    """Make the column of a field.

    Parameters
    ----------
    found: its values in the order of their letters, each with the rows that have it.
    size: how many rows there are.
    """
    gathered = _Gathered(found, size)
    rows, values, nth = gathered.by_rows()
    wide = int((np.bincount(nth, minlength=1) * _FILLED >= max(size, 1)).sum())
    firsts = np.zeros((wide, size), values.dtype)
    firsts[nth[nth < wide], rows[nth < wide]] = values[nth < wide]
    arrays = gathered.arrays() | {
        "firsts": firsts,
        "rows": rows[nth >= wide],
        "others": values[nth >= wide],
        "totals": np.array(gathered.totals, np.int64),
    }
    return Column(arrays, size)


def vocabulary(found: Iterable[tuple[str, Places]], size: int) -> Words:
    """Make the words of a field; the same as for a column, but not all words need be there."""
    gathered = _Gathered(found, size)
    rows = np.concatenate([np.empty(0, np.uint32), *gathered.lists])
    stops = np.cumsum(list(map(len, gathered.lists)), dtype=np.int64)
    return Words(gathered.arrays() | {"rows": rows, "stops": stops}, size)
