"""Ages are read in the ways that people write them."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Kind, Section


def ages(text: str, title: str | None = None) -> list[tuple[float | None, float | None]]:
    design = read_design(
        title, [Section(name="abstract", text=text)] if text else [], kind=Kind.AWARD
    )
    assert all(one.unit == "years" for one in design.ages)
    return [(one.least, one.most) for one in design.ages]


@pytest.mark.parametrize(
    ("text", "range"),
    [
        ("We asked sailors aged 16–25.", (16, 25)),
        ("We asked sailors aged 16 to 25 years.", (16, 25)),
        ("We asked sailors aged between sixteen and twenty-five.", (16, 25)),
        ("We asked sailors aged from 18-80; most were tall.", (18, 80)),
        ("We asked sailors (ages 30-44).", (30, 44)),
        ("We asked sailors aged 16 and over.", (16, None)),
        ("We asked sailors aged 50+.", (50, None)),
        ("We asked sailors aged 65 years or older.", (65, None)),
        ("We asked sailors aged under twenty-one.", (None, 20)),
        ("We asked sailors aged over 60.", (60, None)),
        ("We asked 5 to 16-year-olds at sea.", (5, 16)),
        ("We asked 3 and 4 year old children.", (3, 4)),
        ("We asked 14-year-olds.", (14, 14)),
        ("We asked sailors 20-30 years of age.", (20, 30)),
        ("We asked those aged 11-15/16 years.", (11, 16)),
        ("We asked those aged 12 and under.", (None, 12)),
    ],
)
def test_an_age(text: str, range: tuple[float | None, float | None]) -> None:
    assert ages(text) == [range]


@pytest.mark.parametrize(
    "text",
    [
        "By 2040, a third of sailors worldwide will be aged 60 and over.",
        "An earlier study asked sailors aged 16 to 20.",
        "Babies aged 6 months were weighed.",
        "We asked sailors of 16 ships.",
        "The ageing fleet has 20 ships.",
        "Logs aged 400 years were read.",
        "We asked 212 sailors (mean age 34).",
        "The sailors we asked had an average age of 34.",
    ],
)
def test_what_is_no_age_of_those_studied(text: str) -> None:
    assert ages(text) == []


def test_an_age_in_a_title() -> None:
    assert ages("", "Letters of 14-Year-Olds at Sea, 1974") == [(14, 14)]


def test_other_years_have_other_ages() -> None:
    text = (
        "The first survey, in 1993, asked those aged 16 to 64. From 2007 those aged 16 and over "
        "were asked. It began small."
    )
    assert ages(text, "Survey of Sailors, 2007") == [(16, None)]
