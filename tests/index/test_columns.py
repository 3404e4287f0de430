"""Values by rows: what was put in is found, and counted as one would by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index import Histogram
from clew.index.query import NOT_STATED
from clew.index.snapshot import RowSet, by_year, column, commonest, vocabulary
from clew.index.snapshot.names import Names

# Of each row its values: some that most rows have, some that few do, some rows with very many.
_VALUES = ("de", "en", "fr", "Ådalen", "ømme", "zebra", "a", "aa", "")
ROWS = st.lists(st.lists(st.sampled_from(_VALUES), unique=True, max_size=9), max_size=200)
PICKED = st.integers(0, 2**200 - 1)


def lists_of(rows: list[list[str]]) -> list[tuple[str, np.ndarray]]:
    names = sorted({name for values in rows for name in values} | {"held by none"})
    return [
        (name, np.array([at for at, values in enumerate(rows) if name in values], np.intp))
        for name in names
    ]


def some_of(picked: int, size: int) -> RowSet:
    return RowSet.of(np.array([at for at in range(size) if picked >> at & 1], np.intp), size)


@given(ROWS, PICKED)
def test_values_are_counted(rows: list[list[str]], picked: int) -> None:
    made, chosen = column(lists_of(rows), len(rows)), some_of(picked, len(rows))
    expected = Counter(name for at in chosen.places.tolist() for name in rows[at])
    counted = dict(zip(made.names.all(), made.counts(chosen).tolist(), strict=True))
    assert {name: count for name, count in counted.items() if count} == expected
    assert "held by none" not in counted


@given(ROWS)
def test_the_rows_of_a_value_are_found(rows: list[list[str]]) -> None:
    lists, size = lists_of(rows), len(rows)
    made, words = column(lists, size), vocabulary(lists, size)
    for name, at in lists:
        assert made.rows(name).places.tolist() == at.tolist()
        found = words.rows(name)
        assert (found.places.tolist() if found else []) == at.tolist()
    assert not len(made.rows("unheard of"))
    assert words.rows("unheard of") is None  # it may be rare: nobody knows


@given(ROWS, PICKED, st.lists(st.tuples(st.sampled_from((*_VALUES, "new")), st.integers(1, 5))))
def test_the_commonest_come_first_then_by_their_letters(
    rows: list[list[str]], picked: int, more: list[tuple[str, int]]
) -> None:
    made, chosen = column(lists_of(rows), len(rows)), some_of(picked, len(rows))
    expected = Counter(name for at in chosen.places.tolist() for name in rows[at])
    for name, count in more:
        expected[name] += count
    ordered = sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))
    for limit in (1, 3, 100):
        assert commonest(made, chosen, more, limit) == ordered[:limit]


def test_thousands_as_common_as_one_another_are_told_in_order() -> None:
    size = 30_000
    lists = sorted(
        (f"name {at}", np.array([at, 10_000 + at, 20_000 + (at if at != 77 else 76)]))
        for at in range(10_000)
    )
    made = column(lists, size)
    assert commonest(made, RowSet.all(size), (), 4) == [
        ("name 0", 3),
        ("name 1", 3),
        ("name 10", 3),
        ("name 100", 3),
    ]
    late = RowSet.of(np.arange(20_000, size), size)
    assert commonest(made, late, (), 2) == [("name 0", 1), ("name 1", 1)]
    # A row of two values: the one counts for both.
    assert made.counts(RowSet.of(np.array([20_076]), size)).sum() == 2


def test_years_are_counted_and_what_states_none() -> None:
    lists = [("1998", [0, 1]), ("2003", [1]), ("850", [2]), (NOT_STATED, [3, 4])]
    made = column([(name, np.array(at)) for name, at in lists], 5)
    assert by_year(made, RowSet.all(5), ()) == Histogram({850: 1, 1998: 2, 2003: 1}, 2)
    assert by_year(made, RowSet.of(np.array([1]), 5), ()) == Histogram({1998: 1, 2003: 1})
    more = (Histogram({1998: 4, 1999: 1}, 3), Histogram({1999: 1}))
    assert by_year(made, RowSet.of(np.array([0, 4]), 5), more) == Histogram({1998: 5, 1999: 2}, 4)


def test_a_column_of_nothing_counts_nothing() -> None:
    assert column([], 0).counts(RowSet.none(0)).tolist() == []
    assert commonest(column([], 70), RowSet.all(70), (), 5) == []
    assert by_year(column([], 3), RowSet.all(3), ()) == Histogram({})


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]))))
def test_names_are_found_by_their_letters(texts: set[str]) -> None:
    ordered = sorted(texts)
    names = Names.of(ordered)
    assert list(names.all()) == ordered
    assert names.find(ordered) == list(range(len(ordered)))
    assert names.find(["nothing like any of them", *ordered][:1]) == [None]


@pytest.mark.parametrize("size", [1, 63, 64, 65, 6_400])
def test_common_and_rare_values_of_any_size(size: int) -> None:
    lists = [("all", np.arange(size)), ("first", np.array([0])), ("last", np.array([size - 1]))]
    made = column(lists, size)
    assert made.counts(RowSet.all(size)).tolist() == [size, 1, 1]
    assert made.counts(RowSet.none(size)).tolist() == [0, 0, 0]
    assert made.rows("last").places.tolist() == [size - 1]
