"""Datasets in the words of DCAT 3, as DCAT-AP 3 wants them: one tree for every way to write RDF.

A property's values are a text, a list, or a mapping: of ``@value`` with ``@type`` or ``@language``,
or of the properties of another thing, named by ``@id`` where it has an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from clew.export.common.clean import one_line, printable
from clew.export.common.people import makers
from clew.export.common.works import addresses
from clew.export.item import Item
from clew.model import Agent, AgentKind, Contribution, LinkType, Record, Role, Scheme
from clew.model.coverage import iso_date

Node = dict[str, Any]

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_NAMED = (Scheme.ORCID, Scheme.ROR)
_CONTRIBUTORS = (Role.CONTRIBUTOR, Role.EDITOR, Role.RESEARCHER, Role.CO_INVESTIGATOR)
# The property for a link, and for its inverse.
_RELATIONS = {
    LinkType.CITES: ("dct:references", "dct:isReferencedBy"),
    LinkType.BASED_ON: ("prov:wasDerivedFrom", "dct:isRequiredBy"),
    LinkType.PART_OF: ("dct:isPartOf", "dct:hasPart"),
    LinkType.VERSION_OF: ("dct:isVersionOf", "dct:hasVersion"),
    LinkType.FUNDED_BY: ("prov:wasGeneratedBy", None),
    LinkType.OUTPUT_OF: ("prov:wasGeneratedBy", None),
    LinkType.DOCUMENTS: (None, "foaf:page"),
    LinkType.RELATED_TO: ("dct:relation", "dct:relation"),
}
_BAD_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def dataset(item: Item) -> Node:
    """Return a dataset as a tree."""
    record = item.record
    name = _name(item)
    pages = [address(url) for url in (*record.urls, *addresses(record)[:1])]
    where = list(dict.fromkeys(pages))[:1]
    told: Node = {
        "@id": name,
        "@type": "dcat:Dataset",
        "dct:title": _spoken(record, record.title or record.label),
        "dct:alternative": [one_line(title) for title in record.alternative_titles],
        "dct:description": [_spoken(record, printable(one.text)) for one in record.description],
        "dct:identifier": [*_identifiers(record)],
        "dct:issued": date(record.published),
        "dct:type": _typed(record),
        "dcat:keyword": [_spoken(record, one_line(word)) for word in record.keywords],
        "dcat:theme": [
            {"@type": "skos:Concept", "skos:prefLabel": one_line(term)} for term in record.subjects
        ],
        "dct:creator": [agent(part.agent) for part in makers(record)],
        "dct:publisher": [agent(part.agent) for part in _houses(record)][:1],
        "dct:contributor": [
            agent(part.agent) for part in record.contributions if part.role in _CONTRIBUTORS
        ],
        "dct:temporal": _period(record),
        "dct:spatial": [_place(one.name) for one in record.places],
        "dct:language": {"@id": f"{_LANGUAGES}{record.language}"} if _is_code(record) else None,
        "dct:accessRights": _statement("dct:RightsStatement", record.access),
        "dct:license": _statement("dct:LicenseDocument", record.licence),
        # A page about the dataset is not the dataset, even where one address stands for both.
        "dcat:landingPage": [_page(url) for url in where if url != name],
        "dcat:distribution": [_distribution(record, url) for url in where],
        **_related(item),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def address(url: str) -> str:
    """Return an address that may stand in RDF: what it must not hold is percent-encoded."""
    return _BAD_IN_IRI.sub(lambda found: quote(found[0]), printable(url).strip())


def date(text: str | None) -> Node | None:
    """Return a date as fine as it is: ``2033`` is a year, ``2033-06`` a month of one."""
    told = iso_date(text) if text else None
    return {"@value": told, "@type": _DATE_TYPES[len(told)]} if told else None


def agent(one: Agent) -> Node:
    """Return a person or an organisation."""
    name = next((i.url for i in one.identifiers if i.scheme in _NAMED and i.url), None)
    type = "foaf:Person" if one.kind == AgentKind.PERSON else "foaf:Organization"
    node: Node = {"@type": [type, "foaf:Agent"], "foaf:name": one_line(one.name)}
    return {"@id": address(name), **node} if name else node


def _name(item: Item) -> str:
    """Return what names the dataset: the address of its DOI, else of a page, else a URN."""
    record = item.record
    doi = (one.url for one in record.identifiers if one.scheme == Scheme.DOI and one.url)
    known = next(doi, None) or next(iter(addresses(record)), None)
    return address(known) if known else f"urn:clew:{quote(item.slug, safe='')}"


def _spoken(record: Record, text: str) -> object:
    clean = one_line(text) if "\n" not in text else printable(text).strip()
    return {"@value": clean, "@language": record.language} if _is_code(record) else clean


def _is_code(record: Record) -> bool:
    return bool(re.fullmatch(r"[a-z]{2}", record.language or "", re.A))


def _identifiers(record: Record) -> Iterator[str]:
    """Yield identifiers, persistent ones as addresses, as DCAT-AP advises."""
    for one in record.identifiers:
        resolved = one.url if one.scheme in (Scheme.DOI, Scheme.HANDLE, Scheme.ARXIV) else None
        yield one_line(resolved or one.value)


def _typed(record: Record) -> Node | None:
    if not record.subtype:
        return None
    return {"@type": "skos:Concept", "skos:prefLabel": one_line(record.subtype)}


def _houses(record: Record) -> list[Contribution]:
    wanted = (Role.PUBLISHER, Role.DISTRIBUTOR)
    return sorted(
        (part for part in record.contributions if part.role in wanted),
        key=lambda part: wanted.index(part.role),
    )


def _period(record: Record) -> Node | None:
    if record.period is None:
        return None
    ends = {"dcat:startDate": date(record.period.start), "dcat:endDate": date(record.period.end)}
    return {"@type": "dct:PeriodOfTime", **{name: end for name, end in ends.items() if end}}


def _place(name: str) -> Node:
    return {"@type": "dct:Location", "skos:prefLabel": one_line(name)}


def _statement(type: str, text: str | None) -> Node | None:
    if not text:
        return None
    if text.startswith(("http://", "https://")):
        return {"@id": address(text), "@type": type}
    return {"@type": type, "rdfs:label": printable(text).strip()}


def _page(url: str) -> Node:
    return {"@id": url, "@type": "foaf:Document"}


def _distribution(record: Record, url: str) -> Node:
    licence = _statement("dct:LicenseDocument", record.licence)
    told = {"@type": "dcat:Distribution", "dcat:accessURL": {"@id": url}, "dct:license": licence}
    return {name: value for name, value in told.items() if value}


def _related(item: Item) -> Node:
    found: Node = {}
    for one in item.related:
        property = _RELATIONS.get(one.type, (None, None))[one.inverse]
        target = one.url if one.url and one.url.startswith("http") else None
        if property and target:
            node: Node = {"@id": address(target)}
            if property == "foaf:page":
                node["@type"] = "foaf:Document"
            elif property == "prov:wasGeneratedBy":
                node["@type"] = "prov:Activity"
            found.setdefault(property, []).append(node)
    return found
