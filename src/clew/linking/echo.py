"""A course whose title takes up that of a publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.linking.confidence import confidence
from clew.linking.matching.work import work_of
from clew.model import Evidence, Kind, LinkState, LinkType, Record, title_key

RULE = "title-taken-up"
WORDS = 3  # of the publication's main title, which the course's begins with


def echoes(catalogue: Catalogue, members: Sequence[Member]) -> Iterator[Proposal]:
    """Propose the publications whose main titles begin those of courses, and the reverse."""
    courses = [m for m in members if m.kind == Kind.COURSE and m.record.title]
    for course in courses:
        beginning = " ".join((title_key(course.record.title) or "").split()[:WORDS])
        for work in catalogue.lookup.with_title_prefix(beginning, Kind.PUBLICATION):
            yield from _proposal(catalogue, catalogue.lookup.found(course.number), work)
    if not catalogue.resources.any(Kind.COURSE):
        return
    for member in members:
        main = work_of(member.record).main if member.kind == Kind.PUBLICATION else ""
        if len(main.split()) >= WORDS:
            for taught in catalogue.lookup.with_title_prefix(main, Kind.COURSE):
                yield from _proposal(catalogue, taught, catalogue.lookup.found(member.number))


def _proposal(catalogue: Catalogue, course: Found, work: Found) -> Iterator[Proposal]:
    taught, written = (catalogue.lookup.record(found.number) for found in (course, work))
    main = work_of(written).main
    if len(main.split()) < WORDS or not f"{title_key(taught.title)} ".startswith(f"{main} "):
        return
    evidence = Evidence(
        rule=RULE,
        reason=f"The course's title begins with “{main}”, the main title of {_named(written)}.",
        quote=taught.title,
        document=course.document,
        location=course.location,
        confidence=confidence(RULE),
    )
    yield Proposal(
        subject=course.resource,
        type=LinkType.TEACHES,
        object=work.resource,
        state=LinkState.SUGGESTED,
        evidence=evidence,
        record=course.number,
        other=work.number,
    )


def _named(record: Record) -> str:
    first = next((part.agent.name for part in record.contributions), None)
    year = (record.published or "")[:4]
    return " ".join(filter(None, (first, year))) or record.label
