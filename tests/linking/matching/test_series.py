"""Works of one series, editions and issues are not one, however alike their titles."""

from __future__ import annotations

import pytest
from linking.made import work as record
from linking.matching.test_verdict import made, verdict

from clew.linking.matching.verdict import Verdict
from clew.linking.matching.work import Work, in_digits, work_of

PLACE = {"date": "2014", "venue": "Hearth Papers"}


def one(title: str, *people: str) -> Work:
    return made(title, *(people or ("Okoro S",)), **PLACE)


@pytest.mark.parametrize(
    ("title", "sister"),
    [
        ("Knocking at doors: a guide for mothers", "Knocking at doors: a guide for fathers"),
        ("Visits in North Elmland: a survey of homes", "Visits in Tallowshire: a survey of homes"),
        (
            "The stair cohort: first follow-up of homes",
            "The stair cohort: second follow-up of homes",
        ),
        ("The stair cohort: 5th visit to the homes", "The stair cohort: 6th visit to the homes"),
        ("The stair cohort and its homes, wave b", "The stair cohort and its homes, wave c"),
    ],
    ids=["readers", "places", "ordinals", "counted", "letters"],
)
def test_sisters_of_a_series_are_not_one(title: str, sister: str) -> None:
    assert verdict(one(title), one(sister)) != Verdict.SAME
    assert verdict(one(sister), one(title)) != Verdict.SAME


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Knocking at doors in family visiting", "Knokcing at doors in family visitng"),
        ("Electronic market places for used doors", "Electronic marketplaces for used doors"),
        ("The fourth workshop on stairs and doors", "The 4th workshop on stairs and doors"),
        ("Doors and stairs: the DSS model of homes", "Doors and stairs: the DDS model of homes"),
    ],
    ids=["mistyped", "one word or two", "in digits", "a letter"],
)
def test_other_spellings_are_one(title: str, other: str) -> None:
    assert verdict(one(title), one(other)) == Verdict.SAME


def test_what_a_whole_team_wrote_may_be_mistyped_beyond_recognition() -> None:
    title, other = "Working jobs without knocking at doors in a visited home", "joins"
    team = ("Okoro S", "Tallow R")
    mistyped = title.replace("jobs", other)
    assert verdict(one(title, *team), one(mistyped, *team)) == Verdict.SAME


@pytest.mark.parametrize(
    ("title", "other", "verdicts"),
    [
        (
            "Knocking at doors of homes, 2nd edition",
            "Knocking at doors of homes (third edn)",
            "version",
        ),
        (
            "Knocking at doors of homes, 2nd edition",
            "Knocking at doors of homes (second ed.)",
            "same",
        ),
        ("Knocking at doors of homes, 2nd edition", "Knocking at doors of homes", "same"),
    ],
    ids=["another", "spelt otherwise", "not stated"],
)
def test_editions_are_versions(title: str, other: str, verdicts: str) -> None:
    assert verdict(one(title), one(other)) == verdicts


def test_an_edition_may_stand_in_a_field_of_its_own() -> None:
    second, third = (
        work_of(record("Knocking at doors of homes", extra={"edition": text}))
        for text in ("2nd ed.", "Third edition")
    )
    assert (second.edition, third.edition) == ("2", "3")
    assert verdict(second, third) == Verdict.VERSION


@pytest.mark.parametrize(
    ("one_place", "other_place", "joined"),
    [
        ({"volume": "3", "issue": "1"}, {"volume": "3", "issue": "2"}, False),
        ({"volume": "3", "pages": "1-2"}, {"volume": "3", "pages": "90-91"}, False),
        ({"volume": "3", "pages": "1-2"}, {"volume": "3", "pages": "1"}, True),
        ({"volume": "3", "issue": "1"}, {"issue": "1"}, True),
    ],
    ids=["issues", "pages", "the same page", "not stated"],
)
def test_short_notices_of_two_issues_are_two(
    one_place: dict[str, str], other_place: dict[str, str], joined: bool
) -> None:
    made = (
        work_of(record("Short notices", container="Close Practice", **place))
        for place in (one_place, other_place)
    )
    assert (verdict(next(made), next(made)) == Verdict.SAME) is joined


def test_numbers_that_count() -> None:
    assert [in_digits(word) for word in ("4th", "fourth", "21st", "four", "door")] == [
        "4",
        "4",
        "21",
        "four",
        "door",
    ]


def test_a_title_that_is_only_an_edition_keeps_its_words() -> None:
    assert made("Second edition", "Okoro S").title == "second edition"
