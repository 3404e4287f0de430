"""What title pages and copyright statements say of use: open access, Creative Commons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Document
from clew.readers.common.terms import Terms, stated_terms
from clew.readers.plain import reader as plain
from clew.readers.thesis import reader as thesis


def document(text: str) -> Document:
    return Document(content=text.encode(), location="files/text.txt")


BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Terms()),
        ("© 2019 Jane Doe. All rights reserved.", Terms()),
        (BY, Terms(licence=BY)),
        ("See http://creativecommons.org/licenses/BY/4.0/deed.en.",
         Terms(licence="http://creativecommons.org/licenses/by/4.0/")),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode",
         Terms(licence="https://creativecommons.org/publicdomain/zero/1.0/")),
        ("Licensed under CC BY-NC-ND 4.0.", Terms(licence="CC BY-NC-ND 4.0")),
        ("under a Creative Commons\n  Attribution-NonCommercial 4.0 International Licence",
         Terms(licence="Creative Commons Attribution-NonCommercial 4.0 International")),
        ("Creative Commons Attribution – Share Alike 3.0 Unported",
         Terms(licence="Creative Commons Attribution – Share Alike 3.0 Unported")),
        ("This thesis is open access. CC BY 4.0",
         Terms(access="This thesis is open access", licence="CC BY 4.0")),
        ("From May 2024 this dissertation is available in open access, as the faculty asks.",
         Terms(access="From May 2024 this dissertation is available in open access, as the"
               " faculty asks")),
        # An address says more than the words beside it.
        (f"A Creative Commons Attribution 4.0 licence ({BY})", Terms(licence=BY)),
        # None of these speaks of the text in hand.
        ("The open access movement is not this thesis's subject.", Terms()),
        ("CC Bytes of creative common sense", Terms()),
        ("https://creativecommons.org/about/", Terms()),
    ],
)  # fmt: skip
def test_terms_are_read_from_words(text: str, expected: Terms) -> None:
    assert stated_terms(text) == expected


def test_what_stands_far_into_a_text_is_not_its_own() -> None:
    assert stated_terms("Figure. " * 5_000 + BY) == Terms()


@given(st.text(max_size=200), st.sampled_from(["", BY, "CC BY-SA 4.0", "this thesis is open "]))
def test_any_text_has_terms_or_none(text: str, more: str) -> None:
    found = stated_terms(f"{text} {more} {text}")
    assert all(value is None or value.strip() == value != "" for value in found)


def test_a_long_line_takes_no_longer_than_it_should() -> None:
    assert stated_terms("this thesis is " * 100_000) == Terms()
    assert stated_terms("creative commons attribution non-" * 100_000).access is None


FRONT = """The Weight of Keys

Jane Doe

A thesis submitted to the University of Eastshore for the degree of Doctor of Philosophy

2019

{statement}

Abstract

Keys are heavier than they look, as nine wardens told me.

Contents

Chapter 1: Introduction ........ 1

Chapter 1: Introduction

Figure 1 is used under CC BY-NC 2.0. Doors have keys.
"""


@pytest.mark.parametrize(
    "statement",
    [
        f"This thesis is open access ({BY}).",
        f"Copyright statement\n\nThis thesis is open access ({BY}).",
    ],
)
def test_a_thesis_says_its_terms_before_its_chapters(statement: str) -> None:
    (record,) = thesis.read(document(FRONT.format(statement=statement))).records
    assert record.licence == BY
    assert (record.access or "").startswith("This thesis is open access")


def test_the_licence_of_a_figure_is_not_that_of_the_thesis() -> None:
    (record,) = thesis.read(document(FRONT.format(statement="For my mother"))).records
    assert (record.licence, record.access) == (None, None)


def test_a_report_says_its_terms_on_its_first_page() -> None:
    text = "Counting chairs\n\nThis report is published open access under CC BY 4.0.\n\nWe sat.\n"
    (record,) = plain.read(document(text)).records
    assert record.licence == "CC BY 4.0"
    assert record.access == "This report is published open access under CC BY 4.0"
