"""Awards that come without a reference: known again by their title, where all else agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from clew.catalogue.groups import Member
from clew.linking.bonds import binding
from clew.linking.cited import TELLING
from clew.linking.names import name_of
from clew.model import AgentKind, Identifier, Kind, Record, Role, Scheme, fold, title_key

Tied = tuple[Member, Member, str]


def same_awards(some: Sequence[Member]) -> Iterator[Tied]:
    """Yield the pairs of records of one title that are one award, each with the reason.

    One of a pair has no reference, and none is sure where a source lists two awards of the title,
    or where it is that of awards with different references ("Doctoral training").
    """
    awards = [member for member in some if member.kind == Kind.AWARD]
    lists = {member.name[:2] for member in awards}
    if len(lists) < len(awards) or not _one_reference(awards):
        return
    for one, other in combinations(awards, 2):
        reason = same_award(one.record, other.record)
        if reason:
            yield one, other, reason


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


def _one_reference(awards: Sequence[Member]) -> bool:
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
