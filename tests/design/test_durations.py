"""How long people were followed, and how often each was seen."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Kind, Section


def told(text: str, field: str) -> list[tuple[float | None, float | None, str | None]]:
    design = read_design(None, [Section(name="abstract", text=text)], kind=Kind.AWARD)
    return [(one.least, one.most, one.unit) for one in getattr(design, field)]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Keepers were interviewed over the course of 5-10 months.", (5, 10, "months")),
        ("Keepers were observed over 15 months.", (15, 15, "months")),
        ("We study how lamps are lit (for a period of 14 months).", (14, 14, "months")),
        ("It is a six year follow-up of keepers.", (6, 6, "years")),
        ("Keepers note the weather during a 2-week period.", (2, 2, "weeks")),
        ("This 3.5 year research project asks why.", (3.5, 3.5, "years")),
        ("It was a four-year long comparative study of lamps.", (4, 4, "years")),
        ("Keepers will be followed up for 2 years.", (2, 2, "years")),
        ("Keepers are assessed for up to four years.", (None, 4, "years")),
        ("We tracked lamps over a ten-year period.", (10, 10, "years")),
        ("There are six weeks of intensive fieldwork in each harbour.", (6, 6, "weeks")),
        ("The three-year length of the project allows it.", (3, 3, "years")),
        ("The trial is recruiting 811 keepers over 7.5 years.", (7.5, 7.5, "years")),
        ("It is a survey of keepers over a two-week 'time window'.", (2, 2, "weeks")),
        ("There are three assessment phases over six-months.", (6, 6, "months")),
        ("Through a 15 month collaboration it asks why.", (15, 15, "months")),
        (
            "This two year research project makes an original and broad evidence base.",
            (2, 2, "years"),
        ),
    ],
)
def test_a_duration(text: str, length: tuple[float | None, float | None, str]) -> None:
    assert told(text, "durations") == [length]


@pytest.mark.parametrize(
    "text",
    [
        "Over the past 10 years research on lamps has grown.",
        "The lamp was tested 3 years ago.",
        "Prisoners serve sentences of 15 years or more.",
        "In over 100 years of lamp making no study has asked.",
        "They were visited every 6 weeks.",
        "Those aged 12 years were asked.",
        "An earlier study followed keepers over 5 years.",
        "It was measured two weeks later.",
        "Keepers were recruited to the study within 6 months of appointment.",
        "Interviews are with keepers who have been living ashore for at least five years.",
        "For the research she will work in Bergen for 7 months as a visiting researcher.",
        "She has recently completed a two year project on lamps.",
        "The original lamp study followed keepers for 4 years.",
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert told(text, "durations") == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The keepers each gave between 5 and 9 interviews.", (5, 9, "interviews")),
        ("Keepers were interviewed three times.", (3, 3, "times")),
        ("Keepers report the wind on 3-4 occasions a night.", (3, 4, "occasions")),
        ("Keepers were visited twice.", (2, 2, "times")),
        ("We held four interviews with each keeper.", (4, 4, "interviews")),
        ("There were two visits per household.", (2, 2, "visits")),
    ],
)
def test_how_often(text: str, times: tuple[float, float, str]) -> None:
    assert told(text, "repeated") == [times]


@pytest.mark.parametrize(
    "text",
    [
        "Lamps were tested four times more often.",
        "An earlier study interviewed keepers three times.",
        "The lamp failed three times.",
    ],
)
def test_what_is_no_repetition(text: str) -> None:
    assert told(text, "repeated") == []


def test_what_each_did_is_not_the_sample() -> None:
    text = "38 interviews with 6 practitioners, who each gave between 5 and 9 interviews."
    assert told(text, "sample_size") == [(38, 38, "interviews"), (6, 6, "practitioners")]
    assert told(text, "repeated") == [(5, 9, "interviews")]
