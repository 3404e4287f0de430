"""Invented catalogues of any size: Zipf-distributed words, lengths as real records have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from clew.index import Entry

KINDS = ("dataset", "award", "thesis", "course", "publication", "software")
_SHARES = (0.15, 0.1, 0.04, 0.01, 0.6, 0.1)
_SYLLABLES = (
    *("ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lu", "me", "no", "pa", "qui", "ra"),
    *("so", "ti", "vu", "we", "xa", "zy", "str", "ent", "ing", "al"),
)
_VOCABULARY = 60_000
_EXPONENT = 1.07
_WORDS = 110  # the mean of a description
_CHUNK = 2_000
_TOPICS = 400
_FIRST_DAY = date(1960, 1, 1).toordinal()
_LAST_DAY = date(2025, 1, 1).toordinal()


class Invented:
    """A catalogue of ``size`` entries, the same for the same seed.

    Half the words of an entry come from its topic, so that words go together as they do in life.
    """

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self._seed = seed
        random = np.random.default_rng(seed)
        self.words = _vocabulary(random)
        weights = 1 / np.arange(1, _VOCABULARY + 1) ** _EXPONENT
        self._cumulative = np.cumsum(weights / weights.sum())
        self._topics = random.integers(50, _VOCABULARY, (_TOPICS, 60))

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in order, the same each time."""
        random = np.random.default_rng((self._seed, 1))
        for start in range(0, self.size, _CHUNK):
            count = min(_CHUNK, self.size - start)
            yield from self._chunk(random, start, count)

    def vectors(self, dimensions: int) -> Iterator[NDArray[np.float32]]:
        """Yield unit vectors in chunks, gathered round one centre for each topic."""
        random = np.random.default_rng(2)
        centres = random.normal(size=(_TOPICS, dimensions)).astype(np.float32)
        for start in range(0, self.size, 20_000):
            count = min(20_000, self.size - start)
            noise = random.normal(size=(count, dimensions)).astype(np.float32)
            made = centres[(np.arange(start, start + count) * 7919) % _TOPICS] + noise
            yield made / np.linalg.norm(made, axis=1, keepdims=True)

    def queries(self, count: int) -> list[str]:
        """Return questions of two to six words, most of them of one topic."""
        random = np.random.default_rng(3)
        made = []
        for _ in range(count):
            topic = self._topics[random.integers(_TOPICS)]
            own = random.choice(topic, random.integers(1, 5), replace=False)
            common = np.searchsorted(self._cumulative, random.random(random.integers(1, 3)))
            made.append(" ".join(self.words[at] for at in (*own, *common)))
        return made

    def _chunk(self, random: np.random.Generator, start: int, count: int) -> Iterator[Entry]:
        lengths = np.maximum(random.lognormal(np.log(_WORDS), 0.5, count).astype(int), 5)
        total = int(lengths.sum()) + 10 * count
        drawn = np.searchsorted(self._cumulative, random.random(total))
        kinds = random.choice(len(KINDS), count, p=_SHARES)
        days = random.integers(_FIRST_DAY, _LAST_DAY, (count, 2))
        at = 0
        for index in range(count):
            number, length = start + index + 1, int(lengths[index]) + 10
            topic = (number - 1) * 7919 % _TOPICS
            picked = drawn[at : at + length].copy()
            own = random.random(length) < 0.3
            picked[own] = self._topics[topic][random.integers(0, 60, int(own.sum()))]
            at += length
            words = [self.words[word] for word in picked]
            yield self._entry(number, words, KINDS[kinds[index]], days[index])

    def _entry(self, number: int, words: list[str], kind: str, days: NDArray[np.int64]) -> Entry:
        title, description = " ".join(words[:10]), " ".join(words[10:])
        people = tuple(f"Person {number * step % 90_001}" for step in (3, 17))
        return Entry(
            number=number,
            slug=f"{kind}-{number}",
            revision=number,
            kind=kind,
            title=title,
            titles=(title,),
            text=f"{title}\n{description}\n{' '.join(people)}",
            description=description,
            people=people,
            organisations=(f"University {number * 31 % 600}",),
            funders=(f"Funder {number * 13 % 40}",) if number % 3 else (),
            keywords=tuple(f"keyword {number * step % 5_003}" for step in (7, 11, 29)),
            sources=(f"source {number % 10}",),
            published=int(days[0]),
            since=int(days.min()) if number % 2 else None,
            until=int(days.min()) + 900 if number % 2 else None,
            access=("open", "safeguarded", None)[number % 3],
            language="en",
        )


def _vocabulary(random: np.random.Generator) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY:
        parts = random.choice(_SYLLABLES, random.integers(2, 5))
        made["".join(parts)] = None
    return list(made)
