"""Cited works, given as nodes or as text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clew.model import Agent, Identifier, Reference
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.bibliography.written import written
from clew.readers.common.schema_org.agents import agent
from clew.readers.common.schema_org.facts import date
from clew.readers.common.schema_org.identifiers import addresses, identifiers, one_identifier
from clew.readers.common.schema_org.kinds import CONTAINERS
from clew.readers.common.schema_org.node import Node
from clew.readers.common.text import one_line

_MOST_LEVELS = 4


class Container:
    """What a work appeared in: journal with volume and issue, or book."""

    def __init__(self, node: Node) -> None:
        self.name: str | None = None
        self.volume = node.text("volumeNumber")
        self.issue = node.text("issueNumber")
        self.identifiers: tuple[Identifier, ...] = ()
        for inner in _outwards(node):
            self.volume = self.volume or inner.text("volumeNumber")
            self.issue = self.issue or inner.text("issueNumber")
            self.identifiers += identifiers(inner)
            name = inner.text("name", "headline")
            # The outermost name is the journal's; "Vol. 3" is none.
            self.name = one_line(name) if name else self.name


def references(node: Node) -> tuple[Reference, ...]:
    """Take the works that a thing cites, in order, each once."""
    found = (reference(one) for one in node.nodes("citation"))
    return tuple(dict.fromkeys(one for one in found if one))


def reference(node: Node) -> Reference | None:
    """Read a cited work; one that is a text is taken apart as an entry of a bibliography."""
    if not node.types and node.raw.keys() <= {"name"}:
        return parse_reference(one_line(node.text("name") or ""))
    parts = _parts(node)
    parts = parts if parts.authors or parts.year else _taken_apart(parts)
    raw = written(parts)
    return msgspec.structs.replace(parts, raw=parts.raw or raw) if raw else None


def pages(node: Node) -> str | None:
    """Take where a work stands in its container.

    Example: ``pageStart`` 412 and ``pageEnd`` 431 → ``"412-431"``
    """
    first, last = node.text("pageStart"), node.text("pageEnd")
    span = f"{first}-{last}" if first and last and first != last else first
    return node.text("pagination") or span or node.text("numberOfPages")


def _parts(node: Node) -> Reference:
    container = Container(node)
    published = date(node, "datePublished", "dateCreated")
    publishers = node.nodes("publisher")
    title = node.text("name", "headline")
    return Reference(
        raw="",
        authors=_agents(node, "author", "creator"),
        editors=_agents(node, "editor"),
        year=published and published[:4],
        title=one_line(title) if title else None,
        container=container.name,
        volume=container.volume,
        issue=container.issue,
        pages=pages(node),
        edition=node.text("bookEdition"),
        publisher=publishers[0].text("name") if publishers else None,
        place=publishers[0].text("location") if publishers else None,
        url=next(iter(addresses(node)), None),
        identifiers=identifiers(node) or _bare(node),
    )


def _taken_apart(parts: Reference) -> Reference:
    """Read a name that is an entry of a bibliography, as Dataverse writes it."""
    told = parse_reference(parts.title or "")
    if not (told.authors and told.year and told.title):
        return parts
    gaps = {
        name: getattr(told, name) for name in Reference.__struct_fields__ if getattr(told, name)
    }
    known = tuple(dict.fromkeys([*parts.identifiers, *told.identifiers]))
    return msgspec.structs.replace(parts, **gaps | {"identifiers": known})


def _agents(node: Node, *names: str) -> tuple[Agent, ...]:
    found = (agent(one) for one in node.nodes(*names))
    return tuple(one for one in found if one)


def _bare(node: Node) -> tuple[Identifier, ...]:
    found = one_identifier(node.id) if node.id else None
    return (found,) if found else ()


def _outwards(node: Node) -> Iterator[Node]:
    """Yield what a work is part of, and what that is part of, up to the journal."""
    inner = node
    for _ in range(_MOST_LEVELS):
        outer = [one for one in inner.nodes("isPartOf", "periodical") if _holds(one)]
        if not outer:
            return
        yield outer[0]
        inner = outer[0]


def _holds(node: Node) -> bool:
    return not node.types or bool({*CONTAINERS, "Book"} & set(node.types))
