"""How many people, organisations, places and waves there were, and what was gathered."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from clew.design.cues import cues
from clew.design.finding import Found, amount
from clew.design.quantities import Quantity
from clew.design.sentences import Sentence
from clew.vocabularies.table import rows

_MOST_WORDS = 6  # between a number and what it counts: "30 Edinburgh-based small family businesses"
_NEXT = re.compile(r"(?:\s|(?<=\d)-)\s?\(?([A-Za-z][\w'’/-]*)")
_JOINED = re.compile(
    r"\s(?:and|or)\s(?:(?!all |the |their |its )[a-z-]+\s)?"
    r"([a-z]+s|children|women|men|people|staff)\b"
)
_BEFORE_N = re.compile(r"([A-Za-z]+)[\s(,]*(?:[A-Za-z]+ )?$")
_STOPS = cues("stop")
_STUDIED = cues("count")
_TOLD = cues("told")
_NOT_COUNTED = cues("not counted")
_OF_WHOM = re.compile(r"\s(?:who|whom)\b")
_A_GROUP = re.compile(r"\b(?:group|sample|cohort|panel) of\s$", re.I)
_MANY = re.compile(r"s$|^(?:cohort|sample|panel|group|population)$", re.I)
# "19 focus groups, each with six to eight parents": how many there were in all, nobody says.
_EACH = re.compile(r"\beach (?:with|of|having|involving|comprising)\s(?:between |about )?$", re.I)
_SWEEPS = re.compile(r"\b(?:sweeps?|waves?|rounds?)\s$", re.I)


class Unit(NamedTuple):
    """What can be counted: the fact it belongs to, and whether it needs no further sign."""

    field: str
    strong: bool


def count(sentence: Sentence, quantity: Quantity) -> Found | None:
    """Take a number of people, organisations, things gathered, places or waves.

    Example: ``"38 interviews with 6 ferry workers"`` → two facts of ``sample_size``
    """
    if _SWEEPS.search(sentence.text, 0, quantity.start) and quantity.last > quantity.first == 1:
        number = int(quantity.last)
        return amount("waves", sentence, quantity, "sweeps", quantity.end, (number, number))
    if (quantity.first < 2 and not quantity.counted) or sentence.of_others:
        return None
    if _EACH.search(sentence.text, 0, quantity.start):
        return None
    counted = _counted_before(sentence, quantity) if quantity.counted else None
    return counted or _counted_after(sentence, quantity)


def _counted_before(sentence: Sentence, quantity: Quantity) -> Found | None:
    """Take ``students (n = 125)``: what is counted stands before."""
    before = _BEFORE_N.search(sentence.text[max(0, quantity.start - 60) : quantity.start])
    unit = before[1] if before and _MANY.search(before[1]) else None
    return amount("sample_size", sentence, quantity, unit, quantity.end)


def _counted_after(sentence: Sentence, quantity: Quantity) -> Found | None:
    if quantity.year:
        return None
    before = sentence.text[max(0, quantity.start - 20) : quantity.start]
    if _A_GROUP.search(before) and _OF_WHOM.match(sentence.text, quantity.end):
        return amount("sample_size", sentence, quantity, "people", quantity.end)
    words: list[str] = []
    position = quantity.end
    while len(words) < _MOST_WORDS and (match := _NEXT.match(sentence.text, position)):
        word = match[1].lower()
        if word in _STOPS and not (word in ("and", "or") and words):
            break
        words.append(word)
        position = match.end()
        name = _known(words)
        if name and _counts(name, words, sentence):
            joined = _JOINED.match(sentence.text, position)
            end = joined.end() if joined and joined[1] in units() else position
            phrase = sentence.text[quantity.end : end].strip(" (-")
            return amount(units()[name].field, sentence, quantity, phrase, end)
    return None


def _known(words: list[str]) -> str | None:
    last = words[-1].rpartition("-")[2] if "-" in words[-1] else words[-1]
    pair = " ".join(words[-2:])
    return next((name for name in (pair, last) if name in units()), None)


def _counts(name: str, words: list[str], sentence: Sentence) -> bool:
    unit = units()[name]
    if not _NOT_COUNTED.isdisjoint(words[:1]) and not unit.strong:
        return False
    if unit.strong:
        return True
    studied = not sentence.words.isdisjoint(_STUDIED)
    return studied and not sentence.background and sentence.words.isdisjoint(_TOLD)


@cache
def units() -> dict[str, Unit]:
    """Return what can be counted, by its plural."""
    return {
        unit: Unit(field, strong == "yes")
        for field, strong, unit in rows("counts.tsv", __package__)
    }
