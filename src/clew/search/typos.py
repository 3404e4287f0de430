"""Slips of the key: a word that hardly or never occurs, and the one that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from clew.index import Engine, Field
from clew.model.base import Value
from clew.search.stopwords import STOPWORDS
from clew.search.variants import PUNCTUATION, spellings

_SHORTEST = 4
_SHORT = 5  # up to here another letter makes another word: "stop", "step"
_MOST_WORDS = 10  # in a longer text the other words say enough, and rare ones are meant
_LONG = 8  # from this length on, two letters may be wrong
_MANY = 50_000
_RARE = 2  # texts; somebody else may have slipped in the same way
_COMMONER = 50  # times, for a word to be meant by one that does occur
# Where a rare word stands on purpose.
_DELIBERATE = (Field.TITLE, Field.PERSON, Field.ORGANISATION, Field.FUNDER, Field.KEYWORD)


class Correction(Value, frozen=True, kw_only=True):
    """A query as it was searched, and as it was typed.

    A page says: Showing results for ``showing``. Search instead for ``instead``.
    """

    showing: str
    instead: str


def correct(text: str, words: Sequence[str], engine: Engine) -> Correction | None:
    """Replace words that occur nowhere by the likeliest that do; ``None`` if there is nothing to.

    A word that does occur gives way only if it is rare, names nothing, and one like it is far
    commoner. Abbreviations stay, and so do long texts.

    Parameters
    ----------
    text: the whole query.
    words: those of it that are plain.
    """
    if len(words) > _MOST_WORDS:
        return None
    showing = text
    for word in dict.fromkeys(word.strip(PUNCTUATION) for word in words):
        if (meant := _meant(word, engine)) is not None:
            showing = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", meant, showing)
    return Correction(showing=showing, instead=text) if showing != text else None


def _meant(word: str, engine: Engine) -> str | None:
    typed = word.casefold()
    if len(typed) < _SHORTEST or not typed.isalpha() or typed in STOPWORDS or _shouted(word):
        return None
    terms = [token.term for token in engine.analyse(typed)]
    if len(terms) != 1:
        return None
    here = engine.frequency(terms[0]) + engine.unit_frequency(terms[0])
    if here > _RARE or any(engine.frequency(terms[0], field) for field in _DELIBERATE):
        return None
    allowed = 2 if len(typed) >= _LONG and not here else 1
    near = _near(typed, allowed, engine)
    best = min(near, default=None)
    if best is None or -best[1] < _COMMONER * here:
        return None
    return best[2] if not here or _differs(best[2], typed, terms[0], engine) else None


def _near(typed: str, allowed: int, engine: Engine) -> Iterator[tuple[int, int, str]]:
    """Yield words like one: the distance, the frequency below zero, and the word."""
    # As typed, with the first two letters changed round, or with the second in the third's place.
    begins = {typed[:2], typed[1::-1], typed[0] + typed[2]}
    for beginning in sorted(begins):
        for candidate, frequency in engine.words_like(beginning, _MANY):
            if (
                candidate == typed
                or candidate in STOPWORDS
                or abs(len(candidate) - len(typed)) > allowed
            ):
                continue
            distance = OSA.distance(typed, candidate, score_cutoff=allowed)
            if distance <= allowed and not _another(typed, candidate):
                yield distance, -frequency, candidate


def _shouted(word: str) -> bool:
    """``CATN``, but not a whole query in capitals, whose words are as long as others."""
    return word.isupper() and len(word) <= _SHORT


def _another(typed: str, candidate: str) -> bool:
    """Say whether two short words differ by a letter that stands for another."""
    same_letters = sorted(typed) == sorted(candidate)
    return len(typed) <= _SHORT and len(candidate) == len(typed) and not same_letters


def _differs(candidate: str, typed: str, term: str, engine: Engine) -> bool:
    """Say whether it is another word, and not this one in another form or spelling."""
    other = [token.term for token in engine.analyse(candidate)] != [term]
    return other and candidate not in spellings(typed)
