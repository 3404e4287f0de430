"""Articles and books of PubMed as records."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import (
    Contribution,
    Document,
    FullText,
    Identifier,
    Notice,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    parse_identifier,
)
from clew.model.agent import Agent
from clew.readers.common.branch import Branch
from clew.readers.common.date_parts import any_date, from_parts
from clew.readers.common.funding import funded_by, once
from clew.readers.common.kind_words import maker
from clew.readers.common.medline import kind_and_subtype
from clew.readers.common.numbers import PMCID, PMID, identifiers_in, with_study_numbers
from clew.readers.common.page_range import page_range
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.pubmed_xml.parse import Articles
from clew.readers.pubmed_xml.people import authors
from clew.vocabularies import language_code

_SCHEMES = {"doi": Scheme.DOI, "pubmed": PMID, "pmc": PMCID}
# The part of an entry that describes the work itself, for articles and for books.
_BODIES = ("MedlineCitation/Article", "Article", "BookDocument")
# Marks of the markup, and dates of the database's own work.
_BORING = ("Owner", "Status", "Version", "UI", "MajorTopicYN", "ValidYN", "CompleteYN", "EIdType")


def reading(articles: Articles, document: Document) -> Reading:
    """Make a record of each entry."""
    shelf = Shelf(articles.notices)
    for number, entry in enumerate(articles.entries, 1):
        place = f"article {number}"
        shelf.offer(_record(entry, place, articles.notices), place)
    return shelf.reading(document, "article")


def _record(entry: Branch, place: str, notices: list[Notice]) -> Record:
    body = entry.first(*_BODIES) or entry
    citation = entry.first("MedlineCitation") or entry
    # Cited works have numbers as well, so they are taken before the entry's own.
    cited = tuple(_references(entry))
    types = body.lines("PublicationTypeList/PublicationType", "PublicationType")
    kind, subtype = kind_and_subtype(types)
    book = body.first("Book")
    titles = body.lines("ArticleTitle", "VernacularTitle")
    book_title = book.line("BookTitle") if book else None
    title = next(iter([*titles, *([book_title] if book_title else [])]), None)
    identifiers = tuple(_identifiers(entry, citation, body))
    grants = tuple(_grants(body))
    return Record(
        key=key_for(kind, title, identifiers, place),
        kind=kind,
        title=title,
        alternative_titles=tuple(one for one in titles if one != title),
        subtype=subtype,
        identifiers=with_study_numbers(identifiers),
        description=tuple(_abstract(body, citation)),
        contributions=(*authors(body, maker(kind)), *_publisher(book)),
        keywords=tuple(citation.lines("KeywordList/Keyword") or body.lines("KeywordList/Keyword")),
        subjects=tuple(dict.fromkeys(_headings(citation))),
        published=_published(body, book, place, notices),
        language=_language(body),
        licence=body.line("Abstract/CopyrightInformation"),
        status=entry.line("PubmedData/PublicationStatus"),
        container=body.line("Journal/Title") or _other(book_title, title),
        volume=body.line("Journal/JournalIssue/Volume"),
        issue=body.line("Journal/JournalIssue/Issue"),
        pages=_pages(body),
        relations=once(grants),
        fulltext=FullText(references=cited) if cited else None,
        extra=_extra(entry, [one for one in types if one != subtype]),
    )


def _extra(entry: Branch, types: list[str]) -> dict[str, object]:
    rest = entry.rest_without(_BORING)
    left = rest if isinstance(rest, dict) else {"text": rest} if rest else {}
    return left | ({"PublicationType": types} if types else {})


def _other(text: str | None, than: str | None) -> str | None:
    return text if text != than else None


def _identifiers(entry: Branch, citation: Branch, body: Branch) -> Iterator[Identifier]:
    number = citation.line("PMID") or body.line("PMID")
    found = identifiers_in(number, PMID) if number else []
    ids = entry.all(
        "PubmedData/ArticleIdList/ArticleId",
        "PubmedBookData/ArticleIdList/ArticleId",
        "BookDocument/ArticleIdList/ArticleId",
    )
    for one in [*body.all("ELocationID"), *ids]:
        scheme = _SCHEMES.get(one.attributes.get("IdType") or one.attributes.get("EIdType") or "")
        read = identifiers_in(one.peek(), scheme) if scheme else []
        if read:
            one.clear()
        found += read
    for path, scheme in (
        ("Journal/ISSN", Scheme.ISSN),
        ("Book/Isbn", Scheme.ISBN),
    ):
        for one in body.all(path):
            number_read = parse_identifier(one.peek(), scheme)
            if number_read:
                one.clear()
                found.append(number_read)
    yield from dict.fromkeys(found)


def _abstract(body: Branch, citation: Branch) -> Iterator[Section]:
    """Take the abstract under the names of its parts: ``background``, ``methods``, …"""
    for one in [*body.all("Abstract/AbstractText"), *citation.all("OtherAbstract/AbstractText")]:
        label = one.attribute("Label") or ""
        one.attribute("NlmCategory")
        text = one.prose()
        if text:
            yield Section(name=label.lower() or "abstract", text=text)


def _publisher(book: Branch | None) -> tuple[Contribution, ...]:
    name = book.line("Publisher/PublisherName") if book else None
    return (Contribution(agent=Agent.organisation(name), role=Role.PUBLISHER),) if name else ()


def _headings(citation: Branch) -> Iterator[str]:
    """Take subject headings, each with its qualifiers: ``"Lamps/standards"``."""
    for heading in citation.all("MeshHeadingList/MeshHeading"):
        name = heading.line("DescriptorName")
        qualifiers = heading.lines("QualifierName")
        if name:
            yield "/".join([name, *qualifiers])


def _published(body: Branch, book: Branch | None, place: str, notices: list[Notice]) -> str | None:
    """Take the date of the issue, or of the book; else that of the article on the web."""
    paths = ("Journal/JournalIssue/PubDate", "ArticleDate", "ContributionDate")
    for one in [*(book.all("PubDate") if book else []), *body.all(*paths)]:
        written = one.first("MedlineDate")
        if written:
            words = written.peek()
            found = any_date(words) or any_date(words[:4])
        else:
            parts = [one.first(name) for name in ("Year", "Month", "Day")]
            found = from_parts(*(part.peek() if part else None for part in parts))
            words = one.peek()
        if found:
            _clear(one, "MedlineDate", "Year", "Month", "Day")
            one.attributes.clear()
            return found
        if words:
            message = f"“{words[:80]}” is no date; it is kept under “extra” as it stands."
            notices.append(Notice(message=message, place=place))
    return None


def _language(body: Branch) -> str | None:
    said = body.first("Language")
    return language_code(said.line() or "") or None if said else None


def _pages(body: Branch) -> str | None:
    whole = body.line("Pagination/MedlinePgn")
    first, last = body.line("Pagination/StartPage"), body.line("Pagination/EndPage")
    return whole or page_range(first, last)


def _grants(body: Branch) -> Iterator[Relation | None]:
    for one in body.all("GrantList/Grant"):
        number = one.first("GrantID")
        agency = one.first("Agency")
        found = (
            funded_by(number.peek(), agency.peek() if agency else None, term="Grant")
            if (number)
            else None
        )
        if found:
            _clear(one, "GrantID", "Agency")
        yield found


def _clear(one: Branch, *paths: str) -> None:
    for inner in one.all(*paths):
        inner.clear()


def _references(entry: Branch) -> Iterator[Reference]:
    for one in entry.all("PubmedData/ReferenceList/Reference"):
        raw = one.line("Citation")
        numbers = [
            number
            for id in one.all("ArticleIdList/ArticleId")
            if (scheme := _SCHEMES.get(id.attribute("IdType") or ""))
            for number in identifiers_in(id.line() or "", scheme)
        ]
        if raw:
            yield Reference(raw=raw, identifiers=tuple(dict.fromkeys(numbers)))
