"""Writes things as DataCite JSON."""

from __future__ import annotations

import msgspec

from clew.export.common.clean import printable
from clew.export.common.datacite import Node, attributes
from clew.export.item import Item


def document(item: Item) -> str:
    """Write a thing's metadata as a JSON object on one line."""
    return msgspec.json.encode(_clean(attributes(item))).decode()


def _clean(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        node: Node = {name: _clean(inner) for name, inner in value.items()}
        return node
    return [_clean(one) for one in value] if isinstance(value, list) else value
