"""From JSON to the metadata of each DOI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.model import Document
from clew.readers.common.json_document import read_json


class Attributes(NamedTuple):
    """The metadata of a document's DOIs."""

    listed: tuple[dict[str, Any], ...]
    location: str


def parse(document: Document) -> Attributes:
    """Parse a document and find the metadata in it.

    ``{"data": {"attributes": {…}}}``, ``{"data": [{"attributes": {…}}, …], "links": …}``, a list,
    or the metadata alone.

    Raises
    ------
    BrokenDocument: when it is not JSON, or nested too deep.
    TooLarge: when there is too much of it.
    """
    value = read_json(document, [])
    return Attributes(tuple(_found(value)), document.location)


def _found(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _found(item)
    elif isinstance(value, dict):
        inner = value.get("data", value.get("attributes"))
        if isinstance(inner, (dict, list)):
            yield from _found(inner)
        else:
            yield value
