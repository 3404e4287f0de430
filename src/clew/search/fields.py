"""The fields that a query may name, and what becomes of their values."""

from __future__ import annotations

import re
from collections.abc import Callable

from clew.index.query import (
    NOT_STATED,
    OF_DESIGN,
    Facet,
    Field,
    Is,
    Known,
    Query,
    Span,
    Unstated,
    Within,
)
from clew.model import Kind, Scheme, parse_identifier

# What people may type before a colon, for fields whose values are words.
WORD_FIELDS = {
    "text": Field.TEXT,
    "title": Field.TITLE,
    "person": Field.PERSON,
    "author": Field.PERSON,
    "org": Field.ORGANISATION,
    "organisation": Field.ORGANISATION,
    "funder": Field.FUNDER,
    "keyword": Field.KEYWORD,
}
_FACET_FIELDS = {
    "source": Facet.SOURCE,
    "catalogue": Facet.CATALOGUE,
    "language": Facet.LANGUAGE,
    "access": Facet.ACCESS,
    "has": Facet.HAS,
    **{str(facet): facet for facet in OF_DESIGN},
}
_YEAR_FIELDS = {"year": Span.YEAR, "period": Span.PERIOD, "published": Span.PUBLISHED}
_AMOUNT_FIELDS = {
    "value": Span.AMOUNT,
    "age": Span.AGE,
    "waves": Span.WAVES,
    "sample": Span.SAMPLE,
}
_EXAMPLES = {
    Span.AMOUNT: "value:100000..500000",
    Span.AGE: "age:5..11",
    Span.WAVES: "waves:3..",
    Span.SAMPLE: "sample:1000..",
}
_SCHEMES = {"doi": Scheme.DOI, "award": Scheme.AWARD, "isbn": Scheme.ISBN, "ukda": Scheme.UKDA}
_PLURALS = {"theses": "thesis", "people": "person", "software": "software"}
_YEARS = re.compile(r"(\d{1,4})?(?:\.\.+|(?<=\d)[-–](?=\d))(\d{1,4})?|(\d{1,4})")
_AMOUNTS = re.compile(r"(\d{1,15})?\.\.+(\d{1,15})?|(\d{1,15})")


class BadValue(Exception):
    """A value makes no sense in its field; the message says what would."""


def value_fields() -> dict[str, Callable[[str], Query]]:
    """Return, for each field whose values are not words, how a value is read."""
    readers: dict[str, Callable[[str], Query]] = {"kind": _kind}
    readers |= {name: _amounts(name, span) for name, span in _AMOUNT_FIELDS.items()}
    readers |= {name: _facet(facet) for name, facet in _FACET_FIELDS.items()}
    readers |= {name: _years(name, span) for name, span in _YEAR_FIELDS.items()}
    readers |= {name: _known(name, scheme) for name, scheme in _SCHEMES.items()}
    return readers


def _kind(value: str) -> Query:
    word = value.casefold()
    word = _PLURALS.get(word, word)
    for candidate in (word, word.removesuffix("s")):
        if candidate in set(Kind):
            return Is(Facet.KIND, candidate)
    raise BadValue(f"the kinds are {', '.join(Kind)}")


def _facet(facet: Facet) -> Callable[[str], Query]:
    return lambda value: Is(facet, value)


def _years(name: str, span: Span) -> Callable[[str], Query]:
    def read(value: str) -> Query:
        if value.casefold() == NOT_STATED:
            return Unstated(span)
        match = _YEARS.fullmatch(value)
        if not match or not any(match.groups()):
            raise BadValue(f"write a year or a range of years, such as {name}:2010..2018")
        first, last, only = match.groups()
        low, high = _bounds(first or only, last or only)
        return Within(span, low, high)

    return read


def _amounts(name: str, span: Span) -> Callable[[str], Query]:
    def read(value: str) -> Query:
        if value.casefold() == NOT_STATED:
            return Unstated(span)
        match = _AMOUNTS.fullmatch(value.replace(",", ""))
        if not match or not any(match.groups()):
            raise BadValue(f"write a number or a range, such as {_EXAMPLES[span]}")
        first, last, only = match.groups()
        return Within(span, *_bounds(first or only, last or only))

    return read


def _bounds(low: str | None, high: str | None) -> tuple[float | None, float | None]:
    bottom, top = (float(low) if low else None), (float(high) if high else None)
    if bottom is not None and top is not None and bottom > top:
        return top, bottom
    return bottom, top


def _known(name: str, scheme: Scheme) -> Callable[[str], Query]:
    def read(value: str) -> Query:
        identifier = parse_identifier(value, scheme)
        if not identifier:
            raise BadValue(f"that is no {name.upper() if name != 'award' else 'award reference'}")
        return Known(f"{identifier.scheme}:{identifier.value}")

    return read
