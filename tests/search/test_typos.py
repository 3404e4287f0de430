from __future__ import annotations

import pytest

from clew.index import Engine
from clew.search import Correction, Searcher
from clew.search.typos import correct


@pytest.mark.parametrize(
    ("text", "showing"),
    [
        ("coridor", "corridor"),
        ("corrdior at night", "corridor at night"),
        ("hosptial wards", "hospital wards"),
        ("ocpper", "copper"),
        ("Resistnat", "resistant"),
    ],
)
def test_a_word_that_occurs_nowhere_gives_way(engine: Engine, text: str, showing: str) -> None:
    assert correct(text, text.split(), engine) == Correction(showing=showing, instead=text)


@pytest.mark.parametrize("text", ["corridor", "visiting", "xqzvvw", "cat", "10x", "the", "日本語"])
def test_other_words_stay(engine: Engine, text: str) -> None:
    assert correct(text, text.split(), engine) is None


def test_the_answer_says_what_it_searched_and_can_be_told_not_to(by_words: Searcher) -> None:
    answer = by_words.search("coridor silence")
    assert answer.correction == Correction(showing="corridor silence", instead="coridor silence")
    assert next(hit.id for hit in answer.hits) == "r3"
    instead = by_words.search("coridor", settings={"corrections": False})
    assert (instead.correction, instead.total) == (None, 0)


def test_what_is_in_quotes_is_never_corrected(by_words: Searcher) -> None:
    answer = by_words.search('"the coridor"')
    assert (answer.correction, answer.total) == (None, 0)
