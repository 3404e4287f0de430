"""Names a work's facts as meta tags, in the order in which readers of pages look for them.

Zotero's translator for embedded metadata takes journal, conference, book, report and thesis for the
sort of item. Where there is none of these, a type of Dublin Core is believed that has the name of
one of Zotero's own; any other loses to a title, which makes an article of whatever has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from clew.export.common.clean import one_line
from clew.export.common.files import file_type
from clew.export.common.people import family_first, house, makers
from clew.export.common.works import address, first_of, issued, pages, sort_of, values
from clew.export.item import Item
from clew.export.registry import WORKS
from clew.model import Record, Scheme

Tag = tuple[str, str]

# Where a thing appeared, or who brought it out, under the tag that tells what sort it is.
_WITHIN = {
    "article": "citation_journal_title",
    "conference paper": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_HOUSES = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
# What Zotero calls it, then where that differs what others do (DCMI Type Vocabulary, schema.org).
_TYPES = {
    "article": ("journalArticle",),
    "conference paper": ("conferencePaper",),
    "chapter": ("bookSection",),
    "report": ("report",),
    "thesis": ("thesis",),
    "dataset": ("dataset",),
    "software": ("computerProgram", "Software"),
    "award": ("webpage", "Grant"),
    "course": ("webpage", "Course"),
    "book": ("book",),
    "text": ("document", "Text"),
}


def tags(item: Item) -> list[Tag]:
    """Return the names and contents of a page's meta tags; none for what nobody cites."""
    if item.kind not in WORKS:
        return []
    told = ((name, one_line(content)) for name, content in _tags(item.record) if content)
    return [(name, content) for name, content in told if content]


def _tags(record: Record) -> Iterator[tuple[str, str | None]]:
    sort, brought_out = sort_of(record), house(record)
    yield "citation_title", record.title or record.label
    for part in makers(record):
        yield "citation_author", family_first(part.agent)
        yield "citation_author_institution", part.affiliation
        numbers = (one.url for one in part.agent.identifiers if one.scheme == Scheme.ORCID)
        yield "citation_author_orcid", next(numbers, None)
    day = issued(record)
    yield "citation_publication_date", "/".join(part for part in day if part) if day else None
    if sort in _WITHIN:
        yield _WITHIN[sort], record.container
    if sort in _HOUSES:
        yield _HOUSES[sort], brought_out
    yield "citation_publisher", brought_out
    yield from (("citation_volume", record.volume), ("citation_issue", record.issue))
    first, last = pages(record) or (None, None)
    yield from (("citation_firstpage", first), ("citation_lastpage", last))
    yield "citation_doi", first_of(record, Scheme.DOI)
    yield from (("citation_isbn", value) for value in values(record, Scheme.ISBN))
    yield from (("citation_issn", value) for value in values(record, Scheme.ISSN))
    yield "citation_language", record.language
    yield "citation_keywords", "; ".join((*record.keywords, *record.subjects))
    # The first is Zotero's, which otherwise takes the address of the page it is told on.
    yield "citation_public_url", address(record)
    yield "citation_abstract_html_url", address(record)
    pdf = (url for url in record.urls if file_type(url) == "application/pdf")
    yield "citation_pdf_url", next(pdf, None)
    yield from (("DC.type", word) for word in _TYPES[sort])
