"""People and organisations that a document names become resources, where it tells who they are.

By an identifier, or, in a document of their own work (a thesis, a dataset, a course, an award), by
a name in full. Initials alone make nobody: wrong joins are worse than missed ones here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clew.linking.names import name_of
from clew.model import Agent, AgentKind, Identifier, Kind, Record, Role, Scheme, fold

# Funders, partners and publishers have too many works to be worth a bead on every thread.
_HOUSES = frozenset({Role.LEAD_ORGANISATION, Role.AWARDING_INSTITUTION})
_OWN = frozenset({Kind.THESIS, Kind.DATASET, Kind.COURSE, Kind.AWARD})
_KINDS = {AgentKind.PERSON: Kind.PERSON, AgentKind.ORGANISATION: Kind.ORGANISATION}
_NAMING = frozenset({Scheme.ORCID, Scheme.ROR, Scheme.GTR})


def people(records: Sequence[Record]) -> Iterator[Record]:
    """Yield a record for each person and organisation that a document tells well enough."""
    seen: set[str] = set()
    for record in records:
        for part in record.contributions:
            key = agent_key(part.agent, part.role, record)
            if key and key not in seen:
                seen.add(key)
                yield Record(
                    key=key,
                    kind=_KINDS[part.agent.kind],
                    title=part.agent.name,
                    identifiers=_naming(part.agent),
                )


def agent_key(agent: Agent, role: Role, record: Record) -> str | None:
    """Return the key of an agent's record, if one is made of it."""
    if record.cited or (agent.kind == AgentKind.ORGANISATION and role not in _HOUSES):
        return None
    named = next(iter(_naming(agent)), None)
    if named:
        return f"{agent.kind}:{named.scheme}:{named}"
    own = record.kind in _OWN and (agent.kind == AgentKind.ORGANISATION or name_of(agent).full)
    return f"{agent.kind}:{fold(agent.name)}" if own and fold(agent.name) else None


def _naming(agent: Agent) -> tuple[Identifier, ...]:
    return tuple(one for one in agent.identifiers if one.scheme in _NAMING)
