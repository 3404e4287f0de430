"""Facets: what the results can be narrowed to, with the number that each choice would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from clew.errors import QueryError
from clew.index import Counts, Engine, Facet, Filters, Query, Span
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


class Counted(NamedTuple):
    """How many results there are, and how many each choice would give."""

    total: int
    facets: tuple[FacetCounts, ...]
    years: tuple[YearCounts, ...]


def count(
    facets: Sequence[str],
    years: Sequence[str],
    engine: Engine,
    matching: Query,
    filters: Filters,
    most: int,
) -> Counted:
    """Count results, and the values of facets and the years among them.

    Within a facet or a range of years choices widen, so its own are left aside when it is counted;
    all that is counted under the same filters is counted at once.

    Parameters
    ----------
    facets, years: which.
    matching: the tree that the results match.
    filters: what is chosen.
    most: how many values of each facet to return.

    Raises
    ------
    QueryError: when there is no such facet or histogram.
    """
    wanted: list[Facet | Span] = [*map(named, facets), *map(_span, years)]
    chosen: set[Facet | Span] = {facet for facet, values in filters.chosen.items() if values}
    chosen |= {one.span for one in filters.spans}
    apart = [one for one in wanted if one in chosen]
    together = [one for one in wanted if one not in chosen]
    whole = _counts(together, engine, matching, filters, most)
    found: dict[Facet | Span, Counts] = dict.fromkeys(together, whole)
    for one in apart:
        found[one] = _counts([one], engine, matching, filters.without(one), most)
    return Counted(
        total=whole.total,
        facets=tuple(
            _shown(one, found[one].facets[one], engine, matching, filters)
            for one in wanted
            if isinstance(one, Facet)
        ),
        years=tuple(
            YearCounts(
                span=str(one),
                counts=found[one].years[one].counts,
                not_stated=found[one].years[one].not_stated,
            )
            for one in wanted
            if isinstance(one, Span)
        ),
    )


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


def _counts(
    wanted: Sequence[Facet | Span], engine: Engine, matching: Query, filters: Filters, most: int
) -> Counts:
    facets = [one for one in wanted if isinstance(one, Facet)]
    spans = [one for one in wanted if isinstance(one, Span)]
    return engine.counts(matching, filters, facets, spans, most)


def _span(name: str) -> Span:
    if name not in (Span.PERIOD, Span.PUBLISHED):
        raise QueryError(f"Years are not counted by {name!r}.", hint="By period, or published.")
    return Span(name)
