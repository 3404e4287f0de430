"""Finding the words of a query in texts: cut at spaces, and each part analysed once."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clew.index import Token, memory_engine
from clew.search import Marked, marking
from clew.search.marking import Lexicon, Marker

ENGINE = memory_engine()
LEXICON = Lexicon(ENGINE)
WANTED = {"visit": 1.0, "home": 2.0, "a": 0.1, "naiv": 1.0, "strass": 1.0, "𝔸": 1.0}
# Letters of other scripts, marks that belong to the letter before, and every sort of space.
LETTERS = st.sampled_from("ab visthome.\n\t\u00a0\u2003'’-ïßİ\u0301\u0940क二𝔸²Ⅷ")


class Counting:
    """An engine that says what it was asked to analyse."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def analyse(self, text: str) -> list[Token]:
        self.asked.append(text)
        return ENGINE.analyse(text)


@given(st.one_of(st.text(max_size=200), st.text(LETTERS, max_size=300)))
def test_the_words_asked_for_are_those_of_the_whole_text(text: str) -> None:
    whole = [token for token in ENGINE.analyse(text) if token.term in WANTED]
    assert LEXICON.asked(text, WANTED) == whole


def test_words_stand_where_they_stand_in_the_text() -> None:
    assert LEXICON.asked("She visited  her home, visiting.", {"visit": 1.0, "home": 1.0}) == [
        Token("visit", 4, 11),
        Token("home", 17, 21),
        Token("visit", 23, 31),
    ]


@given(st.text("abdeginsty", min_size=1, max_size=12))
@example("dying")
@example("skies")
@example("Éclairs")
@example("ÆTHER")
def test_a_term_begins_as_its_word_does(word: str) -> None:
    (token,) = ENGINE.analyse(word)
    assert LEXICON.asked(f"the {word}, {word}", {token.term: 1.0}) == [
        Token(token.term, 4, 4 + len(word)),
        Token(token.term, 6 + len(word), 6 + 2 * len(word)),
    ]


def test_a_part_is_analysed_once_and_only_if_it_begins_as_a_term_does() -> None:
    counting = Counting()
    lexicon = Lexicon(counting)  # type: ignore[arg-type]
    for _ in range(3):
        lexicon.asked("Home and home again, hope", {"home": 1.0})
    assert counting.asked == ["Home", "home", "again,", "hope"]


def test_what_is_long_is_not_remembered() -> None:
    counting = Counting()
    lexicon = Lexicon(counting)  # type: ignore[arg-type]
    long = "home-" * 20
    for _ in range(2):
        assert len(lexicon.asked(long, {"home": 1.0})) == 20
    assert counting.asked == [long, long]


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "_REMEMBERED", 2)
    counting = Counting()
    Lexicon(counting).asked("one two three one", dict.fromkeys("ot", 1.0))  # type: ignore[arg-type]
    assert counting.asked == ["one", "two", "three", "one"]


def test_a_title_is_marked_and_its_words_told() -> None:
    marker = Marker(LEXICON, {"visit": 1.0, "home": 1.0}, 60)
    assert marker.marked("Visiting homes: a home visit") == (
        Marked("Visiting homes: a home visit", ((0, 14), (18, 28))),
        ("Visiting", "homes"),
    )


def test_words_are_told_that_the_snippet_leaves_out() -> None:
    text = "A visit to a visit of visits. " + "Nothing else was said of it. " * 5 + "Then home."
    cut, words = Marker(LEXICON, {"visit": 1.0, "home": 1.0}, 30).snippet(text)
    assert cut == Marked("A visit to a visit of visits. …", ((2, 7), (13, 18), (22, 28)))
    assert words == ("visit", "home")


def test_without_a_length_there_is_no_snippet() -> None:
    assert Marker(LEXICON, {"visit": 1.0}, 0).snippet("A visit") == (None, ())


def test_words_found_are_as_the_text_has_them() -> None:
    assert Marker(LEXICON, {"visit": 1.0}, 0).found("Home Visits; visiting") == ("Visits",)
