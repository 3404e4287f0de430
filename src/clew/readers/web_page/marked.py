"""Microdata and RDFa of schema.org in a page's own text, as the JSON-LD that says the same.

Sources: HTML Living Standard, 5 Microdata; RDFa Lite 1.1 (W3C, 2015).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.readers.common.html import Element


class _Words(NamedTuple):
    """How a way of marking calls the type of a thing, its property, and its name."""

    type: str
    property: str
    names: tuple[str, ...]


_WAYS = (
    _Words("itemtype", "itemprop", ("itemid",)),
    _Words("typeof", "property", ("resource", "about")),
)
_VOCABULARY = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)?([A-Za-z]\w{0,60})")
_ADDRESSES = ("href", "src", "data")
_MOST = 2_000  # properties of a page


def marked(root: Element) -> Iterator[dict[str, Any]]:
    """Yield the things that elements of a page are marked as, each with what stands inside it."""
    for way in _WAYS:
        for element in root.iter():
            types = _types(element, way)
            if types and not element.get(way.property):
                yield _item(element, types, way)


def _item(element: Element, types: list[str], way: _Words) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": types}
    name = next((id for each in way.names if (id := element.get(each))), None)
    if name and name.startswith("http"):
        found["@id"] = name
    for inner in _properties(element, way):
        value = _value(inner, way)
        for word in (inner.get(way.property) or "").split():
            match = _VOCABULARY.fullmatch(word)
            if match and value:
                found.setdefault(match[1], []).append(value)
    return found


def _properties(element: Element, way: _Words) -> Iterator[Element]:
    """Yield the properties of a thing, in order; those of things inside it are theirs."""
    waiting = list(reversed(element))
    for _ in range(_MOST):
        if not waiting:
            return
        inner = waiting.pop()
        if not isinstance(inner.tag, str):
            continue
        if inner.get(way.property):
            yield inner
        if not _types(inner, way):
            waiting += reversed(inner)


def _value(element: Element, way: _Words) -> Any:
    types = _types(element, way)
    if types:
        return _item(element, types, way)
    said = [element.get(name) for name in ("content", "datetime", *_ADDRESSES)]
    text = " ".join("".join(map(str, element.itertext())).split())
    return next((one.strip() for one in said if one and one.strip()), text)


def _types(element: Element, way: _Words) -> list[str]:
    matches = (_VOCABULARY.fullmatch(word) for word in (element.get(way.type) or "").split())
    return [match[1] for match in matches if match]
