"""Weights learned without labels: expectation maximisation over the candidates' patterns.

What two different things agree in is learned inside the candidates: they share words already, so
that pairs drawn at random would make every agreement look like proof.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clew.linking.matching.comparison import FIELDS, MISSING, Levels
from clew.linking.matching.weights import Floats, Weights, weights_from

ROUNDS = 200
STILL = 1e-6  # change of the share of matches at which it has settled
_SMOOTH = 0.5  # of a pair, so that no level is impossible

# Where it starts from: one candidate in five, agreeing in most things.
_START = 0.2
_FIRST = 0.75  # of the level of full agreement; the rest is spread over the others


def learn(levels: Levels) -> Weights:
    """Learn weights from the levels of candidates, of which there must be some.

    After Dempster, Laird and Rubin (1977), and Winkler (1988) for this use of it.
    """
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    number = counts.astype(float)
    share = _START
    m = [_falling(len(kind)) for kind in FIELDS.values()]
    u = [_frequencies(patterns[:, i], number, len(k)) for i, k in enumerate(FIELDS.values())]
    for _ in range(ROUNDS):
        before = share
        same = _posterior(patterns, share, m, u)
        share = float(same @ number / number.sum())
        m = _estimate(patterns, number * same)
        u = _estimate(patterns, number * (1 - same))
        if abs(share - before) < STILL:
            break
    return weights_from(share, m, u)


def _falling(levels: int) -> Floats:
    rest = 0.5 ** np.arange(levels - 1)
    return np.array([1.0, _FIRST, *((1 - _FIRST) * rest / rest.sum())])


def _posterior(patterns: Levels, share: float, m: list[Floats], u: list[Floats]) -> Floats:
    odds = np.full(len(patterns), share / (1 - share))
    for column, (one, two) in enumerate(zip(m, u, strict=True)):
        odds *= (one / two)[patterns[:, column]]
    return np.asarray(odds / (1 + odds))


def _estimate(patterns: Levels, number: Floats) -> list[Floats]:
    return [_frequencies(patterns[:, i], number, len(k)) for i, k in enumerate(FIELDS.values())]


def _frequencies(column: NDArray[np.int8], number: Floats, levels: int) -> Floats:
    """Return how often each level occurs among pairs that state the field; 1 for "not stated"."""
    counted = np.bincount(column, weights=number, minlength=levels + 1).astype(np.float64)
    counted += _SMOOTH
    counted[1:] /= counted[1:].sum()
    counted[MISSING] = 1.0
    return counted
