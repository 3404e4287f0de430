"""Facet counts and histograms, by Tantivy's aggregations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from tantivy import Query, Searcher

from clew.index.engine import Histogram
from clew.index.query import Facet, Span
from clew.index.tantivy_engine.schema import FACETS

_YEARS = {Span.PERIOD: "covers", Span.PUBLISHED: "published_year"}
_MOST_YEARS = 10_000
_NO_YEAR = -1_000_000
_LEAST = 1_000  # values that each part of the index puts forward
_RECOUNTED = 100  # values at most that are counted again
_MANY = 10_000
_ALL = 10_000_000

# The results that have any of some values of a facet.
_Narrowed = Callable[[Facet, Sequence[str]], Query]


def facets(
    searchers: Sequence[Searcher],
    query: Query,
    facets: Sequence[Facet],
    limit: int,
    narrowed: _Narrowed,
) -> dict[Facet, list[tuple[str, int]]]:
    """Return the values with most results; those with as many by their letters.

    All facets are counted in one pass: finding the results again for each would take longest.

    Parameters
    ----------
    narrowed: the same query with any of some values; where the pass may have overlooked some of
        them, these few results are counted again, and whole.
    """
    # What is rare in one part of the results may be common in the other.
    most = limit if len(searchers) < 2 else max(limit, _LEAST)
    found = [_counted(searcher, query, facets, most) for searcher in searchers]
    counts: dict[Facet, list[tuple[str, int]]] = {}
    for facet in facets:
        parts = [part[facet] for part in found]
        cut = len(parts) > 1 and any(len(part.pairs) == most for part in parts)
        counts[facet] = _added(part.pairs for part in parts)[:limit]
        if limit <= _RECOUNTED and (cut or any(part.overlooked for part in parts)):
            shown = [value for value, _ in counts[facet]]
            counts[facet] = _added(_again(one, facet, shown, narrowed) for one in searchers)
    return counts


class _Counted(NamedTuple):
    """The values of a facet in one part of the results, and whether some may be counted too low."""

    pairs: list[tuple[str, int]]
    overlooked: bool


def _added(parts: Iterable[Sequence[tuple[str, int]]]) -> list[tuple[str, int]]:
    """Add up what was counted in several parts; the commonest first, then by their letters."""
    counts: dict[str, int] = {}
    for pairs in parts:
        for value, count in pairs:
            counts[value] = counts.get(value, 0) + count
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _counted(
    searcher: Searcher, query: Query, facets: Sequence[Facet], limit: int
) -> dict[Facet, _Counted]:
    wanted = {
        str(facet): {
            "terms": {
                "field": FACETS[facet],
                "size": limit,
                "segment_size": max(limit * 10, _LEAST),
            }
        }
        for facet in facets
    }
    found = searcher.aggregate(query, wanted) if wanted else {}
    return {facet: _values(found[str(facet)]) for facet in facets}


def _values(found: dict[str, Any]) -> _Counted:
    """Each segment puts forward its commonest values only, of which there may be very many."""
    pairs = [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
    return _Counted(pairs, bool(found["doc_count_error_upper_bound"]))


def _again(
    searcher: Searcher, facet: Facet, values: Sequence[str], narrowed: _Narrowed
) -> list[tuple[str, int]]:
    terms = {"field": FACETS[facet], "size": _MANY, "segment_size": _ALL}
    found = searcher.aggregate(narrowed(facet, values), {"values": {"terms": terms}})["values"]
    counts = {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
    if found["sum_other_doc_count"]:
        for value in values:
            if value not in counts:
                counts[value] = searcher.search(narrowed(facet, [value]), 1).count
    return [(value, counts[value]) for value in values if value in counts]


def histogram(searchers: Sequence[Searcher], query: Query, span: Span) -> Histogram:
    """Return how many results each year has."""
    counts: dict[int, int] = {}
    not_stated = 0
    for searcher in searchers:
        part = _years(searcher, query, _YEARS[span])
        not_stated += part.not_stated
        for year, count in part.counts.items():
            counts[year] = counts.get(year, 0) + count
    return Histogram(dict(sorted(counts.items())), not_stated)


def _years(searcher: Searcher, query: Query, name: str) -> Histogram:
    # What states no year is counted under one that nobody means: a pass of its own costs as much.
    terms = {"field": name, "size": _MOST_YEARS, "segment_size": _MOST_YEARS, "missing": _NO_YEAR}
    found = searcher.aggregate(query, {"values": {"terms": terms}})["values"]["buckets"]
    counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in found}
    not_stated = counts.pop(_NO_YEAR, 0)
    return Histogram(counts, not_stated)
