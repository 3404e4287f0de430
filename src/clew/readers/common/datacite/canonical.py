"""One form for all the ways in which DataCite metadata are written as JSON.

The form is that of the REST API's ``attributes`` (https://api.datacite.org); older ones and those
of libraries say ``publication-year`` or ``rights_list``, ``creatorName`` or ``schemeURI``, and
write one thing where a list should be.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_JOINT = re.compile(r"[-_]([a-zA-Z])")
# "(:unav)" and the like stand for what is not known (Metadata Schema 4.6, appendix 3).
_UNKNOWN = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?", re.I)
_LISTS = frozenset(
    {
        *("creators", "titles", "subjects", "contributors", "dates", "identifiers", "sizes"),
        *("alternateIdentifiers", "relatedIdentifiers", "relatedItems", "formats", "rightsList"),
        *("descriptions", "geoLocations", "fundingReferences", "nameIdentifiers", "affiliation"),
    }
)
_SYNONYMS = {
    "creator": "creators",
    "author": "creators",
    "title": "titles",
    "contributor": "contributors",
    "subject": "subjects",
    "keywords": "subjects",
    "description": "descriptions",
    "rights": "rightsList",
    "fundingReference": "fundingReferences",
    "relatedIdentifier": "relatedIdentifiers",
    "datePublished": "publicationYear",
    "resourceType": "types",
}
_PERSON_SYNONYMS = {
    "creatorName": "name",
    "contributorName": "name",
    "affiliations": "affiliation",
    "nameIdentifier": "nameIdentifiers",
}
# What a bare text in a list of things stands for.
_BARE = {
    "creators": "name",
    "titles": "title",
    "contributors": "name",
    "subjects": "subject",
    "descriptions": "description",
    "rightsList": "rights",
    "dates": "date",
    "identifiers": "identifier",
    "affiliation": "name",
    "nameIdentifiers": "nameIdentifier",
}
# Lists of texts rather than of things.
_TEXTS = ("sizes", "formats")
_PEOPLE = ("creators", "contributors")


def canonical(raw: dict[str, Any]) -> dict[str, Any]:
    """Bring metadata to the REST API's form; what is not known is passed on as it is."""
    found: dict[str, Any] = {}
    for name, value in _camel(raw).items():
        name = _top(name, value)
        if name == "types":
            told = value if isinstance(value, dict) else {"resourceType": value}
            value = told | found.get("types", {})
        if name in _LISTS:
            value = [*found.get(name, []), *_listed(name, value)]
        found[name] = value
    general = found.pop("resourceTypeGeneral", None)
    if general:
        found["types"] = {"resourceTypeGeneral": general} | found.get("types", {})
    return found


def _top(name: str, value: Any) -> str:
    """Name a property of the whole; an ``identifier`` that is a text is the DOI."""
    if name == "identifier":
        return "doi" if isinstance(value, str) else "identifiers"
    return _SYNONYMS.get(name, name)


def _listed(name: str, value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    items = value if isinstance(value, list) else [value]
    bare = _BARE.get(name)
    things = [{bare: item} if bare and isinstance(item, str) else item for item in items]
    if name not in _TEXTS:
        things = [item for item in things if isinstance(item, dict)]
    if name == "relatedItems":
        return [_item(item) for item in things if isinstance(item, dict)]
    return [_person(item) for item in things] if name in _PEOPLE else things


def _item(item: dict[str, Any]) -> dict[str, Any]:
    return {n: _listed(n, value) if n in _LISTS else value for n, value in item.items()}


def _person(item: dict[str, Any]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    for name, value in item.items():
        name = _PERSON_SYNONYMS.get(name, name)
        known = name in ("affiliation", "nameIdentifiers")
        person[name] = (
            [*person.get(name, []), *map(_employer, _listed(name, value))] if known else value
        )
    return person


def _employer(item: Any) -> Any:
    """Read ``{"affiliation": "Elm Institute"}`` as older writers put it."""
    if isinstance(item, dict) and "affiliation" in item:
        return {"name": item["affiliation"]} | {n: v for n, v in item.items() if n != "affiliation"}
    return item


def _camel(value: Any) -> Any:
    """Write all names alike: ``publication-year`` and ``schemeURI`` as ``publicationYear``,
    ``schemeUri``.
    """
    if isinstance(value, str):
        return None if ":" in value[:2] and _UNKNOWN.fullmatch(value.strip()) else value
    if isinstance(value, list):
        return [_camel(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {_spelt(name): _camel(item) for name, item in value.items()}


@lru_cache(maxsize=1024)
def _spelt(name: str) -> str:
    return re.sub(r"URI$", "Uri", _JOINT.sub(lambda match: match[1].upper(), name))
