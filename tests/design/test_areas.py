"""Countries are those in which the study is made, each by one code."""

from __future__ import annotations

import pytest

from clew.design.areas import _names
from clew.design.reading import read_design
from clew.model import Section, Term


def codes(text: str, title: str | None = None) -> list[str | None]:
    design = read_design(title, [Section(name="abstract", text=text)])
    return [one.code for one in design.areas]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We compare lamps in Malawi and Nepal.", ["MW", "NP"]),
        ("The study is set in the UK and Great Britain.", ["GB"]),
        ("Fieldwork took place in England and Wales.", ["GB-ENG", "GB-WLS"]),
        ("We study keepers in Southwest England.", ["GB-ENG"]),
        (
            "Interviews in Trinidad and Tobago, the Netherlands and South Africa.",
            ["TT", "NL", "ZA"],
        ),
        ("It compares three states, Poland, Russia and Ukraine.", ["PL", "RU", "UA"]),
        ("We ask how Finnish children sleep in a survey.", ["FI"]),
        ("A study of Swedish and Danish registry data.", ["SE", "DK"]),
        ("We study Britain’s cities.", ["GB"]),
        ("Interviews in Curaçao and México.", ["CW", "MX"]),
        ("Interviews in Curacao and Peru.", ["CW", "PE"]),
        ("In India and Sri Lanka we study lamps.", ["IN", "LK"]),
    ],
)
def test_where(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A study by the University of Wales.",
        "Data are held by NHS England.",
        "The study has approval of the Wales Research Committee.",
        "The study uses the UK Biobank array.",
        "Countries such as Peru, Chile and Japan study it.",
        "Our team of researchers from Germany and India studies lamps.",
        "Japan has many lamps.",
        "Earlier research in France found lamps.",
        "We study polish and its market.",
        "We study how Indian or White respondents differ.",
        "Lamps from China light the world.",
        "The link of the survey uses a US version.",
        "Speakers of the project will be UK and other scholars.",
    ],
)
def test_where_it_is_not(text: str) -> None:
    assert codes(text) == []


def test_a_title_needs_no_further_sign() -> None:
    assert codes("", "Lamps and Moths in Bangladesh") == ["BD"]


def test_what_is_kept_of_a_country() -> None:
    design = read_design(None, [Section(name="aims", text="We hold interviews in Britain.")])
    assert design.areas == (
        Term(
            text="Britain",
            code="GB",
            term="United Kingdom",
            vocabulary="ISO 3166",
            quote="We hold interviews in Britain.",
            place="aims",
        ),
    )


def test_a_sentence_is_passed_over_for_want_of_words_that_only_names_have() -> None:
    assert _names() >= {"malawi", "trinidad", "u", "usa", "uk", "republic", "finnish"}
    assert _names().isdisjoint({"a", "of", "is", "s", "and", "the", "in"})
