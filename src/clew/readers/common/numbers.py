"""Identifiers out of fields that people fill with one, several, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from clew.model import Identifier, Scheme, parse_identifier, study_number
from clew.readers.common.fields import Fields

# The scheme in which funders' own references are kept that are of no form Clew knows.
FUNDING_REFERENCE = "funding-ref"
PMID = "pmid"
PMCID = "pmcid"
# Our own names for schemes that other standards have no type for.
OWN_SCHEMES = {str(one): one for one in (Scheme.AWARD, Scheme.UKDA, Scheme.GTR, Scheme.GTR_OUTCOME)}
_PERSISTENT = (Scheme.DOI, Scheme.ARXIV, Scheme.HANDLE)
# A line that is nothing but a number, with or without the name of its scheme.
_OWN_LINE = re.compile(
    r"\s*(?:(?:doi|arxiv|isbn(?:-1[03])?)\s*:?\s*|https?://(?:dx\.)?doi\.org/|https?://arxiv\.org/)\S.{0,120}",
    re.I,
)
_OWN = (Scheme.DOI, Scheme.ARXIV, Scheme.ISBN)
_PIECES = re.compile(r"[\s;,|]+")
_NUMBERED = {PMID: re.compile(r"\b(\d{1,9})\b"), PMCID: re.compile(r"\bPMC(\d{1,9})\b", re.I)}
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]{1,2000}", re.I)
_AWARD_PAGE = re.compile(r"https?://gtr\.ukri\.org/projects\?ref=([\w%/.-]{5,60})", re.I)
_HOSTS = {
    Scheme.DOI: re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.I),
    Scheme.ARXIV: re.compile(r"https?://(?:www\.)?arxiv\.org/", re.I),
    Scheme.HANDLE: re.compile(r"https?://(?:www\.)?hdl\.handle\.net/", re.I),
}


def take_identifiers(fields: Fields, **schemes: str) -> tuple[Identifier, ...]:
    """Take identifiers by the names of their fields; what is none stays, with a notice."""
    found: list[Identifier] = []
    for name, scheme in schemes.items():
        name = name if name in fields else name.replace("_", "-")
        texts = fields.texts(name)
        read = [one for text in texts for one in identifiers_in(text, scheme)]
        unread = [text for text in texts if not identifiers_in(text, scheme)]
        if unread:
            fields.content[name] = unread[0] if len(unread) == 1 else unread
            fields.complain(name, f"“{unread[0][:80]}” is no {scheme} identifier")
        found += read
    return with_study_numbers(found)


def identifiers_in(text: str, scheme: str) -> list[Identifier]:
    """Read a field of one scheme that may hold several: ``"1234-5679 (print); 2049-3630"``."""
    pattern = _NUMBERED.get(scheme)
    if pattern:
        prefix = "PMC" if scheme == PMCID else ""
        match = pattern.search(text)
        return [Identifier(scheme=scheme, value=prefix + match[1])] if match else []
    pieces = _PIECES.split(text) if scheme in (Scheme.ISSN, Scheme.ISBN) else []
    read = (parse_identifier(piece, scheme) for piece in pieces)
    several = list(dict.fromkeys(one for one in read if one))
    whole = parse_identifier(text, scheme)
    return several or ([whole] if whole else [])


def own_identifiers(opening: str) -> tuple[Identifier, ...]:
    """Return identifiers that stand on lines of their own in a text's opening.

    Two of one scheme would be a list of other works, so neither counts.
    """
    lines = [line for line in opening.split("\n") if _OWN_LINE.fullmatch(line)]
    found: list[Identifier] = []
    for scheme in _OWN:
        told = {one for line in lines if (one := parse_identifier(line, scheme))}
        if len(told) == 1:
            found += told
    return with_study_numbers(found)


def serial_numbers(texts: Iterable[str]) -> tuple[list[Identifier], list[str]]:
    """Tell ISBNs and ISSNs apart in fields that hold either; return them and what is neither."""
    found: list[Identifier] = []
    unread: list[str] = []
    for text in texts:
        numbers = identifiers_in(text, Scheme.ISBN) or identifiers_in(text, Scheme.ISSN)
        found += numbers
        unread += [] if numbers else [text]
    return list(dict.fromkeys(found)), unread


def addresses_in(texts: Iterable[str]) -> tuple[list[Identifier], list[str]]:
    """Find web addresses; those of persistent identifiers come as these, the others as they are.

    Example: ``"https://doi.org/10.5072/x; http://a.example"`` → one DOI and one address
    """
    found: list[Identifier] = []
    plain: list[str] = []
    for text in texts:
        for match in _ADDRESS.finditer(text.replace(";http", " http")):
            address = match[0].rstrip(".,;)")
            identifier = persistent(address)
            if identifier:
                found.append(identifier)
            else:
                plain.append(address)
    return list(dict.fromkeys(found)), list(dict.fromkeys(plain))


def persistent(address: str) -> Identifier | None:
    """Read an address that is nothing but a persistent identifier: ``https://doi.org/…``."""
    for scheme, host in _HOSTS.items():
        if host.match(address):
            return parse_identifier(address, scheme)
    return None


def awards_at(addresses: Iterable[str]) -> Iterator[Identifier]:
    """Read the award that the Gateway to Research has a page of.

    Example: ``https://gtr.ukri.org/projects?ref=ES%2FZ000001%2F1`` → ``ES/Z000001/1``
    """
    for address in addresses:
        match = _AWARD_PAGE.match(address)
        found = parse_identifier(unquote(match[1]), Scheme.AWARD) if match else None
        if found:
            yield found


def award_number(text: str) -> Identifier | None:
    """Read an award's reference; one of a form Clew does not know is kept as the funder's own."""
    text = " ".join(text.split())
    if not any(c.isdigit() for c in text) or len(text) > 80:
        return None
    known = parse_identifier(text, Scheme.AWARD)
    return known or Identifier(scheme=FUNDING_REFERENCE, value=text)


def with_study_numbers(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Add the UK Data Service study numbers that DOIs carry, each identifier once."""
    listed = list(found)
    return tuple(dict.fromkeys([*listed, *filter(None, map(study_number, listed))]))
