"""Results in another order than by score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from heapq import merge
from typing import Any

from tantivy import Order as Direction
from tantivy import Query, Searcher

from clew.index.engine import Order

_FIELDS = {
    Order.NEWEST: ("published", Direction.Desc),
    Order.OLDEST: ("published", Direction.Asc),
    Order.TITLE: ("by_title", Direction.Asc),
    Order.AMOUNT: ("amount", Direction.Desc),
    Order.START: ("since", Direction.Asc),
}
_Found = tuple[int, object]


def ordered(searchers: Sequence[Searcher], query: Query, order: Order, limit: int) -> list[_Found]:
    """Return the first results and what each was ordered by; ``None`` comes last."""
    _, direction = _FIELDS[order]
    sign = -1 if direction == Direction.Desc else 1

    def compare(one: tuple[int, Any], other: tuple[int, Any]) -> int:
        a, b = one[1], other[1]
        if a is None or b is None:
            return (a is None) - (b is None)
        return sign * (int(a > b) - int(a < b))

    found = (_first(searcher, query, order, limit) for searcher in searchers)
    return list(merge(*found, key=cmp_to_key(compare)))[:limit]


def _first(searcher: Searcher, query: Query, order: Order, limit: int) -> list[_Found]:
    name, direction = _FIELDS[order]
    limit = min(limit, searcher.num_docs)
    if limit < 1:
        return []
    hits = searcher.search(query, limit, count=False, order_by_field=name, order=direction).hits
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    return [(int(number or 0), value) for number, (value, _) in zip(numbers, hits, strict=True)]
