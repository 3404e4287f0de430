"""What is done side by side gives what it gives one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from clew.errors import EncoderError, QueryError
from clew.index import Engine, Facet, Filters
from clew.index.query import Is, Or, Query, Terms
from clew.index.vectors import kernels
from clew.search import Searcher, counting, retrieval


class InTurn:
    """Stands in for threads: does at once what it is given."""

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*args))
        return done


@pytest.fixture
def in_turn() -> Iterator[Callable[[], None]]:
    with pytest.MonkeyPatch.context() as patch:

        def switch() -> None:
            patch.setattr(counting, "threads", lambda work: InTurn())
            patch.setattr(retrieval, "threads", lambda work: InTurn())

        yield switch


OPTIONS: tuple[dict[str, Any], ...] = (
    {"facets": ["kind", "keyword", "person"], "years": ["published", "period"]},
    {"facets": ["kind"], "filters": {"kind": "award"}, "settings": {"nearness": 0.0}},
    {"order": "newest", "years": ["published"]},
    {"limit": 2, "offset": 1},
)
WORDS = ("home visits", "midwifes at the door", '"home visits" -ward', "kind:award", "", "zebra")


@pytest.mark.parametrize("options", OPTIONS)
def test_answers_are_the_same_to_the_last_digit(
    searcher: Searcher, options: dict[str, Any], in_turn: Callable[[], None]
) -> None:
    beside = [searcher.search(words, **options) for words in WORDS]
    _forget(searcher)
    in_turn()
    assert [searcher.search(words, **options) for words in WORDS] == beside


def test_what_goes_wrong_beside_is_told(searcher: Searcher) -> None:
    with pytest.raises(QueryError, match="There is no facet 'colour'"):
        searcher.search("visits", facets=["colour"])


def test_an_encoder_that_fails_costs_no_results(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise EncoderError("The service is down.")

    monkeypatch.setattr(retrieval, "encode_query", fails)
    _forget(searcher)
    answer = searcher.search("visits", facets=["kind"])
    assert answer.total == len(answer.hits) > 0
    assert answer.mode == "words alone, because the service is down"
    assert sum(choice.count for choice in answer.facets[0].choices) == answer.total


def test_many_threads_may_ask_one_engine(engine: Engine) -> None:
    # More questions than are remembered, so that all the time some are forgotten.
    questions: list[Query] = [
        Or((Is(Facet.KIND, "award"), Terms((f"word{n % 100}",)))) for n in range(2_000)
    ]
    right = engine.count(Is(Facet.KIND, "award"), Filters())
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda one: engine.count(one, Filters()), questions))
    assert found == [right] * len(questions)


@pytest.mark.parametrize("rows", [0, 1, 29, 30, 31, 64, 1_000])
@pytest.mark.parametrize("processors", [None, 1, 2, 7])
def test_products_of_many_rows_are_those_of_all_at_once(
    rows: int, processors: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(rows)
    vectors = random.integers(-127, 128, (rows, 384), dtype=np.int8)
    query = random.integers(-127, 128, 384, dtype=np.int8)
    monkeypatch.setattr(kernels, "_ROWS_EACH", 10)
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    found = kernels.inner_products(query, vectors)
    assert found.dtype == np.float32
    assert found.tolist() == kernels.numpy_inner_products(query, vectors).tolist()


def _forget(asked: Searcher) -> None:
    asked._engine._memory.clear()  # type: ignore[attr-defined]
    asked._rankings.clear()
