"""Choosing some of very many: the largest values, and the places of the numbers allowed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clew.index.engine import Numbers

_SAMPLED = 16  # one in so many tells where to look for the largest
_SEARCHED = 50  # times fewer than there are: looked up one by one


def largest(values: NDArray[np.number], limit: int) -> NDArray[np.intp]:
    """Return where the largest values are, the largest first, equal ones in their order."""
    if 0 < limit < len(values):
        kept = not_below(values, limit)
        # Very many may equal the least: the first of them will do, and need not be sorted.
        above = values[kept] > values[kept].min()
        kept = np.concatenate([kept[above], kept[~above]])[:limit]
        return kept[np.argsort(-values[kept], kind="stable")]
    return np.argsort(-values, kind="stable")[: max(limit, 0)]


def not_below(values: NDArray[np.number], limit: int) -> NDArray[np.intp]:
    """Return where the largest values are, in order, with all that equal the least of them."""
    if limit < 1:
        return np.empty(0, np.intp)
    # The least of the largest of a sample is no greater than that of all.
    kept = np.flatnonzero(values >= _edge(values[::_SAMPLED], limit))
    return kept[values[kept] >= _edge(values[kept], limit)]


def _edge(values: NDArray[np.number], limit: int) -> float:
    """The least of the largest, or what is less than any where there are no more than that."""
    if limit >= len(values):
        return -np.inf
    return float(np.partition(values, len(values) - limit)[len(values) - limit])


def within(values: Numbers, allowed: Numbers) -> NDArray[np.intp]:
    """Return where ascending values, some of them several times, are among those allowed."""
    if len(allowed) * _SEARCHED > len(values):
        return np.flatnonzero(members(values, allowed))
    starts = np.searchsorted(values, allowed)
    ends = np.searchsorted(values, allowed, side="right")
    counts = ends - starts
    # Of the ranges from 3 to 5 and from 8 to 9: 3 4 8
    shifts = np.repeat(starts - np.cumsum(counts) + counts, counts)
    found: NDArray[np.intp] = np.arange(len(shifts)) + shifts
    return found


def members(values: Numbers, allowed: Numbers) -> NDArray[np.bool_]:
    """Say of each of ascending numbers whether it is allowed."""
    if not len(allowed) or not len(values):
        return np.zeros(len(values), bool)
    # They are small enough to be places in a table.
    table = np.zeros(max(int(values[-1]), int(allowed[-1])) + 1, bool)
    table[allowed] = True
    return table[values]
