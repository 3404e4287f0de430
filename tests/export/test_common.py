from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.export.common.clean import one_line, printable, shorten
from clew.export.common.columns import columns, hanging, paragraphs, wrap
from clew.export.common.words import VERBS, count, span, state, verb
from clew.model import LinkState, LinkType, Period


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\tb\r\nc\rd", "a b\nc\nd"),
        ("a\x85b\u2028c\x0bd", "a\nb\nc\nd"),
        ("\x00\x1b[1mx\x7f\x9f", "[1mx"),
        ("\ufeff\u202eabc\u2069\u200f", "abc"),
        ("\ud800\udfffa\ufffe", "a"),
        ("naïve – 戸口 👩‍👧", "naïve – 戸口 👩‍👧"),
    ],
)
def test_printable(given: str, kept: str) -> None:
    assert printable(given) == kept


def test_one_line_and_shorten() -> None:
    assert one_line("  Home\n visits\x1b ") == "Home visits"
    assert shorten("Home visits", 11) == "Home visits"
    assert shorten("Home visits today", 14) == "Home visits…"
    assert shorten("Homevisits, all of them", 12) == "Homevisits…"
    assert shorten("Unbreakable", 5) == "Unbr…"


@given(st.text(), st.integers(1, 60))
def test_shortened_text_fits(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_columns() -> None:
    assert [columns(text) for text in ("door", "戸口", "e\u0301", "")] == [4, 4, 1, 0]


def test_wrap_and_hang() -> None:
    assert wrap("one two  three", 7) == ["one two", "three"]
    assert wrap("https://example.org/x on its own", 8) == ["https://example.org/x", "on its", "own"]
    assert wrap("戸口戸口", 4) == ["戸口", "戸口"]
    assert wrap(" \n", 10) == []
    assert hanging("→ ", "is funded by the council", 20) == [
        "→ is funded by the",
        "  council",
    ]
    assert hanging("- ", "", 20) == ["-"]
    assert paragraphs("One two\n\n\nthree", 20, "  ") == ["  One two", "", "  three"]


@given(st.text(), st.integers(2, 40))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    kept = "".join("".join(wrap(text, width)).split())
    assert kept == "".join(one_line(text).split())


def test_every_link_type_has_a_verb() -> None:
    assert set(VERBS) == set(LinkType)
    assert verb(LinkType.FUNDED_BY) == "is funded by"


def test_words() -> None:
    assert state(LinkState.STATED, None) == "stated"
    assert state(LinkState.SUGGESTED, 0.624) == "suggested, 62%"
    assert count(1, "link") == "1 link"
    assert count(1204, "entry", "entries") == "1,204 entries"
    assert [
        span(Period(start=start, end=end))
        for start, end in [
            ("2016-09-01", "2017"),
            ("2015", "2015"),
            ("1991", None),
            (None, "2004-05"),
            (None, None),
        ]
    ] == ["2016-09-01 to 2017", "2015", "from 1991", "until 2004-05", ""]
