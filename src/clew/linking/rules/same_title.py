"""An award and a dataset of one title whose periods overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.confidence import confidence
from clew.linking.rules.agreement import agreements
from clew.linking.rules.arrived import Arrived
from clew.linking.rules.award_stem import award_reference
from clew.model import Evidence, Kind, LinkState, LinkType, Period, Record, Scheme, title_key

RULE = "same-title"


class _Award(NamedTuple):
    """An award that a title speaks for: its own, or that of the award it continues."""

    found: Found
    record: Record
    titled: Record


def propose(catalogue: Catalogue, arrived: Arrived) -> Iterator[Proposal]:
    """Propose that a dataset was paid for by the award of the same title, where periods overlap.

    A transfer or continuation runs under the title of the award it continues, so it counts as
    well; of those, the ones whose period overlaps the dataset's are proposed.
    """
    found, record = arrived.found, arrived.record
    if record.kind == Kind.DATASET:
        for award in _awards(catalogue, title_key(record.title)):
            if _overlap(record.period, award.record.period):
                yield _proposal(found, record, award)
    elif record.kind == Kind.AWARD:
        for award in _own_line(catalogue, found, record):
            for dataset in catalogue.lookup.with_title(
                title_key(award.titled.title) or "", [Kind.DATASET]
            ):
                described = catalogue.lookup.record(dataset.number)
                if _overlap(described.period, award.record.period):
                    yield _proposal(dataset, described, award)


def _awards(catalogue: Catalogue, key: str | None) -> Iterator[_Award]:
    for titled in catalogue.lookup.with_title(key, [Kind.AWARD]) if key else ():
        yield from _line(catalogue, titled, catalogue.lookup.record(titled.number))


def _own_line(catalogue: Catalogue, found: Found, record: Record) -> Iterator[_Award]:
    """Yield the award and its line, when it has a title; else itself under its line's titles."""
    if record.title:
        yield from _line(catalogue, found, record)
        return
    for _, described in _siblings(catalogue, record):
        if described.title:
            yield _Award(found, record, described)


def _line(catalogue: Catalogue, found: Found, record: Record) -> Iterator[_Award]:
    yield _Award(found, record, record)
    for sibling, described in _siblings(catalogue, record):
        if not described.title:
            yield _Award(sibling, described, record)


def _siblings(catalogue: Catalogue, record: Record) -> Iterator[tuple[Found, Record]]:
    """Yield the other awards of the same stem."""
    reference = award_reference(record)
    stem = reference.rpartition("/")[0] + "/" if reference else None
    for value, found in catalogue.lookup.with_identifier_prefix(Scheme.AWARD, stem) if stem else ():
        if value != reference and found.kind == Kind.AWARD:
            yield found, catalogue.lookup.record(found.number)


def _overlap(dataset: Period | None, award: Period | None) -> bool:
    return bool(dataset and award and dataset.overlaps(award))


def _proposal(dataset: Found, described: Record, award: _Award) -> Proposal:
    evidence = Evidence(
        rule=RULE,
        reason=_reason(described, award),
        quote=described.title,
        document=dataset.document,
        location=dataset.location,
        confidence=confidence(RULE, _measure(described, award)),
    )
    return Proposal(
        subject=dataset.resource,
        type=LinkType.FUNDED_BY,
        object=award.found.resource,
        state=LinkState.SUGGESTED,
        evidence=evidence,
        record=dataset.number,
        other=award.found.number,
    )


def _reason(dataset: Record, award: _Award) -> str:
    name = award_reference(award.record) or award.record.label
    title = f"The dataset and award {name} have the same title"
    if award.titled is not award.record:
        title = (
            f"The dataset has the title of award {award_reference(award.titled)},"
            f" which {name} continues"
        )
    period = f"its period {dataset.period} {_coincidence(dataset, award.record)}"
    said = "; ".join([f"{title}, and {period}", *_shared(dataset, award)])
    return f"{said.rstrip('.')}."  # "… both name Okoro, S."


def _measure(dataset: Record, award: _Award) -> int:
    """Count what agrees: periods to the day 2, in the first day 1; people 1, funder 1."""
    same = 2 if dataset.period == award.record.period else int(_starts_with(dataset, award.record))
    return same + len(_shared(dataset, award))


def _shared(dataset: Record, award: _Award) -> list[str]:
    return agreements(dataset, (award.record, award.titled))


def _starts_with(dataset: Record, award: Record) -> bool:
    starts = [one.period.start if one.period else None for one in (dataset, award)]
    return starts[0] == starts[1]


def _coincidence(dataset: Record, award: Record) -> str:
    if dataset.period == award.period:
        return "is the award's to the day"
    how = "begins with" if _starts_with(dataset, award) else "overlaps"
    return f"{how} the award's {award.period}"
