"""Which dates are those of gathering: what governs them, and what else they may belong to."""

from __future__ import annotations

import time

import pytest
from dating import when

from clew.design.periods import gathered
from clew.design.reading import read_design
from clew.design.sentences import Sentence
from clew.model import Section


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # What was done to gather, before its date or after it.
        ("Keepers were enrolled at ten lamps during 1996-2000.", "1996/2000"),
        ("Between May 2001 and June 2003, 306 keepers were duly enrolled.", "2001-05/2003-06"),
        ("A trial of lamps was conducted from May 1, 2001, to June 30, 2003.", "2001-05/2003-06"),
        ("A trial of dim lamps (enrolment August 2003-March 2006) ended.", "2003-08/2006-03"),
        ("Ethnographic fieldwork (January - November 2015) came first.", "2015-01/2015-11"),
        ("Moths were sampled from two islands in 2010-2011.", "2010/2011"),
        ("Data collection 01/04/2012 - 31/03/2013.", "2012-04/2013-03"),
        ("Children took part in the sighting survey in the years 1988 to 1994.", "1988/1994"),
        ("Focus groups took place in May and June 2012.", "2012-05/2012-06"),
        ("Questionnaires were sent to the harbours in March 2012.", "2012-03"),
        ("Blood samples were obtained in 2004-2006.", "2004/2006"),
        ("The study period was January 2004 to December 2005.", "2004-01/2005-12"),
        ("Data collection began in May 2004 and was completed in June 2005.", "2004-05/2005-06"),
        # Data that there are, with years in brackets, after them, or before the word.
        ("It is a case-control study of keepers and bakers (1994-1998).", "1994/1998"),
        ("It is based on 1992-97 data for the reef.", "1992/1997"),
        ("Lamp data are available from 1990 to 2009.", "1990/2009"),
        ("National data of the harbours (fiscal years 2001-2005) were used.", "2001/2005"),
        ("The data track all lamps (811) of the largest works from 1990 to 2003.", "1990/2003"),
        ("We analysed the data of keepers in two trials during 2001-06.", "2001/2006"),
        ("It merges data from wave 1 (2004) to wave 5 (2013).", "2004/2013"),
        ("The panel analysis will cover the period from 1980 to 2003.", "1980/2003"),
        ("It uses the first two waves of the panel for 2009/10 and 2010/11.", "2009/2011"),
        ("The register covers the years 2004-2009.", "2004/2009"),
        ("The records span 2004 to 2009.", "2004/2009"),
        ("Observations from 2001 to 2005 are given.", "2001/2005"),
        ("Data are available for the years 2004 to 2009.", "2004/2009"),
        ("Time period covered: January 2004 to March 2009", "2004-01/2009-03"),
        ("Temporal coverage: 2004-2009", "2004/2009"),
        ("Time period: data in 2008 to 2012.", "2008/2012"),
        ("We use data from the Lamp Survey 2004 of keepers.", "2004"),
        ("We use data of wave 4 (2008).", "2008"),
        ("The survey used (the Lamp Attitudes Survey 2004) is linked to harbours.", "2004"),
        ("The estimate used new lamp data for 2011.", "2011"),
        ("Data on lamps over ten years (approximately 2000-2010) are used.", "2000/2010"),
        (
            "Data from the Lamp study of the Trust over the period 2003 to 2010 are read.",
            "2003/2010",
        ),
        ("It will bring together censuses for the period 1851 to 1911.", "1851/1911"),
        ("Data will be employed to show how lamps changed between 1988 and 2012.", "1988/2012"),
        ("Lamp data aggregated by harbour between 2000 and 2004 were read.", "2000/2004"),
        ("Data on care over a six month period April - September 2017.", "2017-04/2017-09"),
        ("It links survey data (the Lamp Surveys of 2005 and 2007) to harbours.", "2005/2007"),
        ("Keepers were examined over ten years (1988-1990 through 2008-2010).", "1988/2010"),
        ("It links survey data of three rounds, in 1992-4, 1998-2000 and 2004-6.", "1992/2006"),
        (
            "Between May 2009 and June 2010, 156 newly diagnosed keepers were enrolled.",
            "2009-05/2010-06",
        ),
        ("A survey was taken in May 2004.", "2004-05"),
        ("Counts were obtained for each year from 2001 to 2012.", "2001/2012"),
        ("The data are lamp failures documented by the board between 1999 and 2000.", "1999/2000"),
        ("The data were collected on May 3, 2004.", "2004-05"),
        ("A poll conducted by the board on 29-31 May 2020.", "2020-05"),
    ],
)
def test_a_date_of_gathering(text: str, period: str) -> None:
    assert when(text) == period


@pytest.mark.parametrize(
    "text",
    [
        # Something else was held, searched or completed.
        "Four seminars were held for the participants between May 2008 and June 2009.",
        "Analyses of the survey, conducted in 2009, went on.",
        "A pilot survey was conducted in 2008.",
        "We searched for trials in MEDLINE (1966 to July 2007) and by hand.",
        "CONCLUSION Fewer lamps were recorded between 1999 and 2010.",
        "Background: Fewer lamps were recorded between 1999 and 2010.",
        "The keeper spoke at night in December 2013 about using data.",
        "Lamp data have projections (2020-2050) as well.",
        # Something else happened then.
        "Data were collected from keepers who left in 2004.",
        "Data were collected with tools that were agreed in 2004.",
        "Data collection was about the 2017 election.",
        "Data were recorded in the 2003 gale season.",
        "Household waste collection was known to respondents in 1945.",
        "In 2011 a new data collection form was used.",
        "In March 2016 a visitor will come to see how data are collected.",
        "From May 2004 to June 2005 data will be collected.",
        "It pools five studies initiated between 1976 and 2003.",
        "Recruitment commenced in 2015.",
        "Interviews about the flood in 1984 were read.",
        "Surveys of lamps after the gale in 1984 were read.",
        "It has a sample of births from 1997 to 2002.",
        "Records of keepers treated from 1996 to 1998 were read.",
        "The data come from the 1958 and 1970 birth cohorts.",
        "The coming census programme (2006-2011) has data.",
        "We give support in using the data between 2012 and 2017.",
        "The survey was of keepers who worked between 1996 and 2011.",
        "In 1957 a keeper gathered reporters at the lamp.",
        "In 2016 the reef recorded the most survey visits.",
        "It informs good practice for the next lamp census in 2021.",
        "Survey data on ferries built from 1947 to 1979 were read.",
        "Records of children admitted to the harbour house between 1987 and 2010 were read.",
        "Observations were given as deviations from the 1951-1980 means.",
        "In November 1993 the reef conducted elections of trial.",
        "Data came from the 2006 lamp data challenge.",
        "Survey data were given to between 2 and 3 keepers in the 1960's.",
        # Figures that are no years, and part of a list.
        "We used data from 1851 participants.",
        "It has data from the 1991, 2001 and, in time, the 2011 census.",
    ],
)
def test_a_date_of_something_else(text: str) -> None:
    assert when(text) is None


def test_what_is_told_less_plainly_counts_only_alone() -> None:
    loosely = "The study has data from the 2011 census."
    plainly = "Keepers were interviewed in May 2004. Others were interviewed in June 2005."
    assert when(loosely) == "2011"
    assert when(f"{plainly} {loosely}") == "2004-05/2005-06"


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("Harbour Survey, 2007", "For 2007 and 2014, surveys were conducted by the board.", None),
        ("Harbour Survey, 2007", "Surveys were conducted between 2006 and 2007.", "2006/2007"),
        ("Harbour Survey, 2007", "The survey was conducted in 2007.", "2007"),
        ("Harbour Surveys, 2007-2014", "In 2007 and 2014 surveys were conducted.", "2007/2014"),
        ("Harbour Survey", "In 2007 and 2014 surveys were conducted.", "2007/2014"),
    ],
)
def test_of_a_series_the_title_names_one(title: str, text: str, period: str | None) -> None:
    assert when(text, title) == period


def test_a_title_counts_only_alone() -> None:
    told = Section(name="abstract", text="Keepers were interviewed in May 2004.")
    title = "Lamps: survey data from 2001 to 2004"
    assert str(read_design(title, [told]).collected) == "2004-05"
    assert str(read_design(title, []).collected) == "2001/2004"


def test_how_plainly_it_is_told() -> None:
    told = [
        (str(one.period), one.plainly, one.words.text)
        for text in (
            "Data on ferries in ten harbours between 2002 and 2012.",
            "Data for 2002 to 2012.",
            "Keepers were surveyed in 2004.",
            "We use data from the 2004 Lamp Survey.",
        )
        for one in gathered(Sentence(text, "abstract"))
    ]
    assert told == [
        ("2002/2012", False, "between 2002 and 2012"),
        ("2002/2012", True, "2002 to 2012"),
        ("2004", True, "in 2004"),
        ("2004", False, "from the 2004"),
    ]


def test_of_a_year_and_a_month_in_it_the_month_is_kept() -> None:
    text = "Lamps were sampled from May 2005 to June 2010. Moths were sampled in 2005-2010."
    assert when(text) == "2005-05/2010-06"


def test_a_long_sentence_takes_no_long_time() -> None:
    start = time.process_time()
    text = "data of lamps (a) " * 300 + "in 2004 " * 300 + "were collected was " * 300
    assert when(text) is not None
    assert time.process_time() - start < 2
