"""Makes of resources what exports are given: each with what it is tied to; and takes them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from clew.catalogue import Catalogue
from clew.catalogue.ends import End
from clew.export import Item, Tie
from clew.linking import thread
from clew.search import Answer

BATCH = 100  # resources in memory at once
PAGE = 100  # results asked for at once
# Every result by itself, and nothing cut from its text.
BARE = {"fold": False, "snippet": 0, "passages": 0}


def items(catalogue: Catalogue, numbers: Iterable[int]) -> Iterator[Item]:
    """Yield the resources with these numbers, in their order; those that are gone are left out.

    Parameters
    ----------
    numbers: of resources; any number of them, of which only some are in memory at once.
    """
    waiting = iter(numbers)
    while batch := list(islice(waiting, BATCH)):
        yield from _batch(catalogue, batch)


def by_number(catalogue: Catalogue, numbers: Iterable[int]) -> dict[int, Item]:
    """Return the resources with these numbers, each under its own; those that are gone are not."""
    found = items(catalogue, numbers)
    return {item.resource.number: item for item in found if item.resource}


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


def everything(catalogue: Catalogue) -> Iterator[Item]:
    """Yield every resource that anybody described; what is known from citations alone is none."""
    found = items(catalogue, catalogue.resources.changed_since(0))
    return (item for item in found if item.resource and not item.resource.only_cited)


def named(catalogue: Catalogue, names: Iterable[str], *, threads: bool = False) -> Iterator[int]:
    """Yield the numbers of resources, each once.

    Parameters
    ----------
    names: their ids, or identifiers in any spelling.
    threads: all that is on their threads as well.

    Raises
    ------
    NotFound: when there is no such resource.
    """
    seen: set[int] = set()
    for name in names:
        beads = [bead.id for bead in thread(catalogue, name).beads] if threads else [name]
        fresh = dict.fromkeys(catalogue.resources.number(bead) for bead in beads)
        yield from (number for number in fresh if number not in seen)
        seen.update(fresh)


def results(search: Callable[..., Answer]) -> Iterator[int]:
    """Yield the numbers of all results of a search, best first, a page at a time.

    Parameters
    ----------
    search: takes ``limit``, ``offset`` and ``settings``; all else is settled.
    """
    offset = 0
    while True:
        answer = search(limit=PAGE, offset=offset, settings=BARE)
        yield from (hit.number for hit in answer.hits)
        if answer.next is None or not answer.hits:
            return
        offset += PAGE
