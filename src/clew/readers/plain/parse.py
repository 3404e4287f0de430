"""What can be read in a text, a page or a PDF: its words, its headings, its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from clew.errors import NoText
from clew.model import Document
from clew.readers.common.headings import headings_in
from clew.readers.common.html import blocks, is_html, metas, parse_html, running_text, text_of
from clew.readers.common.pages import Pages
from clew.readers.common.passages import Title
from clew.readers.common.pdf import is_pdf, pdf_metadata, pdf_pages
from clew.readers.common.size import within_limits
from clew.readers.common.text import one_line

# What programs write where an author should have put a title.
_NO_TITLE = re.compile(
    r"microsoft\s+\w+.*|untitled.*|document\s?\d*|slide\s?\d*|powerpoint.*|title|"
    r"[^\s]*\.(?:docx?|pdf|tex|indd|qxd|odt|rtf|pptx?|dvi|wpd)|[^\s]*_[^\s]*|\W*",
    re.I,
)
_LONGEST_TITLE = 300
_OPENING = 4_000  # characters that may be the first page of a text without pages


class Work(NamedTuple):
    """A text to read: ``opening`` is its first page, ``said`` what a file's metadata tell."""

    title: str
    text: str
    headings: list[Title]
    opening: str
    said: dict[str, str]
    language: str | None = None
    page_at: Callable[[int], int | None] | None = None


def parse(document: Document) -> Work:
    """Turn a document into a text to read.

    Raises
    ------
    DocumentError: when there is no text in it, too much, or none that can be got at.
    """
    if is_pdf(document):
        return _pdf(document)
    within_limits(document)
    work = _page(document) if is_html(document) else _text(document)
    if not work.title and not work.text.strip():
        raise NoText(f"{document.location} has no words in it.", hint="Check what it shows.")
    return work


def _text(document: Document) -> Work:
    text = document.text.lstrip("\ufeff")
    title = _first_line(text)
    return Work(title, text, _with_title(text, title, headings_in(text)), text[:_OPENING], {})


def _with_title(text: str, title: str, headings: list[Title]) -> list[Title]:
    """Count the title as a heading without words: it is above everything, and told already."""
    begin = len(text) - len(text.lstrip())
    end = begin + len(title)
    if " ".join(text[begin:end].split()) != title:
        return headings
    return [Title("", begin, end, 1), *(one for one in headings if one.start >= end)]


def _page(document: Document) -> Work:
    root = parse_html(document)
    text, headings = running_text(blocks(root))
    title = text_of(root, "h1") or text_of(root, "title") or _first_line(text)
    said = {name: content for name, content in metas(root) if name in ("author", "keywords")}
    return Work(one_line(title), text, headings, text[:_OPENING], said, root.get("lang"))


def _pdf(document: Document) -> Work:
    printed = pdf_pages(document)
    pages = Pages(printed)
    told = pdf_metadata(document)
    title = told.get("Title", "")
    if _NO_TITLE.fullmatch(title):
        title = _first_line(pages.text)
    else:
        told.pop("Title")
    opening = next((page for page in printed if page.strip()), "")
    return Work(
        title=title,
        text=pages.text,
        headings=_with_title(pages.text, title, headings_in(pages.text)),
        opening=opening,
        said=told,
        page_at=pages.page_at,
    )


def _first_line(text: str) -> str:
    """Return the first line as a title; a line too long for one is cut at its first sentence."""
    lines = _lines(text)
    title = next(lines, "").lstrip("#= ").strip()
    if len(title) <= _LONGEST_TITLE:
        following = next(lines, "")
        carries_on = title.endswith((":", "–", "—")) or following[:1].islower()
        joined = f"{title} {following}" if title and carries_on else title
        return joined if len(joined) <= _LONGEST_TITLE else title
    sentence = re.match(r".{20,200}?[.!?](?=\s)", title)
    return sentence[0] if sentence else f"{title[:120].rsplit(' ', 1)[0]}…"


def _lines(text: str) -> Iterator[str]:
    """Yield lines with something in them, on one line each, the beginning of very long ones."""
    for match in re.finditer(r"[^\n]+", text):
        line = " ".join(text[match.start() : min(match.end(), match.start() + 2_000)].split())
        if line:
            yield line
