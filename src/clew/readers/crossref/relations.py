"""What a work of Crossref says it is to others: awards, relations, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import (
    Contribution,
    Identifier,
    LinkType,
    Relation,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import funded_by, funder
from clew.readers.common.relation_words import meaning

_SCHEMES = {
    "doi": Scheme.DOI,
    "arxiv": Scheme.ARXIV,
    "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN,
    "uri": None,
    "url": None,
    "pmid": "pmid",
    "pmcid": "pmcid",
}
_NEW_EDITIONS = ("new_version", "new_edition")


def funders(work: Fields) -> Iterator[Contribution]:
    """Take who paid, once :func:`awards` has taken the awards."""
    for entry in work.entries("funder"):
        name = entry.line("name")
        if name:
            yield funder(name, tuple(_funder_numbers(entry)))


def awards(work: Fields) -> Iterator[Relation | None]:
    """Take the awards that paid, each with its funder's name as the quotation."""
    for entry in work.entries("funder"):
        name = entry.raw("name")
        kept = []
        for number in entry.texts("award"):
            found = funded_by(number, name if isinstance(name, str) else None, term="funder")
            kept += [] if found else [number]
            yield found
        if kept:
            entry.content["award"] = kept


def relations(work: Fields) -> Iterator[Relation]:
    """Take the relations of known words and targets; others stay."""
    held = work.within("relation")
    for word in list(held.content):
        said = meaning(word)
        if not said:
            continue
        for entry in held.entries(word, alone="id"):
            target = _target(entry)
            if target:
                quote = f"{word}: {entry.take('id')}"
                entry.take("id-type")
                yield Relation(
                    type=said.type,
                    target=Target(identifier=target),
                    quote=quote,
                    term=word,
                    inverse=said.inverse,
                )


def updates(work: Fields) -> Iterator[Relation]:
    """Take what a correction, retraction or new version is about."""
    for entry in work.entries("update-to", alone="DOI"):
        said = entry.text("DOI")
        target = parse_identifier(said, Scheme.DOI) if said else None
        word = entry.line("type") or "update"
        if target:
            new = word in _NEW_EDITIONS
            yield Relation(
                type=LinkType.VERSION_OF if new else LinkType.DOCUMENTS,
                target=Target(identifier=target),
                quote=f"{entry.line('label') or word}: {said}",
                term=word,
            )


def _target(entry: Fields) -> Identifier | None:
    scheme = _SCHEMES.get(str(entry.raw("id-type") or "").lower(), "")
    said = entry.raw("id")
    if not isinstance(said, str) or scheme == "":
        return None
    return parse_identifier(said, scheme)


def _funder_numbers(entry: Fields) -> Iterator[Identifier]:
    said = entry.raw("DOI")
    found = parse_identifier(said, Scheme.DOI) if isinstance(said, str) else None
    if found:
        entry.take("DOI")
        yield found
    for one in entry.entries("id", alone="id"):
        text = one.raw("id")
        scheme = str(one.raw("id-type") or "").lower()
        number = parse_identifier(text, scheme) if isinstance(text, str) and scheme else None
        if number and scheme in (Scheme.DOI, Scheme.ROR):
            one.take("id")
            one.take("id-type")
            one.take("asserted-by")
            if number != found:
                yield number
