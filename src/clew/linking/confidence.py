"""How often what each rule suggests is right, measured on labelled links.

A rule's links are told apart by a measure of how much speaks for them; the share of right ones
rises with it (isotonic regression, Barlow et al. 1972), and what is given is the lower end of what
the sample allows.
"""

from __future__ import annotations

# For each rule: (from what measure on, how often right), rising.
_RIGHT: dict[str, tuple[tuple[float, float], ...]] = {
    "in-text": ((0, 0.7),),
    "number-in-text": ((0, 0.4),),
    "data-in-text": ((0, 0.7),),
    "author-with-colleague": ((0, 0.95),),
    "author-on-subject": ((0, 0.85), (2, 0.95)),
    "author-in-venue": ((0, 0.8),),
}


def confidence(rule: str, measure: float = 0) -> float:
    """Return how often what a rule suggests is right.

    Parameters
    ----------
    measure: how much speaks for it, in the rule's own measure.
    """
    return next(right for least, right in reversed(_RIGHT[rule]) if measure >= least)
