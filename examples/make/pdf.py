"""Render the PDFs of the example corpus from the texts in ``make/pdf``.

A text begins with facts, one ``name: value`` a line, and goes on in the plainest of markups: ``#``
and ``##`` before headings, ``^1`` where a note is called and ``^1 `` before its words, tabs between
cells, ``*…*`` around what is set in italics. A text without a degree becomes a short report.

Run ``python examples/make/pdf.py`` after changing a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

TEXTS = Path(__file__).parent / "pdf"
CORPUS = Path(__file__).parent.parent / "corpus" / "pdf"
# A fixed date, so that the same text always gives the same bytes.
MADE = datetime(2019, 6, 14, tzinfo=UTC)
_NUMBERED = re.compile(r"(Figure|Table) \d+: ")


class Pages(FPDF):
    """A4 pages whose printed numbers are roman before the first chapter, arabic from it on."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_creation_date(MADE)
        self.set_margins(30, 28, 25)
        self.set_auto_page_break(True, 28)
        self.front = 0
        self.found: list[tuple[int, str, str]] = []

    @property
    def number(self) -> str:
        """The printed number of the current page."""
        if not self.front:
            return ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[self.page]
        return str(self.page - self.front)

    def footer(self) -> None:
        """Print the page number, except on the title page."""
        if self.page > 1:
            self.set_y(-18)
            self.set_font("Times", size=10)
            self.cell(0, 6, self.number, align="C")

    def line(self, text: str, size: float = 11.5, style: str = "", align: str = "L") -> None:
        """Print a line or paragraph that stands by itself."""
        self.set_font("Times", style, size)
        self.multi_cell(0, size * 0.55, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def paragraph(self, text: str) -> None:
        """Print running text, its note calls raised and its italics kept."""
        self.set_font("Times", size=11.5)
        slanted = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", escape(text, quote=False))
        raised = re.sub(r"\^(\d+)", r"<sup>\1</sup>", slanted)
        self.write_html(f'<p line-height="1.55">{raised}</p>')
        self.ln(3)

    def rows(self, lines: list[str]) -> None:
        """Print a table."""
        self.set_font("Times", size=10)
        bold = FontFace(emphasis="BOLD")
        with self.table(headings_style=bold, line_height=5, padding=1, text_align="LEFT") as table:
            for line in lines:
                table.row(line.split("\t"))
        self.ln(2)

    def entries(self, rows: list[tuple[int, str, str]]) -> None:
        """Print a list of contents, each entry with dots up to its page number."""
        for depth, title, number in rows:
            self.set_font("Times", size=11)
            indent = 7.0 * depth
            room = self.epw - indent - self.get_string_width(title + number) - 4
            dots = "." * max(3, int(room / self.get_string_width(".")))
            self.set_x(self.l_margin + indent)
            self.cell(0, 6.4, f"{title} {dots} {number}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def render(text: str) -> bytes:
    """Return the PDF; a thesis is set twice, since its contents list needs its page numbers."""
    head, _, body = text.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    if "degree" not in facts:
        return _report(facts, body)
    pages = _thesis(facts, body, [])
    return bytes(_thesis(facts, body, pages.found).output())


def _thesis(facts: dict[str, str], body: str, contents: list[tuple[int, str, str]]) -> Pages:
    pages = Pages()
    pages.set_title(facts["title"])
    pages.set_author(facts["author"])
    pages.set_keywords(facts["keywords"])
    _title_page(pages, facts)
    front, chapters = body.split("\n# 1 ", 1)
    for part in re.split(r"^# ", front, flags=re.M)[1:]:
        _front_matter(pages, part, facts)
    _lists(pages, contents)
    pages.front = pages.page
    _body(pages, "# 1 " + chapters)
    return pages


def _title_page(pages: Pages, facts: dict[str, str]) -> None:
    pages.add_page()
    pages.ln(35)
    pages.line(facts["title"], 20, "B", "C")
    pages.ln(18)
    pages.line(facts["author"], 15, align="C")
    pages.ln(30)
    pages.line(f"A thesis submitted for the degree of {facts['degree']}", 12, align="C")
    pages.ln(4)
    for name in ("faculty", "institution", "date"):
        pages.line(facts[name], 12, align="C")


def _front_matter(pages: Pages, part: str, facts: dict[str, str]) -> None:
    title, text = part.split("\n", 1)
    pages.add_page()
    pages.line(title, 15, "B")
    pages.ln(4)
    for block in text.strip().split("\n\n"):
        if "\t" in block:
            for line in block.splitlines():
                pages.line("    ".join(line.split("\t")))
        else:
            pages.paragraph(block)
    if title == "Abstract":
        pages.paragraph(f"Keywords: {facts['keywords']}")


def _lists(pages: Pages, found: list[tuple[int, str, str]]) -> None:
    pages.add_page()
    for title, kept in (
        ("Contents", [row for row in found if not _NUMBERED.match(row[1])]),
        ("List of figures", [row for row in found if row[1].startswith("Figure ")]),
        ("List of tables", [row for row in found if row[1].startswith("Table ")]),
    ):
        pages.line(title, 15, "B")
        pages.ln(2)
        pages.entries(kept)
        pages.ln(6)


def _body(pages: Pages, body: str) -> None:
    for block in _blocks(body):
        if block.startswith("# "):
            # A report has no front matter, and goes on where it is.
            if pages.front:
                pages.add_page()
            _heading(pages, block[2:], 0, 16 if pages.front else 13)
            pages.ln(3)
        elif block.startswith("## "):
            pages.ln(2)
            _heading(pages, block[3:], 1, 13)
            pages.ln(2)
        elif block.startswith("^"):
            pages.line(block[1:], 9.5)
            pages.ln(3)
        elif "\t" in block:
            pages.rows(block.splitlines())
        elif _NUMBERED.match(block):
            pages.line(block, 10.5, "I")
            pages.ln(4)
            pages.found.append((0, block, pages.number))
        else:
            pages.paragraph(block)


def _heading(pages: Pages, title: str, depth: int, size: float) -> None:
    if pages.will_page_break(30):
        pages.add_page()
    pages.start_section(title, depth)
    pages.line(title, size, "B")
    pages.found.append((depth, title, pages.number))


def _blocks(body: str) -> Iterator[str]:
    yield from (block.strip("\n") for block in body.split("\n\n") if block.strip())


def _report(facts: dict[str, str], body: str) -> bytes:
    pages = Pages()
    pages.set_title(facts["title"])
    pages.set_author(facts["author"])
    pages.add_page()
    pages.line(facts["title"], 18, "B")
    pages.ln(2)
    pages.line(f"{facts['author']}, {facts['institution']}, {facts['date']}", 11)
    pages.ln(6)
    _body(pages, body)
    return bytes(pages.output())


def main() -> None:
    """Write every PDF of the corpus."""
    for path in sorted(TEXTS.glob("*.txt")):
        (CORPUS / f"{path.stem}.pdf").write_bytes(render(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
