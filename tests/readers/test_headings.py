"""Headings of plain text, and pages of printed documents."""

from __future__ import annotations

import pytest

from clew.readers.common.headings import headings_in
from clew.readers.common.pages import Pages, printed_numbers, without_running_lines
from clew.readers.common.passages import ABSTRACT, Title, section, sentence_around, split_under

PARAGRAPH = "The clerk wrote down what the water did, hour by hour, and went home to her tea."


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("# Ebb", 1),
        ("### Ebb ###", 3),
        ("1 Introduction", 1),
        ("2.3 Earlier work", 2),
        ("2.3.1. Clerks", 3),
        ("Chapter 4: Low water", 1),
        ("Appendix B Tables", 1),
        ("Methods", 1),
        ("Conclusion:", 1),
        ("LOW WATER", 1),
        ("What the water did", 2),
        ("1. Read the last line aloud.", None),
        ("1 January to 31 December 2019", None),
        ("A line that goes on and on, as the sea does,", None),
        ("Winifred Thole, for the trustees", None),
        ("March 2022", None),
        ("It rained.", None),
        ("what the water did", None),
        ("A B", 2),
        ("This is a line of so many words that nobody would call it a heading", None),
    ],
)
def test_a_heading_is_told_by_how_it_stands(line: str, level: int | None) -> None:
    text = f"Before.\n\n{line}\n\n{PARAGRAPH}\n"
    found = [(title.text, title.level) for title in headings_in(text)]
    assert found == ([(line.strip("# "), level)] if level else [])


def test_a_heading_may_stand_right_above_its_text_but_not_below_other_text() -> None:
    text = f"{PARAGRAPH}\nMethods\n\nWhat came after\n{PARAGRAPH}\n"
    assert [title.text for title in headings_in(text)] == ["What came after"]


def test_headings_follow_each_other_without_a_gap() -> None:
    text = f"1 Water\n1.1 Low water\n{PARAGRAPH}\n"
    assert headings_in(text) == [Title("1 Water", 0, 7, 1), Title("1.1 Low water", 8, 21, 2)]


def test_a_last_line_is_no_heading() -> None:
    assert headings_in(f"{PARAGRAPH}\n\nThe end\n") == []


def test_passages_stand_under_all_headings_above_them() -> None:
    text = "One\na\nTwo\nb\nThree\nc\nFour\nd"
    titles = [
        Title("One", 0, 3, 1),
        Title("Two", 6, 9, 2),
        Title("Three", 12, 17, 2),
        Title("", 20, 24, 1),
    ]
    assert [(one.text, one.heading, one.start) for one in split_under(text, titles)] == [
        ("a", ("One",), 4),
        ("b", ("One", "Two"), 10),
        ("c", ("One", "Three"), 18),
        ("d", (), 25),
    ]


def test_what_stands_under_a_heading_is_found_by_its_name() -> None:
    text = "Ebb\n\nSummary:\n\nLow,\nlow.\n\nLower.\n\nNext\n\nHigh."
    titles = [Title("Summary:", 5, 13, 1), Title("Next", 34, 38, 1)]
    assert section(text, titles, ABSTRACT) == "Low, low.\n\nLower."
    assert section(text, titles[1:], ABSTRACT) is None


def test_a_sentence_never_reaches_beyond_its_paragraph() -> None:
    text = "Heading\n\nIt rained. We\nsaw 10.5555/a there. It stopped.\n\nMore"
    at = text.index("10.")
    assert sentence_around(text, at, at + 9) == "We saw 10.5555/a there."
    assert sentence_around(text, 0, 4) == "Heading"


# Pages


def test_numbers_that_count_in_step_are_printed_numbers() -> None:
    pages = ["Title", "i\nfront", "Text\n1", "Text\n2", "In 2019\nText\n3", "Text"]
    assert printed_numbers(pages) == [None, None, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "lines",
    [["Page 7 of 9", "Page 8 of 9"], ["- 7 -", "- 8 -"], ["7 | Page", "8 | Page"]],
)
def test_numbers_come_in_many_dresses(lines: list[str]) -> None:
    assert printed_numbers([f"Text\n{line}" for line in lines]) == [7, 8]


@pytest.mark.parametrize("pages", [["a", "b"], ["2019\na", "b", "c"], []])
def test_pages_without_numbers_are_counted(pages: list[str]) -> None:
    assert printed_numbers(pages) == [number + 1 for number in range(len(pages))]


def test_lines_that_run_through_the_document_are_left_out() -> None:
    pages = [
        f"Quay Papers\nChapter {n} | {n + 30}\ntext {n}\nmore {'abcd'[n]}\n{n + 30}"
        for n in range(4)
    ]
    assert without_running_lines(pages) == [f"text {n}\nmore {'abcd'[n]}" for n in range(4)]


def test_a_page_of_nothing_but_running_lines_is_empty() -> None:
    assert without_running_lines(["Quay\n1", "Quay\n2", "Quay\n3"]) == ["", "", ""]


def test_paragraphs_end_where_a_line_ends_early() -> None:
    long = "Low water and what it leaves behind on the stones of the quay"
    pages = Pages([f"{long}\n{long}\nit ends here.\n{long}\nand again.", "Next page\nhas two."])
    assert pages.text == (
        f"{long}\n{long}\nit ends here.\n\n{long}\nand again.\n\nNext page\nhas two.\n"
    ).replace("has two.\n", "has two.")
    assert [pages.page_at(at) for at in (0, pages.text.index("Next") - 2, len(pages.text))] == [
        1,
        1,
        2,
    ]
