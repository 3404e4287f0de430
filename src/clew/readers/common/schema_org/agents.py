"""People and organisations, and what part they have."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import Agent, Contribution, Kind, Role, fold
from clew.readers.common import names
from clew.readers.common.schema_org.identifiers import identifiers
from clew.readers.common.schema_org.kinds import kind_of
from clew.readers.common.schema_org.node import Node
from clew.readers.common.text import one_line

_ROLES = {
    "author": Role.AUTHOR,
    "creator": Role.CREATOR,
    "editor": Role.EDITOR,
    "contributor": Role.CONTRIBUTOR,
    "translator": Role.CONTRIBUTOR,
    "producer": Role.CONTRIBUTOR,
    "maintainer": Role.CONTRIBUTOR,
    "copyrightHolder": Role.CONTRIBUTOR,
    "instructor": Role.INSTRUCTOR,
    "publisher": Role.PUBLISHER,
    "funder": Role.FUNDER,
    "sponsor": Role.SPONSOR,
    "provider": Role.DISTRIBUTOR,
    "sourceOrganization": Role.LEAD_ORGANISATION,
    "parentOrganization": Role.LEAD_ORGANISATION,
    "member": Role.RESEARCHER,
    "organizer": Role.LEAD_ORGANISATION,
}
# Where the kind of thing changes what a property means.
_BY_KIND = {
    (Kind.PUBLICATION, "creator"): Role.AUTHOR,
    (Kind.THESIS, "creator"): Role.AUTHOR,
    (Kind.DATASET, "author"): Role.CREATOR,
    (Kind.SOFTWARE, "author"): Role.CREATOR,
    (Kind.COURSE, "provider"): Role.LEAD_ORGANISATION,
    (Kind.THESIS, "sourceOrganization"): Role.AWARDING_INSTITUTION,
}
# Properties whose own word says more than the role they stand for.
_NOTED = ("translator", "producer", "maintainer", "copyrightHolder")
# Who is named here without a type is hardly a person.
_ORGANISATIONS = (
    Role.PUBLISHER, Role.FUNDER, Role.SPONSOR, Role.DISTRIBUTOR, Role.LEAD_ORGANISATION,
    Role.AWARDING_INSTITUTION,
)  # fmt: skip


def contributions(node: Node, kind: Kind) -> tuple[Contribution, ...]:
    """Take everyone who has a part in a thing, each part once."""
    found = [part for name in _ROLES for part in contributions_as(node, name, kind)]
    return tuple(_fullest(found))


def _fullest(found: list[Contribution]) -> Iterator[Contribution]:
    """Leave out whom another property names in the same part and says more of.

    Dataverse and Zenodo name creators as authors once more.
    """
    named: dict[tuple[object, ...], Contribution] = {}
    for part in found:
        key = (part.role, part.note, fold(part.agent.name))
        before = named.setdefault(key, part)
        known = {*part.agent.identifiers} | {*before.agent.identifiers}
        if len(known) > max(len(part.agent.identifiers), len(before.agent.identifiers)):
            named[*key, part.agent.identifiers] = part  # another of the same name
        elif _told(part) > _told(before):
            named[key] = part
    yield from named.values()


def _told(part: Contribution) -> int:
    who = part.agent
    return len(who.identifiers) + sum(map(bool, (part.affiliation, part.department, who.given)))


def contributions_as(node: Node, name: str, kind: Kind) -> Iterator[Contribution]:
    """Take the agents of one property, through the roles that may stand between."""
    role = _BY_KIND.get((kind, name), _ROLES[name])
    note = name if name in _NOTED else None
    for one in node.nodes(name):
        if not any(type.endswith("Role") for type in one.types):
            yield from _contribution(one, role, note)
            continue
        word = one.text("roleName", "name", "namedPosition")
        said = next((r for r in Role if word and r == word.lower()), None)
        for inner in one.nodes(name):
            yield from _contribution(inner, said or role, None if said else word or note)


def agent(node: Node, *, organisation: bool = False) -> Agent | None:
    """Read a node as a person or an organisation, ``None`` if it has no name.

    Parameters
    ----------
    node: an agent.
    organisation: what it is, unless it says otherwise; by default its name tells.
    """
    given, family = node.text("givenName"), node.text("familyName")
    name = node.text("name", "legalName") or " ".join(part for part in (given, family) if part)
    if not name:
        return None
    name, numbers = one_line(name), identifiers(node)
    match kind_of(node.types):
        case Kind.PERSON if given or family:
            return Agent.person(name, given=given, family=family, identifiers=numbers)
        case Kind.PERSON:
            return names.person(name, numbers)
        case None if not organisation:
            return names.agent(name, numbers)
        case _:
            return Agent.organisation(name, identifiers=numbers)


def _contribution(node: Node, role: Role, note: str | None) -> Iterator[Contribution]:
    found = agent(node, organisation=role in _ORGANISATIONS)
    if found:
        affiliation, department = _affiliation(node)
        yield Contribution(
            agent=found, role=role, note=note, affiliation=affiliation, department=department
        )


def _affiliation(node: Node) -> tuple[str | None, str | None]:
    """Return where somebody works, with the department where it is told apart."""
    for employer in node.nodes("affiliation", "worksFor", "parentOrganization"):
        name = employer.text("name", "legalName")
        if name:
            return one_line(name), employer.text("department")
    return None, node.text("department")
