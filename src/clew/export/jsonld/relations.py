"""Links that a source states, as properties that point at the other thing."""

from __future__ import annotations

from collections.abc import Mapping

from clew.export.jsonld.identifiers import identifier_nodes, web_address
from clew.export.jsonld.node import Node, extend, node
from clew.model import LinkType, Relation, Target

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
            _add_same(thing, target)
            continue
        table = _INVERSE if relation.inverse else _FORWARD
        name, type = table.get(relation.type, (_OTHER, "Thing"))
        value = _target(target, type, names)
        if value and name == _OTHER:
            value = node("Role", roleName=relation.term or str(relation.type), **{name: value})
        if value:
            extend(thing, name, value)


def _add_same(thing: Node, target: Target) -> None:
    address = web_address(target.identifier) if target.identifier else None
    if address:
        extend(thing, "sameAs", address)


def _target(target: Target, type: str, names: Mapping[str, str]) -> Node | None:
    name = names.get(target.key or "")
    if name or target.identifier is None:
        return {"@id": name} if name else None
    address = target.identifier.url
    named = identifier_nodes([target.identifier])
    return node(type, id=address, identifier=named, url=web_address(target.identifier))
