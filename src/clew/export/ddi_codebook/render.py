"""Writes datasets as DDI-Codebook, its elements in the order of the schema."""

from __future__ import annotations

from clew.export.common.works import addresses
from clew.export.common.xml import Element, add, add_text, attributes, leaf, spaces, written
from clew.export.ddi_codebook.method import method, summary
from clew.export.ddi_codebook.people import distributors, makers_of, producers
from clew.export.ddi_codebook.variables import files, variables
from clew.export.item import Item, Related
from clew.model import Identifier, LinkType, Record, Scheme

SPACE = "ddi:codebook:2_5"
LOCATION = "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_SPACES = spaces({None: SPACE}, LOCATION)
_AGENCIES: dict[str, str] = {Scheme.DOI: "DOI", Scheme.UKDA: "UKDA", Scheme.HANDLE: "HDL"}
_RELATED = {
    (LinkType.DOCUMENTS, True): "relMat",
    (LinkType.CITES, False): "relStdy",
    (LinkType.BASED_ON, False): "relStdy",
    (LinkType.BASED_ON, True): "relPubl",
    (LinkType.CITES, True): "relPubl",
}
_ORDER = ("relMat", "relStdy", "relPubl")


def element(item: Item) -> str:
    """Write a dataset as a ``codeBook`` element."""
    record = item.record
    own = attributes({"version": "2.5", "xml:lang": record.language})
    made = Element("codeBook", _SPACES + own)
    study = add(made, "stdyDscr")
    _citation(study, item)
    _information(study, record)
    method(study, record)
    _access(study, record)
    _others(study, item)
    names = files(made, record)
    variables(made, record, names)
    return written(made)


def _citation(study: Element, item: Item) -> None:
    record = item.record
    citation = add(study, "citation")
    titles = add(citation, "titlStmt")
    leaf(titles, "titl", record.title or record.label)
    add_text(titles, "subTitl", record.subtitle)
    for title in record.alternative_titles:
        leaf(titles, "altTitl", title)
    for one in record.identifiers:
        agency, number = _number(one)
        leaf(titles, "IDNo", number, agency=agency)
    makers_of(citation, record)
    producers(citation, item)
    distributors(citation, record)
    for url in record.urls or addresses(record)[:1]:
        add(citation, "holdings", URI=url)


def _number(one: Identifier) -> tuple[str | None, str]:
    """Return agency and number; a local one carries its agency: ``NSA:NSA1204``."""
    if one.scheme in _AGENCIES:
        return _AGENCIES[one.scheme], one.value
    before, colon, after = one.value.partition(":")
    if one.scheme == Scheme.LOCAL and colon and not one.value.lower().startswith("urn:"):
        return before, after
    return None if one.scheme == Scheme.LOCAL else one.scheme, one.value


def _information(study: Element, record: Record) -> None:
    information = add(study, "stdyInfo")
    if record.keywords or record.subjects:
        subject = add(information, "subject")
        for word in record.keywords:
            leaf(subject, "keyword", word)
        for term in record.subjects:
            leaf(subject, "topcClas", term)
    for section in record.description:
        add_text(information, "abstract", section.text)
    summary(information, record)


def _access(study: Element, record: Record) -> None:
    if record.access:
        add_text(add(add(study, "dataAccs"), "useStmt"), "restrctn", record.access)


def _others(study: Element, item: Item) -> None:
    told = [(name, one) for one in item.related if (name := _RELATED.get((one.type, one.inverse)))]
    if told:
        held = add(study, "othrStdyMat")
        for name, one in sorted(told, key=lambda row: _ORDER.index(row[0])):
            leaf(held, name, _named(one))


def _named(one: Related) -> str:
    number = str(one.identifier) if one.identifier else None
    return ". ".join(part for part in (one.title, one.url or number) if part)
