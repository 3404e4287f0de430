"""What works are about, told by pairs of neighbouring words: "home visit", "street diary".

A single word is shared by works that have nothing to do with one another; a pair seldom is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from clew.linking.matching.work import stems
from clew.linking.names import word_set
from clew.model import Record

TEXT = 20_000  # characters of a description

_CLAUSE = re.compile(r"[.;:?!(),]")
# Pairs of nothing but such words ("young people", "two years") are about everything.
_COMMON = word_set(
    "about across after among analyses analysi any application approach are association base"
    " based be before benefit between both britain british can case century challenge change"
    " changing college could data department develop developing development direction do does"
    " during economic economics effect england europe european evaluation evidence factor finding"
    " first form from future good has have health help how impact implication institute"
    " international is issue it kingdom life link long making may meaning method model more mutual"
    " new not number other our outcome over past people phase policy politic political practice"
    " present process project public quality relation relationship research response result review"
    " role second section series service should sister social some special state states studie"
    " study such term than that their them theory there these they this three through time towards"
    " two uk under understanding united university use user using value view we what when where"
    " which who will with work working world would year young"
)


def subject(record: Record) -> str:
    """Return the telling words of what a source says of a work, clause by clause.

    Example: ``" home visit door | kettle stair "``
    """
    said = (section.text[:TEXT] for section in record.description)
    texts = (record.title or "", *said, *record.keywords, *record.subjects)
    clauses = (" ".join(stems(clause)) for text in texts for clause in _CLAUSE.split(text))
    return f" {' | '.join(clauses)} "


def telling_pairs(title: str) -> set[str]:
    """Return neighbouring words of a title that tell something together: "home visit"."""
    clauses = map(stems, _CLAUSE.split(title))
    pairs = (pair for words in clauses for pair in pairwise(words))
    return {" ".join(pair) for pair in pairs if _telling(pair)}


def _telling(pair: tuple[str, str]) -> bool:
    whole = all(len(word) > 1 and not word.isdigit() for word in pair)
    return whole and not _COMMON.issuperset(pair)
