"""Who leads, wrote, supervised or worked on a thing: as its source says it."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.confidence import confidence
from clew.linking.names import name_of
from clew.linking.people import agent_key
from clew.linking.rules.arrived import Arrived
from clew.model import AgentKind, Contribution, Evidence, LinkState, LinkType, Role

RULE = "role"
NAMED = "author-named"

_TYPES = {
    Role.AUTHOR: LinkType.AUTHOR_OF,
    Role.CREATOR: LinkType.AUTHOR_OF,
    Role.PRINCIPAL_INVESTIGATOR: LinkType.LEADS,
    Role.FELLOW: LinkType.LEADS,
    Role.LEAD_ORGANISATION: LinkType.LEADS,
    Role.SUPERVISOR: LinkType.SUPERVISED_BY,
}


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose a link to each person and organisation that the record names."""
    for part in arrived.record.contributions:
        key = agent_key(part.agent, part.role, arrived.record)
        if key:
            yield _stated(arrived, part, arrived.beside[key])
        elif part.role == Role.AUTHOR and part.agent.kind == AgentKind.PERSON:
            yield from _named(arrived, part)


def _stated(arrived: Arrived, part: Contribution, who: Found) -> Proposal:
    evidence = Evidence(
        rule=RULE,
        reason=f"The source names {part.agent.name} as {part.role}.",
        quote=part.agent.name,
        document=arrived.found.document,
        location=arrived.found.location,
    )
    kind = _TYPES.get(part.role, LinkType.CONTRIBUTES_TO)
    return _proposal(arrived.found, kind, who, LinkState.STATED, evidence)


def _named(arrived: Arrived, part: Contribution) -> Iterator[Proposal]:
    """Propose the one of the document's people whom an author's name fits."""
    name = name_of(part.agent)
    fitting = [who for known, who in arrived.people.get(name.family, ()) if known.may_be(name)]
    if len(fitting) == 1 and name.given:
        evidence = Evidence(
            rule=NAMED,
            reason=f"“{part.agent.name}” fits one of the people named beside it, and only one.",
            quote=part.agent.name,
            document=arrived.found.document,
            location=arrived.found.location,
            confidence=confidence(NAMED),
        )
        yield _proposal(
            arrived.found, LinkType.AUTHOR_OF, fitting[0], LinkState.SUGGESTED, evidence
        )


def _proposal(
    found: Found, kind: LinkType, who: Found, state: LinkState, evidence: Evidence
) -> Proposal:
    """Return the link between a person and a work; a work is supervised by, a person does."""
    passive = kind == LinkType.SUPERVISED_BY
    return Proposal(
        subject=found.resource if passive else who.resource,
        type=kind,
        object=who.resource if passive else found.resource,
        state=state,
        evidence=evidence,
        record=found.number,
        other=who.number,
        turned=not passive,
    )
