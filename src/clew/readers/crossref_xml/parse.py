"""From XML to works in the form of Crossref's REST API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.errors import BrokenDocument
from clew.model import Document
from clew.readers.common.branch import Branch
from clew.readers.common.xml import parse_xml
from clew.readers.crossref.parse import Works
from clew.readers.crossref_xml.parts import citation, date, person, programs

# Where the works of each sort of deposit stand, and what they are called by the API.
_WORKS = {
    "journal_article": "journal-article",
    "conference_paper": "proceedings-article",
    "content_item": "book-chapter",
    "dataset": "dataset",
    "dissertation": "dissertation",
    "report-paper_metadata": "report",
    "report-paper_series_metadata": "report-series",
    "posted_content": "posted-content",
    "peer_review": "peer-review",
    "standard_metadata": "standard",
    "pending_publication": "journal-article",
    "component": "component",
}
# What stands alone only where it holds none of the works above.
_WHOLES = {
    "book_metadata": "book",
    "book_series_metadata": "book",
    "book_set_metadata": "book",
    "proceedings_metadata": "proceedings",
    "proceedings_series_metadata": "proceedings",
    "journal_metadata": "journal",
    "database_metadata": "database",
}
_BOOKS = {"edited_book": "edited-book", "monograph": "monograph", "reference": "reference-book"}
_DATES = {
    "publication_date": "published",
    "approval_date": "approved",
    "posted_date": "posted",
    "review_date": "published",
    "acceptance_date": "accepted",
    "database_date/publication_date": "published",
    "database_date/creation_date": "created",
}
_TEXTS = {
    "volume": ("volume", "journal_volume/volume"),
    "issue": ("issue",),
    "edition-number": ("edition_number",),
    "group-title": ("group_title",),
    "degree": ("degree",),
    "article-number": ("publisher_item/item_number",),
}
# Headers of the service, and what only tells who may mine, archive or check a text.
_BORING = (
    "timestamp", "archive_locations", "crossmark", "collection", "key", "sequence", "version_info",
    "reference_distribution_opts", "publication_type", "media_type", "identifier",
    "item_number_type", "abstract-type", "name",
)  # fmt: skip


def parse(document: Document) -> Works:
    """Return the works of a document.

    Raises
    ------
    BrokenDocument: when the XML is not well-formed, or describes no work.
    TooLarge: when there is too much of it.
    """
    root = Branch(parse_xml(document))
    works = [work for top in _tops(root) for work in _works(top)]
    if not works:
        raise BrokenDocument(
            f"{document.location} is Crossref XML that describes no work{_said(root)}.",
            hint="Ask the service for a DOI that is registered with Crossref.",
        )
    return Works(works, [])


def _said(root: Branch) -> str:
    """Say what the service said instead: ``: DOI not found``."""
    message = next(iter([*root.inside("msg"), *root.inside("error")]), None)
    return f": {message.peek()[:200]}" if message and message.peek() else ""


def _tops(root: Branch) -> Iterator[Branch]:
    """Yield the deposits: a journal with an article, a book with its chapters, a dissertation."""
    answered = [root] if root.name == "crossref" else list(root.inside("crossref"))
    # A deposit has its works in its body.
    for holder in answered or root.inside("body"):
        yield from holder.children


def _works(top: Branch) -> Iterator[dict[str, Any]]:
    around = {child.name: child for child in top.children}
    if top.name in _WORKS:
        yield _work(top, _WORKS[top.name], {})
        return
    found = [child for child in top.children if child.name in _WORKS]
    wholes = [child for child in top.children if child.name in _WHOLES]
    for child in found:
        yield _work(child, _WORKS[child.name], around)
    if not found or any(one.first("doi_data") for one in wholes if one.name == "book_metadata"):
        for one in wholes[:1]:
            kind = _BOOKS.get(top.attribute("book_type") or "", _WHOLES[one.name])
            yield _work(one, kind, {n: b for n, b in around.items() if n != one.name})


def _work(one: Branch, kind: str, around: dict[str, Branch]) -> dict[str, Any]:
    """Return a work with what it has from the journal, proceedings or book that it is in."""
    work: dict[str, Any] = {"type": kind}
    _own(work, one)
    for name, outer in around.items():
        _from_outer(work, name, outer)
    _titles(work, one)
    rest = one.rest_without(_BORING)
    if rest:
        work["deposited"] = rest
    return {name: value for name, value in work.items() if value not in (None, "", [], {})}


def _own(work: dict[str, Any], one: Branch) -> None:
    data = one.first("doi_data")
    work["DOI"] = data.line("doi") if data else None
    work["URL"] = data.line("resource") if data else None
    work["language"] = one.attribute("language")
    work["abstract"] = [text for each in one.all("abstract") if (text := each.prose())]
    work["abstract"] += [text for each in one.all("description") if (text := each.prose())]
    for name, paths in _TEXTS.items():
        work[name] = one.line(*paths)
    _pages(work, one)
    for path, name in _DATES.items():
        for each in one.all(path):
            _dated(work, name, each)
    _people(work, one)
    work["ISBN"], work["ISSN"] = one.lines("isbn"), one.lines("issn")
    work["publisher"] = one.line("publisher/publisher_name")
    work["publisher-location"] = one.line("publisher/publisher_place")
    work["institution"] = [{"name": name} for name in one.lines("institution/institution_name")]
    cited = [citation(each) for each in one.all("citation_list/citation")]
    work["reference"] = [each for each in cited if each]
    programs(work, one)


def _pages(work: dict[str, Any], one: Branch) -> None:
    first, last = one.line("pages/first_page"), one.line("pages/last_page")
    work["page"] = "-".join(part for part in (first, last) if part)


def _dated(work: dict[str, Any], name: str, branch: Branch) -> None:
    """Keep a date under its name, that of print apart from that online, as the API does."""
    medium = branch.attribute("media_type") or ""
    found = date(branch)
    key = f"published-{medium}" if name == "published" and medium in ("print", "online") else name
    if found and key not in work:
        work[key] = found
        branch.clear()


def _people(work: dict[str, Any], one: Branch) -> None:
    held = [*one.all("contributors/person_name", "contributors/organization", "person_name")]
    for each in held:
        role = each.attribute("contributor_role") or "author"
        found = person(each)
        if found:
            work.setdefault(role, []).append(found)


def _from_outer(work: dict[str, Any], name: str, outer: Branch) -> None:
    """Add what stands once for all the works of an issue, of proceedings or of a book.

    It is looked at only, for the next work has it too.
    """
    if name == "journal_metadata":
        work["container-title"] = _peek(outer, "full_title")
        work["short-container-title"] = _peek(outer, "abbrev_title")
        work["ISSN"] = work["ISSN"] or [one.peek() for one in outer.all("issn")]
        work["language"] = work["language"] or outer.attributes.get("language")
    elif name == "journal_issue":
        work["volume"] = work["volume"] or _peek(outer, "journal_volume/volume")
        work["issue"] = work["issue"] or _peek(outer, "issue")
    elif name in _WHOLES:
        work["container-title"] = _peek(outer, "proceedings_title", "titles/title")
        work["publisher"] = work["publisher"] or _peek(outer, "publisher/publisher_name")
        work["ISBN"] = work["ISBN"] or [one.peek() for one in outer.all("isbn")]
    if not any(work[key] for key in work if key.startswith("published")):
        found = map(date, outer.all("publication_date", "database_date/publication_date"))
        work["published"] = next(filter(None, found), None)


def _peek(branch: Branch, *paths: str) -> str | None:
    return next((text for one in branch.all(*paths) if (text := one.peek())), None)


def _titles(work: dict[str, Any], one: Branch) -> None:
    titles = one.first("titles")
    names = titles.lines("title") if titles else []
    work["title"] = names or one.lines("full_title", "proceedings_title")
    work["subtitle"] = titles.line("subtitle") if titles else None
    work["original-title"] = titles.lines("original_language_title") if titles else []
