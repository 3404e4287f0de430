"""Writes things as ``oai_dc`` (Dublin Core Metadata Element Set 1.1, in OAI-PMH 2.0's wrapper)."""

from __future__ import annotations

from collections.abc import Iterator

from clew.export.common.people import family_first, house, makers
from clew.export.common.works import addresses
from clew.export.common.xml import Element, add_text, spaces, written
from clew.export.item import Item
from clew.model import Identifier, Kind, Record, Role, Scheme

SPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
LOCATION = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_SPACES = spaces({"oai_dc": SPACE, "dc": _DC}, LOCATION)
_TYPES = {
    Kind.DATASET: "Dataset",
    Kind.AWARD: "Grant",
    Kind.THESIS: "Thesis",
    Kind.COURSE: "Course",
    Kind.SOFTWARE: "Software",
}
_ELSEWHERE = (Role.PUBLISHER, Role.AWARDING_INSTITUTION)
# Schemes whose values tell by themselves what they are.
_PLAIN = (Scheme.AWARD, Scheme.ISBN, Scheme.LOCAL, Scheme.URL)
_RESOLVED = (Scheme.DOI, Scheme.HANDLE, Scheme.ARXIV)


def element(item: Item) -> str:
    """Write a thing as a ``dc`` element; an element that nothing is known for is left out."""
    made = Element("oai_dc:dc", _SPACES)
    for name, value in _elements(item):
        add_text(made, f"dc:{name}", value)
    return written(made)


def _elements(item: Item) -> Iterator[tuple[str, str | None]]:
    record = item.record
    title = record.title or record.label
    yield "title", title
    yield from (("title", other) for other in record.alternative_titles if other != title)
    first = makers(record)
    yield from (("creator", family_first(part.agent)) for part in first)
    yield from (("subject", word) for word in dict.fromkeys((*record.subjects, *record.keywords)))
    yield from (("description", section.text) for section in record.description)
    yield "publisher", house(record)
    others = (p for p in record.contributions if p not in first and p.role not in _ELSEWHERE)
    yield from (("contributor", family_first(part.agent)) for part in others)
    yield "date", record.published
    yield from (("type", word) for word in _types(record))
    yield from (("identifier", one) for one in _identifiers(record))
    yield "source", _source(record)
    yield "language", record.language
    yield from (("relation", one) for one in _relations(item))
    yield "coverage", str(record.period) if record.period else None
    yield from (("coverage", place.name) for place in record.places)
    yield from (("rights", one) for one in (record.licence, record.access))


def _types(record: Record) -> list[str]:
    known = _TYPES.get(record.kind)
    return list(dict.fromkeys(word for word in (record.subtype, known) if word)) or ["Text"]


def _identifiers(record: Record) -> Iterator[str]:
    for one in record.identifiers:
        if one.scheme != Scheme.ISSN:
            yield _identifier(one)
    leads = {one.url for one in record.identifiers}
    yield from (url for url in addresses(record) if url not in leads)


def _identifier(one: Identifier) -> str:
    if one.scheme in _RESOLVED and one.url:
        return one.url
    return one.value if one.scheme in _PLAIN else f"{one.scheme}:{one.value}"


def _source(record: Record) -> str | None:
    """Return what it appeared in; of what is no publication a source is what it was made from."""
    return record.container if record.kind == Kind.PUBLICATION else None


def _relations(item: Item) -> Iterator[str]:
    for one in item.related:
        told = one.url or (str(one.identifier) if one.identifier else one.title)
        if told:
            yield told
