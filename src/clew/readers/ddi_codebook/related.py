"""What a study is related to: awards, series, other studies, publications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clew.model import (
    Identifier,
    LinkType,
    Record,
    Reference,
    Relation,
    Scheme,
    find_identifiers,
    parse_identifier,
    study_number,
)
from clew.model.coverage import iso_date
from clew.readers.common import names
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.branch import Branch
from clew.readers.common.funding import awarded
from clew.readers.common.languages import Languages
from clew.readers.common.publications import publication, relation

_OTHERS = "stdyDscr/othrStdyMat"
_UKDA_NUMBER = re.compile(r"(?:SN\s?)?([1-9]\d{2,5})\b(?![-/.]\d)")


class _Work(NamedTuple):
    reference: Reference
    published: str | None


def awards(book: Branch) -> Iterator[Relation]:
    """Take the grants that an award reference, or a number and whose it is, names."""
    for grant in book.all("stdyDscr/citation/prodStmt/grantNo"):
        award = awarded(grant.peek(), grant.attributes.get("agency"))
        if award:
            agency = grant.attribute("agency")
            words = " ".join(part for part in (agency, grant.line()) if part)
            yield relation(LinkType.FUNDED_BY, award, words, "grantNo")


def series(book: Branch, languages: Languages) -> tuple[list[str], list[Relation]]:
    """Take the series a study belongs to: their names, and relations where they have addresses."""
    told, relations = [], []
    for one in languages.pick("series", book.all("stdyDscr/citation/serStmt"), _series_name):
        name = _series_name(one)
        address = parse_identifier(one.attributes.get("URI", ""), Scheme.URL)
        told += [name] if name else []
        if address and name:
            one.attribute("URI")
            relations.append(relation(LinkType.PART_OF, address, name, "serStmt"))
    return list(dict.fromkeys(told)), relations


def _series_name(one: Branch) -> str | None:
    return " / ".join(one.lines("serName")) or None


def studies(book: Branch, own: tuple[Identifier, ...]) -> Iterator[Relation]:
    """Take other studies and materials that are named by an identifier; the others stay.

    Where the study is the UK Data Service's, a number in front is its study number:
    ``4178 1881 Census for Scotland``.
    """
    ukda = any(one.scheme == Scheme.UKDA for one in own)
    for one in book.all(f"{_OTHERS}/relStdy", f"{_OTHERS}/relMat"):
        text = one.peek()
        number = _UKDA_NUMBER.match(text) if ukda and one.name == "relStdy" else None
        found = [Identifier(scheme=Scheme.UKDA, value=number[1])] if number else _named(one)
        targets = [each for each in found if each not in own]
        type, inverse = (
            (LinkType.CITES, False) if one.name == "relStdy" else (LinkType.DOCUMENTS, True)
        )
        for target in dict.fromkeys(targets):
            yield relation(type, target, text, one.name, inverse=inverse)
        if targets:
            one.line()


class Publications(NamedTuple):
    """The publications based on a study: records, relations to others, and what is neither."""

    records: list[Record]
    relations: list[Relation]
    others: list[str]


def publications(book: Branch, key: str) -> Publications:
    """Take the publications based on a study: a record for each with a title, else a relation.

    Parameters
    ----------
    key: the study's.
    """
    records: dict[str, Record] = {}
    relations: list[Relation] = []
    others: list[str] = []
    for one in book.all(f"{_OTHERS}/relPubl"):
        for work in _works(one):
            record = publication(work.reference, key, "relPubl", work.published)
            raw, targets = work.reference.raw, work.reference.identifiers
            if record:
                records.setdefault(record.key, record)
                continue
            others += [] if targets else [raw]
            relations += (
                relation(LinkType.BASED_ON, target, raw, "relPubl", inverse=True)
                for target in targets
            )
    return Publications(list(records.values()), relations, others)


def _works(one: Branch) -> list[_Work]:
    """Read the entries of an element: citations taken apart, or lines of a bibliography."""
    cited = [work for citation in one.all("citation") if (work := _cited(citation))]
    links = [found for link in one.all("ExtLink") for found in _address(link, "URI")]
    text = one.prose() or ""
    entries = [line.strip() for line in text.split("\n") if re.search(r"\w", line)]
    if len(cited) == 1 and entries:
        whole = parse_reference(" ".join(entries))
        return [_completed(whole, cited[0], links)]
    return [*cited, *(_Work(parse_reference(entry), None) for entry in entries)]


def _completed(whole: Reference, cited: _Work, links: list[Identifier]) -> _Work:
    """Join what an entry says in full with the same work's title and date told apart."""
    first = cited.reference
    found = tuple(dict.fromkeys([*first.identifiers, *whole.identifiers, *links]))
    reference = Reference(
        raw=whole.raw,
        title=first.title or whole.title,
        authors=first.authors or whole.authors,
        year=first.year or whole.year,
        container=whole.container,
        volume=whole.volume,
        issue=whole.issue,
        pages=whole.pages,
        publisher=whole.publisher,
        url=whole.url,
        identifiers=found,
    )
    return _Work(reference, cited.published)


def _cited(citation: Branch) -> _Work | None:
    """Read a ``citation``; where the title is a whole entry, its parts are told apart."""
    title = citation.line("titlStmt/titl", "titlStmt/parTitl")
    raw = citation.line("biblCit") or title
    dates = [one.line() for one in citation.all("distStmt/distDate")]
    dates += [one.attribute("date") for one in citation.all("distStmt/distDate")]
    found = [each for link in citation.all("holdings") for each in _address(link, "URI")]
    numbers = (parse_identifier(text) for text in citation.lines("titlStmt/IDNo"))
    if not raw:
        return None
    entry = parse_reference(raw)
    people = tuple(names.agent(name) for name in citation.lines("rspStmt/AuthEnty"))
    told = entry.title if entry.year and entry.authors else title
    published = max(filter(None, map(iso_date, filter(None, dates))), key=len, default=None)
    identifiers = tuple(dict.fromkeys([*filter(None, numbers), *found, *entry.identifiers]))
    reference = Reference(
        raw=raw,
        title=told or title,
        authors=people or (entry.authors if entry.year else ()),
        year=entry.year or (published and published[:4]) or None,
        container=entry.container if entry.year else None,
        volume=entry.volume if entry.year else None,
        issue=entry.issue if entry.year else None,
        pages=entry.pages if entry.year else None,
        publisher=citation.line("distStmt/distrbtr", "prodStmt/producer") or entry.publisher,
        identifiers=identifiers,
    )
    return _Work(reference, published)


def _named(one: Branch) -> list[Identifier]:
    """Return the identifiers in an element's text and in its attribute ``URI``."""
    found = [each for link in (one, *one.inside("ExtLink")) for each in _address(link, "URI")]
    for identifier, _, _ in find_identifiers(one.peek()):
        number = study_number(identifier)
        found.append(number or identifier)
    return found


def _address(one: Branch, attribute: str) -> list[Identifier]:
    found = parse_identifier(one.attributes.get(attribute, ""))
    if found:
        one.attribute(attribute)
    return [found] if found else []
