"""Metadata in Highwire's words: ``citation_title``, ``citation_author`` and so on.

Source: Google Scholar, *Inclusion Guidelines for Webmasters*, "Indexing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import (
    Agent,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    parse_identifier,
    study_number,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.names import agent
from clew.readers.common.text import one_line, paragraphs
from clew.readers.web_page.claim import Claim, key_of, spare
from clew.readers.web_page.dates import meta_date
from clew.readers.web_page.parse import Page
from clew.vocabularies import language_code

_IDENTIFIERS = {
    "citation_doi": Scheme.DOI,
    "citation_arxiv_id": Scheme.ARXIV,
    "citation_isbn": Scheme.ISBN,
    "citation_issn": Scheme.ISSN,
}
_CONTAINERS = (
    "citation_journal_title",
    "citation_conference_title",
    "citation_conference",
    "citation_inbook_title",
    "citation_book_title",
)
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_cover_date",
    "citation_year",
    "citation_online_date",
)
_PAGES = ("citation_abstract_html_url", "citation_public_url")
_FILES = ("citation_pdf_url", "citation_fulltext_html_url")
_PLACED = {
    "citation_title", "citation_author", "citation_authors", "citation_author_institution",
    "citation_author_orcid", "citation_editor", "citation_publisher", "citation_abstract",
    "citation_keywords", "citation_keyword", "citation_language", "citation_volume",
    "citation_issue", "citation_firstpage", "citation_lastpage", "citation_reference",
    "citation_dissertation_institution", "citation_dissertation_name", "citation_funding_source",
    "citation_technical_report_institution", *_IDENTIFIERS, *_CONTAINERS, *_DATES, *_PAGES, *_FILES,
}  # fmt: skip
_PAIR = re.compile(r"\b(citation_\w{1,40})\s?=\s?([^;]{1,2000})")


def highwire(page: Page) -> Claim | None:
    """Read the Highwire metadata of a page, ``None`` if it has no title in it."""
    title = page.first("citation_title")
    if not title:
        return None
    kind, certain = _kind(page)
    identifiers = tuple(dict.fromkeys(_identifiers(page)))
    references = tuple(_references(page))
    record = Record(
        key=key_of(kind, identifiers, page.address, title),
        kind=kind,
        title=one_line(title),
        identifiers=identifiers,
        description=_abstract(page),
        contributions=tuple(dict.fromkeys(_contributions(page, kind))),
        keywords=_keywords(page),
        published=next(filter(None, map(meta_date, _dates(page))), None),
        language=(tag := page.first("citation_language")) and language_code(tag),
        container=_line(page.first(*_CONTAINERS)),
        volume=_line(page.first("citation_volume")),
        issue=_line(page.first("citation_issue")),
        pages=_pages(page),
        degree=_line(page.first("citation_dissertation_name")),
        urls=tuple(dict.fromkeys(page.said(*_PAGES, *_FILES))),
        relations=tuple(_relations(page)),
        fulltext=FullText(references=references) if references else None,
        extra=spare(page, "citation_", _PLACED),
    )
    return Claim(record, certain)


def _kind(page: Page) -> tuple[Kind, bool]:
    """Tell a thesis by its institution; archives use the same words for their data."""
    if page.first("citation_dissertation_institution", "citation_dissertation_name"):
        return Kind.THESIS, True
    certain = page.first(*_CONTAINERS, "citation_isbn", "citation_technical_report_institution")
    return Kind.PUBLICATION, certain is not None


def _identifiers(page: Page) -> Iterator[Identifier]:
    for name, scheme in _IDENTIFIERS.items():
        for text in page.said(name):
            found = parse_identifier(text, scheme)
            if found:
                yield found
                number = study_number(found)
                yield from [number] if number else []


def _contributions(page: Page, kind: Kind) -> Iterator[Contribution]:
    yield from _authors(page)
    for name, role in (
        ("citation_editor", Role.EDITOR),
        ("citation_publisher", Role.PUBLISHER),
        ("citation_technical_report_institution", Role.PUBLISHER),
    ):
        yield from (Contribution(agent=agent(text), role=role) for text in page.said(name))
    for text in page.said("citation_dissertation_institution"):
        university = Agent.organisation(one_line(text))
        yield Contribution(agent=university, role=Role.AWARDING_INSTITUTION)
    for source in page.said("citation_funding_source"):
        for name in _pairs(source).get("citation_funder", [] if "=" in source else [source]):
            funder = Agent.organisation(one_line(name))
            yield Contribution(agent=funder, role=Role.FUNDER)


def _authors(page: Page) -> Iterator[Contribution]:
    """Yield authors with the institution and ORCID iD that follow each of them."""
    waiting: Contribution | None = None
    for name, content in page.metas:
        if name in ("citation_author", "citation_authors"):
            yield from [waiting] if waiting else []
            *others, last = [part for part in content.split(";") if part.strip()] or [""]
            yield from (Contribution(agent=agent(one), role=Role.AUTHOR) for one in others)
            waiting = Contribution(agent=agent(last), role=Role.AUTHOR) if last else None
        elif waiting and name == "citation_author_institution" and not waiting.affiliation:
            waiting = Contribution(
                agent=waiting.agent, role=Role.AUTHOR, affiliation=one_line(content)
            )
        elif waiting and name == "citation_author_orcid":
            waiting = _with_orcid(waiting, content)
    yield from [waiting] if waiting else []


def _with_orcid(author: Contribution, text: str) -> Contribution:
    orcid = parse_identifier(text, Scheme.ORCID)
    named = agent(author.agent.name, (orcid,)) if orcid else author.agent
    return Contribution(agent=named, role=author.role, affiliation=author.affiliation)


def _abstract(page: Page) -> tuple[Section, ...]:
    texts = (paragraphs(text) for text in page.said("citation_abstract"))
    return tuple(Section(name="abstract", text=text) for text in dict.fromkeys(texts) if text)


def _keywords(page: Page) -> tuple[str, ...]:
    said = page.said("citation_keywords", "citation_keyword")
    parted = [part for text in said for part in text.split(";")]
    if len(parted) == 1:
        parted = parted[0].split(",")
    return tuple(dict.fromkeys(line for part in parted if (line := one_line(part))))


def _dates(page: Page) -> list[str]:
    return [*page.said(*_DATES), *page.said("citation_online_date")]


def _pages(page: Page) -> str | None:
    first, last = page.first("citation_firstpage"), page.first("citation_lastpage")
    return f"{first}-{last}" if first and last and first != last else first


def _relations(page: Page) -> Iterator[Relation]:
    book, isbn = page.first("citation_inbook_title"), page.first("citation_isbn")
    found = parse_identifier(isbn, Scheme.ISBN) if book and isbn else None
    if book and found:
        quote = f"{one_line(book)}, ISBN {isbn}"
        yield _relation(LinkType.PART_OF, found, quote, "citation_inbook_title")
    for source in page.said("citation_funding_source"):
        for number in _pairs(source).get("citation_grant_number", []):
            award = parse_identifier(number, Scheme.AWARD)
            if award:
                quote = one_line(source)
                yield _relation(LinkType.FUNDED_BY, award, quote, "citation_funding_source")
    for text in page.said("citation_reference"):
        for doi in _pairs(text).get("citation_doi", []):
            work = parse_identifier(doi, Scheme.DOI)
            if work:
                yield _relation(LinkType.CITES, work, one_line(text), "citation_reference")


def _relation(type: LinkType, target: Identifier, quote: str, term: str) -> Relation:
    return Relation(
        type=type, target=Target(identifier=target), quote=quote, place="meta", term=term
    )


def _references(page: Page) -> Iterator[Reference]:
    for text in page.said("citation_reference"):
        pairs = _pairs(text)
        yield _reference(text, pairs) if pairs else parse_reference(one_line(text))


def _reference(raw: str, pairs: dict[str, list[str]]) -> Reference:
    """Read a reference whose parts are named: ``citation_title=…; citation_author=…``."""

    def part(*names: str) -> str | None:
        return next((pairs[name][0] for name in names if name in pairs), None)

    doi = parse_identifier(part("citation_doi") or "", Scheme.DOI)
    date = meta_date(part(*_DATES) or "")
    first, last = part("citation_firstpage"), part("citation_lastpage")
    return Reference(
        raw=one_line(raw),
        authors=tuple(agent(name) for name in pairs.get("citation_author", [])),
        year=date and date[:4],
        title=part("citation_title"),
        container=part(*_CONTAINERS),
        volume=part("citation_volume"),
        issue=part("citation_issue"),
        pages=f"{first}-{last}" if first and last else first,
        publisher=part("citation_publisher"),
        identifiers=(doi,) if doi else (),
    )


def _pairs(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in _PAIR.findall(text):
        found.setdefault(name.lower(), []).append(one_line(value))
    return found


def _line(text: str | None) -> str | None:
    return one_line(text) if text else None
