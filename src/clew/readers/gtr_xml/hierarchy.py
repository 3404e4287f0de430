"""Related awards: the tree of parents and children in which a project stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.model import Kind, LinkType, Notice, Record, Relation, Scheme, Target
from clew.readers.gtr_xml.fields import Fields

PLACE = "projectHierarchy"
# The word stands with the later award; studentships and the like are parts of what they are under,
# and so is a child without a word.
_TYPES = {
    "transfer": LinkType.TRANSFER_OF,
    "continuation": LinkType.CONTINUES,
    "continues": LinkType.CONTINUES,
    "extension": LinkType.CONTINUES,
    "renewal": LinkType.CONTINUES,
    "follow on": LinkType.CONTINUES,
}


def link_type(term: str | None) -> LinkType:
    """Say what a later award is to an earlier one by the source's word for it."""
    return _TYPES.get((term or "").lower(), LinkType.PART_OF)


class Hierarchy:
    """The awards around one award, each once, with what they are to one another.

    Parameters
    ----------
    award: the key of the award the document is about, which stands in the tree itself.
    reference: its reference.
    """

    def __init__(self, award: str, reference: str | None, notices: list[Notice]) -> None:
        self._award = award
        self._reference = reference
        self._notices = notices
        self._records: dict[str, Record] = {}
        self._relations: dict[tuple[str, str], Relation] = {}
        self.extra: dict[str, Any] = {}

    def add(self, tree: Fields) -> None:
        """Take in a ``projectHierarchy``: parents with their children, to any depth."""
        for node in _nodes(tree.content):
            self._walk(node, None, "")

    @property
    def relations(self) -> tuple[Relation, ...]:
        """What the award itself is to others."""
        return tuple(r for (subject, _), r in self._relations.items() if subject == self._award)

    @property
    def records(self) -> Iterator[Record]:
        """The other awards, each with what it is to the rest of the tree."""
        for key, record in self._records.items():
            own = tuple(r for (subject, _), r in self._relations.items() if subject == key)
            yield msgspec.structs.replace(record, relations=own)

    def _walk(self, node: dict[str, Any], above: str | None, above_reference: str) -> None:
        children = list(_nodes(node))
        term = node.pop("@rel", None)
        reference = str(node.get("grantRef", ""))
        key = self._key(node)
        if key and key != self._award and key not in self._records:
            self._records[key] = self._record(key, Fields(node, PLACE, self._notices))
        elif key == self._award and "amount" in node:
            # To the penny, where the project itself has whole pounds.
            self.extra["amount"] = node["amount"]
        if key and above and key != above:
            quote = (
                f"{reference} {term} {above_reference}"
                if term
                else f"parent {above_reference}, child {reference}"
            )
            self._relations.setdefault(
                (key, above),
                Relation(
                    type=link_type(term),
                    target=Target(key=above),
                    quote=quote,
                    place=PLACE,
                    term=term,
                ),
            )
        for child in children:
            self._walk(child, key or above, reference or above_reference)

    def _key(self, node: dict[str, Any]) -> str | None:
        reference = node.get("grantRef")
        if reference and reference == self._reference:
            return self._award
        return node.get("id") or reference

    def _record(self, key: str, node: Fields) -> Record:
        reference = node.reference("grantRef")
        numbers = node.identifiers(id=Scheme.GTR)
        return Record(
            key=key,
            kind=Kind.AWARD,
            identifiers=(reference, *numbers) if reference else numbers,
            amount=node.pounds("amount"),
            period=node.period(),
            extra=node.rest,
        )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("parents", "children"):
        inner = node.get(name)
        if isinstance(inner, list):
            del node[name]
            yield from (one for one in inner if isinstance(one, dict))
