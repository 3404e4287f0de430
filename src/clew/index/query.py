"""What can be asked of an index: a tree of plain values, and the filters beside it.

A tree says which resources match. Example, for ``"home visits" AND NOT title:police``::

    And((Phrase("home visits"), Not(Word("police", field="title"))))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec

from clew.model.base import Value


class Field(StrEnum):
    """Fields of words: what is said, by which name people ask for it."""

    TEXT = "text"
    TITLE = "title"
    PERSON = "person"
    ORGANISATION = "org"
    FUNDER = "funder"
    KEYWORD = "keyword"


class Facet(StrEnum):
    """Fields of whole values, which can be counted and chosen from."""

    KIND = "kind"
    SOURCE = "source"
    CATALOGUE = "catalogue"
    KEYWORD = "keyword"
    PERSON = "person"
    ORGANISATION = "organisation"
    FUNDER = "funder"
    ACCESS = "access"
    LANGUAGE = "language"
    HAS = "has"
    COUNTRY = "country"
    TIME_METHOD = "time-method"
    MODE = "mode"
    SAMPLING = "sampling"
    ANALYSIS_UNIT = "analysis-unit"
    DATA_KIND = "data-kind"
    INSTRUMENT = "instrument"
    SEX = "sex"
    CONSENT = "consent"


class Span(StrEnum):
    """Fields of numbers, which are matched by range."""

    YEAR = "year"
    PERIOD = "period"
    PUBLISHED = "published"
    AMOUNT = "value"
    AGE = "age"
    WAVES = "waves"
    SAMPLE = "sample"


# How a study was made: few resources say, and passages never differ from their resource in it.
OF_DESIGN = (
    Facet.COUNTRY,
    Facet.TIME_METHOD,
    Facet.MODE,
    Facet.SAMPLING,
    Facet.ANALYSIS_UNIT,
    Facet.DATA_KIND,
    Facet.INSTRUMENT,
    Facet.SEX,
    Facet.CONSENT,
)

# What a facet shows where a resource says nothing.
NOT_STATED = "not stated"


class Word(Value, frozen=True, tag=True):
    """A word; it matches in any form that shares its stem."""

    text: str
    field: Field = Field.TEXT


class Terms(Value, frozen=True, tag=True):
    """At least one of these words, already as the index has them (see ``Engine.analyse``)."""

    terms: tuple[str, ...]


class Phrase(Value, frozen=True, tag=True):
    """Words that stand side by side in this order."""

    text: str
    field: Field = Field.TEXT


class Prefix(Value, frozen=True, tag=True):
    """Words that begin like this."""

    text: str
    field: Field = Field.TEXT


class Fuzzy(Value, frozen=True, tag=True):
    """Words that are this one but for a letter or two."""

    text: str
    field: Field = Field.TEXT
    distance: int = 1


class Is(Value, frozen=True, tag=True):
    """A facet has this very value (or, with ``NOT_STATED``, none)."""

    facet: Facet
    value: str


class Within(Value, frozen=True, tag=True):
    """A number lies between two bounds, or a period overlaps them; ``None`` is open."""

    span: Span
    low: float | None = None
    high: float | None = None


class Unstated(Value, frozen=True, tag=True):
    """A number that nobody states."""

    span: Span


class Known(Value, frozen=True, tag=True):
    """It carries this identifier, in normal form: ``doi:10.1234/abc``."""

    identifier: str


class And(Value, frozen=True, tag=True):
    """All of these."""

    parts: tuple[Query, ...]


class Or(Value, frozen=True, tag=True):
    """At least one of these."""

    parts: tuple[Query, ...]


class Not(Value, frozen=True, tag=True):
    """Anything but this."""

    part: Query


class Numbers(Value, frozen=True, tag=True):
    """One of these resources, by the catalogue's numbers."""

    numbers: tuple[int, ...]


class Inside(Value, frozen=True, tag=True):
    """Part or output of one of these resources."""

    numbers: tuple[int, ...]


class Everything(Value, frozen=True, tag=True):
    """Every resource."""


class Nothing(Value, frozen=True, tag=True):
    """No resource."""


Query = (
    Word
    | Terms
    | Phrase
    | Prefix
    | Fuzzy
    | Is
    | Within
    | Unstated
    | Known
    | And
    | Or
    | Not
    | Numbers
    | Inside
    | Everything
    | Nothing
)


class Filters(Value, frozen=True, kw_only=True):
    """What a person chose beside the words: within a facet or span any of it, across them all.

    ``among`` are numbers of resources, any of which will do; without any, all will.

    Example: ``Filters(chosen={Facet.KIND: ("award",)}, spans=(Within(Span.YEAR, 2010),))``
    """

    chosen: dict[Facet, tuple[str, ...]] = msgspec.field(default_factory=dict)
    spans: tuple[Within | Unstated, ...] = ()
    among: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.spans or self.among or any(self.chosen.values()))

    @property
    def key(self) -> tuple[object, ...]:
        """The same for filters that mean the same; can be hashed."""
        chosen = ((str(facet), tuple(sorted(set(values)))) for facet, values in self.chosen.items())
        return (tuple(sorted(pair for pair in chosen if pair[1])), self.spans, self.among)

    @property
    def query(self) -> Query:
        """The filters as a tree."""
        choices = (
            Or(tuple(Is(facet, value) for value in values))
            for facet, values in self.chosen.items()
            if values
        )
        spans: dict[Span, list[Query]] = {}
        for span in self.spans:
            spans.setdefault(span.span, []).append(span)
        ranges = (Or(tuple(parts)) if len(parts) > 1 else parts[0] for parts in spans.values())
        named = [Numbers(self.among)] if self.among else []
        return both(*choices, *ranges, *named)

    def without(self, left: Facet | Span) -> Filters:
        """The same filters, save those on one facet or span."""
        return Filters(
            chosen={name: values for name, values in self.chosen.items() if name != left},
            spans=tuple(span for span in self.spans if span.span != left),
            among=self.among,
        )

    def but(self, more: Filters) -> Filters:
        """The same filters, but for those facets and spans that others choose from."""
        renewed = {span.span for span in more.spans}
        kept = tuple(span for span in self.spans if span.span not in renewed)
        return Filters(
            chosen={**self.chosen, **more.chosen},
            spans=(*kept, *more.spans),
            among=more.among or self.among,
        )


def both(*parts: Query) -> Query:
    """All of the parts, without needless nesting."""
    kept = tuple(part for part in parts if not isinstance(part, Everything))
    if len(kept) > 1:
        return And(kept)
    return kept[0] if kept else Everything()


def rebuilt(query: Query, change: Callable[[Query], Query]) -> Query:
    """The same tree with every leaf changed."""
    if isinstance(query, And):
        return And(tuple(rebuilt(part, change) for part in query.parts))
    if isinstance(query, Or):
        return Or(tuple(rebuilt(part, change) for part in query.parts))
    if isinstance(query, Not):
        return Not(rebuilt(query.part, change))
    return change(query)


def leaves(query: Query, *, positive: bool = True) -> Iterator[Query]:
    """Yield the leaves of a tree that are asked for, or with ``positive=False`` those ruled out."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from leaves(part, positive=positive)
    elif isinstance(query, Not):
        yield from leaves(query.part, positive=not positive)
    elif positive:
        yield query
