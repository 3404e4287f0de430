"""Trees as sets of rows, and what is counted over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

import numpy as np

from clew.index import query as q
from clew.index.engine import Numbers
from clew.index.query import NOT_STATED, Facet, Field, Query, Span
from clew.index.snapshot.rows import RowSet
from clew.index.snapshot.snapshot import YEARS, Snapshot

_SPANS = {Span.YEAR: YEARS, Span.PERIOD: (Span.PERIOD,), Span.PUBLISHED: (Span.PUBLISHED,)}
_OF_WORDS = q.Word | q.Phrase


class TooMany(Exception):
    """What a snapshot does not know is had by too many resources to ask for them."""


class Sets:
    """Finds the rows of a snapshot that match.

    Parameters
    ----------
    analyse: cuts a text into words as the snapshot has them.
    ask: finds the resources that meet what the snapshot does not know, or raises
        :class:`TooMany`.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        analyse: Callable[[str], list[str]],
        ask: Callable[[Query], Numbers],
    ) -> None:
        self._snapshot = snapshot
        self._analyse = analyse
        self._ask = ask

    def matching(self, tree: Query) -> RowSet:
        """Return the rows that match a tree.

        Raises
        ------
        TooMany: when that would take longer than to count by the index itself.
        """
        if isinstance(tree, q.And):
            return reduce(and_, map(self.matching, tree.parts))
        if isinstance(tree, q.Not):
            return ~self.matching(tree.part)
        if isinstance(tree, q.Or | q.Terms):
            return self._any_of(tree)
        known = self._known(tree)
        return self._asked(tree) if known is None else known

    def _any_of(self, tree: q.Or | q.Terms) -> RowSet:
        """All that is not known is asked for at once."""
        found, unknown = [RowSet.none(len(self._snapshot))], list[Query]()
        for part in _parts(tree):
            if isinstance(part, q.And | q.Or | q.Not):
                found.append(self.matching(part))
            elif (known := self._known(part)) is None:
                unknown.append(part)
            else:
                found.append(known)
        if unknown:
            found.append(self._asked(q.Or(tuple(unknown)) if len(unknown) > 1 else unknown[0]))
        return reduce(or_, found)

    def _asked(self, tree: Query) -> RowSet:
        return self._snapshot.rows(self._ask(tree))

    def _known(self, leaf: Query) -> RowSet | None:
        size = len(self._snapshot)
        if isinstance(leaf, q.Everything):
            return RowSet.all(size)
        if isinstance(leaf, q.Nothing):
            return RowSet.none(size)
        if isinstance(leaf, q.Numbers):
            return self._snapshot.rows(np.array(leaf.numbers, np.int64))
        if isinstance(leaf, q.Is):
            return self._snapshot.columns[Facet(leaf.facet)].rows(leaf.value)
        if isinstance(leaf, q.Within | q.Unstated) and leaf.span in _SPANS:
            return self._years(leaf)
        if isinstance(leaf, q.Terms) and len(leaf.terms) == 1:
            return self._snapshot.words.rows(leaf.terms[0])
        if isinstance(leaf, _OF_WORDS) and leaf.field is Field.TEXT:
            terms = self._analyse(leaf.text)
            return self._snapshot.words.rows(terms[0]) if len(terms) == 1 else None
        return None

    def _years(self, leaf: q.Within | q.Unstated) -> RowSet:
        columns = [self._snapshot.columns[span] for span in _SPANS[leaf.span]]
        if isinstance(leaf, q.Unstated):
            return reduce(and_, (column.rows(NOT_STATED) for column in columns))
        low = -np.inf if leaf.low is None else int(leaf.low)
        high = np.inf if leaf.high is None else int(leaf.high)
        found = [
            column.rows(name)
            for column in columns
            for name in column.told
            if name != NOT_STATED and low <= int(name) <= high
        ]
        return reduce(or_, found, RowSet.none(len(self._snapshot)))


def _parts(tree: q.Or | q.Terms) -> Iterable[Query]:
    """The parts of a tree of which any will do, each word by itself."""
    if isinstance(tree, q.Terms):
        return (q.Terms((term,)) for term in tree.terms)
    parts = ([*_parts(one)] if isinstance(one, q.Or | q.Terms) else [one] for one in tree.parts)
    return (part for found in parts for part in found)
