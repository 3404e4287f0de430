"""Counts and numbers over a search, in the reference system's shape."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from clew.api.discover.asked import Asked
from clew.api.discover.names import type_of
from clew.api.discover.shapes import extra
from clew.app import Clew
from clew.exporting import items
from clew.index import Facet
from clew.model import Kind

MOST = 50  # values of a facet
READ = 2_000  # resources whose numbers are read
_COUNTED = {
    "resource_type": Facet.KIND,
    "source": Facet.SOURCE,
    "keywords": Facet.KEYWORD,
    "language_codes": Facet.LANGUAGE,
    "country_codes": Facet.COUNTRY,
    "sex": Facet.SEX,
    "study_design": Facet.TIME_METHOD,
    "instruments": Facet.INSTRUMENT,
}
NUMBERS = (
    *("sample_size", "age_lower", "age_upper", "start_year", "end_year"),
    *("duration_years", "num_variables", "num_sweeps"),
)


def counts(catalogue: Clew, asked: Asked) -> dict[str, Any]:
    """Return how often each value of the facets occurs, and figures of the numbers."""
    answer = catalogue.search(
        asked.words,
        **asked.options(
            limit=1,
            offset=0,
            facets=tuple(str(facet) for facet in _COUNTED.values()),
            settings={"facet_values": MOST, "snippet": 0, "passages": 0},
        ),
    )
    found = {one.facet: one.choices for one in answer.facets}
    listed: dict[str, Any] = {}
    for name, facet in _COUNTED.items():
        pairs = [(one.value, one.count) for one in found.get(str(facet), ()) if one.value]
        listed[name] = {_shown(name, value): count for value, count in pairs}
    read = numbers(catalogue, asked)
    return listed | {name: _figures(values) for name, values in read.items() if values}


def numbers(catalogue: Clew, asked: Asked) -> dict[str, list[float]]:
    """Return the numbers that results state, as they state them."""
    found: dict[str, list[float]] = {name: [] for name in NUMBERS}
    for facts in _facts(catalogue, asked):
        for name in NUMBERS:
            if name in facts:
                found[name].append(facts[name])
    return found


def words(catalogue: Clew, asked: Asked) -> tuple[int, dict[str, int]]:
    """Return how many results there are, and their keywords with how often each occurs."""
    answer = catalogue.search(
        asked.words,
        **asked.options(
            limit=1,
            offset=0,
            facets=(str(Facet.KEYWORD),),
            settings={"facet_values": 2 * MOST, "snippet": 0, "passages": 0},
        ),
    )
    choices = answer.facets[0].choices if answer.facets else ()
    return answer.total, {one.value: one.count for one in choices if one.value}


def _facts(catalogue: Clew, asked: Asked) -> Iterator[dict[str, Any]]:
    answer = catalogue.search(
        asked.words,
        **asked.options(limit=1000, offset=0, settings={"snippet": 0, "passages": 0}),
    )
    found = [hit.number for hit in answer.hits if hit.kind != Kind.VARIABLE][:READ]
    return (extra(item) for item in items(catalogue.catalogue, found))


def _shown(name: str, value: str) -> str:
    return type_of(Kind(value)) if name == "resource_type" else value


def _figures(values: list[float]) -> dict[str, float]:
    return {
        "minimum": min(values),
        "maximum": max(values),
        "mean": statistics.fmean(values),
        "median": statistics.median(values),
        "mode": statistics.mode(values),
        "count": len(values),
        "sum": sum(values),
    }
