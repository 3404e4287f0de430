from __future__ import annotations

import pytest

from clew.encoders import Encoder
from clew.errors import QueryError
from clew.index import Engine, Facet, Filters, VectorStore, memory_engine
from clew.search import Answer, Searcher


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def test_words_alone_say_so(by_words: Searcher) -> None:
    answer = by_words.search("home visits")
    assert answer.mode == (
        "words alone, because no encoder has been prepared (run: clew encoder prepare)"
    )
    assert (sorted(ids(answer)), answer.total) == (["r1", "r2", "r3"], 3)
    assert ids(answer)[-1] == "r2"


def test_without_vectors_it_says_so(engine: Engine, encoder: Encoder) -> None:
    answer = Searcher(engine, None, encoder).search("home")
    assert answer.mode == "words alone, because nothing has a vector yet (run: clew embed)"


def test_meaning_finds_what_says_it_otherwise(searcher: Searcher, by_words: Searcher) -> None:
    assert "r5" not in ids(by_words.search("carers visits home"))
    answer = searcher.search("carers visits home")
    assert answer.mode == "words and meaning"
    assert "r5" in ids(answer)[:3]


def test_a_passage_is_shown_under_its_resource(searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search("resistant parents at home").hits if hit.id == "r3")
    passage = hit.passages[0]
    assert (passage.ordinal, passage.place, passage.page) == (2, "2 Chapter", 20)
    assert (passage.start, passage.end) == (2, 2 + 67)
    assert passage.snippet.html() == (
        "<mark>Resistant parents</mark> were visited at <mark>home</mark>, "
        "often with a second worker."
    )
    assert passage.similarity is not None


def test_titles_and_descriptions_are_marked(by_words: Searcher) -> None:
    hit = by_words.search("home refusals").hits[0]
    assert (hit.id, hit.kind, hit.title) == ("r1", "award", "Home visits by midwives")
    assert hit.title_marks == ((0, 4),)
    assert hit.snippet is not None
    assert hit.snippet.html().endswith("at the door again after a <mark>refusal</mark>.")


@pytest.mark.parametrize("fixture", ["by_words", "searcher"])
def test_a_phrase_is_obeyed_by_words_and_meaning(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    searcher: Searcher = request.getfixturevalue(fixture)
    answer = searcher.search('"rule of silence" hospital')
    assert (ids(answer)[0], sorted(ids(answer)), answer.total) == ("r2", ["r2", "r3"], 2)
    thesis = answer.hits[1]
    assert [passage.ordinal for passage in thesis.passages if passage.snippet.marks] == [1]
    assert searcher.search('"silence of rule"').total == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("visits -midwives", {"r2", "r3"}),
        ("kind:award", {"r1"}),
        ("kind:thesis copper", {"r3"}),
        ("copper AND bells", {"r3"}),
        ("title:copper", {"r4"}),
        ("award:ES/Z000001/1", {"r1"}),
        ("copp*", {"r3", "r4"}),
        ("coper~", {"r3", "r4"}),
        ("NOT visit", {"r4", "r5"}),
    ],
)
def test_what_is_explicit_is_obeyed(by_words: Searcher, words: str, found: set[str]) -> None:
    answer = by_words.search(words)
    assert set(ids(answer)) == found
    assert answer.total == len(found)


@pytest.mark.parametrize("words", ["visits -midwives", "kind:thesis copper", "title:copper"])
def test_what_is_explicit_is_obeyed_by_meaning_too(
    searcher: Searcher, by_words: Searcher, words: str
) -> None:
    answer = searcher.search(words)
    assert set(ids(by_words.search(words))) <= set(ids(answer))
    assert {"visits -midwives": "r1", "kind:thesis copper": "r4", "title:copper": "r3"}[
        words
    ] not in ids(answer)


def test_filters_come_before_ranking(searcher: Searcher) -> None:
    theses = Filters(chosen={Facet.KIND: ("thesis",)})
    answer = searcher.search("copper prices", filters=theses)
    assert (ids(answer), answer.total) == (["r3"], 1)
    assert ids(searcher.search("copper prices", kind="thesis")) == ["r3"]


def test_a_stopword_counts_only_if_there_is_nothing_else(by_words: Searcher) -> None:
    assert by_words.search("the copper").total == 2
    assert by_words.search("the").total == 3


def test_nothing_asked_gives_everything(searcher: Searcher) -> None:
    answer = searcher.search("")
    assert answer.total == 5
    assert answer.mode == "words alone, because the query has no words to understand"


@pytest.mark.parametrize("words", ["visits", "", "copper OR visits", "carers at home"])
def test_pages_give_each_result_once(searcher: Searcher, words: str) -> None:
    whole = searcher.search(words, limit=10)
    assert len(whole.hits) == whole.total
    pages = [searcher.search(words, limit=2, offset=at) for at in range(0, 6, 2)]
    assert [hit for page in pages for hit in ids(page)] == ids(whole)


def test_an_empty_index_gives_an_empty_answer() -> None:
    answer = Searcher(memory_engine()).search("anything at all")
    assert (answer.total, answer.hits) == (0, ())


def test_a_resource_without_a_vector_is_not_put_last(
    engine: Engine, vectors: VectorStore, encoder: Encoder
) -> None:
    vectors.remove([1])
    answer = Searcher(engine, vectors, encoder).search("home visits midwives")
    assert ids(answer)[0] == "r1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "poem"}, "There is no kind 'poem'"),
        ({"limit": 0}, "0 is no number of results"),
        ({"limit": 5000}, "5000 is no number of results"),
        ({"offset": -1}, "Results cannot begin at -1"),
        ({"settings": {"speed": 11}}, "There is no setting 'speed'"),
    ],
)
def test_options_that_make_no_sense(
    searcher: Searcher, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        searcher.search("x", **options)  # type: ignore[arg-type]


def test_settings_can_differ_for_one_search(searcher: Searcher) -> None:
    words_only = searcher.search("carers visits home", settings={"meaning_weight": 0.0})
    meaning_only = searcher.search("carers visits home", settings={"meaning_weight": 1.0})
    assert [hit.score for hit in words_only.hits] != [hit.score for hit in meaning_only.hits]
    assert len(searcher.search("silence", settings={"passages": 0}).hits[0].passages) == 0


@pytest.mark.parametrize(
    "words",
    ['"', "((((", "-", "*", "~", "a" * 10_000, "word " * 2000, "日本語", "🙂", "title:", "“”"],
)
def test_odd_queries_are_answered(searcher: Searcher, words: str) -> None:
    searcher.search(words)
