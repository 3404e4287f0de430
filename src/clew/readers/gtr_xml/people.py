"""Who had a part in an award: people, organisations, the funder."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import Agent, AgentKind, Contribution, Identifier, Role, Scheme
from clew.readers.gtr_xml.fields import Fields

_PERSON_ROLES = {
    "PRINCIPAL_INVESTIGATOR": Role.PRINCIPAL_INVESTIGATOR,
    "CO_INVESTIGATOR": Role.CO_INVESTIGATOR,
    "RESEARCHER": Role.RESEARCHER,
    "RESEARCHER_COI": Role.CO_INVESTIGATOR,
    "FELLOW": Role.FELLOW,
    "STUDENT": Role.STUDENT,
    "SUPERVISOR": Role.SUPERVISOR,
    "PRIMARY_SUPERVISOR": Role.SUPERVISOR,
}
_ORGANISATION_ROLES = {
    "LEAD_RO": Role.LEAD_ORGANISATION,
    "COLLABORATOR": Role.PARTNER,
    "PROJECT_PARTNER": Role.PARTNER,
    "CO_FUNDER": Role.FUNDER,
}
# Where the role says all that the source's word does.
_PLAIN_WORDS = frozenset(_PERSON_ROLES) - {"RESEARCHER_COI", "PRIMARY_SUPERVISOR"} | {"LEAD_RO"}


def contributions(composition: Fields) -> tuple[Contribution, ...]:
    """Take people first, then the lead organisation, the funder and the partners."""
    people = [c for entry in composition.entries("personRoles") for c in _person(entry)]
    lead = _lead(composition.within("leadResearchOrganisation"))
    funder = _funder(composition.within("project").within("fund").within("funder"))
    others = [
        contribution
        for entry in composition.entries("organisationRoles")
        for contribution in _organisation(entry, _roles(entry))
    ] + [
        contribution
        for entry in composition.entries("collaborations")
        for contribution in _organisation(entry, ["COLLABORATOR"])
    ]
    return tuple(_once([*people, *lead, *funder, *others]))


def _person(entry: Fields) -> Iterator[Contribution]:
    identifiers = entry.identifiers(id=Scheme.GTR, orcidId=Scheme.ORCID)
    first, other, family = (entry.line(name) for name in ("firstName", "otherNames", "surname"))
    given = " ".join(part for part in (first, other) if part) or None
    if given or family:
        agent = Agent.person(given=given, family=family, identifiers=identifiers)
        for word in _roles(entry) or [""]:
            yield _contribution(agent, word, _PERSON_ROLES)


def _lead(entry: Fields) -> Iterator[Contribution]:
    department = entry.line("department")
    for agent in _named(entry):
        yield Contribution(agent=agent, role=Role.LEAD_ORGANISATION, department=department)


def _funder(entry: Fields) -> Iterator[Contribution]:
    for agent in _named(entry):
        yield Contribution(agent=agent, role=Role.FUNDER)


def _organisation(entry: Fields, words: list[str]) -> Iterator[Contribution]:
    for agent in _named(entry):
        for word in words or [""]:
            yield _contribution(agent, word, _ORGANISATION_ROLES)


def _named(entry: Fields) -> Iterator[Agent]:
    identifiers = entry.identifiers(id=Scheme.GTR)
    name = entry.line("name")
    if name:
        yield Agent.organisation(name, identifiers=identifiers)


def _roles(entry: Fields) -> list[str]:
    return [word for role in entry.entries("roles") if (word := role.text("name"))]


def _contribution(agent: Agent, word: str, roles: dict[str, Role]) -> Contribution:
    role = roles.get(word, Role.CONTRIBUTOR)
    return Contribution(agent=agent, role=role, note=None if word in _PLAIN_WORDS else word or None)


def _once(contributions: list[Contribution]) -> Iterator[Contribution]:
    """Leave out what was said before: lead and collaborators are listed in two places."""
    seen: set[tuple[AgentKind, str, Identifier | None, Role, str | None]] = set()
    for contribution in contributions:
        agent = contribution.agent
        number = agent.identifiers[0] if agent.identifiers else None
        key = (agent.kind, agent.name, number, contribution.role, contribution.note)
        if key not in seen:
            seen.add(key)
            yield contribution
