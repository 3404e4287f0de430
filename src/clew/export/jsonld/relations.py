"""Links that a source states, as properties that point at the other thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clew.export.item import Related
from clew.export.jsonld.identifiers import identifier_nodes, web_address
from clew.export.jsonld.node import Node, extend, node
from clew.model import Identifier, Kind, LinkType, Relation, Target

# Link type → property and the type its values have.
_FORWARD = {
    LinkType.FUNDED_BY: ("funding", "Grant"),
    LinkType.OUTPUT_OF: ("funding", "Grant"),
    LinkType.PART_OF: ("isPartOf", "CreativeWork"),
    LinkType.BASED_ON: ("isBasedOn", "CreativeWork"),
    LinkType.CITES: ("citation", "CreativeWork"),
    LinkType.TEACHES: ("citation", "CreativeWork"),
    LinkType.DOCUMENTS: ("about", "Thing"),
    LinkType.VERSION_OF: ("exampleOfWork", "CreativeWork"),
}
_INVERSE = {
    LinkType.FUNDED_BY: ("fundedItem", "CreativeWork"),
    LinkType.OUTPUT_OF: ("fundedItem", "CreativeWork"),
    LinkType.PART_OF: ("hasPart", "CreativeWork"),
    LinkType.DOCUMENTS: ("subjectOf", "CreativeWork"),
    LinkType.VERSION_OF: ("workExample", "CreativeWork"),
    LinkType.CITES: ("dcterms:isReferencedBy", "CreativeWork"),
}
# schema.org has no word for one award that follows another, nor for two things of one study. Dublin
# Core's `relation` stands for those (schema.org's context declares the prefix), within a Role that
# keeps the source's own word.
_OTHER = "dcterms:relation"


# What is at the other end of a link, by its kind.
_TYPES = {
    Kind.DATASET: "Dataset",
    Kind.AWARD: "Grant",
    Kind.THESIS: "Thesis",
    Kind.COURSE: "Course",
    Kind.SOFTWARE: "SoftwareSourceCode",
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
}


def add_relations(thing: Node, relations: tuple[Relation, ...], names: Mapping[str, str]) -> None:
    """Add what a record says it is related to.

    Parameters
    ----------
    thing: the record's node.
    relations: its stated links; one whose target has no address and no name is left out.
    names: the ``@id`` of the records of the same document, by key.
    """
    for relation in relations:
        target = relation.target
        if relation.type == LinkType.SAME_AS:
            _add_same(thing, target.identifier)
            continue
        name, type = _property(relation.type, relation.inverse)
        _extend(thing, name, _target(target, type, names), relation.term or str(relation.type))


def add_related(thing: Node, related: Iterable[Related]) -> None:
    """Add all that a thing is related to for certain, by name and address where they are known."""
    for one in related:
        if one.type == LinkType.SAME_AS:
            _add_same(thing, one.identifier)
            continue
        name, type = _property(one.type, one.inverse)
        _extend(thing, name, _described(one, type), one.term or str(one.type))


def _property(type: LinkType, inverse: bool) -> tuple[str, str]:
    return (_INVERSE if inverse else _FORWARD).get(type, (_OTHER, "Thing"))


def _extend(thing: Node, name: str, value: Node | None, word: str) -> None:
    if value and name == _OTHER and word != LinkType.RELATED_TO:
        value = node("Role", roleName=word, **{name: value})
    if value:
        extend(thing, name, value)


def _add_same(thing: Node, identifier: Identifier | None) -> None:
    address = web_address(identifier) if identifier else None
    if address:
        extend(thing, "sameAs", address)


def _described(one: Related, type: str) -> Node:
    number = one.identifier
    known = _TYPES.get(one.kind) if one.kind else None
    return node(
        known or type,
        id=number.url if number else None,
        name=one.title,
        identifier=identifier_nodes([number]) if number else None,
        url=web_address(number) if number else one.url,
    )


def _target(target: Target, type: str, names: Mapping[str, str]) -> Node | None:
    name = names.get(target.key or "")
    if name or target.identifier is None:
        return {"@id": name} if name else None
    address = target.identifier.url
    named = identifier_nodes([target.identifier])
    return node(type, id=address, identifier=named, url=web_address(target.identifier))
