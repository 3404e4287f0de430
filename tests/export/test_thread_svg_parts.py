from __future__ import annotations

from datetime import date
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.export.common.story import Span
from clew.export.thread_svg.curve import Curve, curves
from clew.export.thread_svg.element import element, number, points, write
from clew.export.thread_svg.layout import Picture, lay_out
from clew.export.thread_svg.measure import fit, text_width
from clew.export.thread_svg.scale import Scale
from clew.model import Bead, Kind, Link, LinkState, LinkType, Period, Thread


def test_numbers_are_short() -> None:
    assert [number(value) for value in (12, 12.04, 3.25, -0.04, -1.5)] == [
        "12",
        "12",
        "3.2",
        "0",
        "-1.5",
    ]
    assert points((1, 2), (3.25, 4)) == "1,2 3.2,4"


def test_elements() -> None:
    root = element(None, "g", class_="a", stroke_width=1.0, aria_label='"<&\x00')
    element(root, "text", "a\x1b < b")
    assert write(root) == (
        '<g class="a" stroke-width="1" aria-label="&quot;&lt;&amp;">\n'
        "  <text>a &lt; b</text>\n"
        "</g>\n"
    )


def test_fit() -> None:
    assert fit("one two three", 1000, 13, 2) == ["one two three"]
    assert fit("one two three four", 60, 13, 2) == ["one two", "three…"]
    assert fit("", 60, 13, 2) == []
    assert fit("unbreakable", 30, 13, 3) == ["unbr", "eaka", "ble"]
    assert fit("a" * 100_000, 60, 13, 1) == ["aaaaaa…"]


@given(st.text(), st.integers(30, 300), st.integers(1, 3))
def test_fitted_lines_fit(text: str, width: int, lines: int) -> None:
    fitted = fit(text, width, 13, lines)
    assert len(fitted) <= lines
    assert all(text_width(line, 13) <= width for line in fitted)


def test_wide_letters_count_more() -> None:
    assert text_width("戸", 10) > text_width("M", 10) > text_width("n", 10) > text_width("i", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)


def scale(first: str, last: str) -> Scale:
    return Scale.of([Span(date.fromisoformat(first), date.fromisoformat(last))], 0, 600)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2031-02-01", "2031-02-01", [2030, 2031, 2032, 2033]),
        ("2030-05-01", "2034-05-01", [2030, 2031, 2032, 2033, 2034, 2035]),
        ("2001-01-01", "2019-12-31", [2005, 2010, 2015, 2020]),
        ("1850-01-01", "2020-01-01", [*range(1860, 2021, 20)]),
        ("0001-01-01", "9999-12-31", [2000, 4000, 6000, 8000, 10000]),
        ("0001-01-01", "0001-01-01", [1, 2, 3, 4]),
    ],
)
def test_round_years_get_a_line(first: str, last: str, years: list[int]) -> None:
    assert [year for year, _ in scale(first, last).ticks()] == years


def test_days_stand_in_their_year() -> None:
    three = scale("2030-01-01", "2032-12-31")
    assert three.x(date(2030, 1, 1)) == 0
    assert three.x(date(2031, 1, 1)) == 200
    assert three.x(date(2031, 7, 3)) == pytest.approx(300, abs=1)
    assert three.x(date(2032, 12, 31)) < 600


@given(st.lists(st.dates(), min_size=1, max_size=8))
def test_time_runs_from_left_to_right(days: list[date]) -> None:
    of = Scale.of([Span(day, None) for day in days], 0, 600)
    places = [of.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 600


def drawn(*ends: tuple[str, str]) -> tuple[Picture, list[Curve]]:
    beads = (
        Bead(
            id="award",
            kind=Kind.AWARD,
            title="Doors",
            depth=0,
            period=Period(start="2030", end="2032"),
        ),
        Bead(id="data", kind=Kind.DATASET, title="Doors", depth=0, published="2031"),
        Bead(id="paper", kind=Kind.PUBLICATION, title="Latches", depth=0, published="2030"),
        Bead(id="book", kind=Kind.PUBLICATION, title="Hinges", depth=0, published="2035"),
    )
    links = [
        Link(subject=subject, type=LinkType.CITES, object=object, state=LinkState.STATED)
        for subject, object in ends
    ]
    picture = lay_out(Thread(root="award", beads=beads, links=()))
    return picture, curves(picture, links)


def joined(*ends: tuple[str, str]) -> list[Curve]:
    return drawn(*ends)[1]


def test_a_curve_ends_where_its_arrow_points() -> None:
    up, down = joined(("data", "award"), ("award", "data"))
    assert up.points[0][1] > up.points[3][1]
    assert down.points[0][1] < down.points[3][1]
    tip = up.arrow[0]
    assert tip[1] < up.points[3][1]
    assert all(corner[1] > tip[1] for corner in up.arrow[1:])


def test_marks_of_one_row_are_joined_below() -> None:
    back, forth = joined(("book", "paper"), ("paper", "book"))
    assert back.points[0][0] > back.points[3][0]
    assert forth.points[0][0] < forth.points[3][0]
    assert back.at(0.5)[1] > back.points[0][1]


def test_what_has_no_two_ends_is_not_drawn() -> None:
    assert joined(("award", "award"), ("award", "elsewhere"), ("elsewhere", "award")) == []


def test_numbers_keep_apart() -> None:
    badges = [
        curve.badge
        for curve in joined(
            ("data", "award"), ("paper", "award"), ("paper", "data"), ("book", "data")
        )
    ]
    for (x, y), (a, b) in combinations(badges, 2):
        assert hypot(x - a, y - b) > 17


def test_curves_go_around_labels() -> None:
    picture, found = drawn(("data", "award"), ("paper", "award"), ("book", "data"))
    boxes = [mark.label_box for mark in picture.marks]
    assert len(boxes) == 4
    for curve in found:
        for x, y in (curve.at(n / 20) for n in range(21)):
            assert not any(l < x < r and t < y < b for l, t, r, b in boxes)  # noqa: E741


def test_as_many_links_as_people_look_at_keep_apart() -> None:
    found = joined(*[("book", "award")] * 30)
    assert len(found) == 30
    assert len({curve.points for curve in found}) > 10


def test_very_many_links_are_drawn_at_once() -> None:
    found = joined(*[("book", "award")] * 130)
    assert len(found) == 130
    assert len({curve.points for curve in found}) == 1
