"""A ranking is kept for the next page, the facets and another order: the answers are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from search.conftest import ENTRIES, WordEncoder, make_entry

from clew.errors import EncoderError
from clew.index import Engine, VectorStore
from clew.search import Searcher, embed
from clew.settings import SearchSettings

WORDS = ("home visits", "midwifes at the door", '"home visits" -ward', "kind:award", "", "zebra")


class Noting(WordEncoder):
    """Notes what it is given, and may fail."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.fails = False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given += texts
        if self.fails:
            raise EncoderError("The service is down.")
        return super().encode(texts)


@pytest.fixture
def noting() -> Noting:
    return Noting()


@pytest.fixture
def asked(engine: Engine, vectors: VectorStore, noting: Noting) -> Searcher:
    return Searcher(engine, vectors, noting)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "options",
    [
        {"limit": 2},
        {"limit": 2, "offset": 1, "facets": ["kind", "keyword"]},
        {"order": "newest", "years": ["published"]},
        {"filters": {"kind": "award"}},
        {"settings": {"meaning_weight": 0.1}},
    ],
)
def test_answers_are_those_of_a_searcher_that_remembers_nothing(
    asked: Searcher, engine: Engine, vectors: VectorStore, words: str, options: dict[str, Any]
) -> None:
    for _ in range(2):
        asked.search(words)
        fresh = Searcher(engine, vectors, WordEncoder()).search(words, **options)
        assert asked.search(words, **options) == fresh


def test_one_question_is_understood_once(asked: Searcher, noting: Noting) -> None:
    first = asked.search("home visits", limit=2)
    second = asked.search("home visits", limit=2, cursor=first.next)
    asked.search("home visits", order="newest", facets=["kind"])
    asked.choices("keyword", "m", "home visits")
    assert noting.given == ["home visits"]
    assert {hit.id for hit in first.hits}.isdisjoint(hit.id for hit in second.hits)
    asked.search("home visits", filters={"kind": "award"})
    asked.search("home visits", settings={"depth": 3})
    asked.search("visits home")
    assert noting.given == ["home visits", "visits home"]


def test_another_filter_is_compared_with_what_was_compared_before(
    asked: Searcher, engine: Engine, vectors: VectorStore, noting: Noting
) -> None:
    asked.search("home visits")
    for kind in ("award", "thesis", "course"):
        chosen: dict[str, Any] = {"filters": {"kind": kind}}
        fresh = Searcher(engine, vectors, WordEncoder()).search("home visits", **chosen)
        assert asked.search("home visits", **chosen) == fresh
    assert noting.given == ["home visits"]


def test_what_has_to_be_there_is_compared_alone(asked: Searcher, noting: Noting) -> None:
    first = asked.search('"home visits"')
    other = asked.search('"home visits"', filters={"kind": "thesis"})
    assert noting.given == ["home visits", "home visits"]
    assert {hit.kind for hit in other.hits} <= {"thesis"}
    assert first.total >= other.total


def test_more_like_this_is_remembered_as_well(asked: Searcher, noting: Noting) -> None:
    assert asked.like(number=1) == asked.like(number=1)
    assert len(noting.given) == 1


def test_a_change_is_seen_at_once(asked: Searcher, engine: Engine) -> None:
    before = asked.search("lighthouse keepers")
    engine.replace([make_entry(90, "Lighthouse keepers")])
    engine.commit(90)
    after = asked.search("lighthouse keepers")
    assert 90 not in {hit.number for hit in before.hits}
    assert after.hits[0].number == 90


def test_a_new_vector_is_seen_at_once(
    asked: Searcher, engine: Engine, vectors: VectorStore
) -> None:
    late = make_entry(91, "Doorstep carers")
    engine.replace([late])
    engine.commit(91)
    before = {hit.number: hit for hit in asked.search("doorstep carers").hits}
    embed([*ENTRIES, late], vectors, WordEncoder())
    after = {hit.number: hit for hit in asked.search("doorstep carers").hits}
    assert before[91].why is not None
    assert before[91].why.similarity is None
    assert after[91].why is not None
    assert after[91].why.similarity == pytest.approx(1, abs=0.02)


def test_what_failed_is_tried_again(asked: Searcher, noting: Noting) -> None:
    noting.fails = True
    assert asked.search("home visits").mode == "words alone, because the service is down"
    noting.fails = False
    assert asked.search("home visits").mode == "words and meaning"


def test_settings_can_be_told_apart_and_looked_up() -> None:
    assert hash(SearchSettings()) == hash(SearchSettings())
    assert SearchSettings(depth=3) != SearchSettings()
