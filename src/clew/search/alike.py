"""The words that a prefix or a fuzzy word stands for: they rank and are marked as if typed."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from clew.index import Engine, Query
from clew.index.query import Fuzzy, Prefix, leaves
from clew.model.folding import fold
from clew.search.stopwords import STOPWORDS
from clew.search.variants import share

_MOST = 32  # words that one stands for, the commonest
_MOST_LEAVES = 8
_MANY = 50_000  # words that are looked through for those that differ in letters


def with_alike(terms: dict[str, float], require: Query, engine: Engine) -> dict[str, float]:
    """Add to weighted terms what the prefixes and fuzzy words of a tree stand for.

    All that one of them stands for tells as much as one word that is as common.
    """
    weights = dict(terms)
    found = [leaf for leaf in leaves(require) if isinstance(leaf, Prefix | Fuzzy)]
    for leaf in found[:_MOST_LEAVES]:
        tokens = engine.analyse(leaf.text)
        for token in tokens[:-1]:  # the first word of "home-visit*"
            weights.setdefault(token.term, 1.0)
        for token in tokens[-1:]:
            words = _alike(leaf, leaf.text[token.start : token.end], engine)
            share([one.term for word in words for one in engine.analyse(word)], weights, engine)
    return weights


def _alike(leaf: Prefix | Fuzzy, letters: str, engine: Engine) -> list[str]:
    """The commonest of them that the index has; stopwords only if there is nothing else."""
    if isinstance(leaf, Prefix):
        found = engine.words_like(letters, 2 * _MOST)
    else:
        found = _near(fold(letters), leaf.distance, engine)
    counts = Counter[str]()
    for word, count in found:
        counts[word] += count  # words of variables come by themselves
    telling = counts.keys() - STOPWORDS
    return nsmallest(_MOST, telling or counts, key=lambda word: (-counts[word], word))


def _near(typed: str, most: int, engine: Engine) -> list[tuple[str, int]]:
    """Words that begin with the same letter, in which hardly anybody slips."""
    begun = engine.words_like(typed[:1], _MANY)
    words = [word for word, _ in begun]
    near = extract(typed, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [begun[at] for _, _, at in near]
