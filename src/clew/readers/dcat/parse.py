"""From any of its forms to datasets, each a mapping of DCAT's property names to plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.json_document import outline, read_json
from clew.readers.dcat.ckan import renamed
from clew.readers.dcat.graph import from_json_ld, from_rdf
from clew.readers.dcat.sniff import NAMESPACE

_WRAPPERS = ("result", "results", "dataset", "data")


class Datasets(NamedTuple):
    """The datasets of a document, and what is wrong with it."""

    datasets: list[dict[str, Any]]
    notices: list[Notice]


def parse(document: Document) -> Datasets:
    """Return the datasets of a catalogue, of an answer of CKAN, or the only one there is.

    Raises
    ------
    BrokenDocument: when it cannot be parsed.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    if not outline(document):
        return Datasets(from_rdf(document), notices)
    value = read_json(document, notices)
    if NAMESPACE in document.text:
        return Datasets(from_json_ld(value, document), notices)
    found = list(_plain(value))
    return Datasets([renamed(one) for one in found], notices)


def _plain(value: Any) -> Iterator[dict[str, Any]]:
    """Yield datasets out of lists, catalogues (``dataset``) and CKAN's answers (``result``)."""
    if isinstance(value, list):
        for one in value:
            yield from _plain(one)
    elif isinstance(value, dict):
        inner = next((name for name in _WRAPPERS if _holds(value, name)), None)
        if inner:
            yield from _plain(value[inner])
        else:
            yield value


def _holds(value: dict[str, Any], name: str) -> bool:
    """Say whether a field wraps datasets: it holds objects, and no title stands beside it."""
    held = value.get(name)
    first = held[0] if isinstance(held, list) and held else held
    return isinstance(first, dict) and ("title" not in value or name in ("result", "dataset"))
