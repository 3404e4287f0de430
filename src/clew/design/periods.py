"""When the data were gathered."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from clew.design.cues import cues
from clew.design.sentences import Sentence, years_in
from clew.model import Period, Term

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_PART = r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|the end of)[- ](?:of )?)?"
_YEAR = r"(?:1[789]|20)\d\d"
_DATE = rf"{_PART}(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?({_MONTH}) )?({_YEAR})"
_START = rf"{_PART}(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?({_MONTH}) ?)?({_YEAR})?"
_SPAN = re.compile(
    rf"\b{_START}\s?(?:-|–|—|/| to | until | till | and | through )\s?{_DATE}(?!\d|,\d|%)", re.I
)
_SHORT = re.compile(rf"\b({_YEAR})[-–/](\d\d)(?![\d%-])")
_SINGLE = re.compile(rf"\b(?:in|during|of|for|from|the)\s(?:the )?{_DATE}(?!\d|,\d|%)", re.I)
_GATHERED = cues("gathered")
_DONE = re.compile(
    r"\b(?:collected|collection|gathered|conducted|carried out|undertaken|administered"
    r"|took place|happened"
    r"|held|recruited|recruitment|interviewed|surveyed|field ?work|fielded|completed"
    r"|for the period|data from"
    r"|(?:from|using) (?:the )?(?:survey|data))\b",
    re.I,
)
_NOT_GATHERED = re.compile(
    r"\b(?:published|released?|introduced|edition|deposited|updated?|replaced|legislation|Act"
    r"|since|by"
    r"|law|policy|policies|strategy|target|launched|elections?|available|held at|began|started"
    r"|inaugurated|founded|established"
    r"|project (?:took place|ran|runs)|study was funded)\b",
    re.I,
)
_LEAD = re.compile(r"\b(?:between|from)\s$", re.I)
_NEAR = 130  # characters between the doing and its date


def gathered(sentence: Sentence) -> Iterator[tuple[Period, Term]]:
    """Yield the times at which a sentence says that data were gathered, with its words.

    Example: ``"The interviews happened between May 2011 and June 2012"`` → 2011-05/2012-06
    """
    text = sentence.text
    if not sentence.figures or sentence.words.isdisjoint(_GATHERED):
        return
    done = _DONE.search(text)
    if not done or not years_in(text):
        return
    if sentence.of_others or sentence.of_other_years:
        return
    for start, end, period in _dates(text):
        clause = text[max(0, start - 40) : start]
        apart = _NOT_GATHERED.search(clause) or sentence.plans(start)
        if abs(done.start() - start) < _NEAR and not apart:
            lead = _LEAD.search(clause)
            words = text[start - len(lead[0]) if lead else start : end]
            yield period, Term(text=words, quote=text, place=sentence.place)


def united(periods: list[Period]) -> Period | None:
    """Return the time from the first beginning to the last end."""
    starts = [one.start for one in periods if one.start]
    ends = [one.end for one in periods if one.end]
    return Period(start=min(starts), end=max(ends)) if starts and ends else None


def _dates(text: str) -> Iterator[tuple[int, int, Period]]:
    taken: list[tuple[int, int]] = []
    for pattern, read in ((_SPAN, _span), (_SHORT, _short), (_SINGLE, _single)):
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end in taken)
            period = read(match) if free else None
            if period:
                taken.append(match.span())
                yield match.start(), match.end(), period


def _span(match: re.Match[str]) -> Period | None:
    month, year, last_month, last_year = match.groups()
    if not (month or year):
        return None
    start = _iso(month, year or last_year)
    end = _iso(last_month, last_year)
    return Period(start=start, end=end) if start[:4] <= end[:4] else None


def _short(match: re.Match[str]) -> Period | None:
    """Read ``2018/19``; ``2004-02`` is a month."""
    end = f"{match[1][:2]}{match[2]}"
    return Period(start=match[1], end=end) if end > match[1] else None


def _single(match: re.Match[str]) -> Period:
    date = _iso(match[1], match[2])
    return Period(start=date, end=date)


def _iso(month: str | None, year: str) -> str:
    number = _MONTHS[month.rstrip(".").lower()] if month else None
    return f"{year}-{number:02}" if number else year
