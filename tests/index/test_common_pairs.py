"""Words side by side that many texts have are looked for among candidates: the scores are equal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index import Engine, Entry, Facet, Field, Filters, memory_engine
from clew.index.query import Everything, Is, Not, Numbers, Query, Word
from clew.index.tantivy_engine import engine as engines

EntryMaker = Callable[..., Entry]

_TEXTS = (
    "the ferry crosses before the harbour wakes",
    "harbour ferry, ferry harbour",
    "a ferry harbour by the meadow",
    "meadow lantern and lantern meadow",
    "lantern over the harbour ferry",
    "orchard",
)
_PAIRS = {("ferri", "harbour"): 0.2, ("lantern", "meadow"): 1.0, ("orchard", "ferri"): 0.7}
_TERMS = {"ferri": 1.0, "harbour": 0.5, "meadow": 1.0, "lantern": 2.0}
_CONDITIONS: tuple[Query, ...] = (
    Everything(),
    Numbers((1, 3, 7, 8, 20, 22)),
    Is(Facet.KIND, "variable"),
    Not(Word("orchard")),
    Numbers(()),
)


@pytest.fixture(scope="module")
def filled(entry: EntryMaker) -> Engine:
    engine = memory_engine()
    for begun in (1, 16):  # in two parts, as commits leave them
        engine.replace(
            entry(n, _TEXTS[n % 6], _TEXTS[n % 5] * (n % 2), kind=("award", "variable")[n % 7 == 0])
            for n in range(begun, begun + 15)
        )
        engine.commit(begun)
    return engine


@given(
    condition=st.sampled_from(_CONDITIONS),
    pairs=st.sets(st.sampled_from(sorted(_PAIRS))),
    text=st.sampled_from((1.0, 0.4)),
    limit=st.sampled_from((3, 100)),
)
def test_scores_are_the_same_to_the_last_digit(
    filled: Engine, condition: Query, pairs: set[tuple[str, str]], text: float, limit: int
) -> None:
    def scores() -> list[tuple[int, float]]:
        beside: dict[tuple[str, ...], float] = {pair: _PAIRS[pair] for pair in pairs}
        fields = {Field.TEXT: text, Field.TITLE: 0.5}
        return filled.rank(_TERMS, condition, Filters(), limit, beside, fields)

    everywhere = scores()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_COMMON", 0)
        assert scores() == everywhere


def test_a_pair_lifts_only_texts_that_have_it(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    among = Numbers(tuple(range(1, 31)))
    plain = dict(filled.rank(_TERMS, among, Filters(), 30))
    monkeypatch.setattr(engines, "_COMMON", 0)
    lifted = dict(filled.rank(_TERMS, among, Filters(), 30, {("ferri", "harbour"): 1.0}))
    assert {n for n in plain if lifted[n] > plain[n]} == {
        n for n in range(1, 31) if n % 6 in (1, 2) or (n % 2 and n % 5 in (1, 2))
    }
    assert {n for n in plain if lifted[n] < plain[n]} == set()
