"""What a word counts by the field that it stands in: the order changes, what is found does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.index import Engine, Entry, Field, Filters, memory_engine
from clew.index.query import Everything
from clew.search import Searcher
from clew.settings import FieldWeights, SearchSettings

FIELDS = ("text", "title", "person", "org", "funder", "keyword")


def lantern_in(number: int, field: str) -> Entry:
    """An entry with the same text as the others, whose lantern is in a field besides."""
    value = "Lantern Trust" if field == "funder" else "Lantern House"
    return Entry(
        number=number,
        slug=field,
        revision=number,
        kind="dataset",
        title="A house",
        text="A lantern in the fog",
        titles=("Lantern house",) if field == "title" else ("A house",),
        people=("Lantern Smith",) if field == "person" else (),
        organisations=(value,) if field == "org" else (),
        funders=(value,) if field == "funder" else (),
        keywords=("lantern",) if field == "keyword" else (),
    )


@pytest.fixture(scope="module")
def lanterns() -> Engine:
    engine = memory_engine()
    engine.replace(lantern_in(number, field) for number, field in enumerate(FIELDS, 1))
    engine.commit(1)
    return engine


def order(engine: Engine, **changes: Any) -> list[str]:
    found = Searcher(engine).search("lantern", settings={"expansion_resources": 0} | changes)
    return [hit.id for hit in found.hits]


def test_by_default_only_the_text_counts(lanterns: Engine) -> None:
    assert order(lanterns) == ["text", "title", "person", "org", "funder", "keyword"]
    scores = lanterns.rank({"lantern": 1.0}, Everything(), Filters(), 10)
    assert len({score for _, score in scores}) == 1
    assert scores == lanterns.rank(
        {"lantern": 1.0}, Everything(), Filters(), 10, fields={Field.TEXT: 1.0, Field.TITLE: 0.0}
    )


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "text"])
def test_a_weight_brings_those_first_that_have_the_word_there(lanterns: Engine, field: str) -> None:
    others = [name for name in FIELDS if name != field]
    assert order(lanterns, fields={field: 0.5}) == [field, *others]
    assert order(lanterns, **{f"fields.{field}": "0.5"}) == [field, *others]


def test_weights_are_those_of_the_catalogue_unless_it_is_said(lanterns: Engine) -> None:
    base = SearchSettings(fields=FieldWeights(funder=1.0), expansion_resources=0)
    searcher = Searcher(lanterns, settings=base)
    assert [hit.id for hit in searcher.search("lantern").hits][:2] == ["funder", "text"]
    more = searcher.search("lantern", settings={"fields": {"org": 2}})
    assert [hit.id for hit in more.hits][:3] == ["org", "funder", "text"]
    none = searcher.search("lantern", settings={"fields.funder": 0})
    assert [hit.id for hit in none.hits][:2] == ["text", "title"]


def test_a_score_is_the_sum_over_its_fields(lanterns: Engine) -> None:
    def scores(fields: dict[Field, float]) -> dict[int, float]:
        return dict(lanterns.rank({"lantern": 1.0}, Everything(), Filters(), 10, fields=fields))

    text, title = scores({Field.TEXT: 1.0}), scores({Field.TITLE: 1.0})
    assert [number for number, score in title.items() if score] == [2]
    assert scores({Field.TEXT: 2.0, Field.TITLE: 0.5}) == {
        number: pytest.approx(2 * text[number] + 0.5 * title[number]) for number in range(1, 7)
    }


def test_what_counts_nothing_is_found_nevertheless(lanterns: Engine) -> None:
    found = Searcher(lanterns).search("lantern", settings={"fields": {"text": 0, "person": 1}})
    assert found.total == 6
    assert found.hits[0].id == "person"
    assert [hit.score for hit in found.hits] == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_passages_count_as_the_text_does(engine: Engine) -> None:
    by_words = Searcher(engine)
    whole = by_words.search("wall bells", settings={"expansion_resources": 0})
    twice = by_words.search("wall bells", settings={"expansion_resources": 0, "fields.text": 2})
    bm25 = {hit.id: hit.why.bm25 for hit in whole.hits if hit.why}
    assert {hit.id: hit.why.bm25 for hit in twice.hits if hit.why} == {
        name: pytest.approx(2 * score) for name, score in bm25.items()
    }


_WEIGHTS = st.fixed_dictionaries(
    {name: st.sampled_from([0.0, 0.1, 1.0, 3.0, 1000.0]) for name in FIELDS}
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    _WEIGHTS, st.sampled_from(["home visits", "copper", "midwifery -wards", '"rule of silence"'])
)
def test_any_weights_find_the_same_and_shares_add_up(
    searcher: Searcher, by_words: Searcher, weights: dict[str, float], words: str
) -> None:
    for one in (searcher, by_words):
        plain = one.search(words)
        weighed = one.search(words, settings={"fields": weights})
        assert weighed.total == plain.total
        assert {hit.id for hit in weighed.hits} == {hit.id for hit in plain.hits}
        for hit in weighed.hits:
            assert hit.why is not None
            shares = (hit.why.words_share, hit.why.meaning_share, hit.why.identifier_share)
            assert sum(shares) == pytest.approx(hit.score)
