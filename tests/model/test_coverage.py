"""Periods and places: what is read, what shares a day, what stays unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Period, Place
from clew.model.coverage import iso_date

DATES = st.builds(
    lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10])
)
PERIODS = st.builds(Period, start=st.none() | DATES, end=st.none() | DATES)


@st.composite
def closed_periods(draw: st.DrawFn) -> Period:
    """Draw a period with two ends, in order."""
    one, other = draw(DATES), draw(DATES)
    turned = Period(start=other, end=one)
    return turned if days(turned)[0] <= days(turned)[1] else Period(start=one, end=other)


def days(period: Period) -> tuple[date, date]:
    """Return the first and last day of a closed period."""
    assert period.first_day
    assert period.last_day
    return date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", Period(start="2016", end="2016")),
        ("2016-09", Period(start="2016-09", end="2016-09")),
        (" 2016-09-01 ", Period(start="2016-09-01", end="2016-09-01")),
        ("2016/2017-05", Period(start="2016", end="2017-05")),
        ("1991/..", Period(start="1991")),
        ("../1991", Period(end="1991")),
        ("1991/", Period(start="1991")),
        ("/1991", Period(end="1991")),
        ("2030-03-28T14:20:14Z/2031-01-01T00:00", Period(start="2030-03-28", end="2031-01-01")),
        ("soon/2031", Period(end="2031")),
        ("../..", None),
        ("/", None),
        ("", None),
        ("around 1950", None),
        ("2017/2016", None),
        ("2016-05/2016-04", None),
        ("2016-05/2016", Period(start="2016-05", end="2016")),
        ("2016/2016-05", Period(start="2016", end="2016-05")),
    ],
)
def test_an_interval_or_a_single_date(text: str, expected: Period | None) -> None:
    assert Period.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2030-03-28T14:20:14Z", "2030-03-28"),
        ("2030-03-28 14:20", "2030-03-28"),
        ("2030-03", "2030-03"),
        ("2030", "2030"),
        (" 2030 ", "2030"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("1900-02-29", None),
        ("2000-02-29", "2000-02-29"),
        ("2030-13", None),
        ("2030-00", None),
        ("2030-04-31", None),
        ("2030-04-00", None),
        ("0000", None),
        ("20300328", None),
        ("2030-3-28", None),
        ("28-03-2030", None),
        ("30", None),
        ("-2030", None),
        ("+2030", None),
        ("٢٠٣٠", None),
        ("²⁰³⁰", None),
        ("2030--1", None),
        ("..", None),
        ("", None),
        ("9" * 100_000, None),
        ("2030-03-28T14:20:14.123+01:00", "2030-03-28"),
        ("2030-03-28T142014Z", "2030-03-28"),
        ("2030-03-28+01:00", "2030-03-28"),
        ("2030Z", "2030"),
        ("2030-03-28 and later", None),
        ("2030-03-28/2031", None),
        ("2030-03-281", None),
        ("2030T14:20", None),
        ("2030-03-28T" + "1" * 100_000, None),
    ],
)
def test_a_date_of_any_precision_or_none(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


@given(DATES)
def test_every_real_date_is_kept_as_it_is(text: str) -> None:
    assert iso_date(text) == text


@given(st.text(max_size=30))
def test_what_is_kept_is_always_a_real_date(text: str) -> None:
    found = iso_date(text)
    if found is not None:
        day = Period(start=found, end=found).first_day
        assert day is not None
        assert date.fromisoformat(day).isoformat() == day
        assert iso_date(found) == found


@given(st.text(max_size=30))
def test_any_text_is_a_period_with_an_end_or_none_at_all(text: str) -> None:
    period = Period.parse(text)
    assert period is None or period.start or period.end


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(start="2016", end="2016"), "2016-01-01", "2016-12-31"),
        (Period(start="2016-02", end="2016-02"), "2016-02-01", "2016-02-29"),
        (Period(start="2015-02", end="2015-02"), "2015-02-01", "2015-02-28"),
        (Period(start="2016-09-05", end="2017-04"), "2016-09-05", "2017-04-30"),
        (Period(start="1991"), "1991-01-01", None),
        (Period(end="1991"), None, "1991-12-31"),
        (Period(), None, None),
    ],
)
def test_the_days_an_imprecise_end_can_mean(
    period: Period, first: str | None, last: str | None
) -> None:
    assert (period.first_day, period.last_day) == (first, last)


@given(DATES)
def test_a_single_date_begins_before_it_ends_and_keeps_its_own_words(text: str) -> None:
    period = Period.parse(text)
    assert period is not None
    first, last = days(period)
    assert first <= last
    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)


@given(PERIODS)
def test_what_a_period_is_written_as_reads_as_the_same_period(period: Period) -> None:
    again = Period.parse(str(period))
    told = (period.start or period.end) and not period.backwards
    assert again == (period if told else None)


@given(closed_periods())
def test_ends_in_order_are_not_backwards(period: Period) -> None:
    turned = Period(start=period.end, end=period.start)
    assert not period.backwards
    assert turned.backwards == (
        days(period)[1] < days(turned)[0] or days(turned)[0] > days(turned)[1]
    )


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(start="2016-09-01", end="2017"), "2016-09-01/2017"),
        (Period(start="2016", end="2016"), "2016"),
        (Period(start="2016"), "2016/.."),
        (Period(end="2016"), "../2016"),
        (Period(), ""),
    ],
)
def test_how_a_period_is_written(period: Period, text: str) -> None:
    assert str(period) == text


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("1937/1941", "1940/1950", True),
        ("1937/1939", "1940/1950", False),
        ("1937/1940", "1940-12-31", True),
        ("1937/1940-11", "1940-12", False),
        ("1937/..", "2020", True),
        ("../1937", "1938", False),
        ("../1937", "1900/..", True),
        ("../1937", "1938/..", False),
        ("2016-02", "2016-02-29", True),
        ("2016-02", "2016-03-01", False),
        ("2016", "2016", True),
    ],
)
def test_periods_that_share_a_day_overlap(one: str, other: str, share: bool) -> None:
    first, second = Period.parse(one), Period.parse(other)
    assert first
    assert second
    assert first.overlaps(second) is share


@given(PERIODS, PERIODS)
def test_overlap_is_symmetric(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(PERIODS)
def test_a_period_of_which_nothing_is_known_overlaps_every_other(period: Period) -> None:
    assert period.overlaps(Period())


@given(closed_periods())
def test_a_closed_period_overlaps_itself(period: Period) -> None:
    assert period.overlaps(period)


@given(closed_periods(), closed_periods())
def test_overlap_means_a_common_day(one: Period, other: Period) -> None:
    (first, last), (begin, end) = days(one), days(other)
    assert one.overlaps(other) == (max(first, begin) <= min(last, end))


@given(closed_periods(), closed_periods())
def test_opening_an_end_never_loses_an_overlap(one: Period, other: Period) -> None:
    if one.overlaps(other):
        assert Period(start=one.start).overlaps(other)
        assert Period(end=one.end).overlaps(other)


def test_a_place_has_a_name_and_perhaps_a_code() -> None:
    assert Place(name="Wales") == Place(name="Wales", code=None)
    assert Place(name="Wales", code="GB-WLS") != Place(name="Wales")
