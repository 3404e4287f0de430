"""Writes things as DataCite XML, whose order of elements its schema leaves free."""

from __future__ import annotations

from typing import Any

from clew.export.common.datacite import SCHEMA, UNKNOWN, Node, attributes
from clew.export.common.xml import Element, add, add_text, leaf, spaces, written
from clew.export.item import Item
from clew.model import Scheme

LOCATION = "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
_SPACES = spaces({None: SCHEMA}, LOCATION)
# The name of a list, that of its entries, and where an entry's text is.
_LISTS = {
    "titles": ("title", "title"),
    "subjects": ("subject", "subject"),
    "dates": ("date", "date"),
    "relatedIdentifiers": ("relatedIdentifier", "relatedIdentifier"),
    "rightsList": ("rights", "rights"),
    "descriptions": ("description", "description"),
}
# How JSON and XML write the same attribute.
_SPELT = {"rightsUri": "rightsURI", "schemeUri": "schemeURI"}


def element(item: Item) -> str:
    """Write a thing as a ``resource`` element.

    Where the schema wants what no source tells, it gets the code that stands for that.
    """
    told = attributes(item)
    made = Element("resource", _SPACES)
    own = _identifier(told, item)
    leaf(made, "identifier", own[0], identifierType=own[1])
    _people(made, "creators", "creator", told.get("creators") or [{"name": UNKNOWN}])
    _list(made, "titles", told["titles"])
    _publisher(made, told.get("publisher") or {"name": UNKNOWN})
    # The schema takes nothing but four digits; readers of dates take these for no year.
    leaf(made, "publicationYear", str(told.get("publicationYear") or "0000"))
    types = told["types"]
    general = types["resourceTypeGeneral"]
    add(made, "resourceType", types.get("resourceType"), resourceTypeGeneral=general)
    for name in ("subjects", "dates", "relatedIdentifiers", "rightsList", "descriptions"):
        _list(made, name, told.get(name, []))
    _people(made, "contributors", "contributor", told.get("contributors", []))
    add_text(made, "language", told.get("language"))
    _alternates(made, told, own[0])
    _items(made, told.get("relatedItems", []))
    if told.get("sizes"):
        sizes = add(made, "sizes")
        for size in told["sizes"]:
            leaf(sizes, "size", size)
    _places(made, told.get("geoLocations", []))
    _funding(made, told.get("fundingReferences", []))
    return written(made)


def _identifier(told: Node, item: Item) -> tuple[str, str]:
    """Return the DOI; without one what else names the thing, as the schema allows since 4.0."""
    if "doi" in told:
        return told["doi"], "DOI"
    for one in item.record.identifiers:
        if one.scheme in (Scheme.HANDLE, Scheme.ARXIV):
            return one.value, "Handle" if one.scheme == Scheme.HANDLE else "arXiv"
    return (told["url"], "URL") if "url" in told else (item.slug, "Other")


def _list(parent: Element, name: str, entries: list[Node]) -> None:
    if not entries:
        return
    child, key = _LISTS[name]
    held = add(parent, name)
    for one in entries:
        attributes = {_SPELT.get(n, n): v for n, v in one.items() if n != key}
        if key in one:
            leaf(held, child, one[key], **attributes)
        else:
            add(held, child, **attributes)


def _people(parent: Element, name: str, child: str, people: list[Node]) -> None:
    if not people:
        return
    held = add(parent, name)
    for one in people:
        made = add(held, child, None, contributorType=one.get("contributorType"))
        leaf(made, f"{child}Name", one["name"], nameType=one.get("nameType"))
        add_text(made, "givenName", one.get("givenName"))
        add_text(made, "familyName", one.get("familyName"))
        for number in one.get("nameIdentifiers", []):
            leaf(
                made,
                "nameIdentifier",
                number["nameIdentifier"],
                nameIdentifierScheme=number["nameIdentifierScheme"],
                schemeURI=number["schemeUri"],
            )
        for employer in one.get("affiliation", []):
            leaf(made, "affiliation", employer["name"])


def _publisher(parent: Element, told: Node) -> None:
    leaf(
        parent,
        "publisher",
        told["name"],
        publisherIdentifier=told.get("publisherIdentifier"),
        publisherIdentifierScheme=told.get("publisherIdentifierScheme"),
        schemeURI=told.get("schemeUri"),
    )


def _alternates(parent: Element, told: Node, own: str) -> None:
    numbers = [
        (one["alternateIdentifier"], one["alternateIdentifierType"])
        for one in told.get("alternateIdentifiers", [])
    ]
    numbers += [(told["url"], "URL")] if "url" in told else []
    kept = [(number, type) for number, type in numbers if number != own]
    if kept:
        held = add(parent, "alternateIdentifiers")
        for number, type in kept:
            leaf(held, "alternateIdentifier", number, alternateIdentifierType=type)


def _items(parent: Element, items: list[Node]) -> None:
    for one in items:
        held = add(parent, "relatedItems")
        made = add(
            held,
            "relatedItem",
            relatedItemType=one["relatedItemType"],
            relationType=one["relationType"],
        )
        if "relatedItemIdentifier" in one:
            number = one["relatedItemIdentifier"]
            type = number["relatedItemIdentifierType"]
            value = number["relatedItemIdentifier"]
            leaf(made, "relatedItemIdentifier", value, relatedItemIdentifierType=type)
        titles = add(made, "titles")
        for title in one.get("titles", [{"title": UNKNOWN}]):
            leaf(titles, "title", title["title"])
        for name in ("volume", "issue", "firstPage", "lastPage"):
            add_text(made, name, one.get(name))


def _places(parent: Element, places: list[Node]) -> None:
    if not places:
        return
    held = add(parent, "geoLocations")
    for one in places:
        leaf(add(held, "geoLocation"), "geoLocationPlace", one["geoLocationPlace"])


def _funding(parent: Element, funding: list[dict[str, Any]]) -> None:
    if not funding:
        return
    held = add(parent, "fundingReferences")
    for one in funding:
        made = add(held, "fundingReference")
        leaf(made, "funderName", one["funderName"])
        number = one.get("funderIdentifier")
        if number:
            leaf(made, "funderIdentifier", number, funderIdentifierType=one["funderIdentifierType"])
        add_text(made, "awardNumber", one.get("awardNumber"))
        add_text(made, "awardTitle", one.get("awardTitle"))
