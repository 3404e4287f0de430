"""How long people were followed, or the work lasted."""

from __future__ import annotations

import re

from clew.design.cues import cues
from clew.design.finding import Found, amount
from clew.design.quantities import Quantity
from clew.design.sentences import Sentence

_UNIT = re.compile(r"[- ]?(?:calendar |consecutive )?(day|week|month|year)(s?)\b(?:['’])?", re.I)
_WORK = re.compile(
    r"[- ](?:long )?(?:\w+[- ]){0,2}(?:period|follow[- ]?up|study|project|research|fieldwork"
    r"|ethnography"
    r"|panel|trial|programme|investigation|intervention|experiment|collaboration"
    r"|(?:length|duration) of (?:the|this) (?:project|research|study))\b",
    re.I,
)
# "six weeks of intensive fieldwork"
_OF_WORK = re.compile(
    r"\sof (?:\w+ )?(?:field ?work|field research|(?:participant )?observation|data collection"
    r"|ethnographic (?:field ?work|research))\b",
    re.I,
)
_DURING = re.compile(
    r"\b(?:over|during|for|across|lasting|within|followed(?: up)?(?: for| over)?|by)"
    r"(?: the)?(?: (?:course|period|space) of)?(?: a| another)?(?: further)?(?: period of)?\s*$"
    r"|\bperiod of\s*$|\bspanning\s*$",
    re.I,
)
_SOON = re.compile(r"\bwithin (?:the )?$", re.I)  # "within 6 months of diagnosis"
# "who have lived there for at least five years", "will work in Bergen for 7 months as a visitor"
_OF_LIVES = re.compile(
    r"\b(?:liv(?:e|ed|ing)|resident|married|employed|worked|practised|served)\b[^.,;]{0,40}$", re.I
)
_VISITING = re.compile(r"\bvisit(?:ing|or)\b (?!famil|home|them)", re.I)
_TEMPORAL = {"over", "up to", "about", "around", "approximately", "nearly", "almost", "some", ""}
_ELSEWHEN = re.compile(
    r"\s(?:ago|later|after|before|earlier|old|of age|or more|in prison|(?:or|and) over|since"
    r"|from now)\b",
    re.I,
)
_OF_WHAT = re.compile(r"\s(?:of|in) (?!fieldwork|field work|observation|data|study)", re.I)
_ELSE_BEFORE = re.compile(
    r"\b(?:past|last|next|previous|recent|first|coming|every|each|aged?)\s*$", re.I
)
_FOLLOWED = cues("duration")


def duration(sentence: Sentence, quantity: Quantity) -> Found | None:
    """Take a length of time.

    Examples: ``"over the course of 5-10 months"``; ``"a four year follow-up"``; ``"15 months"``
    only where something of the study lasted so long.
    """
    unit = _UNIT.match(sentence.text, quantity.end)
    if not unit or sentence.of_others or sentence.background:
        return None
    before = sentence.text[max(0, quantity.start - 50) : quantity.start]
    if _ELSE_BEFORE.search(before) or _ELSEWHEN.match(sentence.text, unit.end()):
        return None
    if _elsewhere(sentence, quantity, before, unit.end()):
        return None
    work = None if unit[2] else _WORK.match(sentence.text, unit.end())
    work = work or _OF_WORK.match(sentence.text, unit.end())
    over = quantity.hint == "over" and not _OF_WHAT.match(sentence.text, unit.end())
    during = _DURING.search(before) or over
    if not work and not (during and not sentence.words.isdisjoint(_FOLLOWED)):
        return None
    least, most = quantity.least, quantity.most
    if quantity.hint == "over" and not _DURING.search(before):
        most = quantity.last  # "over 12 months" says during, not more than
    return amount("durations", sentence, quantity, f"{unit[1].lower()}s", unit.end(), (least, most))


def _elsewhere(sentence: Sentence, quantity: Quantity, before: str, end: int) -> bool:
    """Say whether it tells how long people lived somewhere, or how soon something came."""
    soon = _SOON.search(before) and _OF_WHAT.match(sentence.text, end)
    return bool(soon or _OF_LIVES.search(before) or _VISITING.search(sentence.text))
