"""Follows links from a resource as far as asked."""

from __future__ import annotations

from clew.catalogue import Catalogue
from clew.model import Bead, LinkState, Resource, Thread

DEPTH = 3  # links away from where it starts
WIDTH = 200  # resources; a large award has thousands of outputs


def thread(catalogue: Catalogue, name: str, depth: int = DEPTH, width: int = WIDTH) -> Thread:
    """Return the thread of a resource.

    Parameters
    ----------
    name: the resource's id, or an identifier in any spelling.
    depth: how many links away from it to go.
    width: how many resources to take at most, nearest first.

    Raises
    ------
    NotFound: when there is no such resource.
    """
    start = catalogue.resources.number(name)
    distance = _reach(catalogue, start, depth, width)
    resources = list(catalogue.resources.many(list(distance)))
    slugs = {resource.slug for resource in resources}
    links = [
        link
        for link in catalogue.links.of(list(distance))
        if link.subject in slugs and link.object in slugs and link.state != LinkState.REJECTED
    ]
    beads = sorted((_bead(r, distance[r.number]) for r in resources), key=lambda b: (b.depth, b.id))
    return Thread(root=catalogue.resources.slug(start), beads=tuple(beads), links=tuple(links))


def _reach(catalogue: Catalogue, start: int, depth: int, width: int) -> dict[int, int]:
    distance = {start: 0}
    edge = [start]
    for step in range(1, depth + 1):
        near = sorted(catalogue.links.neighbours(edge) - distance.keys())
        edge = near[: max(width - len(distance), 0)]
        distance |= dict.fromkeys(edge, step)
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
