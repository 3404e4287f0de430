"""Awards whose references differ only in their last part: ES/N012453/1 and ES/N012453/2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.confidence import confidence
from clew.linking.rules.arrived import Arrived
from clew.model import Evidence, Kind, LinkState, LinkType, Record, Scheme

RULE = "award-stem"


class _Part(NamedTuple):
    """A record of an award by the last part of its reference."""

    place: int
    reference: str
    found: Found


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose that an award continues those of its stem that are numbered lower.

    UK research councils number the transfers and continuations of one award by the last part of
    its reference. Each pair is linked, so that the order of arrival makes no difference.
    """
    reference = award_reference(arrived.record)
    if reference:
        mine = _Part(_place(reference), reference, arrived.found)
        for other in _family(catalogue, reference):
            if other.place != mine.place:
                yield _proposal(*sorted((mine, other), key=lambda part: part.place))


def award_reference(record: Record) -> str | None:
    """Return an award's own reference, if it has a last part that counts."""
    references = (i.value for i in record.identifiers if i.scheme == Scheme.AWARD)
    reference = next(references, None) if record.kind == Kind.AWARD else None
    return reference if reference and reference.count("/") == 2 else None


def _family(catalogue: Catalogue, reference: str) -> Iterator[_Part]:
    """Yield the records of awards of one stem."""
    stem = reference.rpartition("/")[0] + "/"
    for value, found in catalogue.lookup.with_identifier_prefix(Scheme.AWARD, stem):
        if found.kind == Kind.AWARD:
            yield _Part(_place(value), value, found)


def _place(reference: str) -> int:
    return int(reference.rpartition("/")[2])


def _proposal(earlier: _Part, later: _Part) -> Proposal:
    evidence = Evidence(
        rule=RULE,
        reason=(
            f"The references {earlier.reference} and {later.reference} differ only in the last"
            " part, which counts the transfers and continuations of one award."
        ),
        document=later.found.document,
        location=later.found.location,
        confidence=confidence(RULE),
    )
    return Proposal(
        subject=later.found.resource,
        type=LinkType.CONTINUES,
        object=earlier.found.resource,
        state=LinkState.SUGGESTED,
        evidence=evidence,
        record=later.found.number,
        other=earlier.found.number,
    )
