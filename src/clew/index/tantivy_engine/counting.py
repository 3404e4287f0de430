"""How many results there are, in all and by values and years, by Tantivy's aggregations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from tantivy import Query, Searcher

from clew.index.engine import Counts, Histogram
from clew.index.query import Facet, Span
from clew.index.snapshot import RowSet, Snapshot, by_year, commonest
from clew.index.tantivy_engine.schema import FACETS
from clew.index.threads import threads

# Every resource has one number.
_TOTAL: dict[str, Any] = {"total": {"value_count": {"field": "number"}}}
_YEARS = {Span.PERIOD: "covers", Span.PUBLISHED: "published_year"}
_MOST_YEARS = 10_000
_NO_YEAR = -1_000_000
_LEAST = 1_000  # values that each part of the index puts forward
_RECOUNTED = 100  # values at most that are counted again
_MANY = 10_000
ALL = 10_000_000  # values: no results have so many
_VERY_MANY = 200_000  # resources; among fewer the results are counted sooner than found twice
_WORTH_HALVING = 4  # things to count

# The results that have any of some values of a facet.
_Narrowed = Callable[[Facet, Sequence[str]], Query]


def counted(
    searchers: Sequence[Searcher],
    query: Query,
    facets: Sequence[Facet],
    spans: Sequence[Span],
    limit: int,
    narrowed: _Narrowed,
) -> Counts:
    """Count results: all, by the values of facets, and by years.

    All is counted in one pass, or among very many resources in two side by side: finding the
    results again for each would take longest.

    Parameters
    ----------
    limit: how many values of each facet to return, those with most results first; those with as
        many by their letters.
    narrowed: the same query with any of some values; where the pass may have overlooked some of
        them, these few results are counted again, and whole.
    """
    # What is rare in one part of the results may be common in the other.
    most = limit if len(searchers) < 2 else max(limit, _LEAST)
    wanted = _TOTAL | {FACETS[facet]: _values(facet, most) for facet in facets}
    wanted |= {_YEARS[span]: _years(span) for span in spans}
    found = [_aggregated(searcher, query, wanted) for searcher in searchers]
    values = {}
    for facet in facets:
        parts = [_pairs(part[FACETS[facet]]) for part in found]
        cut = len(parts) > 1 and any(len(part.pairs) == most for part in parts)
        values[facet] = _added(part.pairs for part in parts)[:limit]
        if limit <= _RECOUNTED and (cut or any(part.overlooked for part in parts)):
            shown = [value for value, _ in values[facet]]
            values[facet] = _added(_again(one, facet, shown, narrowed) for one in searchers)
    return Counts(
        total=sum(int(part["total"]["value"]) for part in found),
        facets=values,
        years={span: _histogram([part[_YEARS[span]] for part in found]) for span in spans},
    )


def together(
    snapshot: Snapshot,
    rows: RowSet,
    facets: Sequence[Facet],
    spans: Sequence[Span],
    limit: int,
    more: Sequence[Counts],
) -> Counts:
    """Count rows of a snapshot in the same way, together with what was counted beside them.

    Parameters
    ----------
    more: with all values.
    """
    columns = snapshot.columns
    return Counts(
        total=len(rows) + sum(one.total for one in more),
        facets={
            facet: commonest(
                columns[facet], rows, [pair for one in more for pair in one.facets[facet]], limit
            )
            for facet in facets
        },
        years={
            span: by_year(columns[span], rows, [one.years[span] for one in more]) for span in spans
        },
    )


def _aggregated(searcher: Searcher, query: Query, wanted: dict[str, Any]) -> dict[str, Any]:
    if searcher.num_docs < _VERY_MANY or len(wanted) < _WORTH_HALVING:
        return dict(searcher.aggregate(query, wanted))
    # Every second, for the long ones are neighbours: people and keywords, the two of years.
    here, there = (dict([*wanted.items()][start::2]) for start in (0, 1))
    beside = threads("count").submit(searcher.aggregate, query, there)
    return {**searcher.aggregate(query, here), **beside.result()}


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


def _values(facet: Facet, most: int) -> dict[str, Any]:
    return {
        "terms": {
            "field": FACETS[facet],
            "size": most,
            "segment_size": max(most * 10, _LEAST),
        }
    }


def _pairs(found: dict[str, Any]) -> _Counted:
    """Each segment puts forward its commonest values only, of which there may be very many."""
    pairs = [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
    return _Counted(pairs, bool(found["doc_count_error_upper_bound"]))


def _again(
    searcher: Searcher, facet: Facet, values: Sequence[str], narrowed: _Narrowed
) -> list[tuple[str, int]]:
    terms = {"field": FACETS[facet], "size": _MANY, "segment_size": ALL}
    found = searcher.aggregate(narrowed(facet, values), {"values": {"terms": terms}})["values"]
    counts = {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
    if found["sum_other_doc_count"]:
        for value in values:
            if value not in counts:
                counts[value] = searcher.search(narrowed(facet, [value]), 1).count
    return [(value, counts[value]) for value in values if value in counts]


def _years(span: Span) -> dict[str, Any]:
    # What states no year is counted under one that nobody means: a pass of its own costs as much.
    return {
        "terms": {
            "field": _YEARS[span],
            "size": _MOST_YEARS,
            "segment_size": _MOST_YEARS,
            "missing": _NO_YEAR,
        }
    }


def _histogram(parts: Sequence[dict[str, Any]]) -> Histogram:
    counts: dict[int, int] = {}
    for part in parts:
        for bucket in part["buckets"]:
            year = int(bucket["key"])
            counts[year] = counts.get(year, 0) + int(bucket["doc_count"])
    not_stated = counts.pop(_NO_YEAR, 0)
    return Histogram(dict(sorted(counts.items())), not_stated)
