"""What a publication appeared in, journal with volume and issue or book, and on which pages."""

from __future__ import annotations

import re

from clew.export.jsonld.identifiers import values
from clew.export.jsonld.node import Node, node, says_something
from clew.model import Record, Reference, Scheme

_SERIES = {"ScholarlyArticle": "Periodical", "Book": "BookSeries"}
_COUNT = re.compile(r"[0-9]{1,5}")
_PAGES = re.compile(r"(\w{1,12})\s?[-–—]\s?(\w{1,12})")


def container_node(work: Record | Reference, type: str) -> Node | None:
    """Return what a work of that schema.org type appeared in.

    An article's journal is nested in volume and issue, innermost first, as schema.org asks of
    ``PublicationIssue`` and ``PublicationVolume``; a chapter is part of a book.
    """
    if type == "Chapter":
        book = node("Book", name=work.container, isbn=values(work.identifiers, Scheme.ISBN))
        return book if says_something(book) else None
    issn = values(work.identifiers, Scheme.ISSN)
    series = node(_SERIES.get(type, "CreativeWorkSeries"), name=work.container, issn=issn)
    volume = _within(node("PublicationVolume", volumeNumber=work.volume), series)
    return _within(node("PublicationIssue", issueNumber=work.issue), volume) or None


def page_properties(pages: str | None, type: str) -> Node:
    """Return where a work stands in its container, or how many pages a book has.

    Example: ``"412–431"`` → ``pageStart``, ``pageEnd`` and ``pagination`` as the source wrote it
    """
    if not pages:
        return {}
    if type in ("Book", "Thesis", "Report") and _COUNT.fullmatch(pages.strip()):
        return {"numberOfPages": int(pages)}
    match = _PAGES.fullmatch(pages.strip())
    ends = {"pageStart": match[1], "pageEnd": match[2]} if match else {}
    return {**ends, "pagination": pages}


def _within(inner: Node, outer: Node) -> Node:
    if not says_something(inner):
        return outer if says_something(outer) else {}
    return {**inner, "isPartOf": outer} if says_something(outer) else inner
