"""Writes the tree of a dataset as Turtle and as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.export.common.dcat import PREFIXES, dataset
from clew.export.item import Item
from clew.export.registry import Frame

PREFIX_LINES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "\n"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def in_turtle(item: Item) -> str:
    """Write a dataset in Turtle (RDF 1.1), prefixes apart."""
    nodes: dict[str, dict[str, Any]] = {}
    for node in _named(dataset(item)):
        nodes.setdefault(node["@id"], node)
    return "\n".join(f"<{name}> {_properties(node, 1)} .\n" for name, node in nodes.items())


def in_json(item: Item) -> str:
    """Write a dataset as a JSON-LD object that explains its own prefixes."""
    return msgspec.json.encode({"@context": PREFIXES, **dataset(item)}).decode()


def described() -> Frame:
    """Return what stands around several datasets in JSON-LD: a list of objects is a document."""
    return Frame("[\n", ",\n", "\n]\n")


def _named(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the nodes that have a name and properties: each is a statement of its own."""
    if "@id" in node and len(node) > 1:
        yield node
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _named(one)


def _properties(node: dict[str, Any], depth: int) -> str:
    lines = []
    for name, value in node.items():
        if name != "@id":
            listed = value if isinstance(value, list) else [value]
            predicate = "a" if name == "@type" else name
            objects = (str(one) if name == "@type" else _object(one, depth + 1) for one in listed)
            lines.append(f"{predicate} {', '.join(objects)}")
    return (" ;\n" + "  " * depth).join(lines)


def _object(value: Any, depth: int) -> str:
    if not isinstance(value, dict):
        return _literal(str(value))
    if "@value" in value:
        language, type = value.get("@language"), value.get("@type")
        ending = f"@{language}" if language else f"^^{type}" if type else ""
        return _literal(str(value["@value"])) + ending
    if "@id" in value:
        return f"<{value['@id']}>"
    return f"[ {_properties(value, depth)} ]"


def _literal(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
