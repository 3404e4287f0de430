"""From JSON to the items in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.json_document import read_json

_LISTS = ("items", "references")


class Items(NamedTuple):
    """The items of a document, and what is wrong with it."""

    items: list[Any]
    notices: list[Notice]


def parse(document: Document) -> Items:
    """Return the items: of a list, of an object that holds one, or the only one there is.

    Raises
    ------
    BrokenDocument: when it is no JSON.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    if isinstance(value, dict) and "type" not in value:
        value = next((value[name] for name in _LISTS if name in value), value)
    return Items(value if isinstance(value, list) else [value], notices)
