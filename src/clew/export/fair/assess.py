"""Checks an item's schema.org description, one metric after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.export.common.licences import licence_address
from clew.export.item import Item
from clew.export.jsonld.node import compact
from clew.export.jsonld.render import described
from clew.export.registry import formats
from clew.model import Kind
from clew.model.base import Value

Node = dict[str, Any]

_PERSISTENT = re.compile(r"https://(?:doi\.org/10\.|hdl\.handle\.net/|arxiv\.org/abs/)\S+")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*|urn:[a-z0-9]+:\S+", re.I)
_SCHEME = re.compile(r"[a-z]{2,8}://", re.I)
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
# Vocabularies that are registered and name their terms by address.
_VOCABULARIES = re.compile(
    r"https?://(?:purl\.org/coar/|rdf-vocabulary\.ddialliance\.org/|elsst\.cessda\.eu/|ror\.org/|"
    r"orcid\.org/|vocabularies\.cessda\.eu/|id\.loc\.gov/)"
)
_LICENCES = re.compile(
    r"https?://(?:www\.)?(?:creativecommons\.org/|spdx\.org/licenses/|opendatacommons\.org/|"
    r"nationalarchives\.gov\.uk/doc/)"
)
# Formats that anybody may write a reader for (after F-UJI's list of open and lasting ones).
_OPEN_FORMATS = frozenset(
    {
        *("text/csv", "text/tab-separated-values", "text/plain", "application/json"),
        *("application/xml", "application/rdf+xml", "application/pdf"),
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
# What can be had at all: a grant cannot, and schema.org gives it no terms of access, no licence.
_HAD = frozenset(Kind) - {Kind.AWARD, Kind.PERSON, Kind.ORGANISATION}
_RELATED = ("isBasedOn", "citation", "funding", "hasPart", "isPartOf", "fundedItem", "about")


class Check(Value, frozen=True, kw_only=True):
    """One check: the metric, what it asks, whether it is met, and what is missing if not.

    ``points`` is what F-UJI gives for it.
    """

    metric: str
    asks: str
    passed: bool
    points: float
    missing: str | None = None


def assess(item: Item) -> tuple[Check, ...]:
    """Return every check of a thing's description, in the order of the FAIR principles."""
    node: Node = msgspec.json.decode(compact(described(item)))
    return tuple(_checked(item, node))


def score(checks: tuple[Check, ...]) -> float:
    """Return the share of points that are earned, from 0 to 1."""
    return sum(one.points for one in checks if one.passed) / sum(one.points for one in checks)


def _checked(item: Item, node: Node) -> Iterator[Check]:
    def check(metric: str, points: float, asks: str, found: object, missing: str) -> Check:
        passed = bool(found)
        told = None if passed else missing
        return Check(metric=metric, asks=asks, passed=passed, points=points, missing=told)

    addresses = list(_texts(node))
    unsaid = "No source states it."
    yield check("F1-01MD", 1, "an identifier", node.get("@id") or node.get("url"), unsaid)
    persistent = any(_PERSISTENT.match(text) for text in _own(node))
    yield check("F1-02MD", 1, "a persistent identifier", persistent, "No source gives a DOI.")
    for name, ask, present in _core(node):
        yield check("F2-01M", 0.25, name, present, f"No source states {ask}.")
    content = node.get("distribution") or node.get("url") or node.get("sameAs")
    yield check("F3-01M", 1, "a link to the content", content, "No source gives an address.")
    yield check("F4-01M", 2, "schema.org in JSON-LD", node.get("@context"), "No description.")
    if item.kind in _HAD:
        access = node.get("conditionsOfAccess") or node.get("isAccessibleForFree")
        yield check("A1-01M", 1, "the terms of access", access, unsaid)
    # The hash of a document is a name, not a way to it.
    web = [text for text in addresses if _SCHEME.match(text) and not text.startswith("ni:///")]
    plain = all(text.startswith(("http://", "https://")) for text in web)
    foreign = "An address is not of the web."
    yield check("A1-02MD", 2, "addresses that can be asked", plain, foreign)
    yield check("A1.1-01MD", 2, "standard protocols only", plain, foreign)
    yield check("A1.2-01MD", 2, "protocols that know users", plain, foreign)
    yield check("I1-01M", 2, "linked data", node.get("@type"), "No type.")
    terms = any(_VOCABULARIES.match(text) for text in addresses)
    yield check("I2-01M", 2, "terms of a registered vocabulary", terms, "No term has an address.")
    related = any(_has_address(node.get(name)) for name in _RELATED)
    yield check("I3-01M", 2, "typed links to related things", related, "No link is stated.")
    yield check("R1-01M", 1, "the sort of resource", node.get("@type"), "No type.")
    files = _formats(node)
    if item.kind == Kind.DATASET:
        yield check("R1-01M", 1, "the sort of its files", files, "No source names a file.")
    if item.kind in _HAD:
        licence = any(_LICENCES.match(text) for text in _texts({"l": _licence(node)}))
        unsaid_licence = "No source states a licence."
        yield check("R1.1-01M", 1, "a licence by its address", licence, unsaid_licence)
    dated = node.get("datePublished") or node.get("startDate") or node.get("sdDatePublished")
    told = dated and any(node.get(name) for name in ("sdPublisher", "creator", "author"))
    yield check("R1.2-01M", 1, "who made it, and when", told, unsaid)
    derived = any(name.startswith("prov:") for name in node)
    yield check("R1.2-01M", 1, "provenance in PROV", derived, "No source holds it.")
    standard = [one for one in formats() if one.prefix and item.kind in one.kinds]
    yield check("R1.3-01M", 1, "a standard of its community", standard, "No standard holds it.")
    if item.kind == Kind.DATASET:
        free = bool(files & _OPEN_FORMATS)
        yield check("R1.3-02D", 1, "files in an open format", free, "No file is known to be.")


def _core(node: Node) -> Iterator[tuple[str, str, object]]:
    """Yield the eight core elements: name, in words, and what there is of it."""
    money = node.get("funder") or node.get("fundedItem")
    people = (node.get(name) for name in ("creator", "author", "hasCourseInstance"))
    houses = (node.get(name) for name in ("publisher", "provider", "sourceOrganization"))
    yield "creator", "who made it", next(filter(None, people), None) or money
    yield "title", "a title", node.get("name")
    yield "object identifier", "an identifier", node.get("identifier") or node.get("url")
    dates = (node.get("datePublished"), node.get("startDate"))
    yield "publication date", "a date", any(_DATE.fullmatch(str(one or "")) for one in dates)
    yield "publisher", "who published it", next(filter(None, houses), None) or money
    yield "object type", "its sort", node.get("@type")
    yield "summary", "a description", node.get("description") or node.get("abstract")
    yield "keywords", "keywords", node.get("keywords") or node.get("about")


def _own(node: Node) -> Iterator[str]:
    """Yield what names the thing itself, not what it is tied to."""
    return _texts([node.get(name) for name in ("@id", "url", "sameAs", "identifier")])


def _formats(node: Node) -> set[str]:
    files = node.get("distribution") or []
    told = (one.get("encodingFormat") for one in (files if isinstance(files, list) else [files]))
    return set(filter(None, told))


def _licence(node: Node) -> object:
    told = node.get("license")
    return licence_address(told) if isinstance(told, str) else told


def _has_address(value: object) -> bool:
    return any(_ADDRESS.match(text) for text in _texts({"value": value}))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
