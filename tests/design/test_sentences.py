"""Sentences end where they end, and know whose story they tell."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.design.sentences import Sentence, sentences, years_in


def split(text: str) -> list[str]:
    return [one.text for one in sentences(text, "abstract")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We lit lamps. We counted moths.", ["We lit lamps.", "We counted moths."]),
        ("Was it dark? It was.", ["Was it dark?", "It was."]),
        ("About c. 40 lamps burned.", ["About c. 40 lamps burned."]),
        ("Lamps, e.g. Argand ones, burned.", ["Lamps, e.g. Argand ones, burned."]),
        ("As Dr. Vane et al. Noted, lamps burn.", ["As Dr. Vane et al. Noted, lamps burn."]),
        ("Moths weigh 2.5 grams each.", ["Moths weigh 2.5 grams each."]),
        ("All moths were counted.Since then lamps burn.",
         ["All moths were counted.", "Since then lamps burn."]),
        ("First line\nSecond line\n\nThird line", ["First line", "Second line", "Third line"]),
        ("Lamps burn\nall night.", ["Lamps burn all night."]),
        ("Lamps burned. 21 keepers watched.", ["Lamps burned.", "21 keepers watched."]),
        ("", []),
    ],
)  # fmt: skip
def test_where_they_end(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_very_long_one_is_cut_at_a_break() -> None:
    parts = split("lamp moth, " * 1000)
    assert max(map(len, parts)) <= 1000
    assert " ".join(parts).split() == ("lamp moth, " * 1000).split()


def test_a_line_without_a_break_is_cut_all_the_same() -> None:
    assert list(map(len, split("x" * 2500))) == [1000, 1000, 500]


@pytest.mark.parametrize(
    "text",
    [
        "A previous survey of 500 keepers found the same.",
        "Earlier research asked 40 keepers.",
        "A similar series covers ferrymen.",
        "It replaces two surveys of ferrymen.",
        "Keepers of 89 towers sleep badly (Vane et al., 2005).",
        "No study has asked keepers.",
        "Lamps are widely used by keepers.",
    ],
)
def test_what_others_did(text: str) -> None:
    assert Sentence(text, "abstract").of_others


@pytest.mark.parametrize(
    "text",
    ["We asked 40 keepers (21 of them at night).", "This study asks keepers.", "In 2005 we asked."],
)
def test_what_the_study_did(text: str) -> None:
    assert not Sentence(text, "abstract").of_others


def test_years_outside_the_title_are_another_study() -> None:
    years = frozenset({2011, 2014})
    texts = (
        "The 1999 survey asked ferrymen.",
        "In 2012 keepers were asked.",
        "Keepers were asked.",
    )
    told = [Sentence(text, "abstract", years).of_other_years for text in texts]
    assert told == [True, False, False]
    assert not Sentence("The 1999 survey asked ferrymen.", "abstract").of_other_years


def test_it_goes_on_from_the_sentence_before() -> None:
    one, two, three = sentences(
        "A 1999 survey came first. It asked ferrymen aged 20 to 30. Keepers came later.",
        "abstract",
        frozenset({2011}),
    )
    assert (one.of_other_years, two.of_other_years, three.of_other_years) == (True, True, False)


def test_plans_and_what_was_done() -> None:
    planned = Sentence("In 2031 we asked, and will ask in 2032.", "abstract")
    assert planned.planned
    assert not planned.plans(3)
    assert planned.plans(planned.text.index("2032"))
    assert not Sentence("We asked keepers.", "abstract").planned


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("No interviews were held.", "interviews", True),
        ("We did not hold interviews.", "interviews", True),
        ("We couldn’t hold interviews.", "interviews", True),
        ("Not at night, but interviews were held.", "interviews", False),
        ("Interviews, rather than surveys, were held.", "surveys", True),
        ("We held interviews.", "interviews", False),
    ],
)
def test_denials(text: str, word: str, denied: bool) -> None:
    assert Sentence(text, "abstract").denies(text.index(word)) is denied


def test_numbers_of_the_world_are_background() -> None:
    assert Sentence("An estimated 40 million people light lamps.", "abstract").background
    assert not Sentence("We met 40 people.", "abstract").background


@given(st.text(max_size=400))
def test_nothing_is_lost_and_nothing_added(text: str) -> None:
    told = "".join("".join(split(text)).split())
    short = "".join(text.split())
    assert len(told) <= len(short)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a. " * 60_000, "(" * 50_000, "; " * 50_000, "\n" * 50_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    for one in sentences(text, "abstract"):
        assert one.of_others is not None
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in 1991 and 2004", [1991, 2004]),
        ("the 1990s, the 1980's and the 1970’s", []),
        ("2,004 lamps, 1990% and 20,041 moths", []),
    ],
)
def test_years_in_a_text(text: str, years: list[int]) -> None:
    assert years_in(text) == years
