"""Identifiers as nodes and as addresses."""

from __future__ import annotations

from collections.abc import Iterable

from clew.export.jsonld.node import Node, node
from clew.model import Identifier, Scheme

# How schema.org and its users write the schemes' names in `propertyID`.
_NAMES: dict[str, str] = {
    Scheme.DOI: "DOI",
    Scheme.AWARD: "award number",
    Scheme.UKDA: "UK Data Service study number",
    Scheme.ISBN: "ISBN",
    Scheme.ISSN: "ISSN",
    Scheme.ORCID: "ORCID",
    Scheme.ROR: "ROR",
    Scheme.ARXIV: "arXiv",
    Scheme.HANDLE: "Handle",
    Scheme.GTR: "GtR",
    Scheme.GTR_OUTCOME: "GtR outcome",
}


def identifier_nodes(identifiers: Iterable[Identifier]) -> list[Node | str]:
    """Return identifiers as PropertyValue nodes, addresses as they are."""
    return [
        one.value
        if one.scheme == Scheme.URL
        else node(
            "PropertyValue",
            propertyID=_NAMES.get(one.scheme, one.scheme),
            value=one.value,
            url=web_address(one),
        )
        for one in identifiers
    ]


def own(identifiers: Iterable[Identifier], type: str) -> list[Identifier]:
    """Leave out what names what a work appeared in: a journal's ISSN, the ISBN of a whole book."""
    foreign = {Scheme.ISSN, *([Scheme.ISBN] if type in ("Chapter", "ScholarlyArticle") else [])}
    return [one for one in identifiers if one.scheme not in foreign]


def web_address(identifier: Identifier) -> str | None:
    """Return where an identifier leads on the web, if anywhere (``urn:isbn:…`` leads nowhere)."""
    url = identifier.url
    return url if url and url.startswith("http") else None


def web_addresses(identifiers: Iterable[Identifier]) -> list[str]:
    """Return where identifiers lead, each address once.

    A study number and the DOI of the same study lead to one place.
    """
    found = (web_address(identifier) for identifier in identifiers)
    return list(dict.fromkeys(address for address in found if address))


def name_of(identifiers: Iterable[Identifier]) -> str | None:
    """Return the address that names the thing itself, a DOI before others; never one of ours."""
    addresses = [(one.scheme != Scheme.DOI, one.url) for one in identifiers if one.url]
    return min(addresses, key=lambda row: row[0])[1] if addresses else None


def values(identifiers: Iterable[Identifier], scheme: Scheme) -> list[str]:
    """Return the values in one scheme."""
    return [identifier.value for identifier in identifiers if identifier.scheme == scheme]
