"""Very many resources are counted in two passes side by side: the counts are the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index import Counts, Engine, Entry, Facet, Filters, Span, memory_engine
from clew.index.query import Everything, Is, Nothing, Or, Query, Word
from clew.index.tantivy_engine import counting

EntryMaker = Callable[..., Entry]

_WORDS = ("lantern", "meadow", "ferry", "orchard", "harbour")
_KINDS = ("award", "dataset", "variable")
_QUERIES: tuple[Query, ...] = (
    Everything(),
    Nothing(),
    Word("ferry"),
    Or((Word("meadow"), Is(Facet.KIND, "variable"))),
)


@pytest.fixture(scope="module")
def filled(entry: EntryMaker) -> Engine:
    engine = memory_engine()
    for begun in (1, 31):  # in two parts, as commits leave them
        engine.replace(
            entry(
                number,
                f"{_WORDS[number % 5]} {_WORDS[number * 7 % 4]}",
                kind=_KINDS[number % 3],
                people=(f"Person {number % 7}", "Ada Quill"),
                keywords=tuple(f"keyword {number * step % 11}" for step in (3, 5)),
            )
            for number in range(begun, begun + 30)
        )
        engine.commit(begun)
    return engine


def _counted(engine: Engine, query: Query, *asked: object) -> Counts:
    engine._memory.clear()  # type: ignore[attr-defined]
    return engine.counts(query, Filters(), *asked)  # type: ignore[arg-type]


@given(
    query=st.sampled_from(_QUERIES),
    facets=st.lists(st.sampled_from(Facet), unique=True),
    spans=st.lists(st.sampled_from((Span.PERIOD, Span.PUBLISHED)), unique=True),
    limit=st.integers(1, 12),
)
def test_counts_are_the_same(
    filled: Engine, query: Query, facets: list[Facet], spans: list[Span], limit: int
) -> None:
    whole = _counted(filled, query, facets, spans, limit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_VERY_MANY", 0)
        patch.setattr(counting, "_WORTH_HALVING", 2)
        assert _counted(filled, query, facets, spans, limit) == whole
    assert list(whole.facets) == facets


class Broken:
    """Stands in for an index of which one column cannot be read."""

    num_docs = 1_000_000

    def __init__(self, bad: str) -> None:
        self._bad = bad

    def aggregate(self, query: object, wanted: dict[str, object]) -> dict[str, object]:
        if self._bad in wanted:
            raise ValueError(f"{self._bad} is broken")
        return wanted


@pytest.mark.parametrize("bad", ["kind", "person"])
def test_what_fails_in_either_half_is_raised(bad: str) -> None:
    wanted = {"kind": 1, "source": 2, "person": 3, "year": 4}
    whole = counting._aggregated(Broken("none"), None, wanted)
    assert whole == wanted
    with pytest.raises(ValueError, match=f"{bad} is broken"):
        counting._aggregated(Broken(bad), None, wanted)
