"""When data were gathered, in whatever precision it is said."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Period, Section, Term


def when(text: str, title: str | None = None) -> str | None:
    design = read_design(title, [Section(name="abstract", text=text)])
    return str(design.collected) if design.collected else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The interviews happened between April 2011 and June 2012, at night.", "2011-04/2012-06"),
        ("Keepers were recruited from May 2013 to May 2015.", "2013-05/2015-05"),
        ("Fieldwork was carried out in autumn 2004.", "2004"),
        ("The survey was conducted in 2004.", "2004"),
        ("Data were collected during March to May 2019.", "2019-03/2019-05"),
        ("Data were collected in 2018/19.", "2018/2019"),
        ("Interviews were conducted 12 May 2010 – 3 Aug. 2011.", "2010-05/2011-08"),
        ("With data from 1996-2001, it asks why.", "1996/2001"),
        ("Interviews took place in 2001. Questionnaires were completed in 2003.", "2001/2003"),
    ],
)
def test_a_time(text: str, period: str) -> None:
    assert when(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "The report was published in 2004.",
        "The lamp law of 2004 is known.",
        "Data have been collected since 1989.",
        "The project took place from May 2010 to July 2012.",
        "A previous survey was conducted in 1999.",
        "Data will be collected in 2031.",
        "Interviews were held at night.",
        "The panel was inaugurated in 2008 with fieldwork at night.",
        "Data were collected between 2014 and 1999.",
    ],
)
def test_what_is_no_time_of_gathering(text: str) -> None:
    assert when(text) is None


def test_of_a_series_only_the_survey_in_the_title_counts() -> None:
    text = "The first survey was conducted in 1993. The third survey was conducted in 2007."
    assert when(text, "Survey of Keepers, 2007") == "2007"
    assert when(text) == "1993/2007"


def test_the_words_are_kept() -> None:
    text = "It rained. Interviews were held between May and July 2019."
    design = read_design(None, [Section(name="methods", text=text)])
    assert design.collected == Period(start="2019-05", end="2019-07")
    assert design.collected_as == Term(
        text="between May and July 2019",
        quote="Interviews were held between May and July 2019.",
        place="methods",
    )
