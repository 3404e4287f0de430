"""When data were gathered, in whatever precision it is said."""

from __future__ import annotations

import pytest
from dating import when

from clew.design.reading import read_design
from clew.model import Period, Section, Term


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


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # Years of what already is, next to the data they are of.
        ("It uses light-dues records over 1851-1911.", "1851/1911"),
        ("Spending is taken from the Lamp Cost Survey (1968-2002).", "1968/2002"),
        ("We will analyse the Keepers Panel dataset during the period 1994 to 2011.", "1994/2011"),
        ("The 1996, 2001 and 2011 Censuses will be analysed.", "1996/2011"),
        ("It pools surveys conducted in 1995, 1998 and 2003.", "1995/2003"),
        ("The study will use harbour data from 1971 to 2011.", "1971/2011"),
        ("It is made from available census records over 1851-1911.", "1851/1911"),
        ("Keepers were seen in five survey waves between 1978-80 and 2003.", "1978/2003"),
        ("Keepers were interviewed from 2005 to 2009/10.", "2005/2010"),
        ("Letters, collected in 1969, will be read again.", "1969"),
        ("On six occasions between 1945 and 2010 keepers were asked to write.", "1945/2010"),
        ("The data was collected in autumn/winter 2018.", "2018"),
        ("Patient experience data were captured February to July 2019.", "2019-02/2019-07"),
        ("Trends (taken from the Gale and Lamp surveys, 1989-2010) are shown.", "1989/2010"),
        ("We match data sets across ten harbours between 2002 and 2012.", "2002/2012"),
        ("The project uses a sample of listed ferries from 1997 to 2004.", "1997/2004"),
        ("It has a dataset of harbours that covers the period 1993-2003.", "1993/2003"),
        ("We use the Lamp Survey for Gale and Reef (2009/10-2014/15).", "2009/2015"),
        ("We use the Lamp Survey (2001-2).", "2001/2002"),
        ("It analyses the 2003 and 2005 Keepers at Home Surveys.", "2003/2005"),
        ("It uses data from the 2011 harbour survey.", "2011"),
        ("Fielded in 2010 in ten harbours (with data from May 2012), it asks why.", "2010/2012-05"),
    ],
)
def test_years_of_what_already_is(text: str, period: str) -> None:
    assert when(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "It has data about youth 1954-76.",
        "Data were collected from 1850 to the present.",
        "Records are collected from 2009 onwards.",
        "Surveys will be held in 2014 and 2016.",
        "The surveys will be conducted in 2014, 2016 and 2018.",
        "A module is to be fielded in 2007.",
        "Data were collected in the 1990s.",
        "The sample are keepers born in 1939-52.",
        "Individual harbour datasets for years 1997-2022 held under another number.",
        "Keepers matter to surveys (Gale and Reef, 2005).",
        "We will survey keepers between 2014 and 2016.",
        "Survey data show that wrecks fell from 1997 to 2004.",
        "Keepers gathered at the harbour in 2010 to hear of the data.",
        "It draws on data collected for the 1970 Reef Cohort Study.",
        "The data are of keepers diagnosed between 2006 and 2010.",
        "From April 2020, this is no longer asked in the collection.",
        "In 2011 a longer questionnaire for data collection was introduced.",
        "The survey, set up in 1992, has data of keepers.",
        "We support users of the data between 2012 and 2017.",
    ],
)
def test_years_of_something_else(text: str) -> None:
    assert when(text) is None
