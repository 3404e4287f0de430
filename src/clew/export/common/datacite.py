"""Things in the words of the DataCite Metadata Schema 4.6, as its REST API writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.export.common.clean import one_line, printable
from clew.export.common.people import family_first, house, makers, name_parts
from clew.export.common.works import issued, pages, sort_of, values
from clew.export.item import Item, Related
from clew.model import (
    Agent,
    AgentKind,
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Period,
    Record,
    Role,
    Scheme,
    fold,
)

Node = dict[str, Any]

SCHEMA = "http://datacite.org/schema/kernel-4"
# Appendix 3 of the schema: what stands for what nobody tells.
UNKNOWN = ":unkn"
_TYPES = {
    "article": "JournalArticle",
    "conference paper": "ConferencePaper",
    "chapter": "BookChapter",
    "book": "Book",
    "report": "Report",
    "thesis": "Dissertation",
    "dataset": "Dataset",
    "software": "Software",
    "award": "Award",
    "text": "Text",
}
_ROLES = {
    Role.EDITOR: "Editor",
    Role.SUPERVISOR: "Supervisor",
    Role.RESEARCHER: "Researcher",
    Role.PRINCIPAL_INVESTIGATOR: "ProjectLeader",
    Role.CO_INVESTIGATOR: "ProjectMember",
    Role.DISTRIBUTOR: "Distributor",
    Role.SPONSOR: "Sponsor",
    Role.LEAD_ORGANISATION: "HostingInstitution",
    Role.AWARDING_INSTITUTION: "HostingInstitution",
}
_MAKERS = (Role.AUTHOR, Role.CREATOR)
_ELSEWHERE = (*_MAKERS, Role.PUBLISHER, Role.FUNDER)
# The word for each link type, and for its inverse.
RELATIONS = {
    LinkType.CITES: ("Cites", "IsCitedBy"),
    LinkType.TEACHES: ("References", "IsReferencedBy"),
    LinkType.BASED_ON: ("IsDerivedFrom", "IsSourceOf"),
    LinkType.CONTINUES: ("Continues", "IsContinuedBy"),
    LinkType.DOCUMENTS: ("Documents", "IsDocumentedBy"),
    LinkType.PART_OF: ("IsPartOf", "HasPart"),
    LinkType.VERSION_OF: ("IsVersionOf", "HasVersion"),
    LinkType.SAME_AS: ("IsIdenticalTo", "IsIdenticalTo"),
}
_IDENTIFIER_TYPES: dict[str, str] = {
    Scheme.DOI: "DOI",
    Scheme.HANDLE: "Handle",
    Scheme.URL: "URL",
    Scheme.ISBN: "ISBN",
    Scheme.ARXIV: "arXiv",
}
_SECTIONS = {
    "abstract": "Abstract",
    "methods": "Methods",
    "table of contents": "TableOfContents",
    "technical info": "TechnicalInfo",
    "series information": "SeriesInformation",
}
_NAME_SCHEMES: dict[str, str] = {Scheme.ORCID: "https://orcid.org", Scheme.ROR: "https://ror.org"}
# What XML Schema takes for a language.
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8}){0,8}")
_FUNDED = (LinkType.FUNDED_BY, LinkType.OUTPUT_OF)


def attributes(item: Item) -> Node:
    """Return a thing's metadata; what no source tells is left out, also where it is obligatory."""
    record = item.record
    dois = values(record, Scheme.DOI)
    resolved = next(iter(record.urls), None)
    told = {
        "doi": next(iter(dois), None),
        "alternateIdentifiers": [*_alternates(record, dois[1:])],
        "creators": [_creator(part) for part in _creators(record)],
        "titles": [*_titles(record)],
        "publisher": _publisher(record),
        "publicationYear": _year(record),
        "subjects": [*_subjects(record)],
        "contributors": [*_contributors(record)],
        "dates": [*_dates(record)],
        "language": record.language if _LANGUAGE.fullmatch(record.language or "") else None,
        "types": _types(record),
        "relatedIdentifiers": [*_related(item)],
        "relatedItems": [*_container(record)],
        "sizes": [f"{record.amount.amount:f} {record.amount.currency}"] if record.amount else [],
        "rightsList": [*_rights(record)],
        "descriptions": [*_descriptions(record)],
        "geoLocations": [{"geoLocationPlace": one_line(one.name)} for one in record.places],
        "fundingReferences": [*_funding(item)],
        "url": resolved,
        "schemaVersion": SCHEMA,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _creators(record: Record) -> list[Contribution]:
    return makers(record)


def _creator(part: Contribution) -> Node:
    return {**person(part.agent), **_affiliation(part)}


def person(agent: Agent) -> Node:
    """Return a name with its parts and numbers."""
    numbers = [
        {
            "nameIdentifier": f"{_NAME_SCHEMES[one.scheme]}/{one.value}",
            "nameIdentifierScheme": one.scheme.upper(),
            "schemeUri": _NAME_SCHEMES[one.scheme],
        }
        for one in agent.identifiers
        if one.scheme in _NAME_SCHEMES
    ]
    more = {"nameIdentifiers": numbers} if numbers else {}
    if agent.kind == AgentKind.ORGANISATION:
        return {"name": one_line(agent.name), "nameType": "Organizational", **more}
    given, family = name_parts(agent)
    parts = {"givenName": given, "familyName": family} if given else {}
    return {"name": family_first(agent), "nameType": "Personal", **parts, **more}


def _affiliation(part: Contribution) -> Node:
    works_for = ", ".join(one_line(one) for one in (part.department, part.affiliation) if one)
    return {"affiliation": [{"name": works_for}]} if works_for else {}


def _contributors(record: Record) -> Iterator[Node]:
    first = _creators(record)
    for part in record.contributions:
        if part.role not in _ELSEWHERE and part not in first:
            yield {**_creator(part), "contributorType": _ROLES.get(part.role, "Other")}


def _publisher(record: Record) -> Node | None:
    named = (part for part in record.contributions if part.role == Role.PUBLISHER)
    part = next(named, None)
    name = one_line(part.agent.name) if part else house(record)
    if not name:
        return None
    ror = (one for one in part.agent.identifiers if one.scheme == Scheme.ROR) if part else ()
    number = next((one.url for one in ror if one.url), None)
    return {"name": name} | (
        {
            "publisherIdentifier": number,
            "publisherIdentifierScheme": "ROR",
            "schemeUri": "https://ror.org",
        }
        if number
        else {}
    )


def _year(record: Record) -> int | None:
    day = issued(record)
    return int(day.year) if day else None


def _titles(record: Record) -> Iterator[Node]:
    yield {"title": one_line(record.title or record.label)}
    if record.subtitle:
        yield {"title": one_line(record.subtitle), "titleType": "Subtitle"}
    for title in record.alternative_titles:
        yield {"title": one_line(title), "titleType": "AlternativeTitle"}


def _subjects(record: Record) -> Iterator[Node]:
    yield from ({"subject": one_line(word)} for word in record.keywords)
    # A scheme tells the terms of a vocabulary from free words.
    for term in record.subjects:
        yield {"subject": one_line(term), "subjectScheme": "subject"}


def _dates(record: Record) -> Iterator[Node]:
    if record.published:
        yield {"date": record.published, "dateType": "Issued"}
    if record.period:
        type = "Valid" if record.kind == Kind.AWARD else "Coverage"
        yield {"date": _span(record.period), "dateType": type}
    if record.design and record.design.collected:
        yield {"date": _span(record.design.collected), "dateType": "Collected"}


def _span(period: Period) -> str:
    return f"{period.start or ''}/{period.end or ''}" if period.start != period.end else str(period)


def _types(record: Record) -> Node:
    word = _resource_type(record)
    general = {"resourceTypeGeneral": _TYPES.get(sort_of(record), "Other")}
    return general | ({"resourceType": word} if word else {})


def _resource_type(record: Record) -> str | None:
    # The schema has no general type for courses; this one word tells what "Other" is.
    if record.kind == Kind.COURSE:
        return "Course"
    return one_line(record.subtype) if record.subtype else None


def _alternates(record: Record, dois: list[str]) -> Iterator[Node]:
    yield from (_alternate(f"https://doi.org/{one}", "DOI") for one in dois)
    for one in record.identifiers:
        if one.scheme not in (Scheme.DOI, Scheme.ISSN):
            yield _alternate(one.value, _IDENTIFIER_TYPES.get(one.scheme) or _own_type(one))
    yield from (_alternate(url, "URL") for url in record.urls[1:])


def _alternate(number: str, type: str) -> Node:
    return {"alternateIdentifier": number, "alternateIdentifierType": type}


def _own_type(one: Identifier) -> str:
    """Name a scheme; a number of the source's own carries the name it goes by in itself."""
    before, colon, _ = one.value.partition(":")
    return before if one.scheme == Scheme.LOCAL and colon else one.scheme


def _related(item: Item) -> Iterator[Node]:
    for one in item.related:
        word = RELATIONS.get(one.type)
        number = one.identifier
        if word and number and number.scheme in _IDENTIFIER_TYPES:
            yield {
                "relationType": word[one.inverse],
                "relatedIdentifier": number.value,
                "relatedIdentifierType": _IDENTIFIER_TYPES[number.scheme],
            }


def _container(record: Record) -> Iterator[Node]:
    issn, isbn = values(record, Scheme.ISSN), values(record, Scheme.ISBN)
    within = record.container or record.volume or record.issue or record.pages or issn
    # A thesis of 212 pages is in no journal.
    if not within or not (record.container or record.kind == Kind.PUBLICATION):
        return
    first, last = pages(record) or (None, None)
    in_book = sort_of(record) == "chapter"
    found = [*(("ISBN", one) for one in isbn if in_book), *(("ISSN", one) for one in issn)]
    number = [
        {"relatedItemIdentifier": value, "relatedItemIdentifierType": scheme}
        for scheme, value in found
    ]
    told = {
        "relatedItemType": "Book" if in_book else "Journal",
        "relationType": "IsPublishedIn",
        "relatedItemIdentifier": next(iter(number), None),
        "titles": [{"title": one_line(record.container)}] if record.container else None,
        "volume": record.volume,
        "issue": record.issue,
        "firstPage": first,
        "lastPage": last,
    }
    yield {name: value for name, value in told.items() if value}


def _rights(record: Record) -> Iterator[Node]:
    if record.licence:
        is_address = record.licence.startswith(("http://", "https://"))
        yield {"rightsUri" if is_address else "rights": one_line(record.licence)}
    if record.access:
        yield {"rights": one_line(record.access)}


def _descriptions(record: Record) -> Iterator[Node]:
    for one in record.description:
        type = _SECTIONS.get(fold(one.name), "Other")
        yield {"description": printable(one.text), "descriptionType": type}


def _funding(item: Item) -> Iterator[Node]:
    """Yield who paid, each with the awards that are known to be theirs."""
    record = item.record
    payers = [part.agent for part in record.contributions if part.role == Role.FUNDER]
    awards = [one for one in item.related if one.type in _FUNDED and not one.inverse]
    left = [*awards]
    for agent in payers:
        own = next((one for one in left if _paid(agent, one, only=len(payers) == 1)), None)
        left = [one for one in left if one is not own]
        yield _funder(agent, own)
    # Of a number alone nobody knows whose it is; the schema wants a name all the same.
    yield from (_funder(None, one) for one in left)
    yield from _own_award(record, payers)


def _paid(agent: Agent, award: Related, *, only: bool) -> bool:
    return only or fold(agent.name) in fold(award.quote or "")


def _funder(agent: Agent | None, award: Related | None) -> Node:
    told: Node = {"funderName": one_line(agent.name) if agent else UNKNOWN}
    for one in agent.identifiers if agent else ():
        if one.scheme == Scheme.ROR:
            told |= {"funderIdentifier": one.url, "funderIdentifierType": "ROR"}
    if award and award.identifier:
        told["awardNumber"] = award.identifier.value
        if award.title:
            told["awardTitle"] = one_line(award.title)
    return told


def _own_award(record: Record, payers: list[Agent]) -> Iterator[Node]:
    """Yield an award's own number, with its title, by which readers know it is that award."""
    if record.kind == Kind.AWARD:
        name = one_line(payers[0].name) if payers else UNKNOWN
        title = one_line(record.title or record.label)
        for number in values(record, Scheme.AWARD):
            yield {"funderName": name, "awardNumber": number, "awardTitle": title}
