"""Sets of rows as bits are the same as sets of numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clew.index.snapshot import RowSet

SIZES = st.integers(0, 200)


@st.composite
def two_sets(draw: st.DrawFn) -> tuple[int, set[int], set[int]]:
    size = draw(SIZES)
    some = st.sets(st.integers(0, size - 1)) if size else st.just(set[int]())
    return size, draw(some), draw(some)


def made(places: set[int], size: int) -> RowSet:
    return RowSet.of(np.array([*places], np.intp), size)


def found(rows: RowSet) -> set[int]:
    return set(rows.places.tolist())


@given(two_sets())
def test_they_are_joined_met_and_turned_round_as_sets_are(
    given_: tuple[int, set[int], set[int]],
) -> None:
    size, one, other = given_
    a, b = made(one, size), made(other, size)
    assert found(a) == one
    assert found(a & b) == one & other
    assert found(a | b) == one | other
    assert found(~a) == set(range(size)) - one
    assert found(~~a) == one
    assert [len(a), len(b), len(~a)] == [len(one), len(other), size - len(one)]


@given(two_sets())
def test_what_two_share_is_counted(given_: tuple[int, set[int], set[int]]) -> None:
    size, one, other = given_
    others = np.stack([made(other, size).bits, (~made(other, size)).bits])
    assert made(one, size).shared(others).tolist() == [len(one & other), len(one - other)]


@given(two_sets())
def test_the_mask_has_one_entry_for_each_row(given_: tuple[int, set[int], set[int]]) -> None:
    size, one, _ = given_
    assert made(one, size).mask.tolist() == [row in one for row in range(size)]


@given(SIZES)
def test_none_and_all(size: int) -> None:
    assert found(RowSet.none(size)) == set()
    assert found(RowSet.all(size)) == set(range(size))
    assert len(RowSet.all(size)) == size


def test_rows_may_come_in_any_order_and_twice() -> None:
    rows = RowSet.of(np.array([70, 3, 70, 0]), 71)
    assert rows.places.tolist() == [0, 3, 70]
    assert rows.bits.tolist() == [0b1001, 1 << 6]
