"""Which rows of a store of vectors count, however they came to lie in its file."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index.engine import Key
from clew.index.vectors import files
from clew.index.vectors.files import GONE, KEY, RowFiles
from clew.index.vectors.rows import Rows

keys = st.lists(st.tuples(st.integers(0, 9), st.integers(GONE, 3)), max_size=40)


def _rows(found: list[Key]) -> Rows:
    """Rows whose scale tells where in the file they are."""
    numbers, ordinals = np.array(found, np.int64).reshape(-1, 2).T.copy()
    return Rows(numbers, ordinals.astype(np.int32), np.arange(len(found), dtype=np.float32))


def _kept(found: list[Key]) -> dict[Key, int]:
    """The last row of each key; a mark takes out all before it."""
    kept: dict[Key, int] = {}
    for row, key in enumerate(found):
        if key[1] == GONE:
            kept = {one: at for one, at in kept.items() if one[0] != key[0]}
        else:
            kept[key] = row
    return dict(sorted(kept.items()))


@given(found=keys)
def test_the_last_row_of_each_key_counts(found: list[Key]) -> None:
    rows, kept = _rows(found), _kept(found)
    assert len(rows) == len(kept)
    assert rows.keys(rows.everywhere) == list(kept)
    assert rows.in_file(rows.everywhere).tolist() == list(kept.values())
    assert rows.scales.tolist() == list(kept.values())
    assert rows.in_order == (list(kept) == found)


@given(found=keys)
def test_rows_that_lie_in_order_are_as_if_sorted(found: list[Key]) -> None:
    tidy = list(_kept(found))
    rows = _rows(tidy)
    assert rows.in_order
    assert rows.keys(rows.everywhere) == tidy
    assert rows.in_file(rows.everywhere).tolist() == list(range(len(tidy)))


@given(found=keys)
def test_found_by_key_and_by_resource(found: list[Key]) -> None:
    rows, places = _rows(found), {key: place for place, key in enumerate(_kept(found))}
    for key in ((n, o) for n in range(-1, 11) for o in range(GONE, 5)):
        assert rows.find(key) == places.get(key)
    for number in range(-1, 11):
        assert rows.ordinals(number) == [o for n, o in places if n == number]


@given(found=keys, asked=st.data())
def test_rows_of_a_resource_lie_together(found: list[Key], asked: st.DataObject) -> None:
    rows, kept = _rows(found), list(_kept(found))
    some = asked.draw(st.sets(st.integers(0, max(len(kept) - 1, 0)), max_size=len(kept)))
    chosen = np.array(sorted(some) if kept else [], np.intp)
    for places in (rows.everywhere, chosen):
        first, owners = rows.groups(places)
        groups = [list(g) for _, g in groupby(places.tolist(), key=lambda at: kept[at][0])]
        starts = np.cumsum([0, *map(len, groups)])[:-1]
        assert first.tolist() == starts.tolist()
        assert owners.tolist() == [kept[group[0]][0] for group in groups]
    assert rows.owners.tolist() == sorted({number for number, _ in kept})


@pytest.mark.parametrize(
    ("found", "in_order"),
    [
        ([], True),
        ([(3, 0)], True),
        ([(1, 0), (1, 1), (2, 0)], True),
        ([(1, 0), (2, 0), (3, 0)], True),
        ([(2, 0), (1, 0)], False),
        ([(1, 1), (1, 0)], False),
        ([(1, 0), (1, 0)], False),
        ([(1, 0), (2, GONE)], False),
        ([(1, GONE)], False),
    ],
)
def test_what_is_in_order_and_what_is_not(found: list[Key], in_order: bool) -> None:
    assert _rows(found).in_order is in_order


def test_columns_are_read_block_by_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = np.zeros(10, KEY)
    written["number"] = np.arange(10) * 1_000_000_007
    written["ordinal"] = np.arange(10)[::-1]
    written["scale"] = np.linspace(0, 1, 10)
    held = RowFiles(tmp_path, 2)
    held.append(written, np.zeros((10, 2), np.int8))
    for block in (1, 3, 10, 11):
        monkeypatch.setattr(files, "_BLOCK", block)
        for rows in (0, 1, 9, 10):
            columns = held.columns(rows)
            for name, column in zip(("number", "ordinal", "scale"), columns, strict=True):
                assert column.tolist() == written[name][:rows].tolist()
                assert column.flags.c_contiguous
