"""Who made a thing, in the order of its source, and their names in parts."""

from __future__ import annotations

from functools import lru_cache

from clew.export.common.clean import one_line
from clew.model import Agent, AgentKind, Contribution, Kind, Record, Role

_MAKERS = (Role.AUTHOR, Role.CREATOR)
# Who stands in for an author where nobody is called one.
_LEADING = {
    Kind.AWARD: (Role.PRINCIPAL_INVESTIGATOR, Role.FELLOW),
    Kind.DATASET: (Role.PRINCIPAL_INVESTIGATOR,),
    Kind.COURSE: (Role.INSTRUCTOR,),
    Kind.THESIS: (Role.STUDENT,),
}
_HOUSES = (Role.PUBLISHER, Role.AWARDING_INSTITUTION, Role.DISTRIBUTOR, Role.LEAD_ORGANISATION)
_HOUSES_BY_KIND = {
    Kind.THESIS: (Role.AWARDING_INSTITUTION, Role.PUBLISHER),
    Kind.AWARD: (Role.FUNDER,),
    Kind.COURSE: (Role.LEAD_ORGANISATION, Role.PUBLISHER),
}


def with_role(record: Record, *roles: Role) -> list[Contribution]:
    """Return those who have one of some roles, in order."""
    return [part for part in record.contributions if part.role in roles]


def makers(record: Record) -> list[Contribution]:
    """Return who a citation names first: authors and creators, else who led the work."""
    return with_role(record, *_MAKERS) or with_role(record, *_LEADING.get(record.kind, ()))


def house(record: Record) -> str | None:
    """Return who brought a thing out: a publisher, an archive, a university, a funder."""
    for role in _HOUSES_BY_KIND.get(record.kind, _HOUSES):
        for part in with_role(record, role):
            return one_line(part.agent.name) or None
    return None


@lru_cache(maxsize=8_192)  # a name is asked for to join, to sort and to write
def name_parts(agent: Agent) -> tuple[str | None, str]:
    """Return a person's given and family name; of a name in one piece the last word is the family.

    Examples: ``"Ada Moss"`` → ``("Ada", "Moss")``; ``"Jan van der Berg"`` → ``("Jan", "van der
    Berg")``; an organisation has its whole name for family
    """
    name = one_line(agent.name)
    if agent.kind == AgentKind.ORGANISATION:
        return None, name
    if agent.family:
        return one_line(agent.given or "") or None, one_line(agent.family)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return (given or None, family) if family else (None, name)
    words = name.split()
    small = next((n for n, word in enumerate(words) if n and word[:1].islower()), len(words) - 1)
    at = small if 0 < small < len(words) else len(words) - 1
    return " ".join(words[:at]) or None, " ".join(words[at:]) or name


def family_first(agent: Agent) -> str:
    """Write a name as lists sort it: ``Moss, Ada``; an organisation's as it is."""
    given, family = name_parts(agent)
    return f"{family}, {given}" if given else family
