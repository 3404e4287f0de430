"""What the descriptions of a whole catalogue pass, and which of them fail what."""

from __future__ import annotations

from collections.abc import Iterable

from clew.export.fair.assess import Check, assess
from clew.export.item import Item
from clew.export.registry import WORKS
from clew.model.base import Value

_NAMED = 5  # of those that fail a check


class Failing(Value, frozen=True, kw_only=True):
    """A check that some fail: how many, and the ids of the first of them."""

    metric: str
    asks: str
    number: int
    first: tuple[str, ...]


class Survey(Value, frozen=True, kw_only=True):
    """How many works were checked, how many pass every check, and what the others fail."""

    checked: int
    passing: int
    failing: tuple[Failing, ...] = ()


def survey(items: Iterable[Item]) -> Survey:
    """Check every work; people, organisations and variables are none, and are passed over.

    Parameters
    ----------
    items: things with all that is known of them; one at a time is in memory.
    """
    checked = passing = 0
    failing: dict[tuple[str, str], Failing] = {}
    for item in items:
        if item.kind not in WORKS:
            continue
        checked += 1
        missed = [one for one in assess(item) if not one.passed]
        passing += not missed
        for one in missed:
            failing[one.metric, one.asks] = _and_one(failing, one, item.slug)
    most_first = sorted(failing.values(), key=lambda one: (-one.number, one.metric, one.asks))
    return Survey(checked=checked, passing=passing, failing=tuple(most_first))


def _and_one(failing: dict[tuple[str, str], Failing], check: Check, slug: str) -> Failing:
    before = failing.get((check.metric, check.asks))
    first = before.first if before else ()
    return Failing(
        metric=check.metric,
        asks=check.asks,
        number=before.number + 1 if before else 1,
        first=(*first, slug)[:_NAMED],
    )
