"""Nothing found: what to give up, and what each would give."""

from __future__ import annotations

from collections.abc import Iterator

from clew.index import Engine, Filters, Query
from clew.index.query import And, Everything, Or, Phrase, Terms, both
from clew.search.answer import Loosening
from clew.search.why import described

_MOST = 6


def loosenings(
    require: Query, matching: Query, filters: Filters, engine: Engine
) -> tuple[Loosening, ...]:
    """Return what would find something if it were given up, the fullest first.

    Parameters
    ----------
    require: what the query requires.
    matching: what results match, filters apart.
    filters: what was chosen.
    """
    found = [
        Loosening(without=words, count=count)
        for words, tree, left in _ways(require, matching, filters, engine)
        if (count := engine.count(tree, left))
    ]
    return tuple(sorted(found, key=lambda way: (-way.count, way.without))[:_MOST])


def _ways(
    require: Query, matching: Query, filters: Filters, engine: Engine
) -> Iterator[tuple[str, Query, Filters]]:
    for facet, values in filters.chosen.items():
        if values:
            yield f"{facet} is {' or '.join(values)}", matching, filters.without(facet)
    for span in dict.fromkeys(one.span for one in filters.spans):
        ranges = [described(one) for one in filters.spans if one.span == span]
        yield " or ".join(ranges), matching, filters.without(span)
    parts = require.parts if isinstance(require, And) else (require,)
    for part in parts:
        if isinstance(part, Everything):
            continue
        rest = both(*(other for other in parts if other is not part))
        if not isinstance(rest, Everything):
            yield described(part), rest, filters
        if isinstance(part, Phrase) and (words := _any_word(part, engine)):
            yield f"the quotes of “{part.text}”", both(rest, words), filters


def _any_word(phrase: Phrase, engine: Engine) -> Query | None:
    terms = tuple(dict.fromkeys(token.term for token in engine.analyse(phrase.text)))
    return Or((Terms(terms),)) if len(terms) > 1 else None
