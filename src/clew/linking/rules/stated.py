"""Links that a source states: a related award, an award's output, a work cited by its DOI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.rules.arrived import Arrived
from clew.model import Evidence, LinkState, Relation, study_number

RULE = "stated-relation"


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose what the record states of others, and what others stated of it before it came."""
    found, record = arrived.found, arrived.record
    for relation in record.relations:
        for target in _targets(catalogue, arrived, relation):
            yield _proposal(found, relation, target)
    identifiers = {*record.identifiers, *filter(None, map(study_number, record.identifiers))}
    ordered = sorted(identifiers, key=msgspec.structs.astuple)
    for number, position in catalogue.lookup.stating(ordered):
        if number != found.number:
            relation = catalogue.lookup.record(number).relations[position]
            yield _proposal(catalogue.lookup.found(number), relation, found)


def _targets(catalogue: Catalogue, arrived: Arrived, relation: Relation) -> Iterable[Found]:
    target = relation.target
    if target.key is not None:
        return [arrived.beside[target.key]] if target.key in arrived.beside else []
    return catalogue.lookup.with_identifier(target.identifier) if target.identifier else []


def _proposal(found: Found, relation: Relation, target: Found) -> Proposal:
    ends = (target, found) if relation.inverse else (found, target)
    term = f", in its words “{relation.term}”" if relation.term else ""
    evidence = Evidence(
        rule=RULE,
        reason=f"The source states it{term}.",
        quote=relation.quote,
        document=found.document,
        location=found.location,
        place=relation.place,
    )
    return Proposal(
        subject=ends[0].resource,
        type=relation.type,
        object=ends[1].resource,
        state=LinkState.STATED,
        evidence=evidence,
        record=found.number,
        other=target.number,
        turned=relation.inverse,
    )
