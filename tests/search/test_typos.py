from __future__ import annotations

import pytest
from search.conftest import make_entry

from clew.index import Engine, memory_engine
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


def test_short_words_stay_unless_letters_changed_places_or_are_missing(engine: Engine) -> None:
    words = {"coppar": "copper", "woer": None, "wre": None, "wrie": "wire", "wirre": "wire"}
    words |= {"wore": None, "wird": None, "WRIE": None, "homw": None, "hoome": "home"}
    found = {word: correct(word, [word], engine) for word in words}
    assert {word: fix and fix.showing for word, fix in found.items()} == words


def test_a_long_text_stays_as_it_is(engine: Engine) -> None:
    text = "the coridor and what was said there at night by those who waited for a bell"
    assert correct(text, text.split(), engine) is None


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


def test_punctuation_and_longer_words_stay_as_they_are(engine: Engine) -> None:
    text = "(hosptial), hosptials: hosptial!"
    found = correct(text, ["hosptial", "hosptial!"], engine)
    assert found == Correction(showing="(hospital), hosptials: hospital!", instead=text)


@pytest.fixture(scope="module")
def crowded() -> Engine:
    """Return an index where a few words are common, and each has a rare one like it."""
    made = memory_engine()
    texts = ["resistance and behaviour, the smiths", "resistnace", "resisting", "behavior"]
    entries = [make_entry(n, f"T{n}", texts[0]) for n in range(1, 121)]
    entries += [make_entry(121 + at, f"T{121 + at}", text) for at, text in enumerate(texts[1:])]
    entries.append(make_entry(130, "Smithe", "x", people=("A. Smithz",)))
    made.replace(entries)
    made.commit(1)
    return made


def test_a_rare_word_gives_way_to_one_far_commoner(crowded: Engine) -> None:
    found = correct("resistnace", ["resistnace"], crowded)
    assert found == Correction(showing="resistance", instead="resistnace")
    assert Searcher(crowded).search("resistnace").total == 121
    exact = Searcher(crowded).search("resistnace", exact=True)
    assert (exact.correction, [hit.id for hit in exact.hits]) == (None, ["r121"])


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("resistance", id="common"),
        pytest.param("resisting", id="another-form-of-a-common-one"),
        pytest.param("behavior", id="the-other-spelling"),
        pytest.param("Smithe", id="in-a-title"),
        pytest.param("Smithz", id="a-name"),
    ],
)
def test_a_rare_word_that_may_be_meant_stays(crowded: Engine, word: str) -> None:
    assert correct(word, [word], crowded) is None
