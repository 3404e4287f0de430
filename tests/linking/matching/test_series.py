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


TEAM = ("Okoro S", "Tallow R")


@pytest.mark.parametrize(
    ("one_of_them", "another"),
    [
        ("mothers", "fathers"),
        ("men", "women"),
        ("formal helpers", "informal helpers"),
        ("Northern homes", "Southern homes"),
        ("the east", "the west"),
        ("Lancaster", "Leicester"),
        ("wave a", "wave b"),
        ("part i", "part ii"),
        ("the fourth visit", "the fifth visit"),
    ],
)
def test_sisters_of_a_whole_team_are_not_one_either(one_of_them: str, another: str) -> None:
    title = (
        "Knocking at doors and counting of stairs and landings in the homes of many families: {}"
    )
    sisters = [one(title.format(which), *TEAM) for which in (one_of_them, another)]
    assert verdict(*sisters) == verdict(*reversed(sisters)) != Verdict.SAME


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("The fourth workshop on stairs and doors", "The foruth workshop on stairs and doors"),
        ("Doors as SQL 3 has them, and stairs", "Doors as SQL3 has them, and stairs"),
        ("Visits over 12 months to many homes", "Visits over 12months to many homes"),
        ("Giving in secret, in charitable homes", "Giving in secret, incharitable homes"),
        ("Crawling through hidden doors", "Crawling through hiddend oors"),
        ("Doors and stairs of the US economy", "Doors and stairs of the U.S. economy"),
    ],
    ids=[
        "a number",
        "a number in a name",
        "a number in a word",
        "a small word",
        "a space swapped",
        "letters",
    ],
)
def test_a_space_more_or_fewer_or_letters_swapped_make_no_other_work(
    title: str, other: str
) -> None:
    assert verdict(one(title), one(other)) == verdict(one(other), one(title)) == Verdict.SAME


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
