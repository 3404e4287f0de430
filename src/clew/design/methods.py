"""How it was done: phrases that stand for concepts of the vocabularies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from clew.design.finding import Found, term
from clew.design.sentences import Sentence
from clew.vocabularies import find
from clew.vocabularies.table import rows

# Said of the data and those who took part, where "not" is what matters.
_ALSO_DENIED = ("consent", "access")
_ELSEWHERE = re.compile(
    r"\b(?:job|police|media|admissions?|employment|investigative|clinical|press|length of|time of"
    r"|date of|during the|previous|earlier|prior|original|called|for)\s$",
    re.I,
)
_OPENING = re.compile(r"[:(•–•*)\d.-]\s?$")
_LIMIT = "Limited"  # of consent; what is denied is then the very point
# "attitudes to consent to linkage": what is studied, not what those who took part agreed to.
_TOPIC = re.compile(
    r"\b(?:ethics|attitudes|bias|issues?|challenges?|concerns|debates?|guidance|models?|policies"
    r"|questions|understand\w{0,4}|perspectives|prior and)\b",
    re.I,
)


class Phrase(NamedTuple):
    """A row of the table: words that stand for concepts; ``order`` is its place there."""

    order: int
    field: str
    vocabulary: str
    codes: tuple[str, ...]
    pattern: re.Pattern[str]


def methods(sentence: Sentence) -> Iterator[Found]:
    """Yield what a sentence says of how a study is made, of consent and of access.

    Of phrases of one vocabulary that overlap the one that stands first in the table counts: the
    finer one. ``"face-to-face interviews"`` is no plain interview as well.
    """
    asked = _asked(sentence)
    if not asked or sentence.of_others:
        return
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for phrase in asked:
        for match in phrase.pattern.finditer(sentence.text):
            start, end = match.span()
            spans = taken[phrase.vocabulary]
            if any(start < last and end > first for first, last in spans):
                continue
            spans.append((start, end))
            if _counts(phrase, sentence, match):
                yield from _terms(sentence, phrase, match[0])


def _asked(sentence: Sentence) -> list[Phrase]:
    known = _by_cue()
    words = sentence.words & known.keys()
    found = {phrase.order: phrase for word in words for phrase in known[word]}
    return [found[order] for order in sorted(found)]


def _counts(phrase: Phrase, sentence: Sentence, match: re.Match[str]) -> bool:
    if phrase.field == "consent" and not phrase.codes[0].startswith(_LIMIT):
        before = sentence.text[max(0, match.start() - 60) : match.start()]
        return not (_TOPIC.search(before) or sentence.denies(match.start()))
    return phrase.field in _ALSO_DENIED or _meant(sentence, match[0], match.start())


def _meant(sentence: Sentence, words: str, start: int) -> bool:
    """Say whether words stand for what the study does, rather than in a name or a denial.

    Names are "the Labour Force Survey", "Clinical Interview Schedule"; capitals open a title, a
    sentence or a point of a list, and make "CAPI".
    """
    before = sentence.text[max(0, start - 20) : start]
    named = words[0].isupper() and not words[:3].isupper() and sentence.place != "title"
    if named and before and not _OPENING.search(before):
        return False
    return not _ELSEWHERE.search(before) and not sentence.denies(start)


def _terms(sentence: Sentence, phrase: Phrase, words: str) -> Iterator[Found]:
    for code in phrase.codes:
        concept = find(phrase.vocabulary, code)
        name = concept.term if concept else None
        yield term(phrase.field, sentence, words, code, name, phrase.vocabulary)


@cache
def _by_cue() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases by the words of which one must be in a sentence."""
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for order, row in enumerate(rows("phrases.tsv", __package__)):
        field, vocabulary, codes, cues, pattern = row
        made = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)
        phrase = Phrase(order, field, vocabulary, tuple(codes.split(";")), made)
        for cue in cues.split(","):
            phrases[cue].append(phrase)
    return {cue: tuple(each) for cue, each in phrases.items()}
