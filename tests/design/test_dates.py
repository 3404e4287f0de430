"""Dates in a sentence, in words and in figures, alone and as spans."""

from __future__ import annotations

import time

import pytest

from clew.design.dates import dates


def told(text: str) -> list[str]:
    return [str(period) for _, _, period in dates(text)]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in 2004", ["2004"]),
        ("in late 2004", ["2004"]),
        ("in water year 2004", ["2004"]),
        ("in academic year 2004 to 2006", ["2004/2006"]),
        ("3 May 2004, in June 2004", ["2004-06"]),
        ("on 3 May 2004, on May 3-6, 2005, on 2004", ["2004-05", "2005-05"]),
        ("in the first half of 2004", ["2004"]),
        ("from the second quarter of 2004 to the last quarter of 2006", ["2004/2006"]),
        ("2004 Q1 - 2006 Q3", ["2004/2006"]),
        ("from Monday 3 May 2004 until Friday 12 June 2005", ["2004-05/2005-06"]),
        ("from 1950 through to 2012", ["1950/2012"]),
        ("(1988-1990 through 2008-2010)", ["1988/2010"]),
        ("in 1992-4, 1998-2000 and 2004-6", ["1992/2006"]),
        ("for 2008-09 and 2011-12", ["2008/2012"]),
        ("from 2008-09 to 2011-12", ["2008-09/2011-12"]),
        ("2014-03-01 through 2015-02-28", ["2014-03/2015-02"]),
        ("for the calendar year 2004", ["2004"]),
        ("a 2004 survey", ["2004"]),
        ("in the 1960's, in 1960s", []),
        ("from May 3, 2004, to June 12, 2005", ["2004-05/2005-06"]),
        ("from March 1 to December 31, 2012", ["2012-03/2012-12"]),
        ("12 May 2010 – 3 Aug. 2011", ["2010-05/2011-08"]),
        ("2014-03-01 to 2015-02-28", ["2014-03/2015-02"]),
        ("2014-03/2015-02", ["2014-03/2015-02"]),
        ("01/04/2012 - 31/03/2013", ["2012-04/2013-03"]),
        ("between 12/1982 and 09/2003", ["1982-12/2003-09"]),
        ("2013/14", ["2013/2014"]),
        ("2001-2", ["2001/2002"]),
        ("1995, 1998 and 2003", ["1995/2003"]),
        ("2011, 2001, 1991 and 1981", ["1981/2011"]),
        ("(1997, 2001, 2006)", ["1997/2006"]),
        ("2001/02, 2003/04 and 2005/06", ["2001/2006"]),
        ("2001, 2001, 2001", []),
        ("wave 1 (2004) to wave 5 (2013)", ["2004/2013"]),
        ("rounds 2 (2004) and 3 (2006)", []),
        ("round 2 (2004) and 3 (2006)", ["2004/2006"]),
        ("the Lamp Survey 2004", ["2004"]),
        ("the Lamp Survey (2004)", ["2004"]),
        ("wave 4 (2008) of the panel", ["2008"]),
    ],
)
def test_a_date(text: str, periods: list[str]) -> None:
    assert told(text) == periods


@pytest.mark.parametrize(
    "text",
    [
        "from 1851 respondents",
        "of 1968 elderly men",
        "data of 2017 households",
        "2015-02-28 to 2014-03-01",
        "the 1958 cohort",
        "in the 1990s",
        "in 2014, 2016",
        "from 1850 to the present",
        "14 of 2,004 lamps",
        "no. 1/04/20123",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert told(text) == []


def test_where_it_stands() -> None:
    assert [(a, b) for a, b, _ in dates("seen in May 2004 and 2005")] == [(8, 25)]


def test_a_long_line_takes_no_long_time() -> None:
    start = time.process_time()
    assert told("1/" * 20_000 + "May " * 20_000 + "(wave 1 " * 5_000) == []
    assert time.process_time() - start < 2
