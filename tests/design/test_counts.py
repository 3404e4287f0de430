"""Numbers of people, organisations, places, waves, and of what was gathered."""

from __future__ import annotations

import pytest

from clew.design.reading import read_design
from clew.model import Amount, Kind, Section


def told(text: str, field: str) -> list[tuple[float | None, float | None, str | None]]:
    design = read_design(None, [Section(name="abstract", text=text)], kind=Kind.AWARD)
    return [(one.least, one.most, one.unit) for one in getattr(design, field)]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (
            "We hold 41 interviews with 7 lighthouse workers and staff.",
            [(41, 41, "interviews"), (7, 7, "lighthouse workers and staff")],
        ),
        (
            "The survey reached 3,225 harbour schoolchildren.",
            [(3225, 3225, "harbour schoolchildren")],
        ),
        (
            "Interviews with thirty Harwick-based family businesses were held.",
            [(30, 30, "Harwick-based family businesses")],
        ),
        (
            "18 young people and parents took part in focus groups.",
            [(18, 18, "young people and parents")],
        ),
        (
            "We recruited pupils from 44 northern schools and 41 southern schools.",
            [(44, 44, "northern schools"), (41, 41, "southern schools")],
        ),
        (
            "We follow a group of around 14,000 who went to sea that year.",
            [(14_000, 14_000, "people")],
        ),
        (
            "Both crews were tested: sailors (n = 125) and cooks (n=40).",
            [(125, 125, "sailors"), (40, 40, "cooks")],
        ),
        ("Three or four case studies test it.", [(3, 4, "case studies")]),
        (
            "A representative sample of c.10,000 ferries, of which 600 companies answered.",
            [(600, 600, "companies")],
        ),
        ("Over 2,000 respondents answered.", [(2000, None, "respondents")]),
        ("It is a corpus of 4-million words.", [(4_000_000, 4_000_000, "words")]),
        ("Data come from 24 general practices.", [(24, 24, "general practices")]),
        (
            "12 participants were recruited from 9 centres and all patients stay.",
            [(12, 12, "participants"), (9, 9, "centres")],
        ),
        ("Answers were obtained (n=3300) in a survey.", [(3300, 3300, None)]),
        ("Twelve focus groups were held.", [(12, 12, "focus groups")]),
        (
            "The study held 19 focus groups, each with six to eight parents.",
            [(19, 19, "focus groups")],
        ),
    ],
)
def test_sample_size(text: str, size: list[tuple[float | None, float | None, str | None]]) -> None:
    assert told(text, "sample_size") == size


@pytest.mark.parametrize(
    "text",
    [
        "A previous survey of 500 keepers and 12 mothers said so.",
        "An estimated 3 million people live by harbours, and each study says so.",
        "One participant left.",
        "The union has 11,000 members.",
        "The 2009 questionnaires were burnt.",
        "We will present it at two conferences for 50 experts of the case.",
        "Three partner organisations help the study.",
        "It costs 40 pounds for a study.",
        "Key Stage 2 pupils were studied.",
        "The study lasted 12 months.",
        "20 per cent of participants agreed.",
        "Our target audience is 40 pupils of the study.",
    ],
)
def test_what_is_no_sample(text: str) -> None:
    assert told(text, "sample_size") == []


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("The survey reached three local authorities.", [(3, 3, "local authorities")]),
        (
            "Fieldwork is set in 14 neighbourhoods of 5 harbour cities.",
            [(14, 14, "neighbourhoods"), (5, 5, "harbour cities")],
        ),
        (
            "The cohort lives in over 700 communities of 19 countries.",
            [(700, None, "communities"), (19, 19, "countries")],
        ),
        ("By 2035, 300 cities worldwide will have lamps.", []),
        ("The seminars visit four cities with speakers of each.", []),
    ],
)
def test_sites(text: str, sites: list[tuple[float | None, float | None, str | None]]) -> None:
    assert told(text, "sites") == sites


@pytest.mark.parametrize(
    ("text", "waves"),
    [
        ("Six waves of data were collected.", [(6, 6, "waves")]),
        ("It holds Sweeps 1-9 of the panel.", [(9, 9, "sweeps")]),
        ("Data were gathered at three time points.", [(3, 3, "time points")]),
        ("This is Wave 3.", []),
    ],
)
def test_waves(text: str, waves: list[tuple[float | None, float | None, str | None]]) -> None:
    assert told(text, "waves") == waves


def test_the_sentence_is_the_evidence() -> None:
    text = "The moon rose. We will interview 12 lamp  makers and employees. They agreed."
    design = read_design("Lamps", [Section(name="aims", text=text)], kind=Kind.AWARD)
    assert design.sample_size == (
        Amount(
            text="12 lamp makers and employees",
            least=12,
            most=12,
            unit="lamp makers and employees",
            quote="We will interview 12 lamp makers and employees.",
            place="aims",
            planned=True,
        ),
    )
    assert design.sample_size[0].from_text
