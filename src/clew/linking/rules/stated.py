"""Links that a source states: a related award, an award's output, a work cited by its DOI."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.model import Evidence, LinkState, Record, Relation, study_number

RULE = "stated-relation"


def propose(catalogue: Catalogue, found: Found, record: Record) -> Iterator[Proposal]:
    """Propose what the record states of others, and what others stated of it before it came."""
    for relation in record.relations:
        for target in _targets(catalogue, found, relation):
            yield _proposal(found, relation, target)
    identifiers = {*record.identifiers, *filter(None, map(study_number, record.identifiers))}
    for identifier in sorted(identifiers, key=msgspec.structs.astuple):
        for number, position in catalogue.lookup.stating(identifier):
            if number != found.number:
                relation = catalogue.lookup.record(number).relations[position]
                yield _proposal(catalogue.lookup.found(number), relation, found)


def _targets(catalogue: Catalogue, found: Found, relation: Relation) -> Iterator[Found]:
    if relation.target.key is not None:
        yield from catalogue.lookup.beside(found.number, relation.target.key)
    elif relation.target.identifier is not None:
        yield from catalogue.lookup.with_identifier(relation.target.identifier)


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
