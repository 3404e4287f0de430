"""What DataCite says one thing is to another, as links."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from clew.model import (
    Identifier,
    LinkType,
    Reference,
    Relation,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.common.datacite.agents import agent
from clew.readers.common.numbers import OWN_SCHEMES


class _Meaning(NamedTuple):
    type: LinkType
    inverse: bool = False


# DataCite Metadata Schema 4.6, appendix 1, relationType. What supplements a paper is the data it
# rests on; a review is about what it cites.
RELATION_TYPES = {
    "Cites": _Meaning(LinkType.CITES),
    "IsCitedBy": _Meaning(LinkType.CITES, inverse=True),
    "References": _Meaning(LinkType.CITES),
    "IsReferencedBy": _Meaning(LinkType.CITES, inverse=True),
    "Reviews": _Meaning(LinkType.CITES),
    "IsReviewedBy": _Meaning(LinkType.CITES, inverse=True),
    "IsSupplementTo": _Meaning(LinkType.BASED_ON, inverse=True),
    "IsSupplementedBy": _Meaning(LinkType.BASED_ON),
    "IsDerivedFrom": _Meaning(LinkType.BASED_ON),
    "IsSourceOf": _Meaning(LinkType.BASED_ON, inverse=True),
    "IsCompiledBy": _Meaning(LinkType.BASED_ON),
    "Compiles": _Meaning(LinkType.BASED_ON, inverse=True),
    "Requires": _Meaning(LinkType.BASED_ON),
    "IsRequiredBy": _Meaning(LinkType.BASED_ON, inverse=True),
    "Continues": _Meaning(LinkType.CONTINUES),
    "IsContinuedBy": _Meaning(LinkType.CONTINUES, inverse=True),
    "Describes": _Meaning(LinkType.DOCUMENTS),
    "IsDescribedBy": _Meaning(LinkType.DOCUMENTS, inverse=True),
    "Documents": _Meaning(LinkType.DOCUMENTS),
    "IsDocumentedBy": _Meaning(LinkType.DOCUMENTS, inverse=True),
    "IsMetadataFor": _Meaning(LinkType.DOCUMENTS),
    "HasMetadata": _Meaning(LinkType.DOCUMENTS, inverse=True),
    "IsPartOf": _Meaning(LinkType.PART_OF),
    "HasPart": _Meaning(LinkType.PART_OF, inverse=True),
    "IsPublishedIn": _Meaning(LinkType.PART_OF),
    "IsCollectedBy": _Meaning(LinkType.PART_OF),
    "Collects": _Meaning(LinkType.PART_OF, inverse=True),
    "IsVersionOf": _Meaning(LinkType.VERSION_OF),
    "HasVersion": _Meaning(LinkType.VERSION_OF, inverse=True),
    "IsNewVersionOf": _Meaning(LinkType.VERSION_OF),
    "IsPreviousVersionOf": _Meaning(LinkType.VERSION_OF, inverse=True),
    "Obsoletes": _Meaning(LinkType.VERSION_OF),
    "IsObsoletedBy": _Meaning(LinkType.VERSION_OF, inverse=True),
    "IsVariantFormOf": _Meaning(LinkType.VERSION_OF),
    "IsOriginalFormOf": _Meaning(LinkType.VERSION_OF, inverse=True),
    "IsTranslationOf": _Meaning(LinkType.VERSION_OF),
    "HasTranslation": _Meaning(LinkType.VERSION_OF, inverse=True),
    "IsIdenticalTo": _Meaning(LinkType.SAME_AS),
    "Other": _Meaning(LinkType.RELATED_TO),  # since 4.7
}
SCHEMES = {
    **OWN_SCHEMES,
    "doi": Scheme.DOI,
    "handle": Scheme.HANDLE,
    "url": Scheme.URL,
    "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN,
    "eissn": Scheme.ISSN,
    "lissn": Scheme.ISSN,
    "arxiv": Scheme.ARXIV,
    "purl": Scheme.URL,
    "w3id": Scheme.URL,
}


def related(attributes: dict[str, Any]) -> tuple[Relation, ...]:
    """Take the related identifiers and items that have a meaning and an identifier we know."""
    found = []
    for name in ("relatedIdentifiers", "relatedItems"):
        left = []
        for one in attributes.pop(name, []):
            relation = _relation(one) if isinstance(one, dict) else None
            found += [relation] if relation else []
            left += [] if relation and _all_said(one) else [one]
        attributes[name] = left
    return tuple(dict.fromkeys(found))


def references(attributes: dict[str, Any]) -> tuple[Reference, ...]:
    """Take the cited items that have no identifier: entries of a bibliography."""
    items = attributes.pop("relatedItems", [])
    cited = [one for one in items if _is_cited(one)]
    # A reference has room for one title.
    attributes["relatedItems"] = [
        one for one in items if one not in cited or len(one.get("titles", [])) > 1
    ]
    return tuple(map(_reference, cited))


def one_identifier(text: Any, kind: Any = None) -> Identifier | None:
    """Read an identifier of a type that DataCite names, or of one its spelling tells."""
    scheme = SCHEMES.get(str(kind or "").lower())
    text = str(text or "")
    return (parse_identifier(text, scheme) if scheme else None) or parse_identifier(text)


def _relation(one: dict[str, Any]) -> Relation | None:
    word = str(one.get("relationType", ""))
    meaning = RELATION_TYPES.get(word)
    number, kind = _number(one)
    identifier = one_identifier(number, kind)
    if not meaning or not identifier:
        return None
    title = _titles(one)
    words = ", ".join(part for part in (title, str(number)) if part)
    return Relation(
        type=meaning.type,
        target=Target(identifier=identifier),
        quote=words[:500],
        term=word,
        inverse=meaning.inverse,
    )


def _number(one: dict[str, Any]) -> tuple[Any, Any]:
    """Return the identifier of a related thing with its type, flat or nested."""
    if "relatedIdentifier" in one:
        return one["relatedIdentifier"], one.get("relatedIdentifierType")
    number = one.get("relatedItemIdentifier")
    if isinstance(number, dict):
        return number.get("relatedItemIdentifier"), number.get("relatedItemIdentifierType")
    return number, one.get("relatedItemIdentifierType")


def _all_said(one: dict[str, Any]) -> bool:
    """Say whether a relation holds all that the source tells of the related thing."""
    said = {"relatedIdentifier", "relatedIdentifierType", "relationType", "resourceTypeGeneral"}
    return not {name for name, value in one.items() if value} - said


def _is_cited(one: Any) -> bool:
    if not isinstance(one, dict) or one.get("relationType") not in ("Cites", "References"):
        return False
    return not one_identifier(*_number(one)) and bool(_titles(one))


def _titles(one: dict[str, Any]) -> str | None:
    titles = [part.get("title") for part in one.get("titles", []) if isinstance(part, dict)]
    return next((str(title) for title in titles if title), None)


def _reference(one: dict[str, Any]) -> Reference:
    people = tuple(filter(None, map(agent, one.get("creators", []))))
    first, last = _text(one, "firstPage"), _text(one, "lastPage")
    told = Reference(
        raw="",
        authors=people,
        year=_text(one, "publicationYear"),
        title=_titles(one),
        volume=_text(one, "volume"),
        issue=_text(one, "issue"),
        edition=_text(one, "edition"),
        pages=f"{first}-{last}" if first and last else first,
        publisher=_text(one, "publisher"),
    )
    names = "; ".join(who.name for who in people)
    year = f"({told.year})" if told.year else None
    parts = (names, year, told.title, told.volume, told.issue, told.pages, told.publisher)
    return msgspec.structs.replace(told, raw=". ".join(part for part in parts if part))


def _text(one: dict[str, Any], name: str) -> str | None:
    value = one.get(name)
    return str(value).strip() or None if isinstance(value, (str, int)) else None
