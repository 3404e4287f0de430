"""From JSON to the works in it, out of whatever they are wrapped in."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.json_document import read_json


class Works(NamedTuple):
    """The works of a document, and what is wrong with it."""

    works: list[Any]
    notices: list[Notice]


def parse(document: Document) -> Works:
    """Return the works: one alone, a list, or what stands in the API's ``message``.

    Raises
    ------
    BrokenDocument: when it is no JSON.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    works: list[Any] = []
    for one in value if isinstance(value, list) else [value]:
        inner = one.get("message", one) if isinstance(one, dict) else one
        listed = inner.get("items") if isinstance(inner, dict) else None
        works += listed if isinstance(listed, list) else [inner]
    return Works(works, notices)
