from __future__ import annotations

import pytest

from clew.index import Facet, Field, Filters, Span
from clew.index.query import (
    And,
    Everything,
    Fuzzy,
    Is,
    Known,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Within,
    Word,
)
from clew.search import Matched, Searcher
from clew.search.why import described


@pytest.mark.parametrize(
    "words", ["home visits", "carers", '"rule of silence" night', "10.1234/wards"]
)
def test_shares_add_up_to_the_score(searcher: Searcher, by_words: Searcher, words: str) -> None:
    for hit in (*searcher.search(words).hits, *by_words.search(words).hits):
        assert hit.why is not None
        whole = hit.why.words_share + hit.why.meaning_share + hit.why.identifier_share
        assert whole == pytest.approx(hit.score)


def test_which_words_stand_in_which_field(by_words: Searcher) -> None:
    why = by_words.search("midwifery visit refused").hits[0].why
    assert why is not None
    assert why.matched == (
        Matched(field="title", words=("visits",)),
        Matched(field="description", words=("refusal",)),
        Matched(field="keywords", words=("midwifery",)),
    ) or why.matched == (
        Matched(field="title", words=("visits",)),
        Matched(field="keywords", words=("midwifery",)),
    )
    assert why.sentence.startswith("Has “visits” in its title, and has “")
    assert (why.meaning_share, why.similarity) == (0.0, None)


def test_the_nearest_passage_is_named(searcher: Searcher) -> None:
    hit = searcher.search("resistant parents at home").hits[0]
    assert hit.id == "r3"
    assert hit.why is not None
    assert hit.why.nearest == "2 Chapter"
    assert hit.why.similarity == pytest.approx(hit.passages[0].similarity, abs=0.01)
    assert "its passage 2 Chapter is near in meaning (0." in hit.why.sentence


def test_a_hit_by_meaning_alone_says_so(searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search("carers visits home").hits if hit.id == "r5")
    assert hit.why is not None
    assert hit.why.matched == ()
    assert hit.why.sentence.startswith("What it says of itself is near in meaning (0.")


def test_conditions_are_named(by_words: Searcher) -> None:
    filters = Filters(chosen={Facet.KIND: ("thesis", "award")})
    answer = by_words.search('visits -police "rule of silence"', filters=filters)
    assert answer.conditions == (
        "not “police”",
        "“rule of silence” word for word",
        "kind is thesis or kind is award",
    )
    assert answer.hits[0].why is not None
    assert answer.hits[0].why.conditions == answer.conditions


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Word("visit", Field.TITLE), "“visit” in title"),
        (Prefix("vis"), "words that begin “vis”"),
        (Fuzzy("vist"), "words like “vist”"),
        (Within(Span.YEAR, 2010, 2018), "year 2010 to 2018"),
        (Within(Span.PERIOD, None, 1950), "period up to 1950"),
        (Within(Span.PUBLISHED, 2001, None), "published from 2001"),
        (Within(Span.YEAR, 2001, 2001), "year 2001"),
        (Within(Span.AMOUNT, 100_000, None), "value from 100,000"),
        (Known("doi:10.1234/x"), "identifier doi:10.1234/x"),
        (Not(Is(Facet.ACCESS, "open")), "not access is open"),
        (
            And((Or((Word("a"), Word("b"))), Phrase("c d"))),
            "(“a” or “b”) and “c d” word for word",
        ),
        (Everything(), "anything"),
    ],
)
def test_trees_in_words(query: Query, words: str) -> None:
    assert described(query) == words
