"""The seam behind which pairs of works are weighed; the gate that follows is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from clew.linking.matching.comparison import Levels
from clew.linking.matching.standing import WEIGHTS
from clew.linking.matching.weights import Bits, Floats, Weights
from clew.linking.matching.work import Work

ENOUGH = 500  # candidates; fewer teach nothing


class Candidates(NamedTuple):
    """Pairs of works that are worth comparing.

    ``pairs`` has a row of two positions in ``works`` for each, ``levels`` how far their fields
    agree as the gate sees it; a matcher may compare in its own way.
    """

    works: Sequence[Work]
    pairs: NDArray[np.int64]
    levels: Levels


class Scored(NamedTuple):
    """Pairs weighed: the bits of each, in their order, and what each field adds to one of them.

    Bits are the logarithm (base 2) of the odds that two works are one thing.
    """

    bits: Floats
    explain: Callable[[int], tuple[Bits, ...]]


class Matcher(Protocol):
    """Says how much speaks for pairs of works being one thing.

    ``name`` tells it from others; ``batch`` is how many records it is best given at once.
    """

    name: str
    batch: int

    def score(self, candidates: Candidates) -> Scored:
        """Weigh pairs.

        Raises
        ------
        MatcherError: when that cannot be done.
        """
        ...


class Own:
    """Weighs by levels of agreement (Fellegi and Sunter 1969): the default.

    Parameters
    ----------
    weights: what each level is worth.
    """

    name = "own"
    batch = 1_000

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self.weights = weights

    def score(self, candidates: Candidates) -> Scored:
        """Weigh pairs by the levels that they agree at."""
        levels = candidates.levels
        return Scored(self.weights.score(levels), lambda row: self.weights.explain(levels[row]))
