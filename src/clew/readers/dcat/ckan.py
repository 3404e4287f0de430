"""CKAN's package JSON under the names of DCAT."""

from __future__ import annotations

import json
from typing import Any

_NAMES = {
    "notes": "description",
    "url": "landingPage",
    "resources": "distribution",
    "tag_string": "keyword",
    "contact": "contactPoint",
    "author": "creator",
    "maintainer": "contact name",
    "temporal_coverage": "temporal",
    "temporal_coverage-from": "temporal_start",
    "temporal_coverage-to": "temporal_end",
    "temporal_coverage_from": "temporal_start",
    "temporal_coverage_to": "temporal_end",
    "spatial_coverage": "spatial",
    "access_rights": "accessRights",
    "alternate_identifier": "alternateIdentifier",
    "is_referenced_by": "isReferencedBy",
    "documentation": "page",
    "dcat_type": "type",
    "frequency": "accrualPeriodicity",
    "version_notes": "versionNotes",
    "min_typical_age": "minTypicalAge",
    "max_typical_age": "maxTypicalAge",
    "number_of_unique_individuals": "numberOfUniqueIndividuals",
    "population_coverage": "populationCoverage",
    "landing_page": "landingPage",
}


def renamed(package: dict[str, Any]) -> dict[str, Any]:
    """Bring a package under the names of DCAT; what is in DCAT's terms already stays as it is.

    Example: ``{"notes": "…", "extras": [{"key": "dcat_issued", "value": "2012"}]}`` →
    ``{"description": "…", "issued": "2012"}``
    """
    if not package.keys() & {"notes", "resources", "extras", "tags", "num_resources"}:
        return package
    # A creator in an extension's own terms says more than CKAN's author, so it comes first.
    told = {name: value for name, value in package.items() if name not in _NAMES}
    for name, value in package.items():
        known = _NAMES.get(name, name)
        if value not in (None, "", []) and known not in told:
            told[known] = value
        elif name in _NAMES and value not in (None, "", []):
            told[name] = value
    _take_extras(told)
    _take_lists(told)
    _take_languages(told)
    _take_licence(told)
    return told


def _take_extras(told: dict[str, Any]) -> None:
    """Bring CKAN's extras up among the fields; one whose name is taken stays where it is."""
    left = []
    extras = told.pop("extras", None)
    for extra in extras if isinstance(extras, list) else []:
        key = extra.get("key") if isinstance(extra, dict) else None
        name = str(key).removeprefix("dcat_") if key else ""
        name = _NAMES.get(name, name)
        if name and not told.get(name):
            told[name] = _decoded(extra.get("value"))
        elif extra:
            left.append(extra)
    if left:
        told["extras"] = left


def _decoded(value: Any) -> Any:
    """Read a list that an extension has put into a text: ``'["en", "ca"]'``."""
    if isinstance(value, str) and value[:1] == "[" and len(value) < 10_000:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _take_lists(told: dict[str, Any]) -> None:
    tags = told.pop("tags", None)
    if isinstance(tags, list):
        words = [_word(tag, "name") for tag in tags]
        told["keyword"] = [*_listed(told.get("keyword")), *filter(None, words)]
    groups = told.pop("groups", None)
    if isinstance(groups, list) and groups:
        words = [_word(group, "title") or _word(group, "name") for group in groups]
        told["groups"] = [word for word in words if word]
    house = told.get("organization")
    if isinstance(house, dict) and "publisher" not in told:
        name = _spoken(_word(house, "title")) or _word(house, "name")
        told["publisher"] = {"name": name}


def _take_languages(told: dict[str, Any]) -> None:
    """Part what portals of several languages say in each: ``{"de": "Bänke", "en": "Benches"}``."""
    if _is_spoken(told.get("keywords")):
        told["keyword"] = told.pop("keywords")
    others: dict[str, dict[str, Any]] = {}
    for name in ("title", "description", "keyword"):
        said = told.get(name)
        if not isinstance(said, dict) or not _is_spoken(said):
            continue
        leading = _leading(said)
        told[name] = said[leading]
        for language, words in said.items():
            if language != leading and words:
                listed = words if isinstance(words, list) else [words]
                others.setdefault(language, {})[name] = listed
    if others:
        told["languages"] = others


def _is_spoken(said: Any) -> bool:
    return isinstance(said, dict) and bool(said) and all(len(str(name)) == 2 for name in said)


def _leading(said: dict[str, Any]) -> str:
    """Return English where there is some, else the first language that says anything."""
    return next((name for name in ("en", *said) if said.get(name)), next(iter(said)))


def _spoken(said: Any) -> Any:
    return said[_leading(said)] if _is_spoken(said) else said


def _take_licence(told: dict[str, Any]) -> None:
    if told.get("license"):
        return
    for name in ("license_title", "license_url", "license_id"):
        if told.get(name):
            told["license"] = told.pop(name)
            return


def _word(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else value


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [word.strip() for word in value.split(",")]
    return value if isinstance(value, list) else []
