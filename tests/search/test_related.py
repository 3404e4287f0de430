"""Vocabularies widen a query with related terms, switchably, and the answer names them."""

from __future__ import annotations

from typing import Any

import pytest
from search.conftest import make_entry

from clew.index import Engine, Filters, memory_engine
from clew.search import Answer, Expansion, Searcher
from clew.search.related import Thesaurus, found_in
from clew.search.variants import Widened
from clew.settings import SearchSettings
from clew.vocabularies import Heading, Vocabulary

VISITING = Vocabulary(
    name="visiting",
    headings=(
        Heading(
            label="Home visits",
            also=("house calls", "calling round"),
            narrower=(1, 2),
            broader=(3,),
        ),
        Heading(label="Unannounced calls", broader=(0,)),
        Heading(label="doorstepping", broader=(0,)),
        Heading(label="Outreach", narrower=(0,)),
        Heading(label="The rule of silence", also=("hush",)),
    ),
)
ENTRIES = (
    make_entry(1, "What home visits achieve"),
    make_entry(2, "House calls in winter"),
    make_entry(3, "A house, and telephone calls"),
    make_entry(4, "On unannounced calls by night"),
    make_entry(5, "Doorstepping in small towns"),
    make_entry(6, "Outreach, a history"),
    make_entry(7, "Hush, somebody calls"),
    make_entry(8, "Rules", passages=("They kept the rule of silence.",)),
)


@pytest.fixture
def engine() -> Engine:
    made = memory_engine()
    made.replace(ENTRIES)
    made.commit(1)
    return made


@pytest.fixture
def searcher(engine: Engine) -> Searcher:
    return Searcher(engine, vocabularies=[VISITING])


def ids(answer: Answer) -> list[int]:
    return [hit.number for hit in answer.hits]


EXPANSIONS = (
    Expansion(word="home visit", also=("house calls",), reason="other name in visiting"),
    Expansion(
        word="home visit",
        also=("Unannounced calls", "doorstepping"),
        reason="narrower term in visiting",
    ),
    Expansion(word="home visit", also=("Outreach",), reason="broader term in visiting"),
)


def test_related_terms_are_found_after_the_words_typed_and_named(searcher: Searcher) -> None:
    answer = searcher.search("home visit")
    assert answer.expansions == EXPANSIONS
    assert ids(answer)[0] == 1
    assert sorted(ids(answer)) == [1, 2, 4, 5, 6]
    assert answer.total == 5
    assert ids(answer)[-1] == 6


def test_each_hit_says_by_which_of_them_it_was_found(searcher: Searcher) -> None:
    why = {hit.number: hit.why for hit in searcher.search("home visit").hits}
    found = {number: one.expansions for number, one in why.items() if one}
    assert found == {
        1: (),
        2: (EXPANSIONS[0],),
        4: (
            Expansion(word="home visit", also=("Unannounced calls",), reason=EXPANSIONS[1].reason),
        ),
        5: (Expansion(word="home visit", also=("doorstepping",), reason=EXPANSIONS[1].reason),),
        6: (EXPANSIONS[2],),
    }
    assert why[2]
    assert why[2].sentence.startswith("Has “house calls” for “home visit” (other name in visiting)")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"expansions": False}, [1]),
        ({"vocabularies": False}, [1]),
        ({"broader_weight": 0.0}, [1, 2, 4, 5]),
        ({"narrower_weight": 0.0, "broader_weight": 0.0}, [1, 2]),
        ({"alternative_weight": 0.0}, [1, 4, 5, 6]),
    ],
)
def test_they_can_be_switched_off(
    searcher: Searcher, engine: Engine, changes: dict[str, Any], expected: list[int]
) -> None:
    assert sorted(ids(searcher.search("home visit", settings=changes))) == expected
    settings = SearchSettings(**changes)
    by_settings = Searcher(engine, settings=settings, vocabularies=[VISITING])
    assert sorted(ids(by_settings.search("home visit"))) == expected


def test_without_vocabularies_nothing_is_added(engine: Engine) -> None:
    answer = Searcher(engine).search("home visit")
    assert (ids(answer), answer.expansions) == ([1], ())


@pytest.mark.parametrize("words", ['"home visit"', "home AND visit", "title:home", "-home visit"])
def test_what_is_asked_for_strictly_is_not_widened(searcher: Searcher, words: str) -> None:
    assert set(ids(searcher.search(words))) <= {1}


def test_filters_hold_for_related_terms(searcher: Searcher) -> None:
    assert searcher.search("home visit", kind="thesis").total == 0


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("winter HOUSE CALL report", "HOUSE CALL"),
        ("the rules of silence", "the rules of silence"),
        ("calls", None),
        ("the", None),
        ("", None),
        ("home home visits visits", "home visits"),
    ],
)
def test_the_longest_term_in_a_query_counts(engine: Engine, words: str, typed: str | None) -> None:
    thesaurus = Thesaurus([VISITING], engine)
    found = thesaurus.widen(Widened(terms={}), words.split(), SearchSettings())
    assert {one.word for one in found.expansions} == ({typed} if typed else set())


def test_words_count_alone_and_phrases_together(engine: Engine) -> None:
    thesaurus = Thesaurus([VISITING], engine)
    found = thesaurus.widen(Widened(terms={"outreach": 1.0}), ["outreach"], SearchSettings())
    assert found.terms == {"outreach": 1.0}
    assert found.phrases == {"Home visits": 0.3}
    found = thesaurus.widen(Widened(terms={}), ["hush"], SearchSettings())
    assert found.phrases == {"The rule of silence": 0.5}


def test_terms_that_occur_nowhere_are_not_added(engine: Engine) -> None:
    odd = Vocabulary(
        name="odd", headings=(Heading(label="outreach", also=("zymurgy", "outreach zymurgy")),)
    )
    found = Thesaurus([odd], engine).widen(
        Widened(terms={"outreach": 1.0}), ["outreach"], SearchSettings()
    )
    assert found == Widened(terms={"outreach": 1.0})


def test_two_vocabularies_add_what_each_knows(engine: Engine) -> None:
    other = Vocabulary(name="other", headings=(Heading(label="outreach", also=("hush",)),))
    found = Thesaurus([VISITING, other], engine).widen(
        Widened(terms={"outreach": 1.0}), ["outreach"], SearchSettings()
    )
    assert [one.reason for one in found.expansions] == [
        "narrower term in visiting",
        "other name in other",
    ]
    assert found.terms == {"outreach": 1.0, "hush": 0.5}


def test_expansions_are_found_in_texts_as_whole_words(engine: Engine) -> None:
    one = Expansion(word="w", also=("House call", "hush", "us"), reason="r")
    found = found_in(["HOUSE CALLS.", "hushed", "house, our call"], [one], engine)
    assert found == (Expansion(word="w", also=("House call", "hush"), reason="r"),)
    assert found_in(["nothing"], [one], engine) == ()
    assert found_in(["anything"], [], engine) == ()


def test_counts_and_pages_agree(searcher: Searcher) -> None:
    pages = [searcher.search("home visit", limit=2, offset=at) for at in (0, 2, 4)]
    numbers = [number for page in pages for number in ids(page)]
    assert sorted(numbers) == [1, 2, 4, 5, 6]
    assert searcher.search("home visit", facets=["kind"]).facets[0].choices[0].count == 5
    assert searcher.search("home visit", filters=Filters()).total == 5
