"""Results in another order than by score."""

from __future__ import annotations

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


def ordered(searcher: Searcher, query: Query, order: Order, limit: int) -> list[tuple[int, object]]:
    """Return the first results and what each was ordered by; ``None`` comes last."""
    name, direction = _FIELDS[order]
    limit = min(limit, searcher.num_docs)
    if limit < 1:
        return []
    hits = searcher.search(query, limit, count=False, order_by_field=name, order=direction).hits
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    return [(int(number or 0), value) for number, (value, _) in zip(numbers, hits, strict=True)]
