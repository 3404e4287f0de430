"""People and organisations, and what they did, as schema.org puts it."""

from __future__ import annotations

from clew.export.jsonld.identifiers import identifier_nodes, web_address
from clew.export.jsonld.node import Node, extend, node
from clew.model import Agent, AgentKind, Contribution, Identifier, Kind, Role, Scheme

# Roles that schema.org has a property for; all others become contributors with a role name.
_PROPERTIES = {
    Role.AUTHOR: "author",
    Role.CREATOR: "creator",
    Role.EDITOR: "editor",
    Role.PUBLISHER: "publisher",
    Role.FUNDER: "funder",
    Role.SPONSOR: "sponsor",
    Role.DISTRIBUTOR: "provider",
    Role.LEAD_ORGANISATION: "sourceOrganization",
    Role.AWARDING_INSTITUTION: "sourceOrganization",
}
# Where the kind of thing changes the property.
_BY_KIND = {
    (Kind.DATASET, Role.PRINCIPAL_INVESTIGATOR): "creator",
    (Kind.COURSE, Role.LEAD_ORGANISATION): "provider",
}
_MONEY = (Role.FUNDER, Role.SPONSOR)


def add_contributions(work: Node, kind: Kind, contributions: tuple[Contribution, ...]) -> None:
    """Add everyone to a creative work, under the property of their role."""
    for part in contributions:
        name = _BY_KIND.get((kind, part.role)) or _PROPERTIES.get(part.role)
        if name:
            extend(work, name, agent_node(part))
        elif part.role == Role.CONTRIBUTOR and not part.note:
            extend(work, "contributor", agent_node(part))
        else:
            extend(work, "contributor", _in_role("Role", "contributor", part))


def add_funders(grant: Node, contributions: tuple[Contribution, ...]) -> None:
    """Add those who pay to a grant."""
    for part in contributions:
        if part.role in _MONEY:
            extend(grant, _PROPERTIES[part.role], agent_node(part))


def add_members(project: Node, contributions: tuple[Contribution, ...]) -> None:
    """Add those who do a project's work: its lead organisation, and members with their role."""
    for part in contributions:
        if part.role == Role.LEAD_ORGANISATION:
            extend(project, "parentOrganization", agent_node(part))
        elif part.role not in _MONEY:
            extend(project, "member", _in_role("OrganizationRole", "member", part))


def agent_node(part: Contribution) -> Node:
    """Return a contributor as Person or Organization, ORCID iD or ROR as ``@id``."""
    agent = part.agent
    if agent.kind == AgentKind.ORGANISATION:
        department = node("Organization", name=part.department)
        parent = node("Organization", name=part.affiliation)
        return _named(agent, "Organization", department=department, parentOrganization=parent)
    department = node("Organization", name=part.department)
    affiliation = node("Organization", name=part.affiliation, department=department)
    return _named(agent, "Person", affiliation=affiliation)


def named_agent(agent: Agent) -> Node:
    """Return an agent of whom no more is known than who they are, as in a bibliography."""
    return _named(agent, "Person" if agent.kind == AgentKind.PERSON else "Organization")


def _named(agent: Agent, type: str, **more: Node) -> Node:
    return node(
        type,
        id=next((web_address(one) for one in agent.identifiers if _names_agents(one)), None),
        name=agent.name,
        givenName=agent.given,
        familyName=agent.family,
        identifier=identifier_nodes(agent.identifiers),
        **more,
    )


def _in_role(type: str, name: str, part: Contribution) -> Node:
    role = part.note or str(part.role)
    return node(type, roleName=role, **{name: agent_node(part)})


def _names_agents(identifier: Identifier) -> bool:
    return identifier.scheme in (Scheme.ORCID, Scheme.ROR)
