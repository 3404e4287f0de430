"""Is this a thesis? Its first pages say so."""

from __future__ import annotations

import re

from clew.errors import DocumentError
from clew.model import Document
from clew.readers.common.pdf import is_pdf, pdf_pages

_FIRST_PAGES = 3
_A_PAGE = 3_500  # characters
_WORK = re.compile(r"\b(?:thesis|dissertation)\b", re.I)
_DEGREE = re.compile(
    r"\b(?:degrees? of|award of|partial fulfil\w*|in fulfil\w* of|requirements (?:of|for) the|"
    r"(?:doctor(?:ate)?|master) (?:of|in) \w|ph\.? ?d\b|d\.? ?phil\b|ed\.? ?d\b|d\.? ?clin)",
    re.I,
)
# "A thesis submitted to the University of … for the degree of …"
_STATEMENT = re.compile(
    r"\b(?:thesis|dissertation)\b.{0,120}?\b(?:submitted|fulfil\w*|presented|degree|requirements)\b"
    r"|\bsubmitted\b.{0,160}?\b(?:degree|thesis|dissertation)\b",
    re.I,
)
_MARKUP = ("<", "{", "[")


def sniff(document: Document) -> float:
    """Say how sure the content is a thesis, from 0 to 1."""
    pages = _first_pages(document).lstrip()
    if pages[:1] in _MARKUP:
        return 0.0
    text = " ".join(pages.split())
    if not _WORK.search(text) or not _DEGREE.search(text):
        return 0.0
    statement = _STATEMENT.search(text)
    if statement and _DEGREE.search(text, max(0, statement.start() - 200), statement.end() + 200):
        return 0.9
    return 0.4 if re.search(r"\b(?:abstract|contents|acknowledge?ments)\b", text, re.I) else 0.0


def _first_pages(document: Document) -> str:
    if not is_pdf(document):
        return document.sample[: _FIRST_PAGES * _A_PAGE] if document.is_text else ""
    try:
        return " ".join(pdf_pages(document, most=_FIRST_PAGES))
    except DocumentError:
        return ""
