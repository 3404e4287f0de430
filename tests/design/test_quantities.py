"""Numbers are read from figures and words, with ranges and what makes them open."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.design.quantities import number, quantities


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("41", 41),
        ("2,844", 2844),
        ("2.5", 2.5),
        ("seven", 7),
        ("twenty-one", 21),
        ("a hundred", 100),
        ("one hundred and twenty", 120),
        ("four thousand", 4000),
        ("3 million", 3_000_000),
        ("4-million", 4_000_000),
        ("12k", 12_000),
        ("two dozen", 24),
        ("half a dozen", 6),
    ],
)
def test_a_number(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("41 lamplighters", [(41, 41)]),
        ("between 4 and 8 visits", [(4, 8)]),
        ("6-12 months", [(6, 12)]),
        ("6–12 months", [(6, 12)]),
        ("three or four barges", [(3, 4)]),
        ("from 18 to 80", [(18, 80)]),
        ("at least 80 moorings", [(80, None)]),
        ("over 3,000 keepers", [(3000, None)]),
        ("more than twenty keepers", [(20, None)]),
        ("20+ keepers", [(20, None)]),
        ("up to four years", [(None, 4)]),
        ("fewer than 30 keepers", [(None, 30)]),
        ("around one hundred keepers", [(100, 100)]),
        ("c.10,000 wharves", [(10_000, 10_000)]),
        ("keepers (n = 125)", [(125, 125)]),
        ("keepers (N=960)", [(960, 960)]),
        ("3 and 4 year old otters", [(3, 4)]),
        ("12 locks and 9 weirs", [(12, 12), (9, 9)]),
        ("44 eastern locks and 41 western locks", [(44, 44), (41, 41)]),
    ],
)  # fmt: skip
def test_how_many(text: str, ranges: list[tuple[float | None, float | None]]) -> None:
    assert [(one.least, one.most) for one in quantities(text)] == ranges


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no figure at all",
        "20 per cent of lamps",
        "12% of lamps",
        "the 19th lamp",
        "£300,000 for lamps",
        "Study 2 lit them",
        "Key Stage 3 lamps",
        "SN 5545",
        "A4 paper",
        "someone",
        "aged 5-16any",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert list(quantities(text)) == []


def test_a_range_that_falls_is_two_numbers() -> None:
    assert [(one.first, one.last) for one in quantities("from 30 to 12 lamps")] == [
        (30, 30),
        (12, 12),
    ]


def test_years_are_told_apart() -> None:
    found = list(quantities("In 2009 we met 2,009 keepers and n = 1990"))
    assert [one.year for one in found] == [True, False, False]
    assert [one.counted for one in found] == [False, False, True]


@given(st.integers(1, 99_999_999))
def test_any_figure_is_read_with_and_without_commas(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value


@given(st.text(max_size=200))
def test_places_are_in_order_and_hold_what_was_read(text: str) -> None:
    found = list(quantities(text))
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
