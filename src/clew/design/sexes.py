"""Whether women, men or both were studied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.design.cues import cues
from clew.design.finding import Found, term
from clew.design.sentences import Sentence

_CUES = cues("sex")
_STUDIED = cues("sex studied")
_FEMALE, _MALE = "women|girls|mothers|females?", "men|boys|fathers|males?"
_NUMBER = r"\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty"
_BOTH = re.compile(
    rf"\b(?:{_NUMBER}|numbers of) "
    rf"(?:\w+ )?(?:(?:{_FEMALE}) and (?:{_MALE})|(?:{_MALE}) and (?:{_FEMALE}))\b",
    re.I,
)
_GROUP = re.compile(
    rf"\b(?:{_NUMBER}|group of|sample of|cohort of|interview(?:s"
    rf"|ed|ing)?(?: with)?"
    rf"|recruit(?:ed|ing)?|survey of) (?:\w+ ){{0,2}}({_FEMALE}|{_MALE})\b(?! and)"
    rf"|\b({_FEMALE}|{_MALE}) (?:participants|respondents|patients|volunteers|interviewees"
    rf"|prisoners)\b"
    rf"|\b({_FEMALE}) who (?:participated|took part|were interviewed)",
    re.I,
)


def sexes(sentence: Sentence) -> Iterator[Found]:
    """Yield the sexes of those whom a sentence says to be studied."""
    if sentence.words.isdisjoint(_CUES) or sentence.of_others or sentence.background:
        return
    both = None if sentence.words.isdisjoint(_STUDIED) else _BOTH.search(sentence.text)
    if both:
        for code in ("Female", "Male"):
            yield term("sexes", sentence, both[0], code, code, "Sex")
        return
    for match in _GROUP.finditer(sentence.text):
        word = next(filter(None, match.groups())).lower()
        code = "Female" if re.fullmatch(_FEMALE, word) else "Male"
        yield term("sexes", sentence, match[0], code, code, "Sex")
