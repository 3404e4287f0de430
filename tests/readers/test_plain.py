"""Texts, pages and PDFs that nothing is known of but what they say."""

from __future__ import annotations

import time

import msgspec
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import BrokenDocument, LockedDocument, NoText, TooLarge
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Mention,
    Passage,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
)
from clew.readers.common.headings import headings_in
from clew.readers.common.numbers import own_identifiers
from clew.readers.common.size import LIMIT
from clew.readers.plain import reader
from clew.readers.plain.front import byline, published

WORDS = "The clerk wrote down what the water did and went home. "  # 11 words
TEXT = f"""\
What the ebb leaves: notes for harbour clerks

Ngozi Okafor, School of Water, University of Wick
March 2022

doi: 10.5555/ebb.9

Abstract

Clerks see more than they write.

1 Introduction

{WORDS * 10}

1.1 Earlier work

{WORDS * 10}
All of it is in Ebb and Flow (Elm Press, 2011).

The study was paid for by the Council for Tides (ES/Z123456/1).

References

Moss, A., 2004. Tide tables for beginners. Leeds: Quay Press.
"""


def document(content: str | bytes) -> Document:
    return Document(content.encode() if isinstance(content, str) else content, "box/note")


def read(content: str | bytes) -> Record:
    (record,) = reader.read(document(content)).records
    return record


def passages(content: str | bytes) -> list[tuple[tuple[str, ...], int | None, int]]:
    record = read(content)
    assert record.fulltext
    return [(one.heading, one.page, len(one.text.split())) for one in record.fulltext.passages]


def pdf(*pages: str, title: str = "", author: str = "", password: str | None = None) -> bytes:
    made = FPDF()
    made.set_title(title)
    made.set_author(author)
    if password is not None:
        made.set_encryption(owner_password="the owner's own", user_password=password)
    made.set_font("helvetica", size=11)
    for text in pages:
        made.add_page()
        made.multi_cell(0, text=text)
    return bytes(made.output())


def test_a_text_is_read_whole() -> None:
    record = read(TEXT)
    assert record.fulltext
    tables, ebb = record.fulltext.references
    assert (tables.title, tables.year) == ("Tide tables for beginners", "2004")
    assert ebb == Reference(
        raw="Ebb and Flow (Elm Press, 2011)",
        year="2011",
        title="Ebb and Flow",
        publisher="Elm Press",
        mentions=(
            Mention(
                quote="All of it is in Ebb and Flow (Elm Press, 2011).",
                start=TEXT.index("Ebb and Flow"),
            ),
        ),
    )
    assert msgspec.structs.replace(record, fulltext=None) == Record(
        key="10.5555/ebb.9",
        kind=Kind.PUBLICATION,
        title="What the ebb leaves: notes for harbour clerks",
        identifiers=(Identifier(scheme=Scheme.DOI, value="10.5555/ebb.9"),),
        description=(Section(name="abstract", text="Clerks see more than they write."),),
        contributions=(
            Contribution(
                agent=Agent.person("Ngozi Okafor"),
                role=Role.AUTHOR,
                affiliation="School of Water, University of Wick",
            ),
        ),
        published="2022-03",
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
                quote="The study was paid for by the Council for Tides (ES/Z123456/1).",
            ),
        ),
    )


def test_passages_stand_under_their_headings_and_know_where_they_begin() -> None:
    record = read(TEXT)
    assert record.fulltext
    assert [(one.heading, len(one.text.split())) for one in record.fulltext.passages] == [
        ((), 12),
        (("Abstract",), 6),
        (("1 Introduction",), 110),
        (("1 Introduction", "1.1 Earlier work"), 132),
        (("References",), 10),
    ]
    for one in record.fulltext.passages:
        assert one.text.split() == TEXT[one.start : one.end].split()


def test_markdown_headings_are_known() -> None:
    text = f"# Ebb\n\n{WORDS}\n\n## Low water ##\n\n{WORDS}\n"
    assert passages(text) == [((), None, 11), (("Low water",), None, 11)]


def test_a_page_without_metadata() -> None:
    page = (
        "<!DOCTYPE html><html lang='en'><head><title>Ebb | Quay</title>"
        "<meta name='author' content='Ada Öberg'><meta name='keywords' content='tides, quays'>"
        f"</head><body><nav>Home</nav><h1>Ebb</h1><p>{WORDS}</p><h2>Low</h2><p>{WORDS}</p>"
        "</body></html>"
    )
    assert read(page) == Record(
        key="publication:ebb",
        kind=Kind.PUBLICATION,
        title="Ebb",
        contributions=(Contribution(agent=Agent.person("Ada Öberg"), role=Role.AUTHOR),),
        keywords=("tides", "quays"),
        language="en",
        fulltext=FullText(
            passages=(
                Passage(text=WORDS.strip(), start=5, end=59),
                Passage(text=WORDS.strip(), heading=("Low",), start=66, end=120),
            )
        ),
    )


def test_a_pdf_with_its_metadata_pages_and_headings() -> None:
    first = f"What the ebb leaves\n{WORDS * 10}\nLow water\n{WORDS * 10}"
    content = pdf(first, WORDS * 30, title="What the ebb leaves", author="Ngozi Okafor and A. Moss")
    record = read(content)
    assert record.title == "What the ebb leaves"
    assert [part.agent.name for part in record.contributions] == ["Ngozi Okafor", "A. Moss"]
    assert set(record.extra["file"]) <= {"CreationDate", "Producer"}
    assert [(heading, page) for heading, page, _ in passages(content)] == [
        ((), 1),
        (("Low water",), 1),
        (("Low water",), 2),
        (("Low water",), 2),
    ]


def test_printed_page_numbers_are_those_that_count_in_step() -> None:
    pages = [f"Quay Papers 7\n{WORDS * 20}\n{number}" for number in range(31, 36)]
    content = pdf(*pages, title="What the ebb leaves")
    assert [page for _, page, _ in passages(content)] == [31, 32, 33, 34, 35]
    record = read(content)
    assert record.fulltext
    assert not any("Quay Papers" in one.text for one in record.fulltext.passages)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - ebb_final2.docx", "untitled", "ebb.tex", "Document1", "", "a_b_c"]
)
def test_a_file_name_is_no_title(title: str) -> None:
    assert read(pdf(f"Ebb and flow\n{WORDS * 3}", title=title)).title == "Ebb and flow"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  Ebb  and flow \n\nText.", "Ebb and flow"),
        ("Ebb and flow:\nnotes for clerks\n\nText.", "Ebb and flow: notes for clerks"),
        ("Ebb, flow\nand what lies between\n\nText.", "Ebb, flow and what lies between"),
        ("Ebb\nFlow\n", "Ebb"),
        ("# Ebb\n", "Ebb"),
        (WORDS * 60, "The clerk wrote down what the water did and went home."),
        (f"{'ebb ' * 400}", f"{'ebb ' * 29}ebb…"),
    ],
)
def test_the_title_is_the_first_line_or_sentence(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Ebb\nhttps://doi.org/10.5555/ebb\n", ["10.5555/ebb"]),
        ("Ebb\nDOI: 10.5255/UKDA-SN-990001\n", ["10.5255/UKDA-SN-990001", "990001"]),
        ("Ebb\nISBN 978-0-306-40615-7\narXiv:2101.00001\n", ["2101.00001", "9780306406157"]),
        ("Ebb\nSee https://doi.org/10.5555/other for more.\n", []),
        ("Ebb\ndoi:10.5555/a\ndoi:10.5555/b\n", []),
        ("Ebb\n", []),
    ],
)
def test_only_numbers_on_lines_of_their_own_are_its_own(opening: str, found: list[str]) -> None:
    assert [str(one) for one in own_identifiers(opening)] == found


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("Ebb\nby Ngozi Okafor and A. Moss\n", [("Ngozi Okafor", None), ("A. Moss", None)]),
        ("Ebb\nNgozi Okafor, University of Wick\n", [("Ngozi Okafor", "University of Wick")]),
        (
            "Ebb\nNgozi Okafor and Ada Moss, University of Wick, May 2014\n",
            [("Ngozi Okafor", "University of Wick"), ("Ada Moss", "University of Wick")],
        ),
        ("Ebb\nA story, told by the sea.\n", []),
        ("Ebb\nFor pilots, clerks and others\n", []),
        ("Ebb\n", []),
    ],
)
def test_authors_are_named_below_the_title(
    opening: str, names: list[tuple[str, str | None]]
) -> None:
    assert [(one.agent.name, one.affiliation) for one in byline(opening)] == names


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("Ebb\nMarch 2022\nText of 2001.", "2022-03"),
        ("Ebb\n\n14 June 2019\n", "2019-06-14"),
        ("2019\nEbb\n", None),
        ("Ebb\nIn March 2022 it rained.", None),
    ],
)
def test_a_date_on_a_line_of_its_own_is_when_it_appeared(opening: str, date: str | None) -> None:
    assert published(opening) == date


# Broken


def test_a_pdf_that_needs_a_password() -> None:
    with pytest.raises(LockedDocument, match=r"^box/note is a PDF that needs a password\. Save"):
        read(pdf("Secret.", password="seven"))


def test_a_pdf_of_pictures() -> None:
    with pytest.raises(NoText, match=r"^box/note has 3 pages but no text layer\. Run OCR"):
        read(pdf("", "", ""))


def test_a_pdf_that_breaks_off() -> None:
    whole = pdf(WORDS * 20)
    with pytest.raises(BrokenDocument, match=r"^box/note is a PDF that breaks off after"):
        read(whole[: len(whole) // 2])


def test_a_page_without_words() -> None:
    with pytest.raises(NoText) as caught:
        read("<!DOCTYPE html><html><body><nav>Home</nav><script>x</script></body></html>")
    assert str(caught.value) == "box/note has no words in it. Check what it shows."


def test_too_many_bytes() -> None:
    with pytest.raises(TooLarge, match=r"67,108,866 bytes, 67,108,864 are the most"):
        read(b"a\n" * (LIMIT // 2 + 1))


def test_a_line_of_sixty_megabytes_is_refused_soon() -> None:
    begin = time.process_time()
    big = document(b"word " * 12_000_000)
    assert reader.sniff(big) == 0.05
    with pytest.raises(TooLarge, match="has a line of 60,000,000 bytes"):
        reader.read(big)
    assert time.process_time() - begin < 5


def test_a_line_of_two_megabytes_is_read_soon() -> None:
    begin = time.process_time()
    assert len(passages(WORDS * 40_000)) > 2_000
    assert time.process_time() - begin < 10


def test_bytes_that_are_no_utf_8_are_read_as_windows_wrote_them() -> None:
    assert read("Ebb – “flow”\n\nCafé.".encode("cp1252")).title == "Ebb – “flow”"


@given(st.lists(st.sampled_from([*TEXT.splitlines(), "", "# Ebb", "EBB", "x" * 900]), min_size=1))
@settings(max_examples=100)
def test_any_text_is_read_and_its_words_are_in_passages_or_headings(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    record = read(text)
    assert record.fulltext
    said = [record.title or "", *(one.text for one in record.fulltext.passages)]
    said += (title.text for title in headings_in(text))
    assert set(text.replace("#", "").split()) <= set(" ".join(said).split())
    for one in record.fulltext.passages:
        assert one.text.split() == text[one.start : one.end].split()


# Sniffing


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (TEXT, 0.05),
        ("Hello", 0.05),
        ("[Draft] A note", 0.05),
        ("A text, with commas, and more, of them.\nAnd, so, on, it goes.\n", 0.05),
        ("Title: Ebb\n\nText.", 0.05),
        (pdf("Text."), 0.1),
        ("<!DOCTYPE html><html><body>Text.</body></html>", 0.1),
        ('{"title": "Ebb"}', 0.0),
        ('[{"title": "Ebb"}]', 0.0),
        ("<?xml version='1.0'?><a/>", 0.0),
        ('<record\n  xmlns="https://x.example"><a/></record>', 0.0),
        ("@article{okafor2011,\n", 0.0),
        ("TY  - JOUR\nTI  - Ebb\n", 0.0),
        ("interactions:\n- request:\n", 0.0),
        ("a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n", 0.0),
        ("a,b,c\n1,2,3\n4,5,6\n7,8,9\n", 0.0),
        ("a,b,c,d,e,f,g,h,i,j\n", 0.0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 0.0),
        (b"PK\x03\x04\x00\x00\x00", 0.0),
    ],
)
def test_only_what_people_can_read_is_wanted(content: str | bytes, sure: float) -> None:
    assert reader.sniff(document(content)) == sure
