"""How many of some rows have each value of a facet, and each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clew.index.engine import Histogram
from clew.index.query import NOT_STATED
from clew.index.snapshot.columns import Column
from clew.index.snapshot.rows import RowSet
from clew.index.vectors.picking import largest

_Pairs = list[tuple[str, int]]


def commonest(column: Column, rows: RowSet, more: Sequence[tuple[str, int]], limit: int) -> _Pairs:
    """Return the values that most rows have; those that as many have by their letters.

    Parameters
    ----------
    more: how many others have which values; a value may come several times.
    """
    counts, fresh = column.counts(rows), Counter[str]()
    places = column.names.find([name for name, _ in more]) if more else []
    for (name, count), at in zip(more, places, strict=True):
        if at is None:
            fresh[name] += count
        else:
            counts[at] += count
    best = largest(counts, limit)
    pairs = zip(best.tolist(), counts[best].tolist(), strict=True)
    found = [(column.names.name(at), count) for at, count in pairs if count]
    return sorted([*found, *fresh.items()], key=lambda pair: (-pair[1], pair[0]))[:limit]


def by_year(column: Column, rows: RowSet, more: Sequence[Histogram]) -> Histogram:
    """Return how many rows have each year, together with others."""
    counts = column.counts(rows).tolist()
    found = {name: count for name, count in zip(column.told, counts, strict=True) if count}
    not_stated = found.pop(NOT_STATED, 0) + sum(one.not_stated for one in more)
    years = Counter({int(name): count for name, count in found.items()})
    for one in more:
        years.update(one.counts)
    return Histogram(dict(sorted(years.items())), not_stated)
