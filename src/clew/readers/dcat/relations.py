"""What a dataset of DCAT says it is to other things."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import (
    Identifier,
    LinkType,
    Relation,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.numbers import persistent
from clew.readers.common.relation_words import Meaning, meaning

# Properties whose words DataCite and Crossref do not share.
_MORE = {
    "inSeries": Meaning(LinkType.PART_OF, inverse=False),
    "source": Meaning(LinkType.BASED_ON, inverse=False),
    "previousVersion": Meaning(LinkType.VERSION_OF, inverse=False),
    "prev": Meaning(LinkType.CONTINUES, inverse=False),
    "wasUsedBy": Meaning(LinkType.BASED_ON, inverse=True),
}
_PROPERTIES = (
    "isReferencedBy", "references", "isPartOf", "hasPart", "isVersionOf", "hasVersion",
    "isReplacedBy", "replaces", "requires", "isRequiredBy", "wasDerivedFrom", "sameAs", *_MORE,
)  # fmt: skip
_LONGEST_QUOTE = 300


def relations(fields: Fields) -> tuple[Relation, ...]:
    """Take the relations whose target has an identifier; other targets stay."""
    return tuple(dict.fromkeys([*_plain(fields), *_qualified(fields)]))


def _plain(fields: Fields) -> Iterator[Relation]:
    for name in _PROPERTIES:
        said = _MORE.get(name) or meaning(name)
        for entry in fields.entries(name, alone="@id") if said else ():
            found = _target(entry.raw("@id"))
            if said and found:
                yield _relation(said, found, str(entry.take("@id")), name)


def _qualified(fields: Fields) -> Iterator[Relation]:
    """Take ``qualifiedRelation``s, whose role says what the relation is."""
    for name in ("qualifiedRelation", "qualified_relation"):
        for entry in fields.entries(name):
            role = entry.raw("hadRole") or entry.raw("role")
            word = str(role).rstrip("/").replace("#", "/").rpartition("/")[2]
            said = meaning(word)
            found = _target(entry.raw("relation"))
            if said and found:
                yield _relation(said, found, str(entry.take("relation")), word)


def _relation(said: Meaning, target: Identifier, quote: str, term: str) -> Relation:
    return Relation(
        type=said.type,
        target=Target(identifier=target),
        quote=quote[:_LONGEST_QUOTE],
        term=term,
        inverse=said.inverse,
    )


def _target(value: object) -> Identifier | None:
    if not isinstance(value, str):
        return None
    found = persistent(value) or parse_identifier(value)
    return found if found and (found.scheme != Scheme.ISBN or "isbn" in value.lower()) else None
