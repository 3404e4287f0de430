"""Follows links from a resource as far as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypedDict, Unpack

from clew.catalogue import Catalogue
from clew.linking.family import gathered
from clew.model import Bead, Kind, Link, LinkState, LinkType, Named, Resource, Role, Thread

DEPTH = 3  # links away from where it starts
WIDTH = 200  # resources; a large award has thousands of outputs

# Links that people and organisations have to works.
ROLES = frozenset(
    {
        LinkType.AUTHOR_OF,
        LinkType.LEADS,
        LinkType.CONTRIBUTES_TO,
        LinkType.SUPERVISED_BY,
        LinkType.AFFILIATED_WITH,
    }
)
_AGENTS = frozenset({Kind.PERSON, Kind.ORGANISATION})
_STAGES = (
    (Kind.AWARD,),
    (Kind.DATASET, Kind.SOFTWARE, Kind.VARIABLE),
    (Kind.THESIS, Kind.PUBLICATION),
    (Kind.COURSE,),
)
_NAMED = (
    Role.PRINCIPAL_INVESTIGATOR,
    Role.FELLOW,
    Role.CREATOR,
    Role.AUTHOR,
    Role.EDITOR,
    Role.INSTRUCTOR,
    Role.SUPERVISOR,
    Role.LEAD_ORGANISATION,
    Role.AWARDING_INSTITUTION,
)
_CROWD = 12  # people named on a bead; a consortium's hundreds are in its record


class Wanted(NamedTuple):
    """Which links a thread follows: all when no types are named, all but rejected when no states.

    ``min_confidence`` is the least confidence a suggested link must have.
    """

    types: Sequence[LinkType] = ()
    min_confidence: float = 0
    states: Sequence[LinkState] = ()

    @property
    def agents(self) -> bool:
        """Whether links that people have are asked for by name."""
        return not ROLES.isdisjoint(self.types)

    def takes(self, link: Link) -> bool:
        """Say whether a link is wanted."""
        unsure = link.state == LinkState.SUGGESTED and (
            (0.5 if link.confidence is None else link.confidence) < self.min_confidence
        )
        state = link.state in self.states if self.states else link.state != LinkState.REJECTED
        return state and not unsure and (not self.types or link.type in self.types)


class Following(TypedDict, total=False):
    """What can be said of the links that a thread follows; see :func:`thread`."""

    types: Sequence[LinkType]
    min_confidence: float
    states: Sequence[LinkState]


def thread(
    catalogue: Catalogue,
    name: str,
    depth: int = DEPTH,
    width: int = WIDTH,
    **options: Unpack[Following],
) -> Thread:
    """Return the thread of a resource.

    People and organisations are named on the beads. They are beads themselves where the thread
    begins with one, or where links that they have are asked for by type.

    Parameters
    ----------
    name: the resource's id, or an identifier in any spelling.
    depth: how many links away from it to go.
    width: how many resources to take at most, nearest first.
    options: ``types``, only links of these, all when none is named; ``min_confidence``, the least
        that a suggested link must have; ``states``, only links in these, all but rejected ones
        when none is named.

    Raises
    ------
    NotFound: when there is no such resource.
    """
    start = catalogue.resources.number(name)
    wanted = Wanted(**options)
    distance, left_out = _reach(catalogue, start, depth, width, wanted)
    resources = list(catalogue.resources.many(list(distance)))
    slugs = {resource.slug for resource in resources}
    links = [
        link
        for link in gathered(catalogue.links.of(list(distance)))
        if link.subject in slugs and link.object in slugs and wanted.takes(link)
    ]
    ids = catalogue.links.people(list(distance))
    beads = sorted((_bead(r, distance[r.number], ids) for r in resources), key=_place)
    credits = dict.fromkeys(credit for resource in resources for credit in resource.credits)
    return Thread(
        root=catalogue.resources.slug(start),
        beads=tuple(beads),
        links=tuple(links),
        credits=tuple(credits),
        left_out=left_out,
    )


def _reach(
    catalogue: Catalogue, start: int, depth: int, width: int, wanted: Wanted
) -> tuple[dict[int, int], int]:
    """Return the resources within reach, with how many links away they are; and what is left out.

    A bibliography is part of its own work's thread; of others' threads only those of its works that
    lead somewhere, unless links of some types are asked for.

    What else somebody did, or happened at a university, is no part of a thread; where it runs on
    through people because that was asked for, organisations still are its ends. Variables are part
    of one only when it begins with a variable, and then those that measure the same.
    """
    distance, left_out = {start: 0}, 0
    edge = [start]
    kind = catalogue.resources.kinds(edge).get(start)
    for step in range(1, depth + 1):
        found = catalogue.links.neighbours(edge, wanted.types, wanted.min_confidence, wanted.states)
        fresh = found - distance.keys()
        leaves = catalogue.links.leaves(sorted(fresh)) if step > 1 and not wanted.types else set()
        left_out += len(leaves)
        near = sorted(fresh - leaves)
        kinds = catalogue.resources.kinds(near)
        passed = set() if wanted.agents else set(_AGENTS)
        passed |= set() if kind == Kind.VARIABLE and step == 1 else {Kind.VARIABLE}
        taken = [n for n in near if kinds[n] not in passed][: max(width - len(distance), 0)]
        distance |= dict.fromkeys(taken, step)
        edge = [number for number in taken if kinds[number] != Kind.ORGANISATION]
    return distance, left_out


def _bead(resource: Resource, depth: int, ids: Mapping[tuple[int, str], str]) -> Bead:
    records = resource.records
    return Bead(
        id=resource.slug,
        kind=resource.kind,
        title=resource.label,
        depth=depth,
        identifiers=tuple(dict.fromkeys(str(i) for r in records for i in r.identifiers if i.url)),
        period=next((r.period for r in records if r.period), None),
        published=next((r.published for r in records if r.published), None),
        people=tuple(_people(resource, ids)),
    )


def _people(resource: Resource, ids: Mapping[tuple[int, str], str]) -> Iterator[Named]:
    """Yield whom the first of the records that name anybody names, those in charge first."""
    named = (
        [part for part in record.contributions if part.role in _NAMED]
        for record in resource.records
    )
    parts = next(filter(None, named), [])
    ordered = sorted(parts, key=lambda part: _NAMED.index(part.role))
    seen: set[str] = set()
    for part in ordered[:_CROWD]:
        if part.agent.name not in seen:
            seen.add(part.agent.name)
            who = ids.get((resource.number, part.agent.name))
            yield Named(name=part.agent.name, role=part.role, id=who)


def _place(bead: Bead) -> tuple[int, str, str, str]:
    """Return where in the story a bead comes: by kind, in time, undated ones last."""
    stage = next((i for i, kinds in enumerate(_STAGES) if bead.kind in kinds), len(_STAGES))
    start = bead.period.start if bead.period else None
    return stage, start or bead.published or "~", bead.title.casefold(), bead.id
