"""Writes things as MODS (https://www.loc.gov/standards/mods/userguide)."""

from __future__ import annotations

from clew.export.common.people import name_parts
from clew.export.common.works import pages, sort_of
from clew.export.common.xml import Element, add, add_text, attributes, leaf, spaces, written
from clew.export.item import Item, Related
from clew.model import (
    AgentKind,
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Record,
    Role,
    Scheme,
    fold,
)

SPACE = "http://www.loc.gov/mods/v3"
LOCATION = "https://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_HEAD = spaces({None: SPACE}, LOCATION) + attributes({"version": "3.8"})
# Terms of the MARC relator list; what it has no term for is told in our own word.
_TERMS = {
    Role.SUPERVISOR: "thesis advisor",
    Role.AWARDING_INSTITUTION: "degree granting institution",
}
_GENRES = {
    Kind.DATASET: "dataset",
    Kind.THESIS: "thesis",
    Kind.SOFTWARE: "software",
    Kind.COURSE: "course",
}
# What stands in the attribute `type` for a link, and for its inverse.
_RELATED = {
    LinkType.PART_OF: ("series", "constituent"),
    LinkType.CITES: ("references", "isReferencedBy"),
    LinkType.TEACHES: ("references", "isReferencedBy"),
    LinkType.VERSION_OF: ("otherVersion", "otherVersion"),
    LinkType.CONTINUES: ("preceding", "succeeding"),
}
_FUNDED = (LinkType.FUNDED_BY, LinkType.OUTPUT_OF)
_CONTAINERS = (Scheme.ISSN, Scheme.ISBN)


def element(item: Item) -> str:
    """Write a thing as a ``mods`` element."""
    record = item.record
    made = Element("mods", _HEAD)
    _titles(made, record)
    for part in record.contributions:
        if part.role != Role.PUBLISHER:
            _name(made, part)
    _sort(made, record)
    _origin(made, record)
    if record.language:
        held = add(made, "language")
        leaf(held, "languageTerm", record.language, type="code", authority="rfc5646")
    for one in record.description:
        contents = fold(one.name) == "table of contents"
        label = None if contents or fold(one.name) == "abstract" else one.name
        name = "tableOfContents" if contents else "abstract"
        add_text(made, name, one.text, displayLabel=label)
    add_text(made, "note", record.degree, type="thesis degree name")
    _subjects(made, record)
    _related(made, item)
    _numbers(made, record)
    _access(made, record)
    return written(made)


def _titles(made: Element, record: Record) -> None:
    info = add(made, "titleInfo")
    leaf(info, "title", record.title or record.label)
    add_text(info, "subTitle", record.subtitle)
    for title in record.alternative_titles:
        leaf(add(made, "titleInfo", type="alternative"), "title", title)


def _name(made: Element, part: Contribution) -> None:
    agent = part.agent
    person = agent.kind == AgentKind.PERSON
    name = add(made, "name", type="personal" if person else "corporate")
    given, family = name_parts(agent)
    if given:
        leaf(name, "namePart", given, type="given")
        leaf(name, "namePart", family, type="family")
    else:
        leaf(name, "namePart", family)
    works_for = ", ".join(one for one in (part.department, part.affiliation) if one)
    add_text(name, "affiliation", works_for)
    term = part.note or _TERMS.get(part.role, str(part.role))
    leaf(add(name, "role"), "roleTerm", term, type="text")
    for one in agent.identifiers:
        if one.scheme in (Scheme.ORCID, Scheme.ROR):
            add_text(name, "nameIdentifier", one.url, type=one.scheme)


def _sort(made: Element, record: Record) -> None:
    known = _GENRES.get(record.kind)
    if known is None or record.kind == Kind.THESIS:
        leaf(made, "typeOfResource", "text")
    for word in dict.fromkeys(one for one in (record.subtype, known) if one):
        add_text(made, "genre", word)


def _origin(made: Element, record: Record) -> None:
    houses = [part for part in record.contributions if part.role == Role.PUBLISHER]
    if houses or record.published:
        origin = add(made, "originInfo")
        for part in houses:
            leaf(origin, "publisher", part.agent.name)
        add_text(origin, "dateIssued", record.published, encoding="w3cdtf")


def _subjects(made: Element, record: Record) -> None:
    for term in dict.fromkeys((*record.subjects, *record.keywords)):
        leaf(add(made, "subject"), "topic", term)
    for place in record.places:
        leaf(add(made, "subject"), "geographic", place.name)
    if record.period:
        leaf(add(made, "subject"), "temporal", str(record.period), encoding="iso8601")


def _related(made: Element, item: Item) -> None:
    _host(made, item.record)
    for one in item.related:
        types = _RELATED.get(one.type)
        if one.type in _FUNDED and not one.inverse and one.identifier:
            leaf(made, "note", str(one.identifier), type="funding")
        elif types:
            _related_item(made, one, types[one.inverse])


def _related_item(made: Element, one: Related, type: str) -> None:
    held = add(made, "relatedItem", type=type)
    if one.title and type != "series":
        leaf(add(held, "titleInfo"), "title", one.title)
    if one.identifier:
        leaf(held, "identifier", one.identifier.value, type=_type(one.identifier))
    elif one.url:
        leaf(add(held, "location"), "url", one.url)


def _host(made: Element, record: Record) -> None:
    numbers = [one for one in record.identifiers if one.scheme in _own_numbers(record)]
    if not (record.container or record.volume or record.issue or record.pages or numbers):
        return
    host = add(made, "relatedItem", type="host")
    if record.container:
        leaf(add(host, "titleInfo"), "title", record.container)
    for one in numbers:
        leaf(host, "identifier", one.value, type=one.scheme)
    if not (record.volume or record.issue or record.pages):
        return
    part = add(host, "part")
    for type, value in (("volume", record.volume), ("issue", record.issue)):
        if value:
            leaf(add(part, "detail", type=type), "number", value)
    first, last = pages(record) or (None, None)
    if first:
        extent = add(part, "extent", unit="pages")
        leaf(extent, "start" if last else "list", first)
        add_text(extent, "end", last)


def _own_numbers(record: Record) -> tuple[Scheme, ...]:
    """Return the schemes whose numbers name what the work appeared in."""
    return _CONTAINERS if sort_of(record) == "chapter" else (Scheme.ISSN,)


def _numbers(made: Element, record: Record) -> None:
    for one in record.identifiers:
        if one.scheme not in _own_numbers(record):
            leaf(made, "identifier", _value(one), type=_type(one))
    if record.urls:
        location = add(made, "location")
        for url in record.urls:
            leaf(location, "url", url)


def _type(one: Identifier) -> str | None:
    """Return the scheme; a number of the source's own has its scheme's name before the colon."""
    before, colon, _ = one.value.partition(":")
    if one.scheme == Scheme.LOCAL:
        return before if colon else None
    return "hdl" if one.scheme == Scheme.HANDLE else str(one.scheme)


def _value(one: Identifier) -> str:
    before, colon, after = one.value.partition(":")
    return after if one.scheme == Scheme.LOCAL and colon and before else one.value


def _access(made: Element, record: Record) -> None:
    add_text(made, "accessCondition", record.licence, type="use and reproduction")
    add_text(made, "accessCondition", record.access, type="restriction on access")
