"""Awards that come without a reference: known again by their title, where all else agrees."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from clew.catalogue.candidates import UNREFERENCED, Pair
from clew.catalogue.groups import Member
from clew.linking.bonds import binding
from clew.linking.cited import TELLING
from clew.linking.names import name_of
from clew.model import AgentKind, Identifier, Kind, Record, Role, Scheme, fold, title_key

Tied = tuple[Member, Member, str]


def keys(members: Iterable[Member]) -> Iterator[tuple[int, int]]:
    """Yield (key, record) of awards, which only those of the same title share."""
    for member in members:
        title = title_key(member.record.title)
        if member.kind == Kind.AWARD and title and len(title) >= TELLING:
            digest = hashlib.blake2b(f"award {title}".encode(), digest_size=6).digest()
            yield int.from_bytes(digest, "big"), member.number


def judged(pairs: Iterable[tuple[int, int]], known: Mapping[int, Member]) -> Iterator[Pair]:
    """Yield the pairs of awards that are one, as far as the two tell.

    Parameters
    ----------
    known: the records of awards that are in them.
    """
    awards = {
        number: member.record for number, member in known.items() if member.kind == Kind.AWARD
    }
    for one, other in pairs:
        if one in awards and other in awards and (why := same_award(awards[one], awards[other])):
            yield Pair(one, other, UNREFERENCED, 0.0, why)


def same_awards(known: Mapping[int, Member], judged: Iterable[Pair]) -> Iterator[Tied]:
    """Yield the pairs of a group that are one award when all of them are seen.

    None is where the title is that of awards with different references ("Doctoral training"), or
    where one source lists two of them.
    """
    pairs = [
        pair
        for pair in judged
        if pair.verdict == UNREFERENCED and {pair.one, pair.other} <= known.keys()
    ]
    titled: dict[str | None, dict[int, Member]] = defaultdict(dict)
    for pair in pairs:
        for end in (pair.one, pair.other):
            titled[title_key(known[end].record.title)][end] = known[end]
    for pair in pairs:
        some = titled[title_key(known[pair.one].record.title)].values()
        if len({member.name[:2] for member in some}) == len(some) and _one_reference(some):
            yield known[pair.one], known[pair.other], pair.reason


def same_award(one: Record, other: Record) -> str | None:
    """Say why two records are one award: title and something else agree, and nothing differs."""
    key = title_key(one.title)
    if not key or len(key) < TELLING or key != title_key(other.title):
        return None
    if binding(one) and binding(other):
        return None  # what they are called decides
    compared = {
        "number": _share(_numbers(one), _numbers(other)),
        "funder": _share(_funders(one), _funders(other)),
        "people": _same_people(one, other),
        "start": _equal(*(r.period.start if r.period else None for r in (one, other))),
        "amount": _equal(*(r.amount.amount if r.amount else None for r in (one, other))),
        "address": _share(set(one.urls), set(other.urls)) or None,
        "description": _share(_told(one), _told(other)) or None,
    }
    if False in compared.values() or True not in compared.values():
        return None
    agreed = " and ".join(name for name, agrees in compared.items() if agrees)
    return f"no reference: same title, {agreed}"


def _one_reference(awards: Iterable[Member]) -> bool:
    """Say whether those that have a reference have the same one."""
    named: list[set[Identifier]] = [set(b) for m in awards if (b := binding(m.record))]
    return all(each & named[0] for each in named)


def _share(ones: set[str], others: set[str]) -> bool | None:
    return bool(ones & others) if ones and others else None


def _equal(one: object, other: object) -> bool | None:
    return one == other if one is not None and other is not None else None


def _numbers(record: Record) -> set[str]:
    return {one.value for one in record.identifiers if one.scheme == Scheme.LOCAL}


def _funders(record: Record) -> set[str]:
    return {fold(p.agent.name) for p in record.contributions if p.role == Role.FUNDER}


def _told(record: Record) -> set[str]:
    return {fold(section.text) for section in record.description}


def _same_people(one: Record, other: Record) -> bool | None:
    """Say whether those whom the shorter list names are all on the longer one."""
    few, many = sorted(
        (
            [
                name_of(part.agent)
                for part in record.contributions
                if part.agent.kind == AgentKind.PERSON
            ]
            for record in (one, other)
        ),
        key=len,
    )
    return all(any(name.may_be(known) for known in many) for name in few) if few else None
