"""When the data were gathered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clew.design.cues import cues
from clew.design.dates import YEAR, dates
from clew.design.holdings import CLAUSE, TRENDS, next_to_holdings, of_described, of_holdings
from clew.design.sentences import Sentence, years_in
from clew.model import Period, Term

_GATHERED = cues("gathered")
# "3,120 keepers were observed": what is done to gather, whatever it is done to.
_GATHERS = (
    r"collected|data collection(?! (?:forms?|tools?|methods?))"
    r"|collection of (?:\w+ )?(?:data|samples?)|gathered(?! (?:at|reporters|together)\b)"
    r"|captured|documented(?= (?:by|in|between|from|during)\b)"
    r"|recorded(?! (?:the|an?|its?|their)\b)"
    r"|administered|acquired"
    r"|recruit(?:ed|ment)|enrol(?:l?ed|l?ment)|interviewed|surveyed|sampled|abstracted"
    r"|field ?work|fielded|took part|(?:was|were) (?:asked|examined|measured)"
    r"|(?:measurements?|samples?|observations?|questionnaires?) (?:was|were)"
    r" (?:made|taken|obtained|sent|returned|distributed)"
    r"|(?:survey|poll|census|sample)s? (?:was|were) taken|(?:was|were) obtained"
    r"|(?:study|survey|collection|recruitment|observation) period"
)
# … and what may be done to anything: a survey is held, but so is a seminar.
_HOLDS = r"conducted|carried out|undertaken|performed|took place|happened|done|held|completed"
_DONE = re.compile(
    rf"\b(?:{_GATHERS}|(?P<any>{_HOLDS})(?! (?:the |an? )?elections?)"
    r"|(?P<near>for the period|data from|are from"
    r"|(?:data|records|returns|statistics)(?= for (?:the year )?\d)"
    r"|(?:from|using) (?:the )?(?:survey|data)"
    r"|(?:study|survey|poll|experiment|trial)(?= in \d)))\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:seminars?|workshops?|conferences?|meetings?|elections?|referend\w{2,3}|exhibitions?"
    r"|consultations?|festivals?|games|search(?:es)?|review|analys[ei]s|pilot(?: \w+){0,2})\b"
    r"[^.;:]{0,50}$",
    re.I,
)
# "data were collected from keepers who left in 2004"
_ELSEWHERE = re.compile(
    rf"{CLAUSE}|\b(?:born|births?|deaths?"
    r"|(?<!newly )(?<!clinically )(?<!previously )(?<!consecutively )diagnos\w{2,4})\b"
)
# "In 2004, keepers were duly interviewed" is no other doing.
_VERB = re.compile(r"\b(?:was|were|ha(?:s|ve|d)(?: been)?)(?: \w{1,20}ly)? $")
_NOT_GATHERED = re.compile(
    r"\b(?:published|released?|introduced|edition|deposited|updated?|replaced|legislation|Act"
    r"|since|(?:by|until)(?= (?:the )?(?:end of )?$)|next(?= (?:\w+ ){0,3}$)"
    r"|law|policy|policies|strategy|target|launched|elections?|held at"
    r"|born|diagnosed|set up|to be|programme|median|funded"
    r"|initiated|predicted|projections?|forecasts?|prior to"
    r"|inaugurated|founded|established"
    r"|available(?! (?:from|for|between|over)\b"
    r"|(?: for)?(?: the)?(?: \w+)? (?:data|census|records|surveys?))"
    r"|project (?:took place|ran|runs)|study was funded)\b",
    re.I,
)
# What they tell of: "data about youth 1954-76", "a sample of births from 1997 to 2002"
_ABOUT = re.compile(
    r"\b(?:about (?:\w+ ){1,3}|(?:built|constructed|births?|deaths?|treated)\b[^.;,]{0,20}"
    r"|(?:referred|admitted)\b[^.;,]{0,60})$",
    re.I,
)
_LEAD = re.compile(r"\b(?:between|from)\s$", re.I)
# "From April 2020, it is asked no longer", but "data from the 2011 survey"
_OPEN = re.compile(r"(?<!\bdata )(?<!\brecords )(?<!section )(?<!sample )(?<!survey )\bfrom$", re.I)
# "the 1991, 2001 and, in time, the 2011 census": what is no whole list says no whole time
_LISTED = re.compile(rf"{YEAR},? and\b[^.;]{{0,25}}$")
_CHANGED = re.compile(r"[^.;]{0,80}\b(?:introduced|replaced|renamed|no longer)\b", re.I)
# "the 2017 election", "the 1958 and 1970 birth cohorts"
_OF_EVENTS = re.compile(
    r"\s(?:[\w-]+ ){0,3}(?:elections?|referend\w{2,3}|games|cris[ie]s|crash|scare|outbreak"
    r"|festivals?|expo|challenge|competition|contest|conferences?|events?|reports?|reforms?"
    r"|programmes?|acts?|cohorts?"
    r"|birth cohort stud(?:y|ies)|means?|averages?|dollars|usd|prices|baseline|base)\b",
    re.I,
)
# "data of the 2003 gale season", unless it is the data described that are of a season
_OF_SEASON = re.compile(r"\s(?:[\w-]+ ){0,3}season\b", re.I)
_KEPT_APART = re.compile(r"\s(?:held|available) under\b", re.I)  # other data, which can be linked
# "collection began in 2004", but "began in 2004 and ended in 2005"
_BEGAN = re.compile(r"\b(?:began|started|commenced)\b", re.I)
_OF_OTHERS = (_KEPT_APART, _CHANGED, _OF_EVENTS)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|analys(?:e|es|ed|ing|is)|exploit(?:s|ed|ing)?|draw(?:s|ing)? (?:up)?on"
    r"|examin(?:e|es|ed|ing)|pool(?:s|ed|ing)?|combin(?:e|es|ed|ing)|employ(?:s|ed|ing)?"
    r"|compar(?:e|es|ed|ing)|link(?:s|ed|ing)?|bring(?:s|ing)? together"
    r"|appl(?:y|ies|ied|ying)|based on|look(?:s|ing)? at)\b",
    re.I,
)
# "essays, collected in 1969, will be read", but not "will be collected in 2031"
_WAS_DONE = re.compile(
    r"(?<!\bbe )\b(?:collected|gathered|conducted|carried out|undertaken|fielded|recruited)"
    r" (?:(?:in|between|during|from|over)\s)?$",
    re.I,
)
# What was searched for reviews are years of publication: "MEDLINE (1966 to 2007)"
_SEARCHED = re.compile(
    r"\b(?:medline|pubmed|embase|cinahl|psycinfo|cochrane|web of science|scopus"
    r"|reference lists|(?:we|were) searched)\b",
    re.I,
)
# What a structured abstract says before and after it says what was done
_NO_METHODS = re.compile(
    r"(?:BACKGROUND|INTRODUCTION|CONCLUSIONS?|INTERPRETATION)\b"
    r"|(?:Background|Introduction|Conclusions?|Interpretation):"
)
# "the 2011 Harbour Survey": a name, and the time only where nothing else tells one
_NAMED = re.compile(r"\s(?:[\w-]+ ){0,5}(?:census|survey|cohort|study|round|wave)\b", re.I)
# "Time period: 2004 to 2006"
_LABEL = re.compile(
    r"(?:time period(?: covered)?|temporal coverage|(?:reporting )?periods? covered|coverage"
    r"|collection (?:period|dates?)|dates? of (?:data )?(?:collection|fieldwork)|study period)\s?:",
    re.I,
)
# "data from the Lamp Survey 2004", "data from wave 4 (2008)"
_SURVEY_OF = re.compile(r"\b(?:Survey|Study|Panel|Census|[Ww]ave \d{1,2}),? \(?$")
_NEAR = 130  # characters between the doing and its date
_ADJACENT = 60  # … where it is no doing, but only data


class Told(NamedTuple):
    """A time at which data were gathered, and its words; ``plainly`` if nothing else is likely."""

    period: Period
    words: Term
    plainly: bool


def gathered(sentence: Sentence, of_data: bool = False) -> Iterator[Told]:
    """Yield the times at which a sentence says that data were gathered.

    Parameters
    ----------
    sentence: of the description.
    of_data: whether it is data that are described, so that "Deaths in each parish in 1849" tells.

    Example: ``"The interviews happened between May 2011 and June 2012"`` → 2011-05/2012-06
    """
    text = sentence.text
    if not (sentence.figures and (of_data or not sentence.words.isdisjoint(_GATHERED))):
        return
    if not years_in(text) or sentence.of_others or sentence.of_other_years:
        return
    if _SEARCHED.search(text) or _NO_METHODS.match(text):
        return
    for start, end, period in dates(text):
        lead = _LEAD.search(text[max(0, start - 10) : start])
        words = text[start - len(lead[0]) if lead else start : end]
        described = of_data and of_described(sentence, start, end, period)
        if sentence.of_series(words):
            continue
        if not _is_of_gathering(sentence, start, end, period, described):
            continue
        term = Term(text=words, quote=text, place=sentence.place)
        plainly = sentence.place != "title" and _is_plain(text, start, end, period)
        yield Told(period, term, plainly)


def united(periods: list[Period]) -> Period | None:
    """Return the time from the first beginning to the last end."""
    starts = [one.start for one in periods if one.start]
    ends = [one.end for one in periods if one.end]
    if not (starts and ends):
        return None
    # Of "2004" and "2004-03" the one that says more, at either end.
    return Period(start=min(starts, key=lambda date: f"{date}-~"[:7]), end=max(ends))


def _is_of_gathering(
    sentence: Sentence, start: int, end: int, period: Period, described: bool
) -> bool:
    text = sentence.text
    if _is_apart(text, start, end) or (_OF_SEASON.match(text, end) and not described):
        return False
    before = text[max(0, start - 70) : start]
    source = bool(_LABEL.match(text))
    if period.start != period.end:
        source = source or of_holdings(text, start, end)
    elif _OPEN.search(text[: start + len("from")]) or _LISTED.search(before):
        return False
    elif _SURVEY_OF.search(before):
        return bool(_USED.search(text))
    if sentence.plans(start) and not _WAS_DONE.search(before):
        return source and bool(_USED.search(text))
    return source or _is_done(text, start, end) or described


def _is_apart(text: str, start: int, end: int) -> bool:
    """Say whether a date is plainly that of something else: "published in 2004"."""
    before = text[max(0, start - 70) : start]
    if _NOT_GATHERED.search(before[-40:]) or _ABOUT.search(before):
        return True
    if any(sign.match(text, end) for sign in _OF_OTHERS):
        return True
    return bool(_BEGAN.search(before[-40:])) and " and " not in text[start:end]


def _is_plain(text: str, start: int, end: int, period: Period) -> bool:
    """Say whether a date stands by what is done, or right after the data that it is of."""
    named = _NAMED.match(text, end) or _SURVEY_OF.search(text[max(0, start - 20) : start])
    if period.start == period.end and named:
        return False
    return next_to_holdings(text, start, end) or _is_done(text, start, end)


def _is_done(text: str, start: int, end: int) -> bool:
    """Say whether a date is that of gathering: "keepers were interviewed at night in 2004"."""
    for done in _DONE.finditer(text, max(0, start - _NEAR), end + _NEAR):
        between = text[done.end() : start] if done.end() <= start else text[end : done.start()]
        far = _ADJACENT if done["near"] else _NEAR
        before = text[max(0, done.start() - 80) : done.start()]
        apart = (
            (done["any"] and _EVENT.search(before))
            or (done["near"] and (done.start() > start or TRENDS.search(before)))
            or (done.start() > start and before.endswith(" be "))
            or _ELSEWHERE.search(_VERB.sub("", between))
        )
        if len(between) < far and not apart:
            return True
    return False
