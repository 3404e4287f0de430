"""What every thing has, whatever its type: names, descriptions, identifiers, addresses."""

from __future__ import annotations

from clew.export.common.access import access_right
from clew.export.common.licences import licence_address
from clew.export.jsonld.identifiers import identifier_nodes, name_of, own, web_addresses
from clew.export.jsonld.node import Node, node
from clew.model import Period, Place, Record, Section, fold

# Words of a source that say the thing costs nothing; others say nothing about the price.
_FREE = frozenset({"open", "open access", "openaccess", "free", "public", "public domain"})


def common(record: Record, type: str) -> Node:
    """Return the properties that do not depend on the kind of thing.

    ``url`` is the source's page, ``sameAs`` where the identifiers lead and further pages: a
    catalogue that describes other people's things has to say whose they are.
    """
    identifiers = own(record.identifiers, type)
    addresses = dict.fromkeys([*record.urls, *web_addresses(identifiers)])
    url = next(iter(addresses), None)
    return node(
        type,
        id=name_of(identifiers),
        additionalType=record.subtype,
        name=record.title,
        alternativeHeadline=record.subtitle,
        alternateName=record.alternative_titles,
        description=_description(record.description),
        abstract=_abstract(record.description),
        identifier=identifier_nodes(identifiers),
        url=url,
        sameAs=[one for one in addresses if one != url or one == name_of(identifiers)],
        keywords=_keywords(record.keywords),
        about=[node("DefinedTerm", name=subject) for subject in record.subjects],
        inLanguage=record.language,
        datePublished=record.published,
        creativeWorkStatus=record.status,
        conditionsOfAccess=record.access,
        **_access_right(record.access),
        isAccessibleForFree=True if fold(record.access or "") in _FREE else None,
        license=_licence(record.licence),
        includedInDataCatalog=[
            node("DataCatalog", name=one.name, url=one.url) for one in record.catalogues
        ],
    )


def place(one: Place) -> Node:
    """Return a place, its ISO 3166 code as identifier."""
    return node("Place", name=one.name, identifier=one.code)


def run(period: Period | None) -> Node:
    """Return when something runs, as two dates."""
    return {"startDate": period.start, "endDate": period.end} if period else {}


def _keywords(keywords: tuple[str, ...]) -> list[Node | str]:
    """Return keywords; a single one that might be taken for several is said to be one term."""
    if len(keywords) == 1 and any(mark in keywords[0] for mark in ",;|"):
        return [node("DefinedTerm", name=keywords[0])]
    return list(keywords)


def _description(sections: tuple[Section, ...]) -> str | None:
    """Join all sections, each after the first under its name.

    Example: ``"What we ask …\\n\\nPlanned impact\\nWho gains …"``
    """
    rest = (
        f"{section.name[:1].upper()}{section.name[1:]}\n{section.text}" for section in sections[1:]
    )
    return "\n\n".join([sections[0].text, *rest]) if sections else None


def _abstract(sections: tuple[Section, ...]) -> str | None:
    return next((one.text for one in sections if fold(one.name) == "abstract"), None)


def _licence(licence: str | None) -> Node | str | None:
    if not licence or licence.startswith(("http://", "https://")):
        return licence
    return node("CreativeWork", name=licence, url=licence_address(licence))


def _access_right(access: str | None) -> Node:
    """Name the terms of access by their concept as well; schema.org has no such property."""
    right = access_right(access)
    return {"dcterms:accessRights": {"@id": right}} if right else {}
