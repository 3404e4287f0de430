"""Make the documents of ``examples/broken``: each is damaged in one way that happens in real life.

Run ``python examples/make/broken.py`` after changing the corpus they are taken from.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdfium2
from fpdf import FPDF
from pdf import MADE

CORPUS = Path(__file__).parent.parent / "corpus"
BROKEN = Path(__file__).parent.parent / "broken"
PAYLOAD = CORPUS / "flight" / "listening-to-children-900155.rsc.txt"
AWARD = CORPUS / "gtr-xml" / "rural-youth-award-ES-Z906061-1.xml"
REPORT = CORPUS / "pdf" / "fathers-briefing-a-chair-for-him.pdf"
PASSWORD = "airing cupboard"


def truncated_payload() -> bytes:
    """A download that stopped in the middle of a text row."""
    whole = PAYLOAD.read_bytes()
    return whole[: whole.index(b"one goalkeeper")]


def wrong_byte_count() -> bytes:
    """A payload whose text rows were counted before somebody shortened the text."""
    return PAYLOAD.read_bytes().replace(b" and one goalkeeper", b"")


def not_well_formed() -> bytes:
    """An award whose ampersand was never escaped and whose end is missing."""
    whole = AWARD.read_bytes().replace(b"trust and about distance", b"trust & distance")
    return whole[: whole.index(b"<gtr:identifiers>")]


def outside_entity() -> bytes:
    """An award that asks its reader to open another file."""
    declared = (
        b'<!DOCTYPE a [<!ENTITY inside SYSTEM "file:///etc/hostname">]>\n<gtr:projectOverview'
    )
    whole = AWARD.read_bytes().replace(b"<gtr:projectOverview", declared, 1)
    return whole.replace(b"Wide sky, thin service", b"Wide sky, &inside;", 1)


def locked_pdf() -> bytes:
    """A report that opens with a password only."""
    pdf = FPDF()
    pdf.set_creation_date(MADE)
    pdf.set_encryption(owner_password=PASSWORD, user_password=PASSWORD)
    pdf.add_page()
    pdf.set_font("Times", size=12)
    pdf.cell(text="What the Airing Cupboard said in confidence")
    return bytes(pdf.output())


def image_only_pdf() -> bytes:
    """A report that was put through a scanner: two pictures of pages, and no text."""
    pdf = FPDF()
    pdf.set_creation_date(MADE)
    for page in pypdfium2.PdfDocument(REPORT):
        picture = io.BytesIO()
        page.render(scale=0.8, grayscale=True).to_pil().convert("1").save(picture, "PNG")
        pdf.add_page()
        pdf.image(picture, x=0, y=0, w=pdf.w)
    return bytes(pdf.output())


def not_text() -> bytes:
    """Bytes of no format at all, under a name that promises text."""
    return b"".join(hashlib.sha256(bytes([n])).digest() for n in range(64))


DOCUMENTS = {
    "truncated-payload.rsc.txt": truncated_payload,
    "wrong-byte-count.rsc.txt": wrong_byte_count,
    "not-well-formed.xml": not_well_formed,
    "outside-entity.xml": outside_entity,
    "locked.pdf": locked_pdf,
    "image-only.pdf": image_only_pdf,
    "not-text.txt": not_text,
    "empty.txt": bytes,
}


def main() -> None:
    """Write every broken document."""
    for name, make in DOCUMENTS.items():
        (BROKEN / name).write_bytes(make())


if __name__ == "__main__":
    main()
