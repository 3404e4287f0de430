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
    """Return the works: one alone, a list, a page of results, or one on each line.

    Raises
    ------
    BrokenDocument: when it is no JSON.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    works: list[Any] = []
    for one in value if isinstance(value, list) else [value]:
        listed = one.get("results") if isinstance(one, dict) else None
        works += listed if isinstance(listed, list) else [one]
    return Works(works, notices)


def restored(index: Any) -> str | None:
    """Put an abstract together from its words and where they stand.

    Example: ``{"lamps": [1, 3], "We": [0], "and": [2]}`` → ``"We lamps and lamps"``
    """
    if not isinstance(index, dict):
        return None
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed)) or None
