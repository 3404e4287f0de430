"""What a prefix or a fuzzy word finds ranks, is marked, shown and explained like a typed word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.conftest import ENTRIES, make_entry

from clew.index import Engine, memory_engine
from clew.index.query import And, Everything, Field, Fuzzy, Not, Or, Prefix, Query
from clew.search import Hit, Searcher
from clew.search import alike as of_alike
from clew.search.alike import with_alike
from clew.search.plan import rarity
from clew.search.why import Matched


def filled(*texts: str) -> Engine:
    engine = memory_engine()
    engine.replace(make_entry(number, text) for number, text in enumerate(texts, 1))
    engine.commit(1)
    return engine


@pytest.fixture(scope="module")
def garden() -> Engine:
    return filled(
        "Visits and visitors",
        "A visitation, visibly",
        "Vests",
        "The theory of them",
        "Éclairs at home",
        "Homely homes",
        "Isvits of an invented tongue",
    )


@pytest.mark.parametrize(
    ("leaf", "terms"),
    [
        (Prefix("visit"), {"visit", "visitor"}),  # a visitation shares its stem
        (Prefix("VISIT"), {"visit", "visitor"}),
        (Prefix("visit", Field.TITLE), {"visit", "visitor"}),
        (Prefix("vis"), {"visit", "visitor", "visibl"}),
        (Prefix("éCL"), {"eclair"}),
        (Prefix("th"), {"theori"}),  # stopwords say nothing beside it
        (Prefix("them"), {"them"}),  # but alone they do
        (Prefix("home-visit"), {"home", "visit", "visitor"}),
        (Prefix("nowhere"), set()),
        (Prefix("-"), set()),
        (Prefix("v" * 90), set()),  # longer than any word of the index
        (Fuzzy("vusits"), {"visit"}),
        (Fuzzy("visist"), {"visit"}),
        (Fuzzy("visits", distance=1), {"visit"}),
        (Fuzzy("vists", distance=2), {"visit", "vest"}),
        (Fuzzy("Eclaïrs"), {"eclair"}),
        (Fuzzy("bisits"), set()),  # in the first letter hardly anybody slips
        (Fuzzy("?!"), set()),
        (Or((Prefix("homel"), Fuzzy("vestz"))), {"home", "vest"}),
        (And((Prefix("ecl"), Not(Prefix("visit")))), {"eclair"}),
        (Everything(), set()),
    ],
)
def test_the_words_that_it_stands_for(garden: Engine, leaf: Query, terms: set[str]) -> None:
    assert with_alike({}, leaf, garden).keys() == terms


def test_all_of_them_tell_as_much_as_one_word_as_common(garden: Engine) -> None:
    weights = with_alike({"home": 2.0}, Prefix("vis"), garden)
    assert weights.pop("home") == 2.0
    told = {term: weights[term] * rarity(garden.frequency(term), garden.size) for term in weights}
    together = rarity(sum(map(garden.frequency, weights)), garden.size)
    assert told == pytest.approx(dict.fromkeys(("visit", "visitor", "visibl"), together))


def test_what_was_typed_as_well_keeps_its_weight(garden: Engine) -> None:
    assert with_alike({"visit": 3.0}, Fuzzy("visits"), garden) == {"visit": 3.0}
    assert with_alike({"home": 3.0}, Prefix("home-visit"), garden)["home"] == 3.0


def test_the_commonest_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = filled("taken take", "taken tame", "taken tame", "tack")
    monkeypatch.setattr(of_alike, "_MOST", 2)
    assert with_alike({}, Prefix("ta"), engine).keys() == {"taken", "tame"}


def test_a_text_full_of_stars_is_not_looked_up_star_by_star(garden: Engine) -> None:
    tree = And((*[Prefix("nowhere")] * of_alike._MOST_LEAVES, Prefix("visit")))
    assert with_alike({}, tree, garden) == {}


@given(st.text(max_size=12), st.sampled_from([1, 2]))
def test_any_letters_may_be_asked_for(letters: str, distance: int) -> None:
    engine = filled("Any letters")
    for leaf in (Prefix(letters), Fuzzy(letters, distance=distance)):
        assert with_alike({}, leaf, engine).keys() <= {"ani", "letter", *_terms(engine, letters)}


def _terms(engine: Engine, text: str) -> set[str]:
    return {token.term for token in engine.analyse(text)}


def marked(hit: Hit) -> list[str]:
    return [hit.title[start:end] for start, end in hit.title_marks]


@pytest.mark.parametrize("words", ["resist*", "resistamt~", "text:resist*", "title:corr* resist*"])
def test_passages_show_what_matched(by_words: Searcher, words: str) -> None:
    (hit,) = by_words.search(words).hits
    assert [one.snippet.html() for one in hit.passages][:1] == [
        "<mark>Resistant</mark> parents were visited at home, often with a second worker."
    ]
    assert hit.why is not None
    assert Matched(field="text", words=("Resistant",)) in hit.why.matched
    assert "“Resistant” in its text" in hit.why.sentence


def test_titles_are_marked_and_the_best_come_first(by_words: Searcher) -> None:
    answer = by_words.search("visit*")
    assert [(hit.number, marked(hit)) for hit in answer.hits] == [
        (2, ["Visiting"]),
        (3, []),
        (1, ["visits"]),
    ]
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    assert answer.hits[2].why is not None
    assert answer.hits[2].why.sentence == "Has “visits” in its title."


def test_what_is_found_is_what_the_index_says(engine: Engine, by_words: Searcher) -> None:
    for words in ("visit*", "w*", "copper~", "hpme~", "(copp* OR wards~) -prices"):
        answer = by_words.search(words)
        assert answer.total == len(answer.hits) == len({hit.number for hit in answer.hits})
    assert by_words.search("bards~").total == 1  # the index finds it all the same
    assert by_words.search("bards~").hits[0].title_marks == ()


def test_inside_one_text_prefixes_find_passages(by_words: Searcher) -> None:
    assert [one.ordinal for one in by_words.passages(3, "visit*")] == [2]
    assert [one.ordinal for one in by_words.passages(3, "coper~ OR silen*")] == [3, 1]
    assert by_words.passages(3, "midwi*") == ()


def test_with_meaning_they_count_as_words(searcher: Searcher) -> None:
    hits = searcher.search("visit*").hits
    assert {hit.number for hit in hits} == {1, 2, 3}
    for hit in hits:
        assert hit.why is not None
        assert hit.why.matched != ()
        total = hit.why.words_share + hit.why.meaning_share + hit.why.identifier_share
        assert total == pytest.approx(hit.score)


def test_a_mark_is_where_a_word_begins_so(by_words: Searcher) -> None:
    begins = {entry.number: entry.title for entry in ENTRIES}
    for hit in by_words.search("c*").hits:
        assert all(word.casefold().startswith("c") for word in marked(hit)), begins[hit.number]
