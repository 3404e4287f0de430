"""More like this: a query made from a whole text."""

from __future__ import annotations

from collections import Counter

from clew.index import Engine
from clew.index.query import Not, Numbers, both
from clew.search.plan import Plan, rarity
from clew.search.stopwords import STOPWORDS

_TERMS = 25
_SHORTEST = 3


def plan_like(text: str, engine: Engine, number: int | None = None) -> Plan:
    """Make a plan of the words that tell most of a text.

    Parameters
    ----------
    text: any text; its beginning is what its meaning is taken from.
    number: the resource it is the text of, which is no result.
    """
    counts = Counter(
        token.term
        for token in engine.analyse(text)
        if len(token.term) >= _SHORTEST and token.term not in STOPWORDS
    )
    weights = {
        term: count * rarity(frequency, engine.size)
        for term, count in counts.items()
        if (frequency := engine.frequency(term))
    }
    telling = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    others = Not(Numbers((number,))) if number is not None else None
    return Plan(
        terms={term: float(counts[term]) for term in telling},
        pairs={},
        require=both(*((others,) if others else ())),
        open_ended=True,
        meaning=text,
    )
