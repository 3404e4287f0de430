"""From XML to the form in which DataCite writes the same metadata as JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap

# Lists, by the name of what they hold.
_LISTS = {
    "creators": "creator",
    "titles": "title",
    "subjects": "subject",
    "contributors": "contributor",
    "dates": "date",
    "alternateIdentifiers": "alternateIdentifier",
    "relatedIdentifiers": "relatedIdentifier",
    "relatedItems": "relatedItem",
    "sizes": "size",
    "formats": "format",
    "rightsList": "rights",
    "descriptions": "description",
    "geoLocations": "geoLocation",
    "fundingReferences": "fundingReference",
}
_PLAIN_LISTS = ("sizes", "formats")
# What a person or organisation may have several of, and where its text goes.
_SEVERAL = {"nameIdentifier": "nameIdentifier", "affiliation": "name"}


class Resources(NamedTuple):
    """The resources of a document as plain values, each with the header that came with it."""

    resources: tuple[tuple[dict[str, Any], Delivered], ...]
    notices: tuple[Notice, ...]
    location: str


def parse(document: Document) -> Resources:
    """Take a document apart.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    """
    envelope = unwrap(document, ("resource",))
    found = tuple((_resource(Branch(one.payload)), one) for one in envelope.delivered)
    return Resources(found, envelope.notices, document.location)


def _resource(root: Branch) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in root.children:
        name = child.name
        if name in _LISTS:
            found[name] = [*found.get(name, []), *_listed(child)]
        elif name == "identifier":
            found["identifiers"] = [_thing(child)]
        elif name == "rights":
            # Version 2 of the schema has one, outside any list.
            found["rightsList"] = [*found.get("rightsList", []), _thing(child)]
        elif name == "resourceType":
            found["types"] = _thing(child)
        elif child.attributes and name == "publisher":
            found[name] = _thing(child, "name")
        else:
            # Schema 4 lets an element be typed as XML does, without meaning by it.
            found[name] = _thing(child).get(name) if not child.children else _nested(child)
    return found


def _listed(branch: Branch) -> list[Any]:
    if branch.name in _PLAIN_LISTS:
        return [text for child in branch.children if (text := child.peek())]
    return [_nested(child) if child.children else _thing(child) for child in branch.children]


def _thing(leaf: Branch, name: str | None = None) -> dict[str, Any]:
    """Turn ``<title titleType="Subtitle" xml:lang="en">A</title>`` into a dictionary.

    Markup in a text, such as ``<br/>``, is a line break.
    """
    attributes = {key: value for key, value in leaf.attributes.items() if value}
    spoken = {"lang": leaf.tongue} if leaf.tongue else {}
    return {name or leaf.name: leaf.prose() or ""} | attributes | spoken


def _nested(branch: Branch) -> dict[str, Any]:
    """Turn an element that holds others into a dictionary, attributes of leaves beside them."""
    if branch.name == "description":
        return _thing(branch)
    found: dict[str, Any] = dict(branch.attributes)
    for child in branch.children:
        if child.name in _SEVERAL:
            found.setdefault(child.name, []).append(_thing(child, _SEVERAL[child.name]))
        elif child.name in _LISTS:
            found[child.name] = _listed(child)
        elif child.children:
            found.setdefault(child.name, []).append(_nested(child))
        else:
            found |= _thing(child)
    return found
