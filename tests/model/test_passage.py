"""Passages, and the values of a long document that have a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Appendix, Figure, Footnote, FullText, Heading, Mention, Passage, Table


@pytest.mark.parametrize(
    ("heading", "page", "place"),
    [
        (("4 Methodology", "4.8 Sampling"), 125, "4 Methodology › 4.8 Sampling, p. 125"),
        (("4 Methodology",), None, "4 Methodology"),
        ((), 125, "p. 125"),
        ((), 0, "p. 0"),
        ((), None, ""),
    ],
)
def test_where_a_passage_stands(heading: tuple[str, ...], page: int | None, place: str) -> None:
    assert Passage(text="t", heading=heading, page=page, start=0, end=1).place == place


@given(st.lists(st.text(min_size=1, max_size=9), max_size=4), st.none() | st.integers(0, 5000))
def test_a_place_names_every_heading_and_the_page(heading: list[str], page: int | None) -> None:
    place = Passage(text="t", heading=tuple(heading), page=page, start=0, end=1).place
    assert place.startswith(" › ".join(heading))
    assert place.endswith(f"p. {page}") if page is not None else "p. None" not in place


def test_contents_are_a_tree() -> None:
    inner = Heading(number="4.8", title="Sampling", page=125)
    outer = Heading(number="4", title="Methodology", page=104, children=(inner,))
    assert outer.children[0].title == "Sampling"
    assert outer != Heading(number="4", title="Methodology", page=104)


def test_a_full_text_is_empty_until_something_is_found() -> None:
    empty = FullText()
    assert empty == FullText(contents=(), figures=(), tables=(), acronyms={})
    empty.acronyms["HV"] = "home visit"
    assert FullText().acronyms == {}


def test_parts_are_told_apart_by_all_that_they_say() -> None:
    assert Table(number="1", caption="Visits", rows=(("a", "1"),)) != Table(
        number="1", caption="Visits"
    )
    assert Figure(number="1", caption="Doors", page=3) != Figure(number="1", caption="Doors")
    assert Footnote(mark="1", text="See.", start=4) != Footnote(mark="1", text="See.", start=5)
    assert Appendix(number="A", title="Letter") == Appendix(number="A", title="Letter", page=None)
    assert Mention(quote="(Okoro 2009)", start=7).heading == ()
