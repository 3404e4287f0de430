"""Facets: what the results can be narrowed to, with the number that each choice would give."""

from __future__ import annotations

from collections.abc import Sequence

from clew.errors import QueryError
from clew.index import Engine, Facet, Filters, Histogram, Query, Span
from clew.model.base import Value
from clew.model.folding import fold

_MANY = 10_000


class Choice(Value, frozen=True, kw_only=True):
    """A value of a facet, how many results it would give, and whether it is chosen now."""

    value: str
    count: int
    chosen: bool = False


class FacetCounts(Value, frozen=True, kw_only=True):
    """A facet and its most frequent values; what is chosen is always among them."""

    facet: str
    choices: tuple[Choice, ...]


class YearCounts(Value, frozen=True, kw_only=True):
    """How many results there are for each year (``period``: years covered, or ``published``)."""

    span: str
    counts: dict[int, int]
    not_stated: int = 0


def count_facets(
    names: Sequence[str], engine: Engine, matching: Query, filters: Filters, most: int
) -> tuple[FacetCounts, ...]:
    """Count the values of facets over the results.

    Within a facet choices widen, so its own are left aside when it is counted.

    Parameters
    ----------
    names: which facets.
    matching: the tree that the results match.
    filters: what is chosen.
    most: how many values of each to return.

    Raises
    ------
    QueryError: when there is no such facet.
    """
    wanted = [named(name) for name in names]
    chosen = [facet for facet in wanted if filters.chosen.get(facet)]
    together = [facet for facet in wanted if facet not in chosen]
    counts = engine.facets(together, matching, filters, most) if together else {}
    for facet in chosen:
        counts |= engine.facets([facet], matching, filters.without(facet), most)
    return tuple(_shown(facet, counts[facet], engine, matching, filters) for facet in wanted)


def find_choices(
    name: str, text: str, engine: Engine, matching: Query, filters: Filters, most: int
) -> FacetCounts:
    """Search inside a long facet: the values that hold some words, or beginnings of them."""
    facet = named(name)
    pairs = engine.facets([facet], matching, filters.without(facet), _MANY)[facet]
    wanted = fold(text).split()
    found = [
        pair
        for pair in pairs
        if all(any(w.startswith(want) for w in fold(pair[0]).split()) for want in wanted)
    ]
    return FacetCounts(facet=name, choices=_choices(found[:most], filters.chosen.get(facet, ())))


def count_years(
    names: Sequence[str], engine: Engine, matching: Query, filters: Filters
) -> tuple[YearCounts, ...]:
    """Count the results of each year; a range chosen of the same years is left aside.

    Raises
    ------
    QueryError: when there is no such histogram.
    """
    return tuple(_years(name, engine, matching, filters) for name in names)


def named(name: str) -> Facet:
    """Return the facet of a name.

    Raises
    ------
    QueryError: when there is none.
    """
    try:
        return Facet(name)
    except ValueError as error:
        facets = ", ".join(Facet)
        raise QueryError(f"There is no facet {name!r}.", hint=f"There are: {facets}.") from error


def _shown(
    facet: Facet,
    pairs: list[tuple[str, int]],
    engine: Engine,
    matching: Query,
    filters: Filters,
) -> FacetCounts:
    chosen = filters.chosen.get(facet, ())
    others = filters.without(facet)
    missing = [value for value in chosen if value not in dict(pairs)]
    more = [(value, _count_one(facet, value, engine, matching, others)) for value in missing]
    return FacetCounts(facet=str(facet), choices=_choices([*pairs, *more], chosen))


def _count_one(facet: Facet, value: str, engine: Engine, matching: Query, others: Filters) -> int:
    return engine.count(matching, others.but(Filters(chosen={facet: (value,)})))


def _choices(pairs: Sequence[tuple[str, int]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=v, count=n, chosen=v in chosen) for v, n in pairs)


def _years(name: str, engine: Engine, matching: Query, filters: Filters) -> YearCounts:
    if name not in (Span.PERIOD, Span.PUBLISHED):
        raise QueryError(f"Years are not counted by {name!r}.", hint="By period, or published.")
    found: Histogram = engine.histogram(Span(name), matching, filters.without(Span(name)))
    return YearCounts(span=name, counts=found.counts, not_stated=found.not_stated)
