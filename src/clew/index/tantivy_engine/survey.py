"""Takes the snapshot of an index, by asking for everything that it shall hold.

Tantivy gives out one result at a time, so this takes about a thirtieth of the time that indexing
does; it would take far longer to ask for as much whenever results are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from tantivy import DocAddress, Query, Searcher

from clew.index import query as q
from clew.index.engine import Counts, Numbers
from clew.index.query import NOT_STATED, Facet, Span
from clew.index.snapshot import YEARS, Column, Snapshot, Words, column, vocabulary
from clew.index.snapshot.rows import Places
from clew.index.tantivy_engine.schema import FACETS

_COMMON = 256  # one resource in so many: rarer words are sooner asked for
_MOST_WORDS = 100_000
_BATCH = 100_000  # results looked up at once

_Asked = tuple[str, q.Query, int]
_Listed = Iterator[tuple[str, Places]]


class Survey:
    """Asks an index.

    Parameters
    ----------
    searchers: of the parts that resources lie in.
    numbers: of all resources, ascending.
    compiled: makes queries of trees.
    counts: counts what matches a tree.
    """

    def __init__(
        self,
        searchers: Sequence[Searcher],
        numbers: Numbers,
        compiled: Callable[[q.Query], Query],
        counts: Callable[..., Counts],
    ) -> None:
        self._searchers = searchers
        self._compiled = compiled
        self._count = counts
        self._numbers = numbers
        # Numbers are small enough to be places in a table.
        self._row = np.zeros(int(numbers.max(initial=0)) + 1, np.intp)
        self._row[numbers] = np.arange(len(numbers))

    def snapshot(self, revision: int) -> Snapshot:
        """Return the snapshot of a revision, which the index has reached."""
        columns: dict[Facet | Span, Column] = {facet: self._facet(facet) for facet in Facet}
        columns |= {span: self._years(span) for span in YEARS}
        return Snapshot(revision, self._numbers, columns, self._words())

    def _facet(self, facet: Facet) -> Column:
        names = self._terms(FACETS[facet])
        del names[NOT_STATED]
        found = dict(self._rows((n, q.Is(facet, n), most) for n, most in names.items()))
        # Most say nothing in most facets: what has no other value must have this one.
        none, unstated = self._others(found.values()), q.Is(facet, NOT_STATED)
        count = self._count(unstated).total
        alone = {NOT_STATED: none}
        found |= alone if count == len(none) else self._rows([(NOT_STATED, unstated, count)])
        return self._column(found)

    def _years(self, span: Span) -> Column:
        years = self._count(q.Everything(), spans=[span]).years[span].counts
        asked = ((str(year), q.Within(span, year, year), most) for year, most in years.items())
        found = dict(self._rows(asked))
        found[NOT_STATED] = self._others(found.values())
        return self._column(found)

    def _column(self, found: dict[str, Places]) -> Column:
        return column(sorted(found.items()), len(self._numbers))

    def _words(self) -> Words:
        least = len(self._numbers) / _COMMON
        words = self._terms("text", _MOST_WORDS) + self._terms("body", _MOST_WORDS)
        common = sorted(pair for pair in words.items() if pair[1] >= least)
        found = self._rows((word, q.Terms((word,)), most) for word, most in common)
        return vocabulary(found, len(self._numbers))

    def _terms(self, field: str, limit: int | None = None) -> Counter[str]:
        """The terms of a field, and in how many resources each is, or was, at most."""
        terms = Counter[str]()
        for searcher in self._searchers:
            terms.update(dict(searcher.terms_with_prefix(field, "", limit=limit)))
        return terms

    def _others(self, lists: Iterable[Places]) -> Places:
        """The rows that are in no list."""
        left = np.ones(len(self._numbers), np.bool_)
        for rows in lists:
            left[rows] = False
        return np.flatnonzero(left)

    def _rows(self, asked: Iterable[_Asked]) -> _Listed:
        """Find the rows of names, of each by a tree and knowing how many it has at most."""
        batch, held = list[_Asked](), 0
        for one in asked:
            batch.append(one)
            held += one[2]
            if held >= _BATCH:
                yield from self._batch(batch)
                batch, held = [], 0
        if batch:
            yield from self._batch(batch)

    def _batch(self, asked: Sequence[_Asked]) -> _Listed:
        lists = [self._in_one(searcher, asked) for searcher in self._searchers]
        for (name, _, _), *found in zip(asked, *lists, strict=True):
            yield name, found[0] if len(found) == 1 else np.concatenate(found)

    def _in_one(self, searcher: Searcher, asked: Sequence[_Asked]) -> list[Places]:
        """All results of a batch are looked up at once, as that takes long to begin."""
        addresses, ends = list[DocAddress](), list[int]()
        for _, tree, most in asked:
            query, limit = self._compiled(tree), max(min(most, searcher.num_docs), 1)
            hits = searcher.search(query, limit, count=False).hits
            addresses += [address for _, address in hits]
            ends.append(len(addresses))
        numbers = np.array(searcher.fast_field_values("number", addresses), np.int64)
        return np.split(self._row[numbers], ends[:-1])
