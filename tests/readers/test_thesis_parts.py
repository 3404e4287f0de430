"""Lists at the front, chapters and sections in the text, tables, figures and notes."""

from __future__ import annotations

import pytest

from clew.model import Appendix, Document, Figure, Footnote, FullText, Heading, Table
from clew.readers.thesis import reader
from clew.readers.thesis.casing import Casing
from clew.readers.thesis.contents import (
    Entry,
    Numbered,
    appendix_heading,
    chapter_heading,
    chapter_or_section,
    figure_or_table,
    read_list,
)
from clew.readers.thesis.discovery import discover
from clew.readers.thesis.matter import Matter, matter_of
from clew.readers.thesis.outline import Node, outline
from clew.readers.thesis.places import Place, Places
from clew.readers.thesis.prose import blanked, flowing
from clew.readers.thesis.source import Source

NO_CASE = Casing("")


def lines_of(text: str) -> list[str]:
    return [line.text for line in Source(text).lines]


def fulltext_of(body: str) -> FullText:
    text = f"A Title\n\nA thesis submitted for the degree of Doctor of Philosophy\n\n{body}"
    [record] = reader.read(Document(text.encode(), "thesis.txt")).records
    assert record.fulltext
    return record.fulltext


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("REFERENCES", Matter.BIBLIOGRAPHY),
        ("8. References", Matter.BIBLIOGRAPHY),
        ("References 212", None),
        ("UNIVERSITY OF EASTSHORE ABSTRACT", Matter.ABSTRACT),
        ("Table of Contents", Matter.CONTENTS),
        ("List of Abbreviations and Acronyms:", Matter.ACRONYMS),
        ("Acknowledgments", Matter.THANKS),
        ("Author's declaration", Matter.OTHER),
        ("Nothing of the kind", None),
    ],
)
def test_front_and_back_matter_goes_by_its_names(line: str, kind: Matter | None) -> None:
    assert matter_of(line) == kind


def test_headings_come_apart() -> None:
    assert chapter_or_section("Chapter Four: Method") == Numbered("4", "Method")
    assert chapter_or_section("4.2.1. Sampling") == Numbered("4.2.1", "Sampling")
    assert chapter_or_section("Sampling") is None
    assert chapter_heading("CHAPTER IV") == Numbered("IV", "")
    assert chapter_heading("4 Method") is None
    assert appendix_heading("APPENDIX b – Forms") == Numbered("B", "Forms")
    assert appendix_heading("Appendixes") is None
    assert figure_or_table("Fig. A.3: A door") == ("fig", Numbered("A.3", "A door"))
    assert figure_or_table("Tables of tides") is None


CONTENTS = """1\tTHE LANDING:
\tTWO HOSTELS
\t1.1 Lamps\t3
\t1.2 A section whose title says that it is set in 2009\t7
Chapter 2
Who sat there . . . . . . . . 12
2.1 Everybody…………… 13
Conclusion 20
References 25
Appendix 1 Questions 31

The text begins here without any number at its end, and it goes on in the way that prose does, for
some time.
Still it goes on.
And on.
Chapter 2
"""


def test_a_list_is_read_until_prose_begins() -> None:
    entries, taken = read_list(Source(CONTENTS).lines)
    assert entries == [
        Entry("1\tTHE LANDING: TWO HOSTELS", None, 0),
        Entry("1.1 Lamps", 3, 1),
        Entry("1.2 A section whose title says that it is set in 2009", 7, 1),
        Entry("Chapter 2 Who sat there", 12, 0),
        Entry("2.1 Everybody", 13, 0),
        Entry("Conclusion", 20, 0),
        Entry("References", 25, 0),
        Entry("Appendix 1 Questions", 31, 0),
    ]
    assert taken == 10


def test_a_number_too_small_to_be_the_next_page_belongs_to_the_title() -> None:
    text = "Table 13: Doors 244\nTable 14: Studies reviewed in chapter 3\nby success 322\n"
    entries, _ = read_list(Source(text).lines)
    assert entries == [
        Entry("Table 13: Doors", 244, 0),
        Entry("Table 14: Studies reviewed in chapter 3 by success", 322, 0),
    ]


def test_a_list_ends_where_its_first_heading_comes_again() -> None:
    text = "1 Introduction 1\n2 Method 9\n1 Introduction\nA short line\n"
    assert read_list(Source(text).lines)[1] == 2


def test_the_tree_leaves_out_matter_and_appendices() -> None:
    entries, _ = read_list(Source(CONTENTS).lines)
    nodes = outline(entries, Casing("it is in the two hostels, on the landing"))
    assert [node.heading() for node in nodes] == [
        Heading(
            number="1",
            title="The landing: two hostels",
            page=3,
            children=(
                Heading(number="1.1", title="Lamps", page=3),
                Heading(
                    number="1.2",
                    title="A section whose title says that it is set in 2009",
                    page=7,
                ),
            ),
        ),
        Heading(
            number="2",
            title="Who sat there",
            page=12,
            children=(Heading(number="2.1", title="Everybody", page=13),),
        ),
        Heading(title="Conclusion", page=20),
    ]


def test_without_numbers_the_indent_tells_sections() -> None:
    entries, _ = read_list(Source("Going in 1\n   At the door 2\nComing out 5\n").lines)
    assert [node.heading() for node in outline(entries, NO_CASE)] == [
        Heading(title="Going in", page=1, children=(Heading(title="At the door", page=2),)),
        Heading(title="Coming out", page=5),
    ]


def test_headings_are_found_where_they_stand() -> None:
    text = """CHAPTER 1

GOING IN:
AT THE DOOR

1.1 Knocking and waiting, a longer title

3.2 million doors were knocked at.

CHAPTER 3

COMING OUT

3.1 Leaving"""
    nodes = [
        Node("Going in: at the door", "1", 1, [Node("Knocking and waiting", "1.1", 2)]),
        Node("Staying", "2", 4),
        Node("Coming out", "3", 6, [Node("Leaving", "3.1", 6), Node("Doors", "3.2", 7)]),
    ]
    first, third = "1 Going in: at the door", "3 Coming out"
    source = Source(text)
    assert Places(source).find(nodes, 0, len(source.lines)) == [
        Place((first,), 1, 0, 3),
        Place((first, "1.1 Knocking and waiting"), 2, 3, 4),
        Place((third,), 6, 5, 7),
        Place((third, "3.1 Leaving"), 6, 7, 8),
    ]


def test_a_chapter_without_heading_begins_with_its_first_section() -> None:
    source = Source("1.1 Knocking\n\nSome text.")
    nodes = [Node("Going in", "1", 1, [Node("Knocking", "1.1", 1)])]
    assert Places(source).find(nodes, 0, 2) == [
        Place(("1 Going in",), None, 0, 0),
        Place(("1 Going in", "1.1 Knocking"), 1, 0, 1),
    ]


def test_of_headings_alike_the_one_on_the_stated_page_is_meant() -> None:
    source = Source("Title\n1\fContents\n2\fWaiting\n3\fSome text\n4\fWaiting\n5")
    assert Places(source).find([Node("Waiting", None, 5)], 0, len(source.lines)) == [
        Place(("Waiting",), 5, 4, 5)
    ]


def test_chapters_are_discovered_by_their_numbers_in_order() -> None:
    text = """Chapter One

Going in

1.1 Knocking

1.1.1 At the back door

1. Knock twice.

2. Wait.

CHAPTER 2: COMING OUT

2.2 Not the next section

2.1 Leaving

Chapter 4 has no place here"""
    [first, second] = discover(Source(text).lines, Casing("they were coming out"))
    assert first.heading() == Heading(
        number="1",
        title="Going in",
        children=(
            Heading(
                number="1.1",
                title="Knocking",
                children=(Heading(number="1.1.1", title="At the back door"),),
            ),
        ),
    )
    assert second.heading() == Heading(
        number="2", title="Coming out", children=(Heading(number="2.1", title="Leaving"),)
    )


def test_chapters_without_numbers_go_by_the_usual_names() -> None:
    text = "Introduction\n\nWe went.\n\nMethods\n\nOn foot.\n\nIntroduction\n\nConclusions\n\nHome."
    assert [node.title for node in discover(Source(text).lines, NO_CASE)] == [
        "Introduction",
        "Methods",
        "Conclusions",
    ]


TABLES = """1 Introduction

Table 1 shows doors, table 2 gates. As Table 3:

\tOpen\tShut
Front\t4\t

Back\t2\t9
Table 1: Doors ¹²

Some text between.

Table 2.

Figure 1.2 The back door

Table 3. Gates
Kind\tNumber
Iron\t3
Source: own count

Sum\t3

Figure 2: A gate
"""


def test_tables_keep_their_cells_and_figures_their_captions() -> None:
    found = fulltext_of(TABLES)
    assert found.tables == (
        Table(
            number="1",
            caption="Doors",
            header=("", "Open", "Shut"),
            rows=(("Front", "4", ""), ("Back", "2", "9")),
        ),
        Table(number="3", caption="Gates", header=("Kind", "Number"), rows=(("Iron", "3"),)),
    )
    assert found.figures == (
        Figure(number="1.2", caption="The back door"),
        Figure(number="2", caption="A gate"),
    )


def test_a_table_is_a_passage_of_its_own() -> None:
    assert [passage.text for passage in fulltext_of(TABLES).passages] == [
        "Table 1 shows doors, table 2 gates. As Table 3:\n\nSome text between.\n\nTable 2.\n\n"
        "Figure 1.2 The back door\n\nSource: own count\n\nSum 3\n\nFigure 2: A gate",
        "Open Shut Front 4\n\nBack 2 9 Table 1: Doors ¹²",
        "Table 3. Gates Kind Number Iron 3",
    ]


NOTES = """1 Introduction

Doors are shut.¹ Gates are not.² Nor are windows³

-

¹ All of them,
front and back.

$^{2}$ Some are $\\,$

3 Sashes, that is.

5 Not a note, since no fourth went before.

and so on.
"""


def test_footnotes_are_told_by_their_marks_and_order() -> None:
    found = fulltext_of(NOTES)
    text = f"A Title\n\nA thesis submitted for the degree of Doctor of Philosophy\n\n{NOTES}"
    assert found.footnotes == (
        Footnote(mark="1", text="All of them, front and back.", start=text.index("¹ All")),
        Footnote(mark="2", text="Some are", start=text.index("$^{2}$")),
        Footnote(mark="3", text="Sashes, that is.", start=text.index("3 Sashes")),
    )
    assert [passage.text for passage in found.passages] == [
        "Doors are shut.¹ Gates are not.² Nor are windows³\n\n5 Not a note, since no fourth went "
        "before.\n\nand so on."
    ]


def test_appendices_are_told_from_sentences_about_them() -> None:
    found = fulltext_of(
        "1 Introduction\n\nAppendix 1 shows the form. Then\n\nAppendix 2 was lost.\n\n"
        "APPENDIX 1\n\nThe form\n\nName, age.\n\nAppendix A: Maps\n\nNone.\n"
    )
    assert found.appendices == (
        Appendix(number="1", title="The form"),
        Appendix(number="A", title="Maps"),
    )


def test_pages_have_the_numbers_that_most_of_them_say() -> None:
    source = Source(
        "Title\fii\fRunning head\nText\n1\fRunning head\nText\n2\fRunning head\nEnd\n33"
    )
    assert [source.page_at(source.text.index(word)) for word in ("Title", "End")] == [None, 3]
    assert lines_of(source.text) == ["Title", "Text", "Text", "End"]


def test_lines_know_whether_they_stand_apart() -> None:
    found = Source("One\ntwo\n \nthree\ffour\n12\nfive\n\ni\n\nsix").lines
    assert [(line.text, line.gap) for line in found] == [
        ("One", True), ("two", False), ("three", True), ("four", True), ("12", False),
        ("five", False), ("i", True), ("six", True),
    ]  # fmt: skip
    assert [(line.text, line.gap) for line in Source("One\n\ni\n\nsix").lines] == [
        ("One", True),
        ("six", True),
    ]


def test_blanking_mends_torn_sentences_and_moves_nothing() -> None:
    text = "The door was\n\n-\n\n1 A note\n\nshut. Then\n\nIt opened."
    whole = blanked(text, [(14, 15), (17, 25)])
    assert len(whole) == len(text)
    assert whole.split("\n\n") == ["The door was" + " " * 15 + "shut. Then", "It opened."]
    assert flowing(Source("The door was\n\nshut.\nThen\n\nIt opened.").lines) == (
        "The door was shut. Then\n\nIt opened."
    )
