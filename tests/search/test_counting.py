"""Counting what is found: anybody may do it, once for each answer, as soon as that is known."""

from __future__ import annotations

from typing import Any

import pytest
from search.conftest import WordEncoder

from clew.errors import QueryError
from clew.index import Engine, Filters, VectorStore
from clew.index.query import Everything, Terms
from clew.search import Answer, Count, Counted, Counting, Searcher, beside
from clew.search.candidates import fuse
from clew.search.facets import count

VISITS = Count(("kind", "keyword"), ("published",), Terms(("visit",)), Filters(), 3)


class Clerk:
    """Counting at once, and remembers what was to be counted."""

    def __init__(self) -> None:
        self.asked: list[Count] = []

    def __call__(self, engine: Engine, wanted: Count) -> Counting:
        self.asked.append(wanted)
        found = wanted.by(engine)
        return lambda: found


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def answering(engine: Engine, vectors: VectorStore, encoder: WordEncoder, clerk: Clerk) -> Searcher:
    return Searcher(engine, vectors, encoder, counter=clerk)


def test_it_is_counted_as_facets_are(engine: Engine) -> None:
    whole = count(("kind", "keyword"), ("published",), engine, VISITS.matching, Filters(), 3)
    assert VISITS.by(engine) == beside(engine, VISITS)() == whole
    assert whole.total > 0


@pytest.mark.parametrize("counts", [lambda e, c: c.by(e), lambda e, c: beside(e, c)()])
def test_what_there_is_not_cannot_be_counted(engine: Engine, counts: Any) -> None:
    wanted = VISITS._replace(facets=("colour",))
    with pytest.raises(QueryError, match="There is no facet 'colour'"):
        counts(engine, wanted)


@pytest.mark.parametrize("words", ["", "home visits", '"home visits" -ward', "kind:award", "zebra"])
@pytest.mark.parametrize(
    "options",
    [
        {"facets": ["kind", "keyword"], "years": ["published"]},
        {"facets": ["kind"], "filters": {"kind": "award"}, "settings": {"facet_values": 1}},
        {"order": "newest"},
    ],
)
def test_whoever_counts_the_answer_is_the_same(
    searcher: Searcher, answering: Searcher, clerk: Clerk, words: str, options: dict[str, Any]
) -> None:
    answer = answering.search(words, **options)
    assert answer == searcher.search(words, **options)
    [wanted] = clerk.asked
    assert wanted.facets == tuple(options.get("facets", ()))
    assert wanted.most == options.get("settings", {}).get("facet_values", 10)


@pytest.mark.parametrize(
    "words", ["home visits", "wards, see 10.1234/wards", "ES/Z000001/1 and visits", "10.1234/wards"]
)
def test_what_is_counted_is_what_is_found(
    engine: Engine, answering: Searcher, clerk: Clerk, words: str
) -> None:
    answer = answering.search(words)
    [wanted] = clerk.asked
    found = set(engine.numbers(wanted.matching, wanted.filters).tolist())
    assert len(found) == answer.total
    assert {hit.number for hit in answer.hits} <= found


def test_of_what_was_ranked_before_it_is_counted_as_well(
    searcher: Searcher, answering: Searcher, clerk: Clerk
) -> None:
    first = answering.search("visits", limit=1)
    second = answering.search("visits", limit=1, cursor=first.next, facets=["kind"])
    assert [wanted.facets for wanted in clerk.asked] == [(), ("kind",)]
    assert clerk.asked[0].matching == clerk.asked[1].matching
    assert second == searcher.search("visits", limit=1, cursor=first.next, facets=["kind"])


def test_what_is_like_something_is_counted(searcher: Searcher, answering: Searcher) -> None:
    def like(who: Searcher) -> Answer:
        return who.like("carers at the door", facets=["kind"])

    assert like(answering) == like(searcher)


def test_it_is_known_what_to_count_before_that_is_ranked(
    answering: Searcher, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[int] = []

    def noting(*given: Any) -> Any:
        known.append(len(clerk.asked))
        return fuse(*given)

    monkeypatch.setattr("clew.search.retrieval.fuse", noting)
    answering.search("home visits")
    answering.search("visits", settings={"meaning_weight": 0.0})
    assert known
    assert min(known) == 1


def test_nobody_is_waited_for_who_was_not_asked(engine: Engine) -> None:
    def never(engine: Engine, wanted: Count) -> Counting:
        raise AssertionError("asked to count")

    searcher = Searcher(engine, counter=never)
    assert searcher.choices("kind", words="visits").choices
    assert searcher.suggest("vis")


def test_counts_may_come_from_anywhere(engine: Engine) -> None:
    searcher = Searcher(engine, counter=lambda engine, wanted: lambda: Counted(7, (), ()))
    answer = searcher.search("visits", facets=["kind"])
    assert (answer.total, answer.facets) == (7, ())


def test_everything_is_counted_where_nothing_is_asked(answering: Searcher, clerk: Clerk) -> None:
    assert answering.search("").total > 0
    assert clerk.asked[0].matching == Everything()
