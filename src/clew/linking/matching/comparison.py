"""How far two works agree, field by field, as levels that weights can be learned for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from clew.linking.matching.blocking import TELLING
from clew.linking.matching.work import Work
from clew.linking.names import PersonName

Levels = NDArray[np.int8]

T = TypeVar("T")

MISSING = 0  # of every field: one side or both do not state it
CHUNK = 65_536  # pairs compared at a time


class Title(IntEnum):
    """How alike two titles are; short ones ("Introduction") are told apart from telling ones."""

    SAME = 1
    SAME_SHORT = 2
    NEAR = 3
    CONTAINED = 4
    CLOSE = 5
    ALIKE = 6
    OTHER = 7


class People(IntEnum):
    """How many of the shorter list of people the other list has.

    All of several tells more than the only one; a family name may be shared, or misspelt, where
    no given name agrees.
    """

    ALL = 1
    THE_ONLY = 2
    HALF = 3
    SOME = 4
    FAMILY = 5
    NONE = 6


class Year(IntEnum):
    """How far apart two years are."""

    SAME = 1
    NEXT = 2
    NEAR = 3
    OTHER = 4


class Venue(IntEnum):
    """How alike the names of two journals, proceedings or books are."""

    SAME = 1
    SHORTENED = 2
    PARTLY = 3
    OTHER = 4


class Description(IntEnum):
    """How alike the beginnings of two descriptions are."""

    SAME = 1
    ALIKE = 2
    OTHER = 3


FIELDS: dict[str, type[IntEnum]] = {
    "title": Title,
    "people": People,
    "year": Year,
    "venue": Venue,
    "description": Description,
}


class Compared(NamedTuple):
    """Pairs compared: a row of levels for each, in the order of :data:`FIELDS`, and how alike
    their titles are from 0 to 1."""

    levels: Levels
    titles: NDArray[np.float32]


def compare(works: Sequence[Work], pairs: NDArray[np.int64]) -> Compared:
    """Compare pairs of works, given by position."""
    parts = [_compare(works, pairs[i : i + CHUNK]) for i in range(0, len(pairs), CHUNK)]
    if not parts:
        return Compared(np.zeros((0, len(FIELDS)), np.int8), np.zeros(0, np.float32))
    return Compared(
        np.concatenate([part.levels for part in parts]),
        np.concatenate([part.titles for part in parts]),
    )


def _compare(works: Sequence[Work], pairs: NDArray[np.int64]) -> Compared:
    ones = [works[i] for i in pairs[:, 0].tolist()]
    twos = [works[i] for i in pairs[:, 1].tolist()]
    titles = _alike([one.title for one in ones], [two.title for two in twos])
    rows = zip(ones, twos, titles.tolist(), strict=True)
    columns = (
        [_title(one, two, alike) for one, two, alike in rows],
        _column(_people, (one.people for one in ones), (two.people for two in twos)),
        _column(_year, (one.year for one in ones), (two.year for two in twos)),
        _venues([one.venue for one in ones], [two.venue for two in twos]),
        _descriptions([one.description for one in ones], [two.description for two in twos]),
    )
    return Compared(np.array(columns, dtype=np.int8).T, titles)


def _alike(ones: Sequence[str], twos: Sequence[str]) -> NDArray[np.float32]:
    return np.asarray(cpdist(ones, twos, scorer=Indel.normalized_similarity, dtype=np.float32))


def _column(level: Callable[[T, T], int], ones: Iterable[T], twos: Iterable[T]) -> list[int]:
    return [level(one, two) for one, two in zip(ones, twos, strict=True)]


def _title(one: Work, two: Work, alike: float) -> int:
    if not one.title or not two.title:
        return MISSING
    if one.words == two.words:
        return Title.SAME if telling(one) else Title.SAME_SHORT
    if alike >= 0.95:
        return Title.NEAR
    if _contains(one, two) or _contains(two, one):
        return Title.CONTAINED
    if alike >= 0.85:
        return Title.CLOSE
    shared = len(set(one.words) & set(two.words))
    longer = max(len(one.words), len(two.words))
    return Title.ALIKE if alike >= 0.7 or 2 * shared >= longer else Title.OTHER


def telling(work: Work) -> bool:
    """Say whether a title has words enough to tell its work from others."""
    return len(work.words) >= TELLING and not work.generic


def _contains(long: Work, short: Work) -> bool:
    """Say whether one title is the other with something before or after it."""
    return len(short.words) < len(long.words) and (
        long.title.startswith(short.title + " ") or long.title.endswith(" " + short.title)
    )


def _by_length(one: Sequence[T], other: Sequence[T]) -> list[Sequence[T]]:
    """Return the shorter list and the longer, in the same order whichever is given first."""
    return sorted((one, other), key=lambda some: (len(some), some))


def _people(ones: Sequence[PersonName], twos: Sequence[PersonName]) -> int:
    if not ones or not twos:
        return MISSING
    few, many = _by_length(ones, twos)
    shared = sum(any(one.may_be(two) for two in many) for one in few)
    if shared == len(few):
        return People.ALL if shared > 1 else People.THE_ONLY
    if shared:
        return People.HALF if 2 * shared >= len(few) else People.SOME
    named_alike = any(ratio(one.family, two.family) >= 80 for one in few for two in many)
    return People.FAMILY if named_alike else People.NONE


def _year(one: int | None, two: int | None) -> int:
    if one is None or two is None:
        return MISSING
    apart = abs(one - two)
    return (Year.SAME, Year.NEXT, Year.NEAR, Year.NEAR)[apart] if apart < 4 else Year.OTHER


def _venues(ones: Sequence[str], twos: Sequence[str]) -> list[int]:
    alike = _alike(ones, twos).tolist()
    return [_venue(*row) for row in zip(ones, twos, alike, strict=True)]


def _venue(one: str, two: str, alike: float) -> int:
    if not one or not two:
        return MISSING
    if alike >= 0.9:
        return Venue.SAME
    # "Workshop 2013" and "Conference 2013" share nothing but the year.
    few, many = _by_length(_letters(one), _letters(two))
    letters = "".join(word[0] for word in many)
    if "".join(few) in letters or set(few) <= set(many):
        return Venue.SHORTENED
    # Journals are shortened word by word: "Trans. Database Syst."
    shared = sum(any(long.startswith(short) for long in many) for short in few if len(short) > 2)
    return Venue.PARTLY if 2 * shared >= len(few) else Venue.OTHER


def _letters(text: str) -> list[str]:
    return [word for word in text.split() if not word.isdigit()] or text.split()


def _descriptions(ones: Sequence[str], twos: Sequence[str]) -> list[int]:
    alike = _alike(ones, twos).tolist()
    return [
        MISSING
        if not one or not two
        else Description.SAME
        if share >= 0.9
        else Description.ALIKE
        if share >= 0.6
        else Description.OTHER
        for one, two, share in zip(ones, twos, alike, strict=True)
    ]
