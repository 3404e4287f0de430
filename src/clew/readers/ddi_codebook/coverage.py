"""When and where: times covered, times of collection, countries and places."""

from __future__ import annotations

from collections.abc import Iterable

from clew.model import Period, Place, fold
from clew.model.coverage import iso_date
from clew.readers.common.branch import Branch
from clew.readers.common.dates import parse_date, parse_period
from clew.readers.common.languages import Languages
from clew.vocabularies import country_code

_SUMMARY = "stdyDscr/stdyInfo/sumDscr"
_MARKERS = {"start", "end", "single"}


def covered(book: Branch) -> Period | None:
    """Take the time that the data tell of."""
    return _period(book.all(f"{_SUMMARY}/timePrd"))


def collected(book: Branch) -> Period | None:
    """Take when the data were gathered."""
    return _period(book.all(f"{_SUMMARY}/collDate"))


def date(branches: Iterable[Branch]) -> str | None:
    """Take the first date of some elements: that of the attribute, else the one in words."""
    for one in branches:
        found = iso_date(one.attributes.get("date", "")) or parse_date(one.peek())
        if found:
            one.attribute("date")
            _drop_said(one)
            return found
    return None


def places(book: Branch, languages: Languages) -> tuple[Place, ...]:
    """Take countries with their ISO 3166 codes, then other places."""
    found: dict[str, Place] = {}
    for one in languages.pick("places", book.all(f"{_SUMMARY}/nation", f"{_SUMMARY}/geogCover")):
        abbreviation, name = one.attribute("abbr"), one.line()
        if name or abbreviation:
            code = country_code(abbreviation or "") or country_code(name or "")
            place = Place(name=name or str(abbreviation), code=code)
            found.setdefault(fold(place.name), place)
    return tuple(found.values())


def _period(branches: list[Branch]) -> Period | None:
    """Read dates marked as start and end; several rounds make one span.

    What is said in words only, and is no date, stays.
    """
    spans = [(one, span) for one in branches if (span := _span(one))]
    marked = [(one, span) for one, span in spans if one.attributes.get("event")]
    starts, ends = [], []
    for one, span in marked or spans:
        event = one.attributes.get("event")
        starts += [span.start] if span.start and event != "end" else []
        ends += [span.end] if span.end and event != "start" else []
    for one, _ in spans:
        one.attributes.clear()
        _drop_said(one)
    start, end = min(starts, default=None), max(ends, default=None)
    found = Period(start=start, end=end)
    backwards = found.first_day and found.last_day and found.first_day > found.last_day
    return found if (start or end) and not backwards else None


def _span(one: Branch) -> Period | None:
    day = iso_date(one.attributes.get("date", ""))
    return Period(start=day, end=day) if day else parse_period(one.peek())


def _drop_said(one: Branch) -> None:
    """Drop words that only repeat a date: ``01 January 1851``, ``start``."""
    text = one.peek()
    if iso_date(text) or text.lower() in _MARKERS or parse_period(text):
        one.line()
