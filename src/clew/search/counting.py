"""Counting what is found, which somebody else may do while the page is made ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from clew.index import Engine, Filters, Query
from clew.index.threads import threads
from clew.search.facets import Counted, count

# What waits for the counts to be there.
Counting = Callable[[], Counted]


class Count(NamedTuple):
    """What is to be counted: see :func:`clew.search.facets.count`."""

    facets: tuple[str, ...]
    years: tuple[str, ...]
    matching: Query
    filters: Filters
    most: int

    def by(self, engine: Engine) -> Counted:
        """Count it.

        Raises
        ------
        QueryError: when there is no such facet or histogram.
        """
        return count(self.facets, self.years, engine, self.matching, self.filters, self.most)


# Begins to count.
Counter = Callable[[Engine, Count], Counting]


def beside(engine: Engine, wanted: Count) -> Counting:
    """Count in another thread: Python has time for that while Tantivy ranks."""
    return threads("search").submit(wanted.by, engine).result
