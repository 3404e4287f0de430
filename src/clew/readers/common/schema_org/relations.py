"""Links that a node states, and the things it describes along with itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from clew.model import Identifier, Kind, LinkType, Relation, Scheme, Target
from clew.readers.common.schema_org.identifiers import addresses, identifiers, one_identifier
from clew.readers.common.schema_org.kinds import CONTAINERS, kind_of
from clew.readers.common.schema_org.node import Node
from clew.readers.common.text import one_line


class _Statement(NamedTuple):
    type: LinkType
    inverse: bool = False
    target: Kind | None = None


_STATEMENTS = {
    "funding": _Statement(LinkType.FUNDED_BY, target=Kind.AWARD),
    "fundedItem": _Statement(LinkType.FUNDED_BY, inverse=True),
    "isBasedOn": _Statement(LinkType.BASED_ON),
    "isBasedOnUrl": _Statement(LinkType.BASED_ON),
    "isPartOf": _Statement(LinkType.PART_OF),
    "hasPart": _Statement(LinkType.PART_OF, inverse=True),
    "exampleOfWork": _Statement(LinkType.VERSION_OF),
    "workExample": _Statement(LinkType.VERSION_OF, inverse=True),
    "translationOfWork": _Statement(LinkType.VERSION_OF),
    "workTranslation": _Statement(LinkType.VERSION_OF, inverse=True),
    "about": _Statement(LinkType.DOCUMENTS),
    "subjectOf": _Statement(LinkType.DOCUMENTS, inverse=True),
    "dataset": _Statement(LinkType.PART_OF, inverse=True, target=Kind.DATASET),
}
# What these say of terms, journals and the grant's own project is told elsewhere in the record.
_ALSO_TOLD = ("about", "isPartOf", "fundedItem")
# A node with one of these is described, not merely named.
_TELLING = {"identifier", "description", "abstract", "url", "sameAs", "funder", "amount", "isbn"}
_LONGEST_QUOTE = 300

Bring = Callable[[Node, Kind], str | None]


def relations(node: Node, kind: Kind, bring: Bring) -> tuple[Relation, ...]:
    """Take what a node says it is related to.

    Parameters
    ----------
    node: the node, whose container and subjects have been taken already.
    kind: what it stands for.
    bring: makes a record of a thing that is described here, and returns its key.
    """
    found = list(_citations(node, kind))
    for name, said in _STATEMENTS.items():
        stated = [one for part in node.nodes(name) for one in _relation(part, name, said, bring)]
        if not stated and name not in _ALSO_TOLD:
            node.put_back(name)
        found += stated
    return tuple(dict.fromkeys(found))


def unnumbered_project(node: Node) -> bool:
    """Say whether a node is a project without a number: the other face of the grant above it."""
    project = {"ResearchProject", "Project"} & set(node.types)
    return bool(project) and not identifiers(node, Kind.AWARD)


def related(node: Node) -> bool:
    """Say whether a node is a thing of its own rather than a journal, a page or a mere term."""
    known = kind_of(node.types) not in (None, Kind.PERSON, Kind.ORGANISATION)
    return known and not CONTAINERS & set(node.types)


def _relation(node: Node, name: str, said: _Statement, bring: Bring) -> Iterator[Relation]:
    mere = name in _ALSO_TOLD and (not related(node) or unnumbered_project(node))
    if mere and not (name == "isPartOf" and _numbered_whole(node)):
        return
    target = _target(node, said.target, bring)
    if target:
        yield Relation(
            type=said.type, target=target, quote=_quote(node), term=name, inverse=said.inverse
        )


def _numbered_whole(node: Node) -> bool:
    """Say whether it is a collection, or nothing but a number, that has a number to last.

    Zenodo: ``"isPartOf": "https://doi.org/…"``; a journal has numbers too, and holds the work.
    """
    numbers = [*identifiers(node), *_bare(node, None)]
    lasting = any(one.scheme in (Scheme.DOI, Scheme.HANDLE) for one in numbers)
    return lasting and set(node.types) <= {"Collection", "CreativeWorkSeries"}


def _target(node: Node, kind: Kind | None, bring: Bring) -> Target | None:
    kind = kind_of(node.types) or kind
    numbers = identifiers(node, kind) or _bare(node, kind)
    described = node.text("name", "headline") and _TELLING & node.raw.keys()
    key = bring(node, kind) if kind and described else None
    if key:
        return Target(key=key)
    return Target(identifier=numbers[0]) if numbers else None


def _bare(node: Node, kind: Kind | None) -> tuple[Identifier, ...]:
    texts = [*addresses(node), node.id or "", node.text("name") or ""]
    found = (one_identifier(text, kind) for text in texts if text)
    return tuple(one for one in found if one)


def _citations(node: Node, kind: Kind) -> Iterator[Relation]:
    type = LinkType.TEACHES if kind == Kind.COURSE else LinkType.CITES
    for one in node.nodes("citation"):
        for identifier in identifiers(one):
            target = Target(identifier=identifier)
            yield Relation(type=type, target=target, quote=_quote(one), term="citation")


def _quote(node: Node) -> str:
    """Return the words of the source: a name with its numbers, else the node as it is written."""
    name = node.text("name", "headline")
    numbers = [str(one) for one in identifiers(node)]
    words = ", ".join(part for part in [name and one_line(name), *numbers] if part)
    written = words or node.id or json.dumps(node.raw, ensure_ascii=False)
    return written[:_LONGEST_QUOTE]
