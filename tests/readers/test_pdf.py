"""PDFs give the text of their pages, or one clear sentence why not."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from clew.errors import BrokenDocument, LockedDocument, NoText
from clew.model import Document
from clew.readers.common.pdf import is_pdf, pdf_metadata, pdf_pages


def made(*pages: str, title: str = "", password: str | None = None) -> bytes:
    pdf = FPDF()
    pdf.set_title(title)
    if password is not None:
        pdf.set_encryption(owner_password="the owner's own", user_password=password)
    pdf.set_font("helvetica", size=12)
    for text in pages:
        pdf.add_page()
        pdf.multi_cell(0, text=text)
    return bytes(pdf.output())


def document(content: bytes) -> Document:
    return Document(content, "box/report.pdf")


def test_each_page_is_a_string_with_its_lines() -> None:
    pages = pdf_pages(document(made("First page.\nSecond line.", "", "Third page.")))
    assert [page.strip() for page in pages] == ["First page.\nSecond line.", "", "Third page."]


def test_words_broken_over_lines_are_rejoined() -> None:
    text = "An exam-\nple of child-\ncentred work. A child is centred."
    assert [page.strip() for page in pdf_pages(document(made(text)))] == [
        "An example\n of child-centred\n work. A child is centred."
    ]


def test_metadata_leaves_out_what_is_empty() -> None:
    told = pdf_metadata(document(made("Text.", title="Doors  &amp; stairs")))
    assert {name: value for name, value in told.items() if name != "CreationDate"} == {
        "Title": "Doors & stairs"
    }


def test_a_pdf_is_told_by_its_first_bytes() -> None:
    assert is_pdf(document(made("Text.")))
    assert is_pdf(document(b"\xef\xbb\xbf\n%PDF-1.7\n"))
    assert not is_pdf(document(b"A text that mentions PDF"))


def test_one_that_opens_without_a_password_is_read() -> None:
    assert pdf_pages(document(made("Open to all.", password="")))[0].strip() == "Open to all."


def test_one_that_needs_a_password_is_locked() -> None:
    with pytest.raises(LockedDocument) as caught:
        pdf_pages(document(made("Secret.", password="seven")))
    assert str(caught.value) == (
        "box/report.pdf is a PDF that needs a password. "
        "Save a copy without one, for instance with qpdf --decrypt, then add that."
    )


def test_one_without_text_asks_for_ocr() -> None:
    with pytest.raises(NoText) as caught:
        pdf_pages(document(made("", "")))
    assert str(caught.value) == (
        "box/report.pdf has 2 pages but no text layer. "
        "Run OCR over it, for instance with ocrmypdf, then add it again."
    )


def test_one_page_without_text_is_counted_as_one() -> None:
    with pytest.raises(NoText, match="has 1 page but"):
        pdf_pages(document(made("")))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_one_that_breaks_off_says_where(kept: float) -> None:
    whole = made(*["A page of some length. " * 40] * 6)
    part = whole[: int(len(whole) * kept)]
    with pytest.raises(BrokenDocument) as caught:
        pdf_pages(document(part))
    assert str(caught.value) == (
        f"box/report.pdf is a PDF that breaks off after {len(part):,} bytes, before its end mark. "
        "Fetch it again."
    )


def test_one_whose_structure_is_rubbish_is_broken() -> None:
    with pytest.raises(BrokenDocument, match="structure cannot be followed"):
        pdf_pages(document(b"%PDF-1.4\nnot really\n%%EOF"))


def test_damage_in_the_middle_never_escapes_as_another_error() -> None:
    whole = made(*["A page of some length. " * 40] * 6)
    for at in range(20, len(whole) - 40, max(1, len(whole) // 40)):
        broken = whole[:at] + b"\0" * 30 + whole[at + 30 :]
        try:
            pages = pdf_pages(document(broken))
        except (BrokenDocument, NoText, LockedDocument):
            continue
        assert all(isinstance(page, str) for page in pages)
