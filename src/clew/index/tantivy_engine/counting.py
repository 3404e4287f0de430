"""Facet counts and histograms, by Tantivy's aggregations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tantivy import Occur, Query, Searcher

from clew.index.engine import Histogram
from clew.index.query import Facet, Span
from clew.index.tantivy_engine.schema import FACETS

_YEARS = {Span.PERIOD: "covers", Span.PUBLISHED: "published_year"}
_MOST_YEARS = 10_000
_LEAST = 1_000  # values that each part of the index puts forward


def facets(
    searcher: Searcher, query: Query, facets: Sequence[Facet], limit: int
) -> dict[Facet, list[tuple[str, int]]]:
    """Return the values with most results; those with as many by their letters.

    All facets are counted in one pass: finding the results again for each would take longest.
    """
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
    return {facet: _pairs(found[str(facet)]["buckets"]) for facet in facets}


def _pairs(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    pairs = [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def histogram(searcher: Searcher, query: Query, span: Span) -> Histogram:
    """Return how many results each year has."""
    name = _YEARS[span]
    terms = {"field": name, "size": _MOST_YEARS, "segment_size": _MOST_YEARS}
    found = searcher.aggregate(query, {"values": {"terms": terms}})["values"]["buckets"]
    counts = {int(bucket["key"]): int(bucket["doc_count"]) for bucket in found}
    stated = searcher.search(
        Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.exists_query(name))]), 1
    ).count
    whole = searcher.search(query, 1).count
    return Histogram(dict(sorted(counts.items())), whole - stated)
