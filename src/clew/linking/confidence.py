"""How often what each rule suggests is right, measured on links labelled by reading.

Where a rule can tell how much speaks for a link, the share of right ones rises with that measure
(isotonic regression; Barlow et al. 1972); Laplace's rule of succession keeps small samples from
saying "always". The labels are in ``benchmarks/labels``, and ``benchmarks/linking.py`` prints what
they come to beside what is given here.
"""

from __future__ import annotations

# For each rule: (from what measure on, how often right), rising.
CONFIDENCE: dict[str, tuple[tuple[float, float], ...]] = {
    # What two records are to one another, by verdict.
    "judged-version": ((0, 0.9),),
    "judged-part": ((0, 0.95),),
    "judged-question": ((0, 0.2),),
    "judged-wave": ((0, 0.8),),  # by hand: too few of them to label
    # Words shared with the sentence, and pairs of them with the whole text.
    "author-year": ((0, 0.05), (1, 0.5), (3, 0.87)),
    "same-author": ((0, 0.5),),
    "author-named": ((0, 0.97),),
    "author-with-colleague": ((0, 0.95),),
    # Pairs of telling words shared with what the person's works are about.
    "author-on-subject": ((0, 0.9), (2, 0.95)),
    "author-in-venue": ((0, 0.9),),
    "award-stem": ((0, 0.92),),
    "in-text": ((0, 0.95),),
    # Too rare in what there was to label: set by hand, on the low side.
    # Periods that coincide to the day count twice; the first day, people and funder once.
    "same-title": ((0, 0.5), (1, 0.8), (2, 0.9)),
    "title-in-sentence": ((0, 0.5),),
    "title-taken-up": ((0, 0.4),),
    "number-in-text": ((0, 0.4),),
    "data-in-text": ((0, 0.6),),
}


def confidence(rule: str, measure: float = 0) -> float:
    """Return how often what a rule suggests is right.

    Parameters
    ----------
    measure: how much speaks for it, in the rule's own measure.
    """
    return next(right for least, right in reversed(CONFIDENCE[rule]) if measure >= least)
