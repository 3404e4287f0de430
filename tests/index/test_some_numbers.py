"""A few numbers are looked up one by one, many as a set: what is found is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index import Engine, Entry, Facet, Field, Filters, Order, Span, memory_engine
from clew.index.query import Everything, Inside, Is, Not, Numbers, Or, Query, Terms, both
from clew.index.tantivy_engine import queries

EntryMaker = Callable[..., Entry]

_SIZE = 60
_WORDS = ("lantern", "meadow", "ferry", "orchard", "harbour")
_KINDS = ("award", "dataset", "variable")


@pytest.fixture(scope="module")
def filled(entry: EntryMaker) -> Engine:
    engine = memory_engine()
    for begun in (0, _SIZE // 2):  # in two parts, as commits leave them
        engine.replace(
            entry(
                number,
                f"{_WORDS[number % 5]} {_WORDS[number * 7 % 4]}",
                _WORDS[number % 3] * (number % 2),
                kind=_KINDS[number % 3],
                within=(number // 4,) if number % 4 else (),
                people=(f"Person {number % 7}", "Ada Quill"),
                passages=(f"{_WORDS[number % 5]} at dusk",) if number % 6 == 0 else (),
            )
            for number in range(begun, begun + _SIZE // 2)
        )
        engine.commit(begun + 1)
    return engine


@contextmanager
def _as_a_set() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "_LOOKED_UP", 0)
        yield


def _both_ways(ask: Callable[[], object]) -> tuple[object, object]:
    short = ask()
    with _as_a_set():
        return short, ask()


some = st.lists(st.integers(0, _SIZE + 5), max_size=30).map(tuple)


@given(numbers=some, inside=st.booleans())
def test_what_matches_is_the_same_either_way(
    filled: Engine, numbers: tuple[int, ...], *, inside: bool
) -> None:
    chosen: Query = Inside(numbers) if inside else Numbers(numbers)
    trees = (
        chosen,
        Not(chosen),
        Or((chosen, Terms(("lantern",)))),
        both(chosen, Terms(("ferri",))),
    )

    def ask() -> object:
        # What an engine has counted it remembers: each way asks Tantivy.
        filled._memory.clear()  # type: ignore[attr-defined]
        return [
            (
                filled.count(tree, Filters()),
                filled.numbers(tree, Filters()).tolist(),
                filled.facets([Facet.KIND, Facet.PERSON], tree, Filters(), 5),
                filled.counts(tree, Filters(), spans=[Span.PUBLISHED]).years[Span.PUBLISHED],
                filled.ordered(tree, Filters(), Order.TITLE, 20),
            )
            for tree in trees
        ]

    short, long = _both_ways(ask)
    assert short == long


@given(numbers=some)
def test_scores_are_the_same_to_the_last_digit(filled: Engine, numbers: tuple[int, ...]) -> None:
    words = {"lantern": 1.0, "ferri": 0.5, "dusk": 1.0}
    pairs: dict[tuple[str, ...], float] = {("lantern", "ferri"): 0.2}
    fields = {Field.TEXT: 1.0, Field.TITLE: 0.5}
    chosen = Numbers(numbers)

    def ask() -> object:
        return (
            filled.rank(words, chosen, Filters(), _SIZE, pairs, fields),
            filled.rank(words, Or((chosen, Is(Facet.KIND, "award"))), Filters(), 7),
            filled.rank_units(words, chosen, Filters(), _SIZE),
        )

    short, long = _both_ways(ask)
    assert short == long


@given(numbers=some)
def test_cards_and_parents_are_the_same(filled: Engine, numbers: tuple[int, ...]) -> None:
    def ask() -> object:
        return filled.cards(numbers), filled.parents(numbers)

    short, long = _both_ways(ask)
    assert short == long


def test_none_of_them_and_more_than_are_looked_up(filled: Engine) -> None:
    assert filled.count(Numbers(()), Filters()) == 0
    assert filled.count(Inside(()), Filters()) == 0
    many = tuple(range(queries._LOOKED_UP + 1))
    assert filled.count(Numbers(many), Filters()) == filled.count(Everything(), Filters()) == _SIZE
    assert filled.cards(many).keys() == set(range(_SIZE))
