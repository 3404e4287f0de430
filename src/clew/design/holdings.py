"""Data that are there: the years that they are of, whoever gathered them."""

from __future__ import annotations

import re

from clew.design.sentences import Sentence
from clew.model import Period

# What happens in a sentence of its own has a time of its own.
CLAUSE = (
    r";|\b(?:who|whom|whose|because|although|whereas|while|published|Act|crisis|programme|reforms?"
    r"|graduated|followed|agreed|is|are|was|were|has|have|had|will|shows? that)\b"
)
TRENDS = re.compile(
    r"\b(?:(?<!to )show(?:s|ed|n)?|fell|fall(?:en)?|rose|risen|grew|grown|increas\w{1,3}"
    r"|declin\w{1,3}|remain(?:s|ed)?|drop(?:s|ped)?|users?|support)\b",
    re.I,
)
# Several years of what already is: "census records over 1851-1911", "the Cost Survey (1968-2002)"
_RIGHT_BEFORE = re.compile(
    r"\b(?:data|data ?sets?|surveys?|panel|census(?:es)?|records|returns|waves|rounds|sweeps|study"
    r"|longitudinal|series|statistics)"
    r"(?: \([A-Z]\w{0,10}\))?[\s,(]{1,2}(?:(?:from|for|over|during|in|between|covering|covers"
    r"|spanning|of)\s)?(?:the )?(?:(?:period|years?)\s)?(?:(?:from|of|between)\s)?$",
    re.I,
)
# "data on ferries in ten harbours between 2002 and 2012", "the Lamp Survey for Reef (2002-3)"
_BEFORE = re.compile(
    r"\b(?:data(?:sets?|bases?)?|records|transactions|claims|samples?|sera|surveys?|census(?:es)?"
    r"|registers?|registr(?:y|ies)|observations|measurements"
    r"|panel|corpus|waves?|rounds|sweeps|stud(?:y|ies)|trials?|society|visits|cross[- ]sections?"
    r"|series|counts|figures|rates|numbers|prices|results|represents|contains|comprises)\b"
    r"(?:(?:[^.;()]|\([^()]{1,40}\)){0,190}\b(?:(?:between|from|over|during|for|in|cover(?:s|ing)?"
    r"|spanning|across) (?:the |an? )?(?:[\w-]+ ){0,2}(?:years|period):?(?: (?:from|of|between|-))?"
    r"|between|from|during|over|for|in|cover(?:s|ing)?|span(?:s|ning)?)\s$"
    r"|[^.;()]{0,80}\s\((?:fiscal years |approximately |circa |c\. ?)?$)",
    re.I,
)
# "the 1991 and 2001 censuses", "2004 data"
_AFTER = re.compile(
    r"\s(?:(?:[\w-]+ ){0,5}(?:[Cc]ensus(?:es)?|[Ss]urveys?)|data(?! (?:will|collection)\b))\b"
)
_OF_WHOM = r"\b(?:who|whom|whose|which (?!cover|span|contain|includ))\b"  # "of those who left in"
_APART = re.compile(_OF_WHOM)
# "Deaths from cholera in each parish in 1849": a description that begins with what was counted
_COUNTED = re.compile(
    r"(?:[^.;]|(?<=\b[a-zA-Z])\.){0,60}?\b(?:data(?: ?(?:sets?|frames?|bases?))?|cross[- ]sections?"
    r"|samples?|panel|statistics|records?|registers?|counts|numbers?|rates?|prices?|measurements?"
    r"|observations?|results|returns|figures|accounts|survey|poll|deaths|births|population|sales"
    r"|expenditures?|votes|subscriptions|percentages?|proportions?|averages?|totals?|times|scores)\b"
    r"(?: (?:is|are|was|were|consists? of|contains?|gives?|represents?|relates? to|comes?)\b)?"
    r"((?:[^.;]|(?<=\b[a-zA-Z])\.){0,160})$",
    re.I,
)
# … and then tells of something else
_TURNS = re.compile(
    rf"{_OF_WHOM}|{CLAUSE}|\b(?:that|where|when|given by|reported|presented|described|presentation"
    r"|used|occurred|of those|born|diagnosed|analy[sz]ed|asking|found|became"
    r"|join(?:ed|ing)|start(?:ed|ing))\b",
    re.I,
)
_LIVES = re.compile(
    rf"{_OF_WHOM}|;|\b(?:born|diagnosed|treated|published|used|presented|argued|reign|history)\b",
    re.I,
)
_VERB = re.compile(r"\w(?:ed|es?) (?:the|an?|his|her|its|their|that|in|on)\b|\b[Ii]t\b")
_CREDITS = re.compile(r"(?:\w+ )?sources?:", re.I)
_NAME = 12  # characters at least
_STUDY = re.compile(r"\s(?:[\w-]+ ){0,2}(?:survey|study|poll|experiment|trial)\b", re.I)


def of_holdings(text: str, start: int, end: int) -> bool:
    """Say whether years are those of data that are there: "census records over 1851-1911"."""
    if _AFTER.match(text, end):
        return True
    before = text[max(0, start - 230) : start]
    loosely = _BEFORE.search(before)
    told = _RIGHT_BEFORE.search(before) or (loosely and not _APART.search(loosely[0]))
    return bool(told and not TRENDS.search(before))


def next_to_holdings(text: str, start: int, end: int) -> bool:
    """Say whether years stand right beside the data that they are of."""
    before = text[max(0, start - 140) : start]
    return bool(_RIGHT_BEFORE.search(before) or _AFTER.match(text, end))


def of_described(sentence: Sentence, start: int, end: int, period: Period) -> bool:
    """Say whether a time is that of the data that a sentence describes.

    Example: ``"Deaths in each parish in 1849"``, ``"A 1974 survey of keepers"``
    """
    text = sentence.text
    if sentence.place == "title" or _CREDITS.match(text):
        return False
    before = text[:start]
    if text.startswith(("a ", "A "), start) and _STUDY.match(text, end):
        return not _TURNS.search(before)
    told = _COUNTED.match(before)
    if told:
        return not _TURNS.search(told[1])
    # What a description begins with is a name of the data rather than a sentence.
    if not sentence.first or len(before) <= _NAME:
        return False
    if period.start != period.end:  # "storms that came ashore from 1950 to 2012"
        return not _LIVES.search(before)
    return not (_TURNS.search(before) or _VERB.search(before))
