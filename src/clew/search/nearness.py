"""How near everything is to a query in meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from clew.index import Numbers, Vectors, VectorStore
from clew.index.vectors.picking import largest, members, not_below

_Part = NDArray[np.intp] | slice


class Nearness:
    """The cosine of a vector to all of a store, by unit and, as their greatest, by resource.

    Parameters
    ----------
    store: what to compare with.
    vector: of length one.
    allowed: numbers of resources, ascending; ``None`` compares with all.
    """

    def __init__(self, store: VectorStore, vector: Vectors, allowed: Numbers | None = None) -> None:
        self.store = store
        self.vector = vector
        self._places, self._cosines = store.similarities(vector, allowed)
        # Vectors come in the order of their keys, so those of one resource lie together.
        self._first, self.numbers = store.groups(self._places)
        self.best: Vectors = self._cosines
        if len(self._first) < len(self._cosines):
            self.best = np.maximum.reduceat(self._cosines, self._first)

    def again(self, vector: Vectors, among: Numbers) -> Nearness:
        """Compare a vector with a few resources only, more exactly."""
        return Nearness(self.store, vector, among)

    def of(self, numbers: Iterable[int]) -> dict[int, float]:
        """Return the greatest cosine of resources, as far as they have vectors."""
        wanted = np.fromiter(numbers, np.int64)
        at = self._at(wanted)
        there = at >= 0
        return dict(zip(wanted[there].tolist(), self.best[at[there]].tolist(), strict=True))

    def nearest(
        self, limit: int, allowed: Numbers | None = None, crowd: Numbers | None = None
    ) -> list[int]:
        """Return the resources nearest in meaning among those allowed, the nearest first.

        Parameters
        ----------
        crowd: resources of which there are many; as many of these come besides.
        """
        return [
            int(number)
            for part in self._parts(allowed, crowd)
            for number in self.numbers[part][largest(self.best[part], limit)]
        ]

    def near(self, least: float, most: int, crowd: Numbers | None = None) -> tuple[int, ...]:
        """Return the resources whose cosine is at least so great, ascending; not too many.

        Parameters
        ----------
        most: at most the nearest so many, and as many of the crowd.
        """
        near: list[int] = []
        for part in self._parts(None, crowd):
            cosines, numbers = self.best[part], self.numbers[part]
            enough = np.flatnonzero(cosines >= least)
            near += numbers[enough[not_below(cosines[enough], most)]].tolist()
        return tuple(sorted(near))

    def _parts(self, allowed: Numbers | None, crowd: Numbers | None) -> Iterator[_Part]:
        """Where the resources allowed stand: those of the crowd apart from the others."""
        at: _Part = slice(None)
        if allowed is not None:
            at = np.flatnonzero(members(self.numbers, allowed))
        if crowd is None or not len(crowd):
            yield at
            return
        among = members(self.numbers, crowd)
        places = np.arange(len(self.numbers))[at]
        yield places[~among[places]]
        yield places[among[places]]

    def units(self, numbers: Sequence[int]) -> dict[int, dict[int, float]]:
        """Return the cosines of the passages of resources; those without any are absent."""
        if not len(self.numbers):
            return {}
        at = self._at(np.array(numbers, np.int64))
        last = len(self._first) - 1
        end = np.where(at < last, self._first[np.minimum(at + 1, last)], len(self._places))
        return {
            number: units
            for number, start, stop, there in zip(
                numbers, self._first[at].tolist(), end.tolist(), (at >= 0).tolist(), strict=True
            )
            if there and (units := self._units(slice(start, stop)))
        }

    def _units(self, span: slice) -> dict[int, float]:
        keys = self.store.keys(self._places[span])
        cosines = self._cosines[span].tolist()
        return {unit: cosine for (_, unit), cosine in zip(keys, cosines, strict=True) if unit}

    def _at(self, numbers: Numbers) -> NDArray[np.intp]:
        """Where resources stand, -1 for those without a vector."""
        if not len(self.numbers):
            return np.full(len(numbers), -1)
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, at, -1)
