"""Follows links from a resource as far as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clew.catalogue import Catalogue
from clew.linking.family import gathered
from clew.model import Bead, Kind, Link, LinkState, LinkType, Resource, Thread

Neighbours = Callable[[list[int]], set[int]]

DEPTH = 3  # links away from where it starts
WIDTH = 200  # resources; a large award has thousands of outputs
_PASSED = frozenset({Kind.ORGANISATION, Kind.VARIABLE})


def thread(
    catalogue: Catalogue,
    name: str,
    depth: int = DEPTH,
    width: int = WIDTH,
    *,
    types: Sequence[LinkType] = (),
    min_confidence: float = 0,
) -> Thread:
    """Return the thread of a resource.

    Parameters
    ----------
    name: the resource's id, or an identifier in any spelling.
    depth: how many links away from it to go.
    width: how many resources to take at most, nearest first.
    types: only links of these types; all when none is named.
    min_confidence: the least confidence a suggested link must have.

    Raises
    ------
    NotFound: when there is no such resource.
    """
    start = catalogue.resources.number(name)
    distance = _reach(
        catalogue,
        start,
        depth,
        width,
        lambda edge: catalogue.links.neighbours(edge, types, min_confidence),
    )
    resources = list(catalogue.resources.many(list(distance)))
    slugs = {resource.slug for resource in resources}
    links = [
        link
        for link in gathered(catalogue.links.of(list(distance)))
        if link.subject in slugs and link.object in slugs and _wanted(link, types, min_confidence)
    ]
    beads = sorted((_bead(r, distance[r.number]) for r in resources), key=lambda b: (b.depth, b.id))
    credits = dict.fromkeys(credit for resource in resources for credit in resource.credits)
    return Thread(
        root=catalogue.resources.slug(start),
        beads=tuple(beads),
        links=tuple(links),
        credits=tuple(credits),
    )


def _wanted(link: Link, types: Sequence[LinkType], min_confidence: float) -> bool:
    unsure = link.state == LinkState.SUGGESTED and (link.confidence or 0.5) < min_confidence
    return link.state != LinkState.REJECTED and not unsure and (not types or link.type in types)


def _reach(
    catalogue: Catalogue, start: int, depth: int, width: int, neighbours: Neighbours
) -> dict[int, int]:
    """Return the resources within reach, with how many links away they are.

    People and organisations are ends, unless it begins with one: what else somebody did, or
    happened at a university, is no part of this thread. Variables are part of one only when it
    begins with a variable, and then those that measure the same.
    """
    distance = {start: 0}
    edge = [start]
    of_variable = catalogue.resources.kinds(edge).get(start) == Kind.VARIABLE
    for step in range(1, depth + 1):
        near = sorted(neighbours(edge) - distance.keys())
        kinds = catalogue.resources.kinds(near)
        passed = _PASSED - {Kind.VARIABLE} if of_variable and step == 1 else _PASSED
        taken = [n for n in near if kinds[n] not in passed][: max(width - len(distance), 0)]
        distance |= dict.fromkeys(taken, step)
        edge = [number for number in taken if kinds[number] != Kind.PERSON]
    return distance


def _bead(resource: Resource, depth: int) -> Bead:
    records = resource.records
    return Bead(
        id=resource.slug,
        kind=resource.kind,
        title=resource.label,
        depth=depth,
        identifiers=tuple(dict.fromkeys(str(i) for r in records for i in r.identifiers if i.url)),
        period=next((r.period for r in records if r.period), None),
        published=next((r.published for r in records if r.published), None),
    )
