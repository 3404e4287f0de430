"""How often each was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.design.cues import cues
from clew.design.finding import Found, amount
from clew.design.quantities import Quantity
from clew.design.sentences import Sentence
from clew.model import Amount

_TIMES = re.compile(
    r"\s(?:separate |different )?(times|occasions)\b(?! (?:more|less|as|higher|lower|greater"
    r"|larger))",
    re.I,
)
_EACH_BEFORE = re.compile(
    r"\beach\b[^.;:]{0,40}\b(?:took part in|participated in|completed|gave|had|attended|received"
    r"|were|was|being)\s*$",
    re.I,
)
_CONTACTS = re.compile(
    r"\s(?:[a-z-]+ ){0,2}(interviews|visits|sessions|meetings|questionnaires|surveys|diaries"
    r"|observations)\b",
    re.I,
)
_EACH_AFTER = re.compile(
    r"\s(?:each|per (?:participant|person|family|household))\b|\swith each\b", re.I
)
_SEEN = cues("repeat")
_ADVERB = re.compile(
    r"\b(?:interviewed|visited|surveyed|tested|assessed|observed|measured) (twice|thrice)\b", re.I
)
_ADVERBS = {"twice": 2, "thrice": 3}


def repeat(sentence: Sentence, quantity: Quantity) -> Found | None:
    """Take how often each was seen.

    Examples: ``"each gave between 5 and 9 interviews"``; ``"interviewed three times"``
    """
    if sentence.of_others or sentence.words.isdisjoint(_SEEN):
        return None
    times = _TIMES.match(sentence.text, quantity.end)
    if times:
        return amount("repeated", sentence, quantity, times[1].lower(), times.end())
    contacts = _CONTACTS.match(sentence.text, quantity.end)
    if not contacts:
        return None
    before = sentence.text[max(0, quantity.start - 80) : quantity.start]
    after = _EACH_AFTER.match(sentence.text, contacts.end())
    if _EACH_BEFORE.search(before) or after:
        return amount("repeated", sentence, quantity, contacts[1].lower(), contacts.end())
    return None


def twice(sentence: Sentence) -> Iterator[Found]:
    """Yield "interviewed twice" and the like."""
    if sentence.words.isdisjoint(_ADVERBS) or sentence.of_others:
        return
    for match in _ADVERB.finditer(sentence.text):
        number = _ADVERBS[match[1].lower()]
        yield Found(
            "repeated",
            Amount(
                text=match[0], least=number, most=number, unit="times",
                quote=sentence.text, place=sentence.place, planned=sentence.planned,
            ),
        )  # fmt: skip
