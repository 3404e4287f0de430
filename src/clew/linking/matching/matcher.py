"""The engine as a whole: works in, judged pairs and clusters out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clew.linking.matching.blocking import keys_of, neighbours, pairs
from clew.linking.matching.clustering import Clusters, Edge, one_to_one, unambiguous
from clew.linking.matching.comparison import Levels, compare
from clew.linking.matching.learning import learn
from clew.linking.matching.scoring import ENOUGH, Candidates, Matcher, Own
from clew.linking.matching.verdict import Judged, Verdict, agreements, judge
from clew.linking.matching.work import Work

PLAINLY = -6.0  # bits: without a rival on either side only weights plainly against it count


class Matches(NamedTuple):
    """Candidate pairs by position, with their levels, bits and verdicts, and who weighed them."""

    pairs: NDArray[np.int64]
    levels: Levels
    bits: NDArray[np.float64]
    judged: list[Judged]
    matcher: Matcher

    def edges(self) -> list[Edge]:
        """Return the pairs judged the same."""
        rows = zip(self.pairs.tolist(), self.bits.tolist(), self.judged, strict=True)
        return [Edge(i, j, bits) for (i, j), bits, j_ in rows if j_.verdict == Verdict.SAME]

    def apart(self) -> dict[int, set[int]]:
        """Return for each work the candidates judged to be something else."""
        found: dict[int, set[int]] = defaultdict(set)
        for (i, j), judged in zip(self.pairs.tolist(), self.judged, strict=True):
            if judged.verdict not in (Verdict.SAME, Verdict.QUESTION):
                found[i].add(j)
                found[j].add(i)
        return found


def match(works: Sequence[Work], matcher: Matcher | None = None) -> Matches:
    """Compare all works that are worth comparing.

    Parameters
    ----------
    works: of one kind, from any number of sources.
    matcher: who weighs them; when not given, our own, which learns from them if they are many.

    Raises
    ------
    MatcherError: when the matcher fails.
    """
    found = pairs(keys_of(works))
    levels = compare(works, found).levels
    matcher = matcher or (_learned(works, levels) if len(found) >= ENOUGH else Own())
    bits = matcher.score(Candidates(works, found, levels)).bits
    judged = [judge(pair) for pair in agreements(works, found, levels, bits)]
    return Matches(found, levels, bits, judged, matcher)


def _learned(works: Sequence[Work], levels: Levels) -> Own:
    """Return a matcher with weights learned from candidates, and from what but shares a word."""
    return Own(learn(np.concatenate([levels, compare(works, neighbours(works)).levels])))


def clusters(matches: Matches) -> list[tuple[int, ...]]:
    """Return the sets of works that are one thing, each sorted, singletons left out."""
    apart = matches.apart()
    edges = sorted(unambiguous(matches.edges(), apart), key=lambda e: (-e.bits, e.one, e.two))
    joined = Clusters(apart)
    for edge in edges:
        joined.join(edge.one, edge.two)
    ends = {end for edge in edges for end in edge[:2]}
    return sorted({tuple(sorted(joined.of(end))) for end in ends if len(joined.of(end)) > 1})


def partners(matches: Matches, left: int) -> list[Edge]:
    """Return who matches whom between two sources that hold no duplicates of their own.

    Parameters
    ----------
    left: how many of the works, the first ones, come from the one source.
    """
    rows = zip(matches.pairs.tolist(), matches.bits.tolist(), strict=True)
    across = (Edge(i, j, bits) for (i, j), bits in rows if i < left <= j and bits >= PLAINLY)
    return one_to_one(across)
