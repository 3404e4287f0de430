"""Works that a record's bibliography names: cited, or, by a course, taught."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.cited import cited_key
from clew.linking.rules.arrived import Arrived
from clew.model import Evidence, Kind, LinkState, LinkType, Reference

RULE = "bibliography"


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose a link to each work that the record's bibliography names."""
    fulltext = arrived.record.fulltext
    for reference in fulltext.references if fulltext else ():
        key = cited_key(reference)
        if key:
            yield _proposal(arrived.found, reference, arrived.beside[key])


def _proposal(found: Found, reference: Reference, work: Found) -> Proposal:
    teaching = found.kind == Kind.COURSE
    mention = next(iter(reference.mentions), None)
    often = f" {len(reference.mentions)} times" if len(reference.mentions) > 1 else ""
    evidence = Evidence(
        rule=RULE,
        reason=f"Its list of works names it{', and its text cites it' + often if mention else ''}.",
        quote=reference.raw,
        document=found.document,
        location=found.location,
        place=" › ".join(mention.heading) or None if mention else None,
    )
    return Proposal(
        subject=found.resource,
        type=LinkType.TEACHES if teaching else LinkType.CITES,
        object=work.resource,
        state=LinkState.STATED,
        evidence=evidence,
        record=found.number,
        other=work.number,
    )
