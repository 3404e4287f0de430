"""Slips of the key: a word that does not occur, and the one that was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from clew.index import Engine
from clew.model.base import Value
from clew.search.stopwords import STOPWORDS

_SHORTEST = 4
_LONG = 8  # from this length on, two letters may be wrong
_MANY = 50_000
_BEGINNING = 2  # letters that are taken to be right, in one order or the other


class Correction(Value, frozen=True, kw_only=True):
    """A query as it was searched, and as it was typed.

    A page says: Showing results for ``showing``. Search instead for ``instead``.
    """

    showing: str
    instead: str


def correct(text: str, words: Sequence[str], engine: Engine) -> Correction | None:
    """Replace words that occur nowhere by the likeliest that do; ``None`` if there is nothing to.

    Parameters
    ----------
    text: the whole query.
    words: those of it that are plain.
    """
    showing = text
    for word in dict.fromkeys(words):
        if (meant := _meant(word, engine)) is not None:
            showing = showing.replace(word, meant)
    return Correction(showing=showing, instead=text) if showing != text else None


def _meant(word: str, engine: Engine) -> str | None:
    typed = word.casefold()
    if len(typed) < _SHORTEST or not typed.isalpha() or typed in STOPWORDS:
        return None
    terms = engine.analyse(typed)
    if len(terms) != 1 or engine.frequency(terms[0].term) or engine.unit_frequency(terms[0].term):
        return None
    allowed = 2 if len(typed) >= _LONG else 1
    begin = typed[:_BEGINNING]
    pool = [
        pair
        for beginning in {begin, begin[::-1]}
        for pair in engine.words_like(beginning, _MANY)
        if abs(len(pair[0]) - len(typed)) <= allowed
    ]
    near = (
        (OSA.distance(typed, candidate, score_cutoff=allowed), -frequency, candidate)
        for candidate, frequency in pool
    )
    best = min((found for found in near if found[0] <= allowed), default=None)
    return best[2] if best else None
