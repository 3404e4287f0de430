"""Awards whose references differ only in their last part: ES/N012453/1 and ES/N012453/2."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.confidence import confidence
from clew.linking.rules.arrived import Arrived
from clew.model import Evidence, Kind, LinkState, LinkType, Record, Scheme

RULE = "award-stem"


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose that an award continues those of its stem that are numbered lower.

    UK research councils number the transfers and continuations of one award by the last part of
    its reference. Each pair is linked, so that the order of arrival makes no difference.
    """
    found, record = arrived.found, arrived.record
    reference = award_reference(record)
    family = _family(catalogue, reference) if reference else {}
    for earlier, later in combinations(sorted(family), 2):
        if reference in (family[earlier][0], family[later][0]):
            yield _proposal(family[earlier], family[later], found)


def award_reference(record: Record) -> str | None:
    """Return an award's own reference, if it has a last part that counts."""
    references = (i.value for i in record.identifiers if i.scheme == Scheme.AWARD)
    reference = next(references, None) if record.kind == Kind.AWARD else None
    return reference if reference and reference.count("/") == 2 else None


def _family(catalogue: Catalogue, reference: str) -> dict[int, tuple[str, Found]]:
    """Return the awards of one stem by their last part: reference and earliest record."""
    stem = reference.rpartition("/")[0] + "/"
    family: dict[int, tuple[str, Found]] = {}
    for value, found in catalogue.lookup.with_identifier_prefix(Scheme.AWARD, stem):
        if found.kind == Kind.AWARD:
            family.setdefault(int(value.removeprefix(stem)), (value, found))
    return family


def _proposal(earlier: tuple[str, Found], later: tuple[str, Found], found: Found) -> Proposal:
    evidence = Evidence(
        rule=RULE,
        reason=(
            f"The references {earlier[0]} and {later[0]} differ only in the last part, which counts"
            " the transfers and continuations of one award."
        ),
        document=found.document,
        location=found.location,
        confidence=confidence(RULE),
    )
    return Proposal(
        subject=later[1].resource,
        type=LinkType.CONTINUES,
        object=earlier[1].resource,
        state=LinkState.SUGGESTED,
        evidence=evidence,
        record=later[1].number,
        other=earlier[1].number,
    )
