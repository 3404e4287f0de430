"""Years of data that are there, and the time of the data that a description is of."""

from __future__ import annotations

import time

import pytest
from dating import when

from clew.design.dates import dates
from clew.design.holdings import next_to_holdings, of_described, of_holdings
from clew.design.sentences import Sentence, sentences
from clew.model import Kind


@pytest.mark.parametrize(
    ("text", "holdings", "beside"),
    [
        ("census records over 1851-1911", True, True),
        ("the 1991 and 2001 censuses", True, True),
        ("lamp records of ten harbours between 2002 and 2012", True, False),
        ("claims (i.e., of those insured) over a six month period May to June 2012", True, False),
        ("the Lamp Survey for the Reef (2002-2003)", True, False),
        ("the reports of 2002 to 2012", False, False),
        ("records of keepers who left from 2002 to 2012", False, False),
        ("records that show that lamps fell from 2002 to 2012", False, False),
        ("records used to show change from 2002 to 2012", True, False),
    ],
)
def test_years_of_data_that_are_there(text: str, holdings: bool, beside: bool) -> None:
    ((start, end, _),) = dates(text)
    assert of_holdings(text, start, end) is holdings
    assert next_to_holdings(text, start, end) is beside


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Deaths of moths in each harbour in 1849.", "1849"),
        ("A cross-section from 1988 of 62 lamps", "1988"),
        ("These data are weekly prices of oil for the year 2000.", "2000"),
        ("Shares of the vote in 49 U.S. harbours in 1920 and 1930.", "1920/1930"),
        ("Numbers of lamps by harbour, 1949 to 1960.", "1949/1960"),
        ("A 2010 survey asking keepers about oil.", "2010"),
        ("An account of lamps. A 1974 study of ferries by hand.", "1974"),
        ("Heights in inches of the keepers of Tallow Reef in 1979.", "1979"),
        ("Named gales that reached the harbour from 1950 through to 2012.", "1950/2012"),
        ("Lamps of the first harbour league, 1963-2008.", "1963/2008"),
        ("Lamp counts of the 2013 gale season.", "2013"),
        ("Data for lamps played with on August 11, 2017.", "2017-08"),
    ],
)
def test_what_a_dataset_begins_with_names_its_data(text: str, period: str) -> None:
    assert when(text, kind=Kind.DATASET) == period


@pytest.mark.parametrize(
    "text",
    [
        "Deaths of moths were reported in 1849.",
        "Data that a keeper presented to the harbour board in 1988.",
        "Lamps of keepers who were born in 1979.",
        "Lamps of keepers born between 1946 and 1958.",
        "The board ended the oil trade in 1979.",
        "In 1833 a keeper wrote of lamps.",
        "Source: Almanac of Lamps, 1990 and 1994.",
        "Lamps are bright. Heights of the keepers of Tallow Reef in 1979.",
        "Wages are given in 1982 dollars.",
        "Prices as deviations from the 1951-1980 means.",
    ],
)
def test_what_happened_is_not_when_the_data_were_gathered(text: str) -> None:
    assert when(text, kind=Kind.DATASET) is None


@pytest.mark.parametrize("kind", [None, Kind.AWARD, Kind.PUBLICATION])
def test_only_of_a_dataset_it_is_the_data_that_are_described(kind: Kind | None) -> None:
    text = "Heights in inches of the keepers of Tallow Reef in 1979."
    assert when(text, kind=Kind.DATASET) == "1979"
    assert when(text, kind=kind) is None
    assert when("Keepers were interviewed in May 1979.", kind=kind) == "1979-05"


def test_a_title_names_no_time_of_its_own() -> None:
    assert when("Lamps burn.", "Heights of keepers of Tallow Reef in 1979", Kind.DATASET) is None


def test_what_is_plainly_told_counts_before_what_is_described() -> None:
    told = "Heights of keepers of Tallow Reef in 1979. They were measured in May 1981."
    assert when(told, kind=Kind.DATASET) == "1981-05"


def test_the_first_sentence_of_a_piece() -> None:
    told = list(sentences("Lamps in 1979. Ferries in 1981.", "abstract"))
    assert [one.first for one in told] == [True, False]
    assert [
        [of_described(one, start, end, period) for start, end, period in dates(one.text)]
        for one in (Sentence("Lamps of the harbour in 1979.", "abstract"), told[1])
    ] == [[True], [False]]


def test_long_texts_take_no_longer_for_each_character() -> None:
    def spent(times: int) -> float:
        text = "data " * times + "in 1979"
        sentence = Sentence(text, "abstract")
        ((start, end, period),) = dates(text)
        begin = time.process_time()
        for _ in range(200):
            of_described(sentence, start, end, period)
            of_holdings(text, start, end)
        return time.process_time() - begin

    assert spent(2_000) < 40 * max(spent(200), 0.001)
