"""From JSON-LD to entities; what they refer to by its local identifier is filled in."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.errors import UnknownFormat
from clew.model import Document, Notice
from clew.readers.common.json_document import read_json

RESOURCES = ("product", "grant")


class Entities(NamedTuple):
    """The products and grants of a document, and what is wrong with it."""

    entities: list[dict[str, Any]]
    notices: list[Notice]


def parse(document: Document) -> Entities:
    """Return the products and grants of a graph.

    Raises
    ------
    BrokenDocument: when it is no JSON.
    UnknownFormat: when the graph holds neither products nor grants.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    listed = [one for answer in _list(value) for one in _graph(answer)]
    known = [one for one in listed if isinstance(one, dict)]
    found = [one for one in known if one.get("entity_type") in RESOURCES]
    if not found:
        types = sorted({str(one.get("entity_type", "nothing")) for one in known}) or ["nothing"]
        raise UnknownFormat(
            f"{document.location} is a graph of {', '.join(types)[:80]}: it describes neither "
            "products nor grants.",
            hint="Add an answer about products or grants.",
        )
    named = {one["local_identifier"]: one for one in known if _is_named(one)}
    return Entities([_filled(one, named) for one in found], notices)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _graph(answer: Any) -> list[Any]:
    """Return the entities of an answer; a bare one is its own graph."""
    return _list(answer.get("@graph", answer)) if isinstance(answer, dict) else []


def _is_named(entity: dict[str, Any]) -> bool:
    return isinstance(entity.get("local_identifier"), str)


def _filled(entity: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    """Put persons, organisations, venues and topics in place of references to them."""
    return {
        name: value if name == "related_products" else _followed(value, named, 0)
        for name, value in entity.items()
    }


def _followed(value: Any, named: dict[str, Any], depth: int) -> Any:
    if depth > 6:
        return value
    if isinstance(value, list):
        return [_followed(one, named, depth + 1) for one in value]
    if isinstance(value, dict):
        return {name: _followed(inner, named, depth + 1) for name, inner in value.items()}
    if isinstance(value, str) and depth and named.get(value, {}).get("entity_type") != "product":
        return named.get(value, value)
    return value
