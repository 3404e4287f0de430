"""The gate: what a pair that agrees well enough to be looked at is judged to be, and why.

Bits alone mean "the same work or the same group of authors". Joining asks for more: titles all but
equal, the same numbers in them, no other year, the people shared, no other journal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from clew.linking.matching.comparison import MISSING, Levels, People, Title, Venue, Year
from clew.linking.matching.work import Work, counts, in_digits

JOIN = 4.0  # bits: sixteen to one
RELATE = 2.0  # bits; below it nothing is suggested
SPELT = 75  # of 100: how alike two spellings of a word are
TELLING = 3  # words that name a study: "example dataset 1" and "2" are of any
LONG = 6  # words; a longer title is that of one work, whoever is named as its author


class Verdict(StrEnum):
    """What two works are to one another."""

    SAME = "same"
    VERSION = "version"
    PART = "part"
    WAVE = "wave"
    QUESTION = "question"
    DIFFERENT = "different"


class Judged(NamedTuple):
    """A verdict with its reason in words."""

    verdict: Verdict
    reason: str


_DIGIT = re.compile(r"\d")
_DIFFERENT = Judged(Verdict.DIFFERENT, "Too little agrees.")
_EQUAL = frozenset({Title.SAME, Title.SAME_SHORT, Title.NEAR})
_SHARED = frozenset({People.ALL, People.THE_ONLY, People.HALF})
_PLACED = frozenset({Venue.SAME, Venue.SHORTENED, Venue.PARTLY})


class Agreement(NamedTuple):
    """A pair with how far each field agrees and the bits in all."""

    one: Work
    two: Work
    bits: float
    title: int
    people: int
    year: int
    venue: int

    @property
    def shared(self) -> bool:
        """Whether the people are the same, or one side names nobody."""
        return self.people in _SHARED or self.people == MISSING

    @property
    def marked(self) -> bool:
        """Whether the same numbers, and words such as "erratum", stand in both titles."""
        same = self.one.marks == self.two.marks
        return same or self.one.title.replace(" ", "") == self.two.title.replace(" ", "")

    @property
    def dated(self) -> bool:
        """Whether nothing speaks of two years; online first and in print are one apart."""
        printed_later = self.year == Year.NEXT and self.venue == Venue.SAME
        return self.year in (MISSING, Year.SAME) or (printed_later and self.title == Title.SAME)

    @property
    def placed(self) -> bool:
        """Whether both sides state the year and the venue, and they agree."""
        return self.year == Year.SAME and self.venue in _PLACED

    @property
    def contrasting(self) -> bool:
        """Whether each title has a word that the other has not, however spelt.

        "… a guide for mothers" and "… a guide for fathers" are two works of one series.
        """
        if _respaced(self.one.title.replace(" ", ""), self.two.title.replace(" ", "")):
            return False
        return _unlike(self.one, self.two) and _unlike(self.two, self.one)

    @property
    def issued(self) -> bool:
        """Whether nothing speaks of two issues: no other volume, issue or first page is stated."""
        stated = zip(self.one.printed, self.two.printed, strict=False)
        return all(not one or not two or one == two for one, two in stated)

    @property
    def edited(self) -> bool:
        """Whether nothing speaks of two editions."""
        one, two = self.one.edition, self.two.edition
        return not one or not two or one == two

    @property
    def sisters(self) -> bool:
        """Whether the titles are those of two works of a series, even if one team wrote them."""
        return self.title not in (Title.SAME, Title.SAME_SHORT) and self.contrasting

    @property
    def counted(self) -> bool:
        """Whether the titles differ in nothing but what counts: waves, sweeps and years."""
        ones, twos = ([w for w in work.words if not counts(w)] for work in (self.one, self.two))
        alike = len(ones) >= TELLING and ones == twos and self.one.words != self.two.words
        return alike and not (self.one.generic or self.two.generic)

    @property
    def complementary(self) -> bool:
        """Whether one side has only a venue and the other only a date: in press, and a draft."""
        one, two = self.one, self.two
        return bool(
            (one.venue and not one.year and two.year and not two.venue)
            or (two.venue and not two.year and one.year and not one.venue)
        )


def judge(agreement: Agreement) -> Judged:
    """Say what two works of one kind are to one another."""
    same = _same(agreement)
    if agreement.bits < RELATE:
        return same or _pieces(agreement) or _DIFFERENT
    return same or _version(agreement) or _pieces(agreement) or _question(agreement)


def _same(pair: Agreement) -> Judged | None:
    """Judge two entries of one work."""
    if not pair.marked or not pair.dated or pair.venue == Venue.OTHER or pair.complementary:
        return None
    if not pair.edited or pair.sisters:
        return None
    if pair.title == Title.SAME_SHORT:
        told = pair.people in _SHARED and pair.year == Year.SAME and pair.issued
        recurs = pair.one.generic and not pair.placed
        told = told and not recurs
        return Judged(Verdict.SAME, "Short title, people and year agree.") if told else None
    if pair.bits >= JOIN and pair.shared and pair.title in _EQUAL:
        return Judged(Verdict.SAME, "Title, people, year and venue agree as far as stated.")
    if not pair.placed:
        return None
    if pair.title == Title.SAME and (pair.people == People.FAMILY or _long(pair.one)):
        return Judged(Verdict.SAME, "A long title, year and venue agree; the people named do not.")
    if pair.people in _SHARED and pair.title in (Title.CONTAINED, Title.CLOSE):
        return Judged(Verdict.SAME, "The titles differ in a few words; all else agrees.")
    if pair.people == People.ALL and pair.title == Title.ALIKE and pair.bits >= JOIN:
        return Judged(Verdict.SAME, "The titles differ in some words; all else agrees.")
    return None


def _unlike(work: Work, other: Work) -> bool:
    """Say whether a word of one title is in the other by no spelling, be it in one with another."""
    whole, theirs = work.title.split(), other.title.split()
    known = {in_digits(word) for word in other.words}
    # "market places", "marketplaces"
    parts = {word for pair in pairwise(whole) if "".join(pair) in theirs for word in pair}
    spellings = {*other.words, *map("".join, pairwise(theirs))}
    rest = (word for word in set(work.words) - parts if in_digits(word) not in known)
    return any(not any(_spelt_alike(word, one) for one in spellings) for word in rest)


def _respaced(one: str, two: str) -> bool:
    """Say whether titles without their spaces are the same, but for two letters swapped."""
    return sorted(one) == sorted(two) and OSA.distance(one, two, score_cutoff=1) <= 1


def _spelt_alike(one: str, two: str) -> bool:
    """Say whether two words may be one, misspelt; "a" and "b", "5th" and "6th" are two.

    Who misspells a word seldom misses its first letter (Pollock and Zamora 1984): "east", "west".
    """
    if min(len(one), len(two)) < 3 or _DIGIT.search(one + two) or (counts(one) and counts(two)):
        return False
    if OSA.distance(one, two, score_cutoff=1) <= 1:
        return True
    return one[0] == two[0] and ratio(one, two) >= SPELT


def _long(work: Work) -> bool:
    return len(work.words) >= LONG


def _version(pair: Agreement) -> Judged | None:
    """Judge two forms of one work: a working paper and its article, two editions, a talk."""
    if not pair.shared or pair.people == MISSING or not pair.marked:
        return None
    if pair.title in (Title.SAME, Title.NEAR):
        if pair.venue == Venue.OTHER:
            return Judged(Verdict.VERSION, "Title and people agree; it appeared in two places.")
        if not pair.dated:
            return Judged(Verdict.VERSION, "Title and people agree; the years differ.")
        if not pair.edited:
            return Judged(Verdict.VERSION, "Title and people agree; the editions differ.")
        if pair.complementary:
            return Judged(Verdict.VERSION, "Title and people agree; one is dated, one in press.")
    if pair.bits >= JOIN and (
        pair.title == Title.CONTAINED or (pair.title == Title.CLOSE and not pair.contrasting)
    ):
        return Judged(Verdict.VERSION, "The titles differ in a few words; the people agree.")
    return None


def _pieces(pair: Agreement) -> Judged | None:
    """Judge contributions of different people to one book, all listed under its title."""
    if pair.title not in (Title.SAME, Title.NEAR) or pair.shared:
        return None
    if not (pair.one.isbns or pair.two.isbns) or pair.year not in (Year.SAME, Year.NEXT):
        return None
    return Judged(Verdict.PART, "One title, different people: pieces of one book.")


def _question(pair: Agreement) -> Judged:
    if pair.title in _EQUAL or pair.bits >= JOIN:
        return Judged(Verdict.QUESTION, "Much agrees, but not enough to be sure.")
    return _DIFFERENT


def agreements(
    works: Sequence[Work], pairs: NDArray[np.int64], levels: Levels, bits: NDArray[np.float64]
) -> list[Agreement]:
    """Put each pair together with how it agrees."""
    return [
        Agreement(works[i], works[j], score, *row[:4])
        for (i, j), score, row in zip(pairs.tolist(), bits.tolist(), levels.tolist(), strict=True)
    ]
