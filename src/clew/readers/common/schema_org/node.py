"""JSON-LD as a graph of nodes: references followed, every shape of value read the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from clew.readers.common.schema_org.kinds import PAGES, kind_of

_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:|sdo:|sc:)")
# How a page leads to what it is about.
_TO_THE_THING = ("mainEntity", "itemListElement", "item")


class Node:
    """A JSON-LD node; what nobody asked for is left in :attr:`rest`."""

    def __init__(self, raw: dict[str, Any], graph: Graph) -> None:
        self.raw = {_PREFIX.sub("", name): value for name, value in raw.items()}
        self._graph = graph
        self._taken = {"@context", "@type", "@id", "@reverse"}

    @property
    def id(self) -> str | None:
        """Its ``@id``, unless that names it within the document only."""
        id = self.raw.get("@id")
        return id if isinstance(id, str) and not id.startswith(("_:", "#")) else None

    @property
    def types(self) -> tuple[str, ...]:
        """Its types, without their vocabulary's address."""
        return tuple(_PREFIX.sub("", one) for one in _flat(self.raw.get("@type")) if _is_text(one))

    def values(self, *names: str) -> list[Any]:
        """Take the values of some properties: lists flattened, references followed."""
        self._taken.update(names)
        found = (value for name in names for value in _flat(self.raw.get(name)))
        return [self._graph.follow(value) for value in found]

    def texts(self, *names: str) -> list[str]:
        """Take values as text: of a node its value, name or address; English before others."""
        values = self.values(*names)
        ordered = sorted(values, key=lambda value: _foreign(value))
        return [text for text in map(_text, ordered) if text]

    def text(self, *names: str) -> str | None:
        """Take the first text of the first of some properties that has any."""
        return next((text for name in names for text in self.texts(name)), None)

    def nodes(self, *names: str) -> list[Node]:
        """Take values as nodes; a bare text becomes a node of that name, or of that address."""
        return [self._node(value) for value in self.values(*names) if value not in (None, "", {})]

    @property
    def rest(self) -> dict[str, Any]:
        """What was not taken and is not empty, under its own names."""
        kept = {name: value for name, value in self.raw.items() if name not in self._taken}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}

    def put_back(self, *names: str) -> None:
        """Return properties to :attr:`rest` that were taken and could not be placed."""
        self._taken.difference_update(names)

    def _node(self, value: Any) -> Node:
        if isinstance(value, dict) and "@value" not in value:
            return Node(value, self._graph)
        text = _text(value) or ""
        return Node(
            {"@id": text} if text.startswith(("http:", "https:")) else {"name": text}, self._graph
        )


class Graph:
    """All nodes of one document, with the things that stand for themselves."""

    def __init__(self, documents: Iterable[Any]) -> None:
        self._named: dict[str, dict[str, Any]] = {}
        roots = [root for document in documents for root in _roots(document)]
        for root in roots:
            self._index(root)
        self.things = [Node(raw, self) for raw in self._things(roots)]

    def follow(self, value: Any) -> Any:
        """Return all that is said of the node that a value names, anything else as it is."""
        if not isinstance(value, dict) or not isinstance(value.get("@id"), str):
            return value
        known = self._named.get(value["@id"], value)
        return known if _is_reference(value) or _of_one_type(known, value) else value

    def _index(self, root: Any) -> None:
        waiting = [root]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                if isinstance(value.get("@id"), str) and not _is_reference(value):
                    # One node may be told in several places, here its name and there the rest.
                    before = self._named.setdefault(value["@id"], value)
                    if before is not value and _of_one_type(before, value):
                        self._named[value["@id"]] = {**value, **before}
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value

    def _things(self, roots: list[Any]) -> list[dict[str, Any]]:
        """Return what the roots are or lead to, each once, of the kinds that Clew knows."""
        found: dict[str | int, dict[str, Any]] = {}
        seen: set[int] = set()
        waiting = list(reversed(roots))
        while waiting:
            raw = self.follow(waiting.pop())
            if not isinstance(raw, dict) or id(raw) in seen:
                continue
            seen.add(id(raw))
            node = Node(raw, self)
            if kind_of(node.types):
                found.setdefault(node.id or id(raw), raw)
            if PAGES & set(node.types):
                waiting += reversed(node.values(*_TO_THE_THING))
        return list(found.values())


def _roots(document: Any) -> Iterator[Any]:
    for value in _flat(document):
        if isinstance(value, dict) and "@graph" in value:
            yield from _flat(value["@graph"])
            value = {name: inner for name, inner in value.items() if name != "@graph"}
        if isinstance(value, dict) and value.keys() - {"@context", "@id"}:
            yield value


def _flat(value: Any) -> Iterator[Any]:
    """Yield values out of lists within lists, and out of JSON-LD's own wrappers."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict) and value.keys() & {"@list", "@set"}:
            waiting += (value[name] for name in ("@set", "@list") if name in value)
        elif value is not None:
            yield value


def _is_reference(value: dict[str, Any]) -> bool:
    return value.keys() <= {"@id", "@type"}


def _of_one_type(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.get("@type") == other.get("@type")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _foreign(value: Any) -> bool:
    language = value.get("@language") if isinstance(value, dict) else None
    return isinstance(language, str) and not language.lower().startswith("en")


def _text(value: Any) -> str | None:
    if isinstance(value, dict):
        inner = (value.get(name) for name in ("@value", "name", "value", "url", "@id"))
        value = next((one for one in inner if one not in (None, "", [], {})), None)
        value = next(_flat(value), None)
        if isinstance(value, dict):
            value = value.get("@value") or value.get("@id")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None
