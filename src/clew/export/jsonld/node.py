"""JSON-LD nodes: made without empty values, written so that a page can hold them."""

from __future__ import annotations

from typing import Any

import msgspec

from clew.export.common.clean import printable

Node = dict[str, Any]

CONTEXT = "https://schema.org/"
_ENCODER = msgspec.json.Encoder(decimal_format="number")
# Inside strings only, so the JSON stays the same: no "</script>" can end the page's element.
_IN_A_PAGE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


def node(type: str, **properties: Any) -> Node:
    """Make a node of a type; ``id=`` becomes ``@id``, and what is empty is left out."""
    identity = properties.pop("id", None)
    return tidy({"@type": type, "@id": identity, **properties})


def tidy(node: Node) -> Node:
    """Leave out what is empty, at every depth: no ``""``, no ``[]``, no node of a type alone."""
    return {name: kept for name, value in node.items() if (kept := _kept(value)) is not None}


def says_something(node: Node) -> bool:
    """Say whether a node holds more than its type."""
    return bool(node.keys() - {"@type"})


def extend(node: Node, name: str, value: object) -> None:
    """Add a value to a list property, once."""
    values = node.setdefault(name, [])
    if value not in values:
        values.append(value)


def dump(node: Node, context: Any = CONTEXT) -> str:
    """Write a node and its context as a JSON-LD document."""
    return msgspec.json.format(compact(node, context), indent=2) + "\n"


def compact(node: Node, context: Any = CONTEXT) -> str:
    """Write a node and its context on one line, without its end."""
    text = _ENCODER.encode({"@context": context, **tidy(node)}).decode()
    for character, escaped in _IN_A_PAGE:
        text = text.replace(character, escaped)
    return text


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value).strip() or None
    if isinstance(value, dict):
        kept = tidy(value)
        return kept if says_something(kept) else None
    if isinstance(value, list | tuple):
        return [kept for entry in value if (kept := _kept(entry)) is not None] or None
    return value
