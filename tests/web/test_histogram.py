"""Years as bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clew.search import YearCounts
from clew.web.histogram import HEIGHT, WIDTH, histogram


def counts(years: dict[int, int]) -> YearCounts:
    return YearCounts(span="period", counts=years, not_stated=3)


def test_bars_stand_side_by_side_as_tall_as_their_results() -> None:
    drawn = histogram(counts({2010: 4, 2012: 2}), None, None)
    assert drawn is not None
    assert (drawn.first, drawn.last, drawn.not_stated) == (2010, 2012, 3)
    assert [(bar.years, bar.results, bar.x, bar.height) for bar in drawn.bars] == [
        ("2010", 4, 0.0, HEIGHT),
        ("2011", 0, 80.0, 0.0),
        ("2012", 2, 160.0, HEIGHT / 2),
    ]


def test_bars_outside_of_what_is_chosen_are_marked() -> None:
    drawn = histogram(counts({2010: 4, 2011: 1, 2012: 2}), 2011, 2011)
    assert drawn is not None
    assert [bar.inside for bar in drawn.bars] == [False, True, False]


def test_a_century_is_drawn_in_groups() -> None:
    drawn = histogram(counts(dict.fromkeys(range(1901, 2021), 1)), None, None)
    assert drawn is not None
    assert len(drawn.bars) == 60
    assert drawn.bars[0].years == "1901–1902"
    assert drawn.bars[-1].last == 2020


def test_one_year_is_no_histogram_and_slips_are_left_out() -> None:
    assert histogram(counts({2010: 4}), None, None) is None
    assert histogram(counts({}), None, None) is None
    assert histogram(counts({2010: 4, 9999: 1, 1: 2}), None, None) is None


@given(st.dictionaries(st.integers(1700, 2100), st.integers(0, 10**6), max_size=80))
def test_bars_stay_within_the_drawing(years: dict[int, int]) -> None:
    drawn = histogram(counts(years), None, None)
    for bar in drawn.bars if drawn else ():
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH + 0.1
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT + 0.1
        assert (bar.height > 0) == (bar.results > 0)
