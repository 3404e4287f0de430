"""How long people were followed, and how often each was seen."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Section


def told(text: str, field: str) -> list[tuple[float | None, float | None, str | None]]:
    design = read_design(None, [Section(name="abstract", text=text)], plans=True)
    return [(one.least, one.most, one.unit) for one in getattr(design, field)]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Keepers were interviewed over the course of 6-12 months.", (6, 12, "months")),
        ("Keepers were observed over 15 months.", (15, 15, "months")),
        ("We study encounters over the longer term (a period of 15 months).", (15, 15, "months")),
        ("It is a six year follow-up of keepers.", (6, 6, "years")),
        ("Keepers note the weather during a 2-week period.", (2, 2, "weeks")),
        ("This 2.5 year research project asks why.", (2.5, 2.5, "years")),
        ("This was a three-year long comparative research on lamps.", (3, 3, "years")),
        ("Keepers will be followed up for 2 years.", (2, 2, "years")),
        ("Keepers are assessed for up to four years.", (None, 4, "years")),
        ("We tracked lamps over a ten-year period.", (10, 10, "years")),
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
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert told(text, "durations") == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The keepers each took part in between 4 and 8 interviews.", (4, 8, "interviews")),
        ("Keepers were interviewed three times.", (3, 3, "times")),
        ("Keepers report the wind on 6-7 occasions per day.", (6, 7, "occasions")),
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
    text = "41 interviews with 7 practitioners, who each took part in between 4 and 8 interviews."
    assert told(text, "sample_size") == [(41, 41, "interviews"), (7, 7, "practitioners")]
    assert told(text, "repeated") == [(4, 8, "interviews")]
