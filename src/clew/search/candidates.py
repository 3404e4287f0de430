"""Resources that may be results, and the one score made of words and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Candidate:
    """A resource that may be a result, and what speaks for it.

    ``words`` is its BM25 score or, where higher, that of its best passage; ``similarity`` the
    greatest cosine of any of its vectors, unless it has none yet, and ``drawn`` the same to the
    query as drawn towards the best results; the shares are what each adds to the score. ``units``
    holds the BM25 scores of its passages that were found.
    """

    number: int
    words: float = 0.0
    similarity: float | None = None
    drawn: float | None = None
    score: float = 0.0
    words_share: float = 0.0
    meaning_share: float = 0.0
    identifier_share: float = 0.0
    units: dict[int, float] = field(default_factory=dict)


def fuse(candidates: Iterable[Candidate], meaning_weight: float) -> list[Candidate]:
    """Score by words and meaning, each stretched from 0 to 1 over the candidates; best first.

    One without a vector is scored by its words alone, so that it neither gains nor loses.
    """
    found = list(candidates)
    words = _stretched([candidate.words for candidate in found])
    known = [c.drawn for c in found if c.drawn is not None]
    near = iter(_stretched(known))
    for candidate, by_words in zip(found, words, strict=True):
        weight = 0.0 if candidate.drawn is None else meaning_weight
        candidate.words_share = (1 - weight) * by_words
        candidate.meaning_share = weight * next(near) if weight else 0.0
        candidate.score = candidate.words_share + candidate.meaning_share
    return sorted(found, key=lambda c: (-c.score, c.number))


def _stretched(values: Sequence[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high <= low:
        return [1.0 if high > 0 else 0.0] * len(values)
    return [(value - low) / (high - low) for value in values]
