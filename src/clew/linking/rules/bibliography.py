"""Bibliography entries that match a catalogued work by title, year and first author."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.model import (
    Evidence,
    Kind,
    LinkState,
    LinkType,
    Record,
    Reference,
    Role,
    citation_keys,
    fold,
    title_key,
)

RULE = "bibliography"
TELLING = 16  # letters; a shorter title ("Introduction") tells too little

_CITABLE = (Kind.PUBLICATION, Kind.THESIS, Kind.DATASET, Kind.SOFTWARE)


def propose(catalogue: Catalogue, found: Found, record: Record) -> Iterator[Proposal]:
    """Propose what the record's bibliography names, and whose bibliography names the record."""
    for reference in record.fulltext.references if record.fulltext else ():
        key = title_key(reference.title)
        for work in catalogue.lookup.with_title(key, _CITABLE) if _tells(key) and key else ():
            if agrees(reference, catalogue.lookup.record(work.number)):
                yield _proposal(found, reference, work)
    key = title_key(record.title)
    if record.kind in _CITABLE and key and _tells(key):
        for number, position in catalogue.lookup.citing(key):
            citing = catalogue.lookup.record(number)
            entry = citing.fulltext.references[position] if citing.fulltext else None
            if entry and agrees(entry, record):
                yield _proposal(catalogue.lookup.found(number), entry, found)


def agrees(reference: Reference, work: Record) -> bool:
    """Say whether year and first author, where both sides state them, are the same."""
    _, year, family = citation_keys(reference)
    published = (work.published or "")[:4]
    first = next(
        (c.agent for c in work.contributions if c.role in (Role.AUTHOR, Role.CREATOR)), None
    )
    same_year = not year or not published or year == published
    same_author = not family or not first or family in fold(first.name)
    return same_year and same_author


def _tells(key: str | None) -> bool:
    return key is not None and len(key) >= TELLING


def _proposal(found: Found, reference: Reference, work: Found) -> Proposal:
    teaching = found.kind == Kind.COURSE
    mention = next(iter(reference.mentions), None)
    cited = f" It is cited {len(reference.mentions)} times." if len(reference.mentions) > 1 else ""
    evidence = Evidence(
        rule=RULE,
        reason=f"Its list of works has the same title, and year and first author agree.{cited}",
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
