"""Which pairs are worth comparing: those that share a key.

A key is a number made of a work's own words, so that whether two works share one does not depend
on what else there is, and one more work is compared with its own candidates only. Keys of MinHash
(Broder 1997) in bands (Indyk and Motwani 1998): titles that share 80 % of their words have a key in
common in 99.3 % of cases, titles that share fewer than three words have none, however many titles
those words stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from clew.linking.matching.work import Work

CROWD = 60  # works; a key that more share says too little to compare them all
TELLING = 3  # words; a shorter title makes keys only together with a person
NAMED = 5  # people whose names make keys

Numbers = NDArray[np.uint64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(0x100000001B3)
_LAST = np.uint64(2**64 - 1)


class _Bands:
    """MinHash keys: ``bands`` keys, each of the ``rows`` smallest hashes under an order of its own.

    The smallest under one order are those of different shingles, so that no key is made of a
    single word: the more titles there are, the more would share that.
    """

    def __init__(self, bands: int, rows: int, seed: int) -> None:
        orders = np.random.default_rng(seed).integers(0, 2**63, (bands, 2), dtype=np.uint64)
        self._orders, self._rows, self._seed = orders, rows, np.uint64(seed)

    def keys(self, shingles: Sequence[Sequence[str]]) -> Numbers:
        """Return a row of keys for each list of shingles, none of which may be empty."""
        flat = np.array([_hash(s) for some in shingles for s in some], dtype=np.uint64)
        lengths = np.array([len(some) for some in shingles])
        starts = np.cumsum(lengths) - lengths
        found = []
        for band, (factor, term) in enumerate(self._orders):
            hashes = _mix(flat * (factor | np.uint64(1)) + term)
            key = np.full(len(starts), np.uint64(band) + self._seed)
            for _ in range(self._rows):
                smallest = np.minimum.reduceat(hashes, starts)
                key = _mix((key ^ smallest) * _FOLD)
                hashes[hashes == np.repeat(smallest, lengths)] = _LAST
            found.append(key)
        return np.stack(found, axis=1)


_BY_WORD = _Bands(bands=8, rows=3, seed=1)
_BY_LETTERS = _Bands(bands=4, rows=7, seed=2)
_BY_ANY_WORD = _Bands(bands=4, rows=1, seed=3)


def keys_of(works: Sequence[Work]) -> list[list[int]]:
    """Return each work's keys, as signed 48-bit numbers: what SQLite keeps in six bytes."""
    found: list[list[int]] = [_named_keys(work) for work in works]
    telling = [i for i, work in enumerate(works) if len(work.words) >= TELLING]
    if telling:
        by_word = _BY_WORD.keys([works[i].words for i in telling])
        by_letters = _BY_LETTERS.keys([_trigrams(works[i]) for i in telling])
        rows = np.concatenate([by_word, by_letters], axis=1).view(np.int64) >> 16
        for i, row in zip(telling, rows.tolist(), strict=True):
            found[i] += row
    return [sorted(set(keys)) for keys in found]


def _named_keys(work: Work) -> list[int]:
    """Return keys of a person and a first word: for short titles, and shortened ones."""
    names = {person.family for person in work.people[:NAMED] if person.family}
    # Few come again: kept like words, they would be most of what is kept, and drive words out.
    return [(_digest(f"{name}|{word}") - 2**63) >> 16 for name in names for word in work.words[:2]]


def _trigrams(work: Work) -> list[str]:
    text = " ".join(work.words)
    return [text[i : i + 3] for i in range(max(1, len(text) - 2))]


def pairs(
    keys: Sequence[Sequence[int]], comparable: Callable[[int, int], bool] = lambda one, two: True
) -> NDArray[np.int64]:
    """Return the pairs of positions that share a key, each once, lower position first.

    Parameters
    ----------
    keys: the keys of each work.
    comparable: says of two positions whether the pair is wanted at all.
    """
    lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    owners = np.repeat(np.arange(len(keys)), lengths)
    flat = np.fromiter((k for some in keys for k in some), dtype=np.int64, count=lengths.sum())
    order = np.lexsort((owners, flat))
    flat, owners = flat[order], owners[order]
    edges = np.flatnonzero(np.diff(flat)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(flat)]])
    found: set[int] = set()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if 1 < end - start <= CROWD:
            block = owners[start:end].tolist()
            found.update(
                (one << 32) | two
                for position, one in enumerate(block)
                for two in block[position + 1 :]
                if comparable(one, two)
            )
    return _unpacked(found)


def neighbours(works: Sequence[Work]) -> NDArray[np.int64]:
    """Return pairs of positions whose titles share a word, each once, lower position first.

    They are for learning what different things agree in: of candidates, which share much, too few
    are different. Four pairs for each work at most: itself and the next that has a word.
    """
    worded = [i for i, work in enumerate(works) if work.words]
    found: set[int] = set()
    keys = _BY_ANY_WORD.keys([works[i].words for i in worded]) if worded else np.empty((0, 0))
    for column in keys.T.tolist():
        titled = sorted(zip(column, (works[i].title for i in worded), worded, strict=True))
        for (key, _, one), (same, _, two) in pairwise(titled):
            if key == same:
                found.add((min(one, two) << 32) | max(one, two))
    return _unpacked(found)


def _unpacked(found: set[int]) -> NDArray[np.int64]:
    packed = np.array(sorted(found), dtype=np.int64)
    return np.stack([packed >> 32, packed & 0xFFFFFFFF], axis=1)


def _mix(numbers: Numbers) -> Numbers:
    mixed = (numbers ^ (numbers >> np.uint64(31))) * _SPREAD
    return np.asarray(mixed ^ (mixed >> np.uint64(29)))


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


_hash = lru_cache(maxsize=2**18)(_digest)
