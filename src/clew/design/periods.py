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
_SEASON = "spring|summer|autumn|fall|winter"
_PART = rf"(?:(?:early|mid|late|(?:{_SEASON})(?:[/-](?:{_SEASON}))?|the end of)[- ](?:of )?)?"
_YEAR = r"(?:1[789]|20)\d\d"
_DATE = rf"{_PART}(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?({_MONTH}) )?({_YEAR})"
_START = rf"{_PART}(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?({_MONTH}) ?)?({_YEAR})?"
# "between 1978-80 and 2003", "2005 to 2009/10"
_SPAN = re.compile(
    rf"\b{_START}(?:/\d\d(?=[-–])|[-–/]\d\d(?= (?:and|to) ))?"
    r"\s?(?:-|–|—|/| to | until | till | and | through )\s?"
    rf"{_DATE}(?:[-–/](\d\d)(?![\d%-]))?(?!\d|,\d|%|s\b)",
    re.I,
)
_LIST = re.compile(rf"\b({_YEAR})(?:, ?{_YEAR}){{1,8}},? and ({_YEAR})(?!\d|,\d|%)")
_SHORT = re.compile(rf"\b({_YEAR})(?:[-–/](\d\d)|[-–](\d))(?![\d%-])")
_SINGLE = re.compile(
    rf"\b(?:in|during|of|for|from|the)\s(?:the )?{_DATE}(?!\d|,\d|%|s\b"
    r"| (?:to|until) (?:the |this )?(?:present|date|today|now|day)| onwards?| (?:\w+ ){0,2}cohort)",
    re.I,
)
_GATHERED = cues("gathered")
_DONE = re.compile(
    r"\b(?:collected|collection|gathered(?! at\b)|conducted|carried out|undertaken|administered"
    r"|took place|happened|captured|(?:was|were) asked|done"
    r"|held|recruited|recruitment|interviewed|surveyed|field ?work|fielded|completed"
    r"|for the period|data from"
    r"|(?:from|using) (?:the )?(?:survey|data))\b",
    re.I,
)
_NOT_GATHERED = re.compile(
    r"\b(?:published|released?|introduced|edition|deposited|updated?|replaced|legislation|Act"
    r"|since|by"
    r"|law|policy|policies|strategy|target|launched|elections?|held at|began|started"
    r"|born|diagnosed|set up|to be"
    r"|inaugurated|founded|established"
    r"|available(?! (?:for )?(?:the )?(?:\w+ )?(?:data|census|records|surveys?))"
    r"|project (?:took place|ran|runs)|study was funded)\b",
    re.I,
)
# What they tell of: "data about youth 1954-76"
_ABOUT = re.compile(r"\babout (?:\w+ ){1,3}$", re.I)
_LEAD = re.compile(r"\b(?:between|from)\s$", re.I)
# Several years of what already is: "census records over 1851-1911", "the Cost Survey (1968-2002)"
_SOURCE = re.compile(
    r"\b(?:data|data ?sets?|surveys?|panel|census(?:es)?|records|returns|waves|rounds|sweeps|study"
    r"|longitudinal)"
    r"(?: \([A-Z]\w{0,10}\))?[\s,(]{1,2}(?:(?:from|for|over|during|in|between|covering|covers"
    r"|spanning|of)\s)?(?:the )?(?:(?:period|years?)\s)?(?:(?:from|of|between)\s)?$",
    re.I,
)
# "data on ferries in ten harbours between 2002 and 2012", "the Lamp Survey for Reef (2002-3)"
_SOURCE_BEFORE = re.compile(
    r"\b(?:data(?:sets?|bases?)?|records|transactions|sample|surveys?|census(?:es)?|panel|corpus"
    r"|stud(?:y|ies)|society)\b"
    r"(?:[^.;()]{0,90}\b(?:(?:between|from|over|during|for|in|cover(?:s|ing)|spanning)"
    r" (?:the )?(?:period|years)(?: (?:from|of|between))?|between|from)\s$|[^.;()]{0,40}\s\($)",
    re.I,
)
_TRENDS = re.compile(
    r"\b(?:show(?:s|ed|n)?|fell|fall(?:en)?|rose|risen|grew|grown|increas\w{1,3}|declin\w{1,3}"
    r"|users?|support)\b",
    re.I,
)
# "From April 2020, it is asked no longer", but "data from the 2011 survey"
_OPEN = re.compile(r"(?<!\bdata )(?<!\brecords )\bfrom$", re.I)
_CHANGED = re.compile(r"[^.;]{0,80}\b(?:introduced|replaced|renamed|no longer)\b", re.I)
_KEPT_APART = re.compile(r"\s(?:held|available) under\b", re.I)  # other data, which can be linked
_OF_CENSUSES = re.compile(r"\s(?:[\w-]+ ){0,5}(?:[Cc]ensus(?:es)?|[Ss]urveys?)\b")
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|analys(?:e|es|ed|ing|is)|exploit(?:s|ed|ing)?|draw(?:s|ing)? (?:up)?on"
    r"|examin(?:e|es|ed|ing)|pool(?:s|ed|ing)?|combin(?:e|es|ed|ing))\b",
    re.I,
)
# "essays, collected in 1969, will be read", but not "will be collected in 2031"
_WAS_DONE = re.compile(
    r"(?<!\bbe )\b(?:collected|gathered|conducted|carried out|undertaken|fielded|recruited)"
    r" (?:(?:in|between|during|from|over)\s)?$",
    re.I,
)
_NEAR = 130  # characters between the doing and its date


def gathered(sentence: Sentence) -> Iterator[tuple[Period, Term]]:
    """Yield the times at which a sentence says that data were gathered, with its words.

    Example: ``"The interviews happened between May 2011 and June 2012"`` → 2011-05/2012-06
    """
    text = sentence.text
    if not sentence.figures or sentence.words.isdisjoint(_GATHERED):
        return
    if not years_in(text) or sentence.of_others or sentence.of_other_years:
        return
    for start, end, period in _dates(text):
        if _is_of_gathering(sentence, start, end, period):
            lead = _LEAD.search(text[max(0, start - 10) : start])
            words = text[start - len(lead[0]) if lead else start : end]
            yield period, Term(text=words, quote=text, place=sentence.place)


def united(periods: list[Period]) -> Period | None:
    """Return the time from the first beginning to the last end."""
    starts = [one.start for one in periods if one.start]
    ends = [one.end for one in periods if one.end]
    return Period(start=min(starts), end=max(ends)) if starts and ends else None


def _is_of_gathering(sentence: Sentence, start: int, end: int, period: Period) -> bool:
    before = sentence.text[max(0, start - 70) : start]
    apart = _NOT_GATHERED.search(before[-40:]) or _ABOUT.search(before)
    if apart or any(sign.match(sentence.text, end) for sign in (_KEPT_APART, _CHANGED)):
        return False
    several = period.start != period.end
    if not several and _OPEN.search(sentence.text[: start + len("from")]):
        return False
    source = several and _of_source(sentence.text, start, end)
    if sentence.plans(start) and not _WAS_DONE.search(before):
        return bool(source and _USED.search(sentence.text))
    done = _DONE.search(sentence.text)
    return bool(source or (done and abs(done.start() - start) < _NEAR))


def _of_source(text: str, start: int, end: int) -> bool:
    """Say whether years are those of data that are there: "census records over 1851-1911"."""
    before = text[max(0, start - 140) : start]
    told = _SOURCE.search(before) or _SOURCE_BEFORE.search(before)
    return bool(_OF_CENSUSES.match(text, end) or (told and not _TRENDS.search(before)))


def _dates(text: str) -> Iterator[tuple[int, int, Period]]:
    taken: list[tuple[int, int]] = []
    patterns = ((_LIST, _list), (_SPAN, _span), (_SHORT, _short), (_SINGLE, _single))
    for pattern, read in patterns:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end in taken)
            period = read(match) if free else None
            if period:
                taken.append(match.span())
                yield match.start(), match.end(), period


def _list(match: re.Match[str]) -> Period | None:
    """Read ``1995, 1998 and 2003``, from the first to the last."""
    return Period(start=match[1], end=match[2]) if match[1] < match[2] else None


def _span(match: re.Match[str]) -> Period | None:
    month, year, last_month, last_year, short = match.groups()
    if short and last_year and short > last_year[2:]:
        last_year = f"{last_year[:2]}{short}"
    if not (month or year):
        return None
    start = _iso(month, year or last_year)
    end = _iso(last_month, last_year)
    return Period(start=start, end=end) if start[:4] <= end[:4] else None


def _short(match: re.Match[str]) -> Period | None:
    """Read ``2018/19`` and ``2001-2``; ``2004-02`` is a month."""
    last = match[2] or match[3]
    end = f"{match[1][: -len(last)]}{last}"
    return Period(start=match[1], end=end) if end > match[1] else None


def _single(match: re.Match[str]) -> Period:
    date = _iso(match[1], match[2])
    return Period(start=date, end=date)


def _iso(month: str | None, year: str) -> str:
    number = _MONTHS[month.rstrip(".").lower()] if month else None
    return f"{year}-{number:02}" if number else year
