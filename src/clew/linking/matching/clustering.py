"""Which works are one thing, once it is judged which pairs are: no contradiction in a cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Edge(NamedTuple):
    """Two works judged the same, with the bits that speak for it; works by any sortable name."""

    one: int
    two: int
    bits: float


class Clusters:
    """Works joined pair by pair, unless somebody in one cluster must not meet one in the other.

    Parameters
    ----------
    apart: for a work, those that it must not be joined with.
    """

    def __init__(self, apart: Mapping[int, set[int]]) -> None:
        self._apart = apart
        self._members: dict[int, set[int]] = {}

    def of(self, work: int) -> set[int]:
        """Return the cluster that a work is in, at least itself."""
        return self._members.setdefault(work, {work})

    def join(self, one: int, two: int) -> bool:
        """Join the clusters of two works, and say whether that could be."""
        here, there = self.of(one), self.of(two)
        if here is there:
            return True
        if any(self._apart.get(work, _NOBODY) & there for work in here):
            return False
        small, large = sorted((here, there), key=len)
        large |= small
        for work in small:
            self._members[work] = large
        return True


_NOBODY: frozenset[int] = frozenset()


def unambiguous(edges: Sequence[Edge], apart: Mapping[int, set[int]]) -> list[Edge]:
    """Leave out edges to a work that others, which are not the same, fit as well or better.

    Of twenty columns "Letters to the editor" by one editor, none is more the one that another
    catalogue lists than the next.
    """
    at: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[edge.one].append(edge)
        at[edge.two].append(edge)

    def rivalled(edge: Edge, end: int, other: int) -> bool:
        rivals = (r for r in at[end] if r.bits >= edge.bits)
        return any(
            (rival.two if rival.one == end else rival.one) in apart.get(other, _NOBODY)
            for rival in rivals
        )

    return [
        edge
        for edge in edges
        if not rivalled(edge, edge.one, edge.two) and not rivalled(edge, edge.two, edge.one)
    ]


def one_to_one(edges: Iterable[Edge]) -> list[Edge]:
    """Choose the best partner for each work of two sources that hold no duplicates of their own.

    Greedy by bits: with weights this far apart it differs from an optimal assignment in single
    cases, and it is explained by looking at one pair.
    """
    taken: set[int] = set()
    chosen = []
    for edge in sorted(edges, key=lambda e: (-e.bits, e.one, e.two)):
        if edge.one not in taken and edge.two not in taken:
            taken |= {edge.one, edge.two}
            chosen.append(edge)
    return chosen
