"""Weights of evidence after Fellegi and Sunter (1969): bits for and against, field by field."""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from clew.linking.matching.comparison import FIELDS, MISSING, Levels

Floats = NDArray[np.float64]


class Bits(msgspec.Struct, frozen=True):
    """What one field says of a pair: its level in words, and bits for (above 0) or against."""

    field: str
    level: str
    bits: float


class Weights(msgspec.Struct, frozen=True):
    """What each level of each field is worth, in bits, and the odds to begin with.

    ``prior`` is the logarithm (base 2) of the odds that a candidate pair is one thing;
    ``fields`` has the bits of a field's levels from 1 up. What is not stated says nothing.
    """

    prior: float
    fields: dict[str, tuple[float, ...]]

    def score(self, levels: Levels) -> Floats:
        """Return each pair's bits in all, the prior included."""
        total = np.full(len(levels), self.prior)
        for column, field in enumerate(FIELDS):
            total += np.array([0.0, *self.fields[field]])[levels[:, column]]
        return total

    def explain(self, levels: Levels) -> tuple[Bits, ...]:
        """Return what each field says of one pair, given its row of levels."""
        return tuple(
            Bits(field, kind(level).name.replace("_", " ").lower(), self.fields[field][level - 1])
            for (field, kind), level in zip(FIELDS.items(), levels.tolist(), strict=True)
            if level != MISSING
        )


def probability(bits: float) -> float:
    """Return the probability that odds of so many bits stand for."""
    return 1 / (1 + math.exp2(-max(-60.0, min(60.0, bits))))


def weights_from(prior: float, m: list[Floats], u: list[Floats]) -> Weights:
    """Make weights of the share of matches at the start, and of each field's levels in both."""
    fields = {
        field: tuple(round(math.log2(a / b), 3) for a, b in zip(one[1:], two[1:], strict=True))
        for field, one, two in zip(FIELDS, m, u, strict=True)
    }
    return Weights(prior=round(math.log2(prior / (1 - prior)), 3), fields=fields)
