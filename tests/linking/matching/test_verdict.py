"""Traps and true pairs: what the gate makes of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clew.linking.matching.comparison import compare
from clew.linking.matching.standing import WEIGHTS
from clew.linking.matching.verdict import Verdict, agreements, judge
from clew.linking.matching.work import Work, work
from clew.linking.names import person_name

LONG = "Knocking twice: doorsteps and decisions in family visiting"


def made(title: str, *people: str, **more: Any) -> Work:
    return work(title, [person_name(name) for name in people], **more)


def verdict(one: Work, two: Work) -> Verdict:
    works, pair = [one, two], np.array([[0, 1]])
    compared = compare(works, pair)
    bits = WEIGHTS.score(compared.levels)
    (agreement,) = agreements(works, pair, compared.levels, bits)
    return judge(agreement).verdict


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (made(LONG, "Okoro S", date="2014"), made(LONG + ".", "Samuel Okoro", date="2014-03")),
        (made(LONG, "Okoro S", date="2014"), made(LONG, "Okoro S")),
        (made("Stair lore", "Okoro S", date="2014"), made("Stair Lore", "S Okoro", date="2014")),
        (
            made(LONG, "Okoro S", date="2014", venue="Close Practice"),
            made(LONG, "Okoro S", date="2015", venue="Close practice"),
        ),
        (
            made(LONG + " (panel)", "Okoro S", date="2014", venue="Proceedings of Doors"),
            made(LONG, "Okoro S", date="2014", venue="Proceedings of Doors"),
        ),
    ],
    ids=["spelling", "no date on one side", "short but told", "online and in print", "a panel"],
)
def test_entries_of_one_work_are_the_same(one: Work, two: Work) -> None:
    assert verdict(one, two) == verdict(two, one) == Verdict.SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (made("Annual report", date="2014"), made("Annual report", date="2014")),
        (made("Short notices", venue="Doors"), made("Short notices", venue="Doors")),
        (made("Editorial", "Okoro S", date="2014"), made("Editorial", "Okoro S", date="2014")),
        (made("Wave one of the stair panel"), made("Wave two of the stair panel")),
        (made("The stair panel, part II"), made("The stair panel, part III")),
        (
            made(LONG, "Okoro S", date="2014", venue="Doors"),
            made("Erratum: " + LONG, "Okoro S", date="2014", venue="Doors"),
        ),
        (made(LONG, "Okoro S", date="2014"), made(LONG, "Moss A", date="2014")),
    ],
    ids=["report", "notices", "editorial", "waves", "parts", "erratum", "other people"],
)
def test_traps_are_not_the_same(one: Work, two: Work) -> None:
    assert verdict(one, two) == verdict(two, one) != Verdict.SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            made(LONG, "Okoro S", date="2012", venue="Stair Working Papers"),
            made(LONG, "Okoro S", date="2014", venue="Close Practice"),
        ),
        (made(LONG, "Okoro S", date="2009"), made(LONG, "Okoro S", date="2014")),
        (made(LONG, "Okoro S", date="2013"), made(LONG, "Okoro S", venue="Close Practice")),
    ],
    ids=["working paper", "editions", "draft and in press"],
)
def test_two_forms_of_one_work_are_versions(one: Work, two: Work) -> None:
    assert verdict(one, two) == verdict(two, one) == Verdict.VERSION


SERIES = "The stair study: participant information for {} taking part in the first wave"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (SERIES.format("mothers"), SERIES.format("fathers of twins")),
        ("Stair briefing papers: the banister years", "Stair briefing papers: a landing too far"),
    ],
    ids=["for mothers, for fathers", "two papers of one series"],
)
def test_sisters_of_a_series_are_no_versions(one: str, two: str) -> None:
    works = [made(title, "Okoro S", date="2014") for title in (one, two)]
    assert verdict(*works) == verdict(*reversed(works))
    assert verdict(*works) in (Verdict.QUESTION, Verdict.DIFFERENT)


def test_another_spelling_or_an_addition_is_a_version() -> None:
    short = made("Organising the staircase in terraced houses", "Okoro S", date="2014")
    spelt = made("Organizing the stair case in terraced houses", "Okoro S", date="2016")
    longer = made(short.title + ": first findings", "Okoro S", date="2014")
    assert [verdict(short, spelt), verdict(short, longer)] == [Verdict.VERSION] * 2


def test_contributions_to_one_book_are_its_parts() -> None:
    isbn = ["9780306406157"]
    one = made("The handbook of stairs and doors", "Okoro S", date="2014", isbns=isbn)
    two = made("The handbook of stairs and doors", "Moss A", date="2014", isbns=isbn)
    assert verdict(one, two) == verdict(two, one) == Verdict.PART


def test_nothing_stated_is_no_agreement() -> None:
    assert verdict(made(""), made("")) == Verdict.DIFFERENT


NAMES = ["Okoro S", "Samuel Okoro", "Sarah Okoro", "Moss A", "Okoro Moss"]
TITLES = [
    *(
        LONG,
        f"{LONG}.",
        LONG.replace("doors", "porch"),
        "Knocking twice",
        "Knocking, and decisions",
    ),
    *(
        "Annual report of 2",
        "Annual report of ii",
        "Report 3: visits of 2",
        "Report 3: visits of b",
    ),
]
VENUES = [None, "Trans. Door Syst.", "Transactions on Door Systems", "Door Syst. Trans.", "Stairs"]
works = st.builds(
    lambda title, people, date, venue: made(title, *people, date=date, venue=venue),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(NAMES), max_size=3),
    st.sampled_from([None, "2012", "2013", "2014"]),
    st.sampled_from(VENUES),
)


@given(works, works)
@example(made(LONG, "Okoro S", "Samuel Okoro"), made(LONG, "Okoro S", "Moss A"))
@example(made("Doors stairs kettles", "Okoro S"), made("Doors stairs homes yards", "Okoro S"))
def test_what_one_is_to_another_the_other_is_to_it(one: Work, other: Work) -> None:
    pairs = np.array([[0, 1], [1, 0]])
    compared = compare([one, other], pairs)
    bits = WEIGHTS.score(compared.levels)
    here, there = agreements([one, other], pairs, compared.levels, bits)
    assert compared.levels[0].tolist() == compared.levels[1].tolist()
    assert judge(here) == judge(there)
