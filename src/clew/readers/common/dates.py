"""Dates as people write them, turned into ISO 8601 of the precision given."""

from __future__ import annotations

import re

from clew.model import Period
from clew.model.coverage import iso_date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 60
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T[\d:.+Z-]*)?")
_TIME = re.compile(r",?\s+(?:at\s+)?\d{1,2}:\d\d.*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|until)\s+|\s*[–—]\s*|(?<=\b\d{4})-(?=\d{4}\b)")


def parse_date(text: str) -> str | None:
    """Read a date as people write it; what is no whole and possible date gives ``None``.

    Days come before months, as in Britain. A year has four digits: ``01/08/17`` could be anything.

    Examples: ``"01/08/2017"`` → ``"2017-08-01"``; ``"September 2015"`` → ``"2015-09"``;
    ``"Friday, 16th November 2018"`` → ``"2018-11-16"``; ``"2015"`` → ``"2015"``
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if _ISO.fullmatch(text):
        return iso_date(text)
    words = _words(text)
    if not words or not re.fullmatch(r"\d{4}", words[-1]):
        return None
    *rest, year = words
    named = [_month(word) for word in rest]
    match rest, named:
        case [], _:
            return iso_date(year)
        case [_], [str(month)]:
            return iso_date(f"{year}-{month}")
        case [month], _ if month.isdigit():
            return iso_date(f"{year}-{month:0>2}")
        case ([day, _], [_, str(month)]) | ([_, day], [str(month), _]) if day.isdigit():
            return iso_date(f"{year}-{month}-{day:0>2}")
        case [day, month], _ if day.isdigit() and month.isdigit():
            return iso_date(f"{year}-{month:0>2}-{day:0>2}")
    return None


def parse_period(text: str) -> Period | None:
    """Read a span of time between two dates, or a single date.

    Examples: ``"01/09/2016 - 31/07/2017"``, ``"May 2014 to June 2015"``, ``"2001-2003"``
    """
    first, *others = _BETWEEN.split(text.strip()[: 2 * _LONGEST])
    start, end = parse_date(first), parse_date(others[-1] if others else first)
    return Period(start=start, end=end) if start or end else None


def _words(text: str) -> list[str]:
    """Take a written date apart, without its weekday, time and ordinal endings.

    Example: ``"Fri, 16th Nov 2018 10:00"`` → ``["16", "nov", "2018"]``
    """
    plain = _ORDINAL.sub("", _TIME.sub("", text).casefold())
    words = [word for word in re.split(r"[\s,./-]+", plain) if word and word != "of"]
    return words[1:] if words and _stands_for(words[0], _DAYS) is not None else words


def _month(word: str) -> str | None:
    number = _stands_for(word, _MONTHS)
    return None if number is None else f"{number + 1:02}"


def _stands_for(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that a word of three letters or more is the beginning of."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word)), None)
