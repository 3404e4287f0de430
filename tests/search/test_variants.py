from __future__ import annotations

import pytest

from clew.index import Engine, Entry, memory_engine
from clew.search import Expansion, Searcher
from clew.search.variants import widen

TEXTS = (
    "Behavioural problems in the colour organisation programme",
    "Behavior of colors",
    "A multiagency panel",
    "Multi agency working. Agency of many. Multi storey.",
    "Night Visiting Panels meet at night",
    "Four hours of flour",
)


@pytest.fixture
def engine() -> Engine:
    made = memory_engine()
    made.replace(
        Entry(
            number=number,
            slug=str(number),
            revision=1,
            kind="publication",
            title=text,
            text=text,
            acronyms={"NVP": "Night Visiting Panel"} if number == 5 else {},
        )
        for number, text in enumerate(TEXTS, 1)
    )
    made.commit(1)
    return made


@pytest.mark.parametrize(
    ("word", "also", "reason"),
    [
        ("colour", ("color",), "other spelling"),
        ("Colors", ("colours",), "other spelling"),
        ("organization", ("organisation",), "other spelling"),
        ("program", ("programme",), "other spelling"),
        ("behavior", ("behaviour",), "other spelling"),
        ("multi-agency", ("multiagency",), "in one word"),
        ("multiagency", ("multi-agency",), "in two words"),
        ("NVP", ("Night Visiting Panel",), "acronym"),
    ],
)
def test_words_are_searched_in_their_other_forms_and_it_is_said(
    engine: Engine, word: str, also: tuple[str, ...], reason: str
) -> None:
    terms = {token.term: 1.0 for token in engine.analyse(word)}
    found = widen([word], terms, engine)
    assert found.expansions == (Expansion(word=word, also=also, reason=reason),)


@pytest.mark.parametrize("word", ["four", "hours", "flour", "panel", "absent", "", "-", "re-"])
def test_words_without_another_form_stay_alone(engine: Engine, word: str) -> None:
    terms = {token.term: 1.0 for token in engine.analyse(word)}
    assert widen([word], terms, engine).terms == terms


def test_two_spellings_weigh_as_one_word(engine: Engine) -> None:
    found = widen(["colour"], {"colour": 1.0}, engine)
    assert set(found.terms) == {"colour", "color"}
    assert found.terms["colour"] == pytest.approx(found.terms["color"])
    assert found.terms["colour"] < 1


def test_the_answer_finds_and_names_them(engine: Engine) -> None:
    answer = Searcher(engine).search("colour")
    assert {hit.number for hit in answer.hits} == {1, 2}
    assert answer.expansions == (
        Expansion(word="colour", also=("color",), reason="other spelling"),
    )
    plain = Searcher(engine).search("colour", settings={"expansions": False})
    assert ({hit.number for hit in plain.hits}, plain.expansions) == ({1}, ())


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("a night visiting panel, again", "night visiting panel"),
        ("Night Visiting Panel", "Night Visiting Panel"),
        ("night visiting", None),
        ("visiting night panel", None),
    ],
)
def test_a_name_finds_what_is_short_for_it(engine: Engine, words: str, typed: str | None) -> None:
    terms = {token.term: 1.0 for token in engine.analyse(words)}
    found = widen(words.split(), terms, engine)
    expected = (Expansion(word=typed, also=("NVP",), reason="acronym"),) if typed else ()
    assert tuple(one for one in found.expansions if one.reason == "acronym") == expected
    assert found.terms.get("nvp") == (1.0 if typed else None)


def test_an_acronym_finds_its_long_form(engine: Engine) -> None:
    assert Searcher(engine).search("NVP").hits[0].number == 5
