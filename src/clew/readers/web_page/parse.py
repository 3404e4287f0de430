"""What a page says of itself: structured data, metadata in its head, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.html import Block, Element, blocks, metas, parse_html, scripts, text_of
from clew.readers.common.json_text import parse_json
from clew.readers.web_page.marked import marked


class Page(NamedTuple):
    """A page taken apart: ``metas`` in their order, names in lower case."""

    structured: tuple[Any, ...]
    metas: tuple[tuple[str, str], ...]
    title: str | None
    heading: str | None
    address: str | None
    language: str | None
    blocks: tuple[Block, ...]
    is_article: bool
    notices: tuple[Notice, ...]

    def said(self, *names: str) -> list[str]:
        """Return the contents of the metadata of some names, in the order of the page."""
        return [content for name, content in self.metas if name in names]

    def first(self, *names: str) -> str | None:
        """Return the first content of the first of some names that has any."""
        return next((content for name in names for content in self.said(name)), None)


def parse(document: Document) -> Page:
    """Take a page apart; structured data that cannot be read is noted.

    Raises
    ------
    NoText, TooLarge, BrokenDocument: as for any page.
    """
    root = parse_html(document)
    structured, notices = _structured(root)
    return Page(
        structured=(*structured, *marked(root)),
        metas=tuple(metas(root)),
        title=text_of(root, "title"),
        heading=text_of(root, "h1"),
        address=_canonical(root),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        blocks=tuple(blocks(root)),
        is_article=next(root.iter("article"), None) is not None,
        notices=notices,
    )


def _structured(root: Element) -> tuple[tuple[Any, ...], tuple[Notice, ...]]:
    values: list[Any] = []
    notices: list[Notice] = []
    for number, text in enumerate(scripts(root, "application/ld+json"), start=1):
        try:
            values.append(parse_json(text))
        except ValueError as error:
            message = f"Script {number} of JSON-LD is no JSON ({error}) and was left out."
            notices.append(Notice(message=message, place=f"JSON-LD, script {number}"))
    return tuple(values), tuple(notices)


def _canonical(root: Element) -> str | None:
    found: Iterator[str | None] = (
        link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"
    )
    return next((href for href in found if href and href.startswith("http")), None)
