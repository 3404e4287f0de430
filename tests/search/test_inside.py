"""A search in one text: its best passages, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.conftest import ENTRIES, WordEncoder, make_entry

from clew.errors import QueryError
from clew.index import Facet, Filters, memory_engine, open_vectors
from clew.index.query import Numbers, Span, Within
from clew.search import PassageHit, Searcher, embed

CORRIDOR, WARDS = 3, 2


def ordinals(found: tuple[PassageHit, ...]) -> list[int]:
    return [one.ordinal for one in found]


def test_passages_of_one_text_come_best_first_with_their_places(by_words: Searcher) -> None:
    first, second = by_words.passages(CORRIDOR, "silence corridor visited")
    assert (first.ordinal, first.place, first.page) == (1, "1 Chapter", 10)
    assert first.snippet.html() == (
        "Nobody spoke in the <mark>corridor</mark> at night; the rule of <mark>silence</mark>"
        " was absolute."
    )
    assert second.ordinal == 2


def test_other_texts_with_the_words_are_left_out(by_words: Searcher) -> None:
    assert by_words.search("copper").total == 2
    assert ordinals(by_words.passages(CORRIDOR, "copper")) == [3]
    assert by_words.passages(4, "copper") == ()  # found, but it has no full text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"rule of silence"', [1]),
        ("visits NOT second", []),
        ("title:corridor", [1]),
        ("behaviour", []),
        ("", []),
        ("10.1234/wards", []),
        ('(("', []),
    ],
)
def test_the_whole_language_holds_inside_a_text(
    by_words: Searcher, words: str, expected: list[int]
) -> None:
    assert ordinals(by_words.passages(CORRIDOR, words)) == expected


def test_meaning_finds_what_says_it_in_other_words(searcher: Searcher, by_words: Searcher) -> None:
    found = searcher.passages(CORRIDOR, "calls at the door")
    assert all(one.similarity is None or one.similarity >= 0.3 for one in found)
    assert set(ordinals(by_words.passages(CORRIDOR, "calls at the door"))) <= set(ordinals(found))


def test_no_more_come_than_are_wanted(by_words: Searcher) -> None:
    assert len(by_words.passages(CORRIDOR, "the of at", limit=2)) <= 2
    assert len(by_words.passages(CORRIDOR, "silence home copper", limit=2)) == 2
    assert len(by_words.passages(CORRIDOR, "silence home copper")) == 3
    with pytest.raises(QueryError, match="0 is no number of results"):
        by_words.passages(CORRIDOR, "silence", limit=0)


def test_a_text_that_is_not_there_has_no_passages(by_words: Searcher) -> None:
    assert by_words.passages(99, "silence") == ()


WORDS = st.lists(st.sampled_from(["tea", "kettle", "hob", "steam", "spout"]), min_size=1)


@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=2, max_size=4), asked=WORDS)
def test_every_passage_with_a_word_is_found_in_its_own_text(
    texts: list[list[list[str]]], asked: list[str]
) -> None:
    engine = memory_engine()
    engine.replace(
        make_entry(at, f"Number {at}", passages=tuple(" ".join(words) for words in passages))
        for at, passages in enumerate(texts, 1)
    )
    engine.commit(1)
    searcher = Searcher(engine)
    for at, passages in enumerate(texts, 1):
        expected = {
            ordinal for ordinal, words in enumerate(passages, 1) if not set(asked).isdisjoint(words)
        }
        found = ordinals(searcher.passages(at, " ".join(asked), limit=50))
        assert set(found) == expected
        assert len(found) == len(expected)


def test_filters_that_name_resources_stay_when_others_change() -> None:
    some = Filters(chosen={Facet.KIND: ("thesis",)}, among=(3, 4))
    assert some
    assert Filters(among=(3,))
    assert some.key != Filters(chosen={Facet.KIND: ("thesis",)}).key
    assert some.without(Facet.KIND) == Filters(among=(3, 4))
    assert Filters(among=(3,)).query == Numbers((3,))
    more = Filters(spans=(Within(Span.YEAR, 2010),))
    assert some.but(more) == Filters(
        chosen={Facet.KIND: ("thesis",)}, spans=(Within(Span.YEAR, 2010),), among=(3, 4)
    )
    assert some.but(Filters(among=(5,))).among == (5,)


def test_vectors_keep_to_the_text_as_well(tmp_path: Path) -> None:
    encoder, engine = WordEncoder(), memory_engine()
    entries = (*ENTRIES, make_entry(6, "Another corridor", passages=("Silence at night.",)))
    engine.replace(entries)
    engine.commit(1)
    store = open_vectors(tmp_path, encoder.name, encoder.dimensions)
    embed(entries, store, encoder)
    searcher = Searcher(engine, store, encoder)
    assert ordinals(searcher.passages(6, "silence at night")) == [1]
    assert ordinals(searcher.passages(CORRIDOR, '"silence at"')) == []
