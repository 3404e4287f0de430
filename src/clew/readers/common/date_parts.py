"""Dates that come year first, or in parts, turned into ISO 8601 of the precision given."""

from __future__ import annotations

import re
from typing import Any

from clew.model.coverage import iso_date
from clew.readers.common.dates import parse_date

_LONGEST = 60
# 1948/07//, 2018/4/25, 2014//, 2009/11/01/Autumn, 2015.5.1, 20190401
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[/.\s-]\s?(\d{1,2})?(?:[/.\s-]\s?(\d{1,2})?)?)?(?:[/,\sT].{0,30})?", re.A
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)
# 2019 Mar 15, 2020 Jan-Feb, 2012 Spring
_NAMED_MONTH = re.compile(r"(\d{4})[\s/-]([A-Za-z]{3,9})\b\.?(?:[\s/]?(\d{1,2})\b)?.{0,30}", re.A)


def any_date(text: str) -> str | None:
    """Read a date in any usual order; what is no whole and possible date gives ``None``.

    Examples: ``"1948/07//"`` → ``"1948-07"``; ``"2019 Mar 15"`` → ``"2019-03-15"``;
    ``"2012 Spring"`` → ``"2012"``; ``"15 March 2019"`` → ``"2019-03-15"``
    """
    text = text.strip().strip("{}()")
    if len(text) > _LONGEST:
        return None
    compact = _COMPACT.fullmatch(text)
    if compact:
        return iso_date("-".join(compact.groups()))
    named = _NAMED_MONTH.fullmatch(text)
    if named:
        return from_parts(*named.groups())
    match = _YEAR_FIRST.fullmatch(text)
    return from_parts(*match.groups()) if match else parse_date(text)


def from_parts(year: Any, month: Any = None, day: Any = None) -> str | None:
    """Join year, month (number or name) and day; a part that is missing ends the date.

    A day that the month does not have makes the date impossible; a month that is no month, such as
    a season, is left out.
    """
    if not re.fullmatch(r"\d{4}", str(year or "").strip(), re.A):
        return None
    whole = _parts(str(year).strip(), _month(month), str(day or "").strip())
    return iso_date("-".join(part for part in whole if part))


def date_parts(value: Any) -> str | None:
    """Read the dates of CSL and Crossref: ``{"date-parts": [[2016, 12, 20]]}``."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return any_date(str(value))
    if not isinstance(value, dict):
        return None
    listed = value.get("date-parts")
    first = listed[0] if isinstance(listed, list) and listed else listed
    if isinstance(first, list) and first and first[0]:
        return from_parts(*first[:3])
    texts = (value.get(name) for name in ("raw", "literal"))
    return next(
        (date for text in texts if isinstance(text, str) and (date := any_date(text))), None
    )


def _parts(year: str, month: str | None, day: str) -> tuple[str, str | None, str | None]:
    return year, month, f"{day:0>2}" if month and re.fullmatch(r"\d{1,2}", day, re.A) else None


def _month(month: Any) -> str | None:
    """Return the number of a month; ``0`` and seasons count as not stated."""
    text = str(month or "").strip().strip(".").lower()
    if re.fullmatch(r"\d{1,2}", text, re.A):
        return f"{text:0>2}" if int(text) else None
    named = parse_date(f"{text} 2000") if text.isalpha() else None
    return named[5:7] if named and len(named) > 4 else None
