"""The text of PDF files, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from clew.errors import BrokenDocument, DocumentError, LockedDocument, NoText
from clew.model import Document
from clew.readers.common.text import one_line

# What PDFium puts where a line ended in a hyphen; it swallows the line end.
_LINE_END_HYPHEN = re.compile(r"([^\W\d_]+)[\x02\ufffe\u00ad](?:\n)?([^\W\d_]+)")
_STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PASSWORD_NEEDED = (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY)


def is_pdf(document: Document) -> bool:
    """Say whether the bytes call themselves a PDF (ISO 32000-1, 7.5.2, with leading rubbish)."""
    return b"%PDF-" in document.content[:1024]


def pdf_pages(document: Document, most: int | None = None) -> list[str]:
    r"""Return the text of each page, lines ended by ``\n``, words broken over two lines rejoined.

    A page without text is an empty string, so that an index is always a page.

    Parameters
    ----------
    document: the PDF.
    most: how many of its first pages to read; all, if not given.

    Raises
    ------
    LockedDocument: when it needs a password.
    BrokenDocument: when it is cut short or damaged.
    NoText: when its pages are pictures only.
    """
    with _opened(document) as pdf:
        pages = [_page_text(document, pdf, number) for number in range(len(pdf))[:most]]
    if not any(page.strip() for page in pages):
        raise NoText(
            f"{document.location} has {_count(len(pages), 'page')} but no text layer.",
            hint="Run OCR over it, for instance with ocrmypdf, then add it again.",
        )
    return _rejoined(pages)


def pdf_metadata(document: Document) -> dict[str, str]:
    """Return what the PDF says of itself, such as ``Title`` and ``Author``, where it does.

    Raises
    ------
    DocumentError: as :func:`pdf_pages`.
    """
    with _opened(document) as pdf:
        told = {name: one_line(value) for name, value in pdf.get_metadata_dict().items()}
    return {name: value for name, value in told.items() if value}


@contextmanager
def _opened(document: Document) -> Iterator[pdfium.PdfDocument]:
    if b"%%EOF" not in document.content:
        raise _cut_short(document)
    try:
        pdf = pdfium.PdfDocument(document.content)
    except pdfium.PdfiumError as error:
        raise _refusal(document, error) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _refusal(document: Document, error: pdfium.PdfiumError) -> DocumentError:
    if getattr(error, "err_code", None) in _PASSWORD_NEEDED:
        return LockedDocument(
            f"{document.location} is a PDF that needs a password.",
            hint="Save a copy without one, for instance with qpdf --decrypt, then add that.",
        )
    return BrokenDocument(
        f"{document.location} is a PDF whose structure cannot be followed.",
        hint="Fetch it again, or repair it, for instance with qpdf.",
    )


def _cut_short(document: Document) -> BrokenDocument:
    return BrokenDocument(
        f"{document.location} is a PDF that breaks off after {len(document.content):,} bytes, "
        "before its end mark.",
        hint="Fetch it again.",
    )


def _page_text(document: Document, pdf: pdfium.PdfDocument, index: int) -> str:
    try:
        page = pdf[index]
        text: str = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError as error:
        raise BrokenDocument(
            f"{document.location} is a PDF whose page {index + 1} of {len(pdf)} cannot be read.",
            hint="Fetch it again, or repair it, for instance with qpdf.",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rejoined(pages: list[str]) -> list[str]:
    """Decide of each word broken at a line end whether its hyphen belongs to it.

    ``exam|ple`` loses the hyphen; ``child|centred`` keeps it, because the document writes it so
    elsewhere or knows both halves as words of their own.
    """
    whole = (_LINE_END_HYPHEN.sub(" ", page) for page in pages)
    known = {word.casefold() for page in whole for word in _WORD.findall(page)}

    def joined(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        plain, hyphened = (first + second).casefold(), f"{first}-{second}".casefold()
        halves = {first.casefold(), second.casefold()}
        keep = plain not in known and (hyphened in known or halves <= known)
        return f"{first}-{second}\n" if keep else f"{first}{second}\n"

    return [_STRAY.sub("", _LINE_END_HYPHEN.sub(joined, page)) for page in pages]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
