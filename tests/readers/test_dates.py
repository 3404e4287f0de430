"""Dates as people write them."""

from __future__ import annotations

import calendar
import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Period
from clew.readers.common.dates import parse_date, parse_period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/08/2017", "2017-08-01"),
        ("1/8/2017", "2017-08-01"),
        ("16.11.2018", "2018-11-16"),
        ("16-11-2018", "2018-11-16"),
        ("16-Nov-2018", "2018-11-16"),
        ("08/2017", "2017-08"),
        ("September 2015", "2015-09"),
        ("Sept. 2015", "2015-09"),
        ("SEP 2015", "2015-09"),
        ("September, 2015", "2015-09"),
        ("16 November 2018", "2018-11-16"),
        ("16th November 2018", "2018-11-16"),
        ("1st of May 2018", "2018-05-01"),
        ("November 16, 2018", "2018-11-16"),
        ("Nov 3rd, 2018", "2018-11-03"),
        ("Friday, 16 November 2018", "2018-11-16"),
        ("Fri, 16 Nov 2018 10:30:00 GMT", "2018-11-16"),
        ("16 November 2018 at 9:05", "2018-11-16"),
        ("2015", "2015"),
        ("  2015 ", "2015"),
        ("2015-09", "2015-09"),
        ("2018-11-16", "2018-11-16"),
        ("2018-11-16T14:20:14Z", "2018-11-16"),
        ("2018-11-16T14:20:14.123+01:00", "2018-11-16"),
        ("29/02/2016", "2016-02-29"),
    ],
)
def test_reads_the_precision_that_is_given(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "May",
        "16 November",
        "31/02/2017",
        "29/02/2015",
        "08/16/2017",
        "00/08/2017",
        "01/08/17",
        "2015-16",
        "2015/16",
        "0000",
        "0000-01-01",
        "13/2017",
        "32 May 2017",
        "16 Smarch 2018",
        "Ma 2015",
        "Ju 2015",
        "spring 2015",
        "2016-09-01 to 2017",
        "1 2 3 2015",
        "Friday",
        "٣ May 2015",
        "²/8/2017",
        "1/8/٢٠١٧",
    ],
)
def test_what_is_no_possible_date_is_absent(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_way_of_writing_a_day_means_that_day(day: datetime.date) -> None:
    name = calendar.month_name[day.month]
    iso = day.isoformat()
    assert parse_date(iso) == iso
    assert parse_date(f"{day.day:02}/{day.month:02}/{day.year}") == iso
    assert parse_date(f"{day.day} {name} {day.year}") == iso
    assert parse_date(f"{name} {day.day}, {day.year}") == iso
    assert parse_date(f"{name[:3]} {day.year}") == iso[:7]


@given(st.text(max_size=80))
def test_any_text_gives_a_date_that_can_be_read_again_or_nothing(text: str) -> None:
    found = parse_date(text)
    assert found is None or parse_date(found) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/09/2016 - 31/07/2017", Period(start="2016-09-01", end="2017-07-31")),
        ("May 2014 to June 2015", Period(start="2014-05", end="2015-06")),
        ("2001–2003", Period(start="2001", end="2003")),
        ("2001", Period(start="2001", end="2001")),
        ("2001 until further notice", Period(start="2001")),
        ("unknown - 31/07/2017", Period(end="2017-07-31")),
        ("unknown", None),
        ("", None),
    ],
)
def test_reads_a_span(text: str, expected: Period | None) -> None:
    assert parse_period(text) == expected


def test_a_very_long_line_costs_nothing() -> None:
    start = time.process_time()
    assert parse_date("1/" * 2_000_000) is None
    assert parse_period(" - ".join(["1"] * 500_000)) is None
    assert time.process_time() - start < 1
