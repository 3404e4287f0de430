"""A search as an address says it: words, choices, years, order; and the addresses one step away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple, Unpack
from urllib.parse import quote_plus

from starlette.datastructures import QueryParams

from clew.app import Clew
from clew.errors import QueryError
from clew.index import Facet, Span
from clew.index.query import OF_DESIGN
from clew.search import Answer, Options

PATH = "/search"
PAGE = 20  # results
# In the order in which people ask for them; what is added to the index comes after.
_FIRST = (
    Facet.KIND,
    Facet.HAS,
    Facet.ACCESS,
    *OF_DESIGN,
    Facet.KEYWORD,
    Facet.PERSON,
    Facet.ORGANISATION,
    Facet.FUNDER,
    Facet.CATALOGUE,
    Facet.SOURCE,
    Facet.LANGUAGE,
)
FACETS = tuple(dict.fromkeys((*_FIRST, *Facet)))
YEARS = (Span.PERIOD, Span.PUBLISHED)
# Numbers with two ends, in fields of their own: ``age-from=5&age-to=11``.
RANGES = {
    str(Span.AGE): "Age of those studied",
    str(Span.SAMPLE): "Sample size",
    str(Span.WAVES): "Waves",
    str(Span.AMOUNT): "Amount of the award",
}
Range = tuple[int | None, int | None]
BY_SCORE = "score"
_LONGEST = 12  # digits


class Chip(NamedTuple):
    """Something that is applied, and the address without it."""

    facet: str
    text: str
    without: str


@dataclass(frozen=True)
class Asked:
    """What is asked: a value whose addresses can be shared.

    ``years`` are bounds, of the years covered or of publication, as ``by`` says. ``like`` names a
    resource that the results are to be like.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    by: str = str(Span.PERIOD)
    order: str = BY_SCORE
    exact: bool = False
    like: str = ""
    ranges: Mapping[str, Range] = field(default_factory=dict)
    cursor: str | None = None

    @classmethod
    def of(cls, given: QueryParams) -> Asked:
        """Read the query of an address; what it does not know is left alone.

        Raises
        ------
        QueryError: when a year is none.
        """
        by = given.get("by", "")
        return cls(
            words=given.get("q", "").strip(),
            chosen={
                str(facet): tuple(dict.fromkeys(filter(None, given.getlist(facet))))
                for facet in FACETS
                if given.getlist(facet)
            },
            first=_number("from", given),
            last=_number("to", given),
            by=by if by in YEARS else str(Span.PERIOD),
            order=given.get("order") or BY_SCORE,
            exact=bool(given.get("exact")),
            like=given.get("like", "").strip(),
            ranges=dict(_ranges(given)),
            cursor=given.get("cursor") or None,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen beside the words."""
        return bool(any(self.chosen.values()) or self.bounded or self.ranges)

    @property
    def bounded(self) -> bool:
        """Whether years are chosen."""
        return self.first is not None or self.last is not None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not (self.words or self.like or self.narrowed)

    def options(self, **more: Unpack[Options]) -> Options:
        """Return it as search takes it."""
        filters: dict[str, Any] = {name: list(values) for name, values in self.chosen.items()}
        if self.bounded:
            filters[self.by] = (_float(self.first), _float(self.last))
        for name, (low, high) in self.ranges.items():
            filters[name] = (_float(low), _float(high))
        order = "newest" if self.order == BY_SCORE and not (self.words or self.like) else self.order
        asked = Options(filters=filters, order=order, exact=self.exact, cursor=self.cursor)
        asked.update(more)
        return asked

    def find(self, catalogue: Clew, **more: Unpack[Options]) -> Answer:
        """Ask the catalogue.

        Raises
        ------
        QueryError: when an option cannot be what it is.
        NotFound: when what the results are to be like is nothing.
        """
        options = self.options(**more)
        if self.like:
            return catalogue.like(self.like, **options)
        return catalogue.search(self.words, **options)

    def address(self, path: str = PATH, **changes: Any) -> str:
        """Return the address of this search with some things otherwise, from its first page."""
        asked = replace(self, **({"cursor": None} | changes))
        query = "&".join(f"{name}={quoted(value)}" for name, value in asked._pairs())
        return f"{path}?{query}" if query else path

    def without(self, facet: str, value: str) -> str:
        """Return the address with one value chosen no more."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != value)
        return self.address(chosen={**self.chosen, facet: left})

    def cleared(self) -> str:
        """Return the address with nothing chosen but the words."""
        return self.address(chosen={}, first=None, last=None, ranges={})

    def chips(self) -> Iterator[Chip]:
        """Yield what is applied."""
        for facet, values in self.chosen.items():
            for value in values:
                yield Chip(facet, value, self.without(facet, value))
        if self.bounded:
            yield Chip(_BY[self.by], self.years, self.address(first=None, last=None))
        for name, ends in self.ranges.items():
            left = {one: two for one, two in self.ranges.items() if one != name}
            yield Chip(RANGES[name], between(*ends), self.address(ranges=left))

    @property
    def years(self) -> str:
        """The years chosen, in words."""
        return between(self.first, self.last)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.words:
            yield "q", self.words
        if self.like:
            yield "like", self.like
        for facet, values in self.chosen.items():
            yield from ((facet, value) for value in values)
        if self.bounded:
            yield from (
                (name, str(year))
                for name, year in (("from", self.first), ("to", self.last))
                if year is not None
            )
            if self.by != Span.PERIOD:
                yield "by", self.by
        for name, (low, high) in self.ranges.items():
            yield from (
                (f"{name}-{end}", str(value))
                for end, value in (("from", low), ("to", high))
                if value is not None
            )
        if self.order != BY_SCORE:
            yield "order", self.order
        if self.exact:
            yield "exact", "1"
        if self.cursor:
            yield "cursor", self.cursor


# A page of results leads to sixty searches that differ in a word or a year.
quoted = lru_cache(maxsize=512)(quote_plus)

_BY = {str(Span.PERIOD): "years covered", str(Span.PUBLISHED): "published"}


def found_by(facet: str, value: str) -> str:
    """Return the address of the search for one value of a facet."""
    return f"{PATH}?{facet}={quoted(value)}"


def between(low: int | None, high: int | None) -> str:
    """Say a range in words: ``2010 to 2018``, ``from 5``, ``up to 11``."""
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    return f"from {low}" if low is not None else f"up to {high}"


def _ranges(given: QueryParams) -> Iterator[tuple[str, Range]]:
    for name in RANGES:
        low, high = _number(f"{name}-from", given), _number(f"{name}-to", given)
        if low is not None or high is not None:
            yield name, (low, high)


def _number(name: str, given: QueryParams) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise QueryError(f"“{name}” cannot be {text[:40]!r}.", hint="Write a number, such as 1997.")
    return int(text)


def _float(number: int | None) -> float | None:
    return None if number is None else float(number)
