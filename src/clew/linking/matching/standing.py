"""The weights that the catalogue judges by, so that a pair's verdict depends on the pair alone.

Rounded from what :mod:`clew.linking.matching.learning` learned without labels from 107,000
candidate pairs among the 42,530 publications of the UKRI Gateway to Research (April 2018) and
16,000 among the records of DBLP and ACM. Neither states descriptions, so what those are worth is
set by hand.
"""

from clew.linking.matching.weights import Weights

WEIGHTS = Weights(
    prior=-2.18,
    fields={
        "title": (9.86, 3.88, 4.61, 3.62, 3.44, 0.02, -2.15),
        "people": (5.72, 2.23, 0.54, 0.97, -1.11, -2.19),
        "year": (2.52, -0.56, -1.95, -3.65),
        "venue": (2.94, 2.31, 1.06, -3.14),
        "description": (4.0, 1.0, -2.0),
    },
)
