"""Which records are one thing: a function of the records, their ties and people's decisions.

A group of records that anything ties together is divided anew from scratch whenever one of them
changes, so that neither the order of arrival nor what was joined before makes a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.candidates import Pair
from clew.catalogue.decisions import Said
from clew.catalogue.groups import Member
from clew.linking import authorship, passing
from clew.linking.bonds import (
    BINDING,
    WITH_TITLE,
    binding,
    bond,
    by_scheme,
    forbidden,
    one_kind,
)
from clew.linking.cited import first_author, same_citation
from clew.linking.matching.clustering import Edge, unambiguous
from clew.linking.matching.verdict import Verdict
from clew.linking.unreferenced import same_awards
from clew.model import Identifier, title_key

MANY = 60  # records that share something; of more, not each is asked about each

_SCHEMES = sorted(str(scheme) for scheme in BINDING)


class Tie(NamedTuple):
    """Why two records are one thing; ties of lower rank are made first, then those of more bits."""

    rank: int
    bits: float
    one: Member
    other: Member
    reason: str

    @property
    def order(self) -> tuple[int, float, list[tuple[str, str, str]]]:
        """Where it comes among others: the same in whatever order the records arrived."""
        return self.rank, -self.bits, sorted((self.one.name, self.other.name))


class Cluster:
    """Records found to be one thing so far, with the ties that say so."""

    def __init__(self, member: Member) -> None:
        self.members = [member]
        self.ties: list[Tie] = []
        self.identifiers = by_scheme(binding(member.record))
        self.kinds = set() if member.record.cited else {member.kind}

    def may_hold(self, other: Cluster, tie: Tie) -> bool:
        """Say whether a tie may join two clusters.

        A citation may be one of a book or of a dataset, but not of both at once.
        """
        kinds = self.kinds | other.kinds
        return (tie.rank == _SAID or len(kinds) < 2) and not forbidden(
            self.identifiers, other.identifiers
        )

    def absorb(self, other: Cluster, tie: Tie) -> None:
        """Take in another cluster."""
        self.members += other.members
        self.ties += [*other.ties, tie]
        self.kinds |= other.kinds
        for scheme, values in other.identifiers.items():
            self.identifiers.setdefault(scheme, set()).update(values)


def regroup(catalogue: Catalogue, records: Iterable[int]) -> None:
    """Divide the groups that some records are in, and move what belongs elsewhere."""
    left = set(records)
    while left:
        group = _group(catalogue, min(left))
        left -= group
        members = catalogue.groups.members(group)
        for cluster in divide(catalogue, members):
            _place(catalogue, cluster)


def stirred(catalogue: Catalogue, records: Sequence[int]) -> list[int]:
    """Return those of some records that may belong with others."""
    return catalogue.groups.touching(records, _SCHEMES)


def _group(catalogue: Catalogue, start: int) -> set[int]:
    """Return all records that ties reach from one."""
    group, edge = {start}, {start}
    while edge:
        edge = set(catalogue.groups.tied(sorted(edge), _SCHEMES)) - group
        group |= edge
    return group


def divide(catalogue: Catalogue, members: Sequence[Member]) -> list[Cluster]:
    """Divide a group into things: first by people's word, then by identifiers, then as judged."""
    numbers = [member.number for member in members]
    said = catalogue.decisions.on(numbers)
    judged = catalogue.candidates.paired(numbers)
    apart = _apart(said)
    doubtful = _judged_apart(judged)
    clusters = {member.number: Cluster(member) for member in members}
    for tie in sorted(_ties(members, said, judged), key=lambda t: t.order):
        here, there = clusters[tie.one.number], clusters[tie.other.number]
        if here is there or not here.may_hold(there, tie):
            continue
        if _meet(here, there, apart) or (tie.rank == _JUDGED and _meet(here, there, doubtful)):
            continue
        here.absorb(there, tie)
        for member in there.members:
            clusters[member.number] = here
    return list({id(cluster): cluster for cluster in clusters.values()}.values())


_SAID, _BOUND, _JUDGED = 0, 1, 2


def _ties(members: Sequence[Member], said: Sequence[Said], judged: Sequence[Pair]) -> Iterator[Tie]:
    known = {member.number: member for member in members}
    for decision in said:
        if decision.verdict == "join" and {decision.one, decision.other} <= known.keys():
            reason = f"joined by a person (decision {decision.decision})"
            yield Tie(_SAID, 0, known[decision.one], known[decision.other], reason)
    yield from _bound(members)
    for one, other, reason in same_awards(known, judged):
        yield Tie(_BOUND, 0, one, other, reason)
    edges = [
        Edge(pair.one, pair.other, pair.bits)
        for pair in judged
        if pair.verdict == Verdict.SAME and {pair.one, pair.other} <= known.keys()
    ]
    reasons = {(pair.one, pair.other): pair.reason for pair in judged}
    for edge in unambiguous(edges, _judged_apart(judged)):
        one, other = known[edge.one], known[edge.two]
        if one_kind(one.record, other.record):
            reason = f"judged the same ({edge.bits:+.1f} bits): {reasons[edge.one, edge.two]}"
            yield Tie(_JUDGED, edge.bits, one, other, reason)


def _bound(members: Sequence[Member]) -> Iterator[Tie]:
    """Yield ties by shared identifiers, and of works that are cited."""
    carrying: dict[tuple[Identifier, str | None], list[Member]] = defaultdict(list)
    titled: dict[str | None, list[Member]] = defaultdict(list)
    for member in members:
        title = title_key(member.record.title)
        for identifier in binding(member.record):
            # An ISBN is that of a hundred chapters: only those of one title may be one thing.
            shared = identifier, title if identifier.scheme in WITH_TITLE else None
            carrying[shared].append(member)
        titled[title].append(member)
    for (identifier, _), some in carrying.items():
        for one, other in _paired(some, _written if identifier.scheme in WITH_TITLE else _sort):
            reason = bond(one.record, other.record, identifier)
            if reason:
                yield Tie(_BOUND, 0, one, other, reason)
    for some in titled.values():
        cited = any(member.record.cited for member in some)
        for one, other in _paired(some, _citation) if cited else ():
            agreed = one_kind(one.record, other.record)
            reason = same_citation(one.record, other.record) if agreed else None
            if reason:
                yield Tie(_BOUND, 0, one, other, reason)


_Said = tuple[object, ...]


def _paired(
    some: Sequence[Member], said: Callable[[Member], _Said]
) -> Iterator[tuple[Member, Member]]:
    """Yield all pairs of a few; of many, each with the first of those that say the same.

    What ties two records depends on no more than that, so that ties reach as far. Where even what
    they say is of many sorts, each is tied to the next.

    Parameters
    ----------
    said: what of a record it depends on whether it is tied to another.
    """
    ordered = sorted(some, key=lambda member: (said(member), member.name))
    if len(ordered) <= MANY:
        return combinations(ordered, 2)
    firsts = [next(same) for _, same in groupby(ordered, key=said)]
    if len(firsts) > MANY:
        return pairwise(ordered)
    return ((one, other) for one in firsts for other in ordered if one is not other)


def _sort(member: Member) -> _Said:
    """Return what decides whether records of one identifier are one thing."""
    return member.kind, member.record.cited


def _written(member: Member) -> _Said:
    """Return what decides that where the title is the same, and the people have to be."""
    agents = [(part.role, part.agent.name) for part in member.record.contributions]
    return *_sort(member), agents


def _citation(member: Member) -> _Said:
    """Return what decides whether a cited work and one of the same title are one."""
    author = first_author(member.record)
    named = (author.family or "", author.name) if author else ()
    return *_sort(member), (member.record.published or "")[:4], named


def _apart(said: Sequence[Said]) -> dict[int, set[int]]:
    return _both_ways((one.one, one.other) for one in said if one.verdict == "split")


def _judged_apart(judged: Sequence[Pair]) -> dict[int, set[int]]:
    related = (Verdict.VERSION, Verdict.PART, Verdict.WAVE)
    return _both_ways((pair.one, pair.other) for pair in judged if pair.verdict in related)


def _both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _meet(here: Cluster, there: Cluster, apart: dict[int, set[int]]) -> bool:
    """Say whether somebody here must not be in one cluster with somebody there."""
    others = {member.number for member in there.members}
    return any(apart.get(member.number, set()) & others for member in here.members)


def _place(catalogue: Catalogue, cluster: Cluster) -> None:
    """Put the records of a thing into one resource: the earliest that was made for any of them."""
    members = sorted(cluster.members, key=lambda member: member.number)
    homes = [member.home for member in members if member.home is not None]
    lead = next((m for m in members if m.home is not None and m.home == min(homes)), members[0])
    home = lead.home
    if home is None:
        home = catalogue.resources.make(lead.kind, lead.record.label)
        catalogue.records.settle(lead.number, home)
    reasons = _reasons(cluster, lead)
    moved = []
    for member in members:
        reason = reasons.get(member.number)
        if (member.resource, member.joined_by) != (home, reason):
            catalogue.records.move(member.number, home, reason)
            moved.append(member.number)
    if moved:
        catalogue.links.follow(moved, {member.resource for member in members})
        authorship.stir(catalogue, authorship.names(members))
        passing.stir(catalogue, passing.names(members))
    described = [member for member in members if not member.record.cited] or members
    catalogue.resources.set_kind(home, min(described, key=lambda member: member.name).kind)


def _reasons(cluster: Cluster, lead: Member) -> dict[int, str]:
    """Return why each member but the leading one is there: the tie that leads to it."""
    beside: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for tie in cluster.ties:
        beside[tie.one.number].append((tie.other.number, tie.reason))
        beside[tie.other.number].append((tie.one.number, tie.reason))
    reasons: dict[int, str] = {}
    edge = [lead.number]
    while edge:
        here = edge.pop(0)
        for number, reason in sorted(beside[here]):
            if number != lead.number and number not in reasons:
                reasons[number] = reason
                edge.append(number)
    return reasons
