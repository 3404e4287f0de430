"""Makes of resources what exports are given: each with what it is tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from clew.catalogue import Catalogue
from clew.catalogue.ends import End
from clew.export import Item, Tie

BATCH = 100  # resources in memory at once


def items(catalogue: Catalogue, numbers: Iterable[int]) -> Iterator[Item]:
    """Yield the resources with these numbers, in their order; those that are gone are left out.

    Parameters
    ----------
    numbers: of resources; any number of them, of which only some are in memory at once.
    """
    waiting = iter(numbers)
    while batch := list(islice(waiting, BATCH)):
        yield from _batch(catalogue, batch)


def _batch(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[Item]:
    found = {one.number: one for one in catalogue.resources.many(numbers)}
    ties: dict[int, list[Tie]] = defaultdict(list)
    for end in catalogue.ends.of(list(found)):
        ties[end.of].append(_tie(end))
    for number in numbers:
        if number in found:
            yield Item(resource=found[number], ties=tuple(ties[number]))


def _tie(end: End) -> Tie:
    return Tie(
        type=end.type,
        state=end.state,
        slug=end.slug,
        kind=end.kind,
        title=end.title or end.slug,
        identifiers=end.identifiers,
        inverse=end.inverse,
        confidence=end.confidence,
    )
