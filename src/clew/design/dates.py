"""Dates and spans of years in a sentence, in whatever precision they are said."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from clew.model import Period

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_SEASON = "spring|summer|autumn|fall|winter"
_PART = (
    r"(?:(?:early|mid|late|the (?:beginning|start|end) of|(?:water|fiscal|financial|academic) year"
    r"|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half)"
    rf"|(?:{_SEASON})(?:[/-](?:{_SEASON}))?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[- ](?:of )?)?"
)
YEAR = r"(?:1[789]|20)\d\d"
_QUARTER = r"(?: ?Q[1-4])?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:[-–]\d{1,2}\b)?"
# "12 May 2010", "May 12, 2010", "late 2010"; of the first of two the year may be left out
_DATE = rf"{_PART}(?:(?:{_DAY} )?({_MONTH})(?: {_DAY})?,? )?({YEAR}){_QUARTER}"
_START = rf"{_PART}(?:(?:{_DAY} )?({_MONTH})(?: {_DAY}\b)?,? ?)?({YEAR})?{_QUARTER},?"
# "data from 1851 keepers": no year
_COUNTED = (
    r"(?:participants|respondents|patients|students|pupils|people|persons|individuals|adults"
    r"|children|men|women|households|families|subjects|cases|firms|schools)"
)
# "between 1978-80 and 2003", "1988-1990 through 2008-2010", "2005 to 2009/10"
_SPAN = re.compile(
    rf"\b{_START}(?:/\d\d(?=[-–])|[-–/]\d\d(?:\d\d)?(?= (?:and|to|through) ))?"
    r"\s?(?:-|–|—|/| to | until | till | and | through (?:to )?"
    r"| and (?:was )?(?:ended|finished|completed|closed) (?:in|on|by) )\s?"
    rf"{_DATE}(?:[-–/](\d\d(?:\d\d)?)(?![\d%-]))?(?!\d|,\d|%|['’]?s\b)",
    re.I,
)
# "wave 1 (2004) to wave 5 (2013)"
_WAVES = re.compile(
    rf"\b(?:wave|round|sweep) \d{{1,2}} \(({YEAR})\)\s?(?:to|and|-|–|through)\s?"
    rf"(?:(?:wave|round|sweep) )?\d{{1,2}} \(({YEAR})\)",
    re.I,
)
# "2014-03-01 to 2015-02-28", "01/04/2012 - 31/03/2013", "12/1982 and 09/2003"
_NUMBERED = rf"(?:({YEAR})-(0[1-9]|1[0-2])(?:-\d\d)?|(?:\d{{1,2}}/)?(0[1-9]|1[0-2])/({YEAR}))"
_NUMBERS = re.compile(
    rf"(?<![\d/-]){_NUMBERED}\s?(?:-|–|—|/|to|until|and|through)\s?{_NUMBERED}(?![\d/-])", re.I
)
# "1995, 1998 and 2003", "2011, 2001, 1991", "2001/02, 2003/04 and 2005/06", "1992-4, 1998-2000 and
# 2004-6"
_END = rf"(?:\d{{1,2}}|{YEAR})"
_EACH = rf"({YEAR})(?:[/–-]({_END})(?!\d))?"
_LIST = re.compile(
    rf"\b{_EACH}(?:, ?{YEAR}(?:[/–-]{_END})?){{1,8}}(?:,? (?:and|&) |, ?){_EACH}(?!\d|,\d|%)"
)
_SHORT = re.compile(rf"\b({YEAR})(?:[-–/](\d\d)|[-–](\d))(?![\d%-])")
_SINGLE = re.compile(
    r"(?:\b(?:in|during|of|for|from|the)\s(?:the )?(?:(?:calendar )?year )?"
    rf"|\bon (?=(?:{_DAY} )?{_MONTH} )|\ba (?={YEAR})"
    rf"|(?<=Survey )|(?<=Survey \()|(?<=Census )|(?<=[Ww]ave \d \()){_DATE}(?!\d|,\d|%|['’]?s\b"
    r"| (?:to|until) (?:the |this )?(?:present|date|today|now|day)| onwards?| (?:\w+ ){0,2}cohort"
    rf"| (?:\w+ )?{_COUNTED}\b|, {YEAR})",
    re.I,
)


def dates(text: str) -> Iterator[tuple[int, int, Period]]:
    """Yield where each time that a sentence names begins and ends, and the time.

    Example: ``"from May 2011 to June 2012"`` → 5, 26, 2011-05/2012-06
    """
    taken: list[tuple[int, int]] = []
    patterns = (
        (_NUMBERS, _numbers),
        (_WAVES, _waves),
        (_LIST, _list),
        (_SPAN, _span),
        (_SHORT, _short),
        (_SINGLE, _single),
    )
    for pattern, read in patterns:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end in taken)
            period = read(match) if free else None
            if period:
                taken.append(match.span())
                yield match.start(), match.end(), period


def _numbers(match: re.Match[str]) -> Period | None:
    """Read two dates in figures, each with its year first or last."""
    year, month, its_month, its_year, *end = match.groups()
    start = f"{year or its_year}-{month or its_month}"
    last = f"{end[0] or end[3]}-{end[1] or end[2]}"
    if " and " in match[0] and _is_school_year(start) and _is_school_year(last):
        start, last = start[:4], _full(last[:4], last[5:])
    return Period(start=start, end=last) if start <= last else None


def _waves(match: re.Match[str]) -> Period | None:
    return Period(start=match[1], end=match[2]) if match[1] < match[2] else None


def _list(match: re.Match[str]) -> Period | None:
    """Read ``1995, 1998 and 2003``, from the first to the last, whichever is named first."""
    one, its_end, other, other_end = match.groups()
    ends = [_full(year, end) for year, end in ((one, its_end), (other, other_end)) if end]
    start, *_, end = sorted([one, other, *ends])
    return Period(start=start, end=end) if start < end else None


def _span(match: re.Match[str]) -> Period | None:
    month, year, last_month, last_year, short = match.groups()
    if short and last_year and _full(last_year, short) > last_year:
        last_year = _full(last_year, short)
    if not (month or year):
        return None
    start = _iso(month, year or last_year)
    end = _iso(last_month, last_year)
    return Period(start=start, end=end) if start[:4] <= end[:4] else None


def _short(match: re.Match[str]) -> Period | None:
    """Read ``2018/19`` and ``2001-2``; ``2004-02`` is a month."""
    last = match[2] or match[3]
    end = _full(match[1], last)
    return Period(start=match[1], end=end) if end > match[1] else None


def _single(match: re.Match[str]) -> Period:
    date = _iso(match[1], match[2])
    return Period(start=date, end=date)


def _is_school_year(month: str) -> bool:
    """Say whether what looks like a month may be a year and the next: ``2011-12``."""
    return _full(month[:4], month[5:]) == str(int(month[:4]) + 1)


def _full(year: str, end: str) -> str:
    """Return a year of which only the end is said: of ``2018`` and ``19``, 2019."""
    return f"{year[: -len(end)]}{end}"


def _iso(month: str | None, year: str) -> str:
    number = _MONTHS[month.rstrip(".").lower()] if month else None
    return f"{year}-{number:02}" if number else year
