from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from clew.errors import IndexError_
from clew.index import VectorStore, open_vectors
from clew.index.vectors.kernels import inner_products, numpy_inner_products, quantise
from clew.index.vectors.picking import largest, members, not_below, within

WIDTH = 16


def unit_vectors(count: int, seed: int = 0) -> NDArray[np.float32]:
    made = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def place(path: Path) -> Path:
    """Return the folder of the store that these tests use."""
    return VectorStore.place(path, "invented/encoder 1")


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return open_vectors(tmp_path, "invented/encoder 1", WIDTH)


def test_the_nearest_come_first_with_their_cosines(store: VectorStore) -> None:
    vectors = unit_vectors(50)
    store.append([(n, 0) for n in range(1, 51)], range(50), vectors)
    found = store.search(vectors[7], 5)
    exact = vectors @ vectors[7]
    assert found[0][0] == (8, 0)
    assert [key[0] - 1 for key, _ in found] == np.argsort(-exact)[:5].tolist()
    for (number, _), cosine in found:
        assert cosine == pytest.approx(float(exact[number - 1]), abs=0.02)


def test_only_what_is_allowed_is_ranked(store: VectorStore) -> None:
    vectors = unit_vectors(50)
    store.append([(n, 0) for n in range(50)], range(50), vectors)
    for allowed in ([3, 4, 49], list(range(1, 48)), []):
        found = store.search(vectors[0], 100, np.array(allowed, np.int64))
        assert sorted(number for (number, _), _ in found) == allowed
    assert store.search(vectors[0], 0) == []


def test_the_last_vector_of_a_unit_counts(store: VectorStore, tmp_path: Path) -> None:
    vectors = unit_vectors(4)
    store.append([(1, 0), (1, 1), (2, 0)], [10, 11, 20], vectors[:3])
    store.append([(1, 1)], [12], vectors[3:])
    assert len(store) == 3
    assert store.holds((1, 1), 12)
    assert not store.holds((1, 1), 11)
    assert not store.holds((3, 0), 12)
    assert store.search(vectors[3], 1)[0][0] == (1, 1)
    again = open_vectors(tmp_path, "invented/encoder 1", WIDTH)
    assert again.search(vectors[3], 3) == store.search(vectors[3], 3)


def test_what_is_removed_can_come_back(store: VectorStore) -> None:
    vectors = unit_vectors(4)
    store.append([(1, 0), (1, 1), (2, 0)], [1, 2, 3], vectors[:3])
    store.remove([1, 9])
    assert [key for key, _ in store.search(vectors[0], 9)] == [(2, 0)]
    store.append([(1, 1)], [4], vectors[3:])
    assert sorted(key for key, _ in store.search(vectors[0], 9)) == [(1, 1), (2, 0)]
    store.remove([])
    assert len(store) == 2


def test_compaction_changes_nothing_that_can_be_seen(store: VectorStore, tmp_path: Path) -> None:
    vectors = unit_vectors(30)
    store.append([(n % 10, 0) for n in range(30)], range(30), vectors)
    store.remove([4])
    before = store.search(vectors[29], 30)
    size = (place(tmp_path) / "vectors").stat().st_size
    store.compact()
    store.compact()
    assert store.search(vectors[29], 30) == before
    assert (place(tmp_path) / "vectors").stat().st_size == 9 * WIDTH < size
    assert store.holds((9, 0), 29)


@pytest.mark.parametrize("file", ["keys", "vectors"])
def test_a_torn_tail_is_overlooked_then_cut_off(
    store: VectorStore, tmp_path: Path, file: str
) -> None:
    vectors = unit_vectors(3)
    store.append([(1, 0), (2, 0)], [1, 2], vectors[:2])
    with (place(tmp_path) / file).open("ab") as out:
        out.write(b"torn")
    again = open_vectors(tmp_path, "invented/encoder 1", WIDTH)
    assert len(again) == 2
    again.append([(3, 0)], [3], vectors[2:])
    assert [key for key, _ in again.search(vectors[2], 1)] == [(3, 0)]
    assert len(open_vectors(tmp_path, "invented/encoder 1", WIDTH)) == 3


def test_vectors_without_keys_are_as_if_never_written(store: VectorStore, tmp_path: Path) -> None:
    vectors = unit_vectors(3)
    store.append([(1, 0)], [1], vectors[:1])
    with (place(tmp_path) / "vectors").open("ab") as out:
        out.write(bytes(WIDTH * 2))
    again = open_vectors(tmp_path, "invented/encoder 1", WIDTH)
    again.append([(2, 0)], [2], vectors[1:2])
    assert again.search(vectors[1], 9)[0][0] == (2, 0)


def test_each_encoder_has_its_own(tmp_path: Path) -> None:
    first = open_vectors(tmp_path, "one", WIDTH)
    first.append([(1, 0)], [1], unit_vectors(1))
    assert len(open_vectors(tmp_path, "two", 8)) == 0
    assert len(open_vectors(tmp_path, "one", WIDTH)) == 1
    with pytest.raises(IndexError_, match="those of one"):
        VectorStore(tmp_path / "one", "three", WIDTH)


def test_a_store_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    open_vectors(tmp_path, "one", WIDTH).append([(1, 0)], [1], unit_vectors(1))
    (tmp_path / "one" / "about.json").write_text("{")
    assert len(open_vectors(tmp_path, "one", WIDTH)) == 0


@pytest.mark.parametrize("file", ["keys", "vectors"])
def test_one_altered_bit_is_noticed_and_the_store_begun_anew(tmp_path: Path, file: str) -> None:
    store = open_vectors(tmp_path, "one", WIDTH)
    store.append([(n, 0) for n in range(9)], range(9), unit_vectors(9))
    store.append([(9, 0)], [9], unit_vectors(1))
    spoilt = bytearray((tmp_path / "one" / file).read_bytes())
    spoilt[len(spoilt) // 3] ^= 0x20
    (tmp_path / "one" / file).write_bytes(spoilt)
    again = open_vectors(tmp_path, "one", WIDTH)
    assert len(again) == 0
    assert again.notice == (
        f"The vectors in {tmp_path / 'one'} are damaged: {file} not as written. "
        "All are made anew by `clew embed`."
    )
    assert open_vectors(tmp_path, "one", WIDTH).notice is None
    again.append([(1, 0)], [1], unit_vectors(1))
    assert len(open_vectors(tmp_path, "one", WIDTH)) == 1


def test_a_compacted_store_is_as_it_was_written(store: VectorStore, tmp_path: Path) -> None:
    vectors = unit_vectors(6)
    store.append([(n, 0) for n in (5, 3, 1)], [5, 3, 1], vectors[:3])
    store.compact()
    assert len(open_vectors(tmp_path, "invented/encoder 1", WIDTH)) == 3
    store.append([(n, 0) for n in (7, 8, 9)], [7, 8, 9], vectors[3:])
    os.utime(place(tmp_path) / "vectors", ns=(9, 9))
    again = open_vectors(tmp_path, "invented/encoder 1", WIDTH)
    assert (len(again), again.notice) == (6, None)


def test_a_compaction_stopped_halfway_is_finished(tmp_path: Path) -> None:
    open_vectors(tmp_path, "one", WIDTH).append([(1, 0)], [1], unit_vectors(1))
    (tmp_path / "one").rename(tmp_path / "one.new")
    assert len(open_vectors(tmp_path, "one", WIDTH)) == 1


def test_another_process_sees_what_was_appended(store: VectorStore, tmp_path: Path) -> None:
    reader = open_vectors(tmp_path, "invented/encoder 1", WIDTH)
    store.append([(5, 2)], [1], unit_vectors(1))
    reader.refresh()
    assert len(reader) == 1
    assert list(reader.vectors([(5, 2), (6, 0)])) == [(5, 2)]


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_kernels_agree(rows: int, seed: int) -> None:
    whole = np.random.default_rng(seed).integers(-127, 128, (rows, 384), dtype=np.int8)
    exact = whole.astype(np.int64) @ whole[0].astype(np.int64)
    assert inner_products(whole[0], whole).tolist() == exact.tolist()
    assert numpy_inner_products(whole[0], whole).tolist() == exact.tolist()


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_steps_stay_near_what_they_stand_for(seed: int) -> None:
    vectors = unit_vectors(5, seed)
    steps, scales = quantise(vectors)
    assert np.abs(steps * scales[:, None] - vectors).max() <= scales.max() / 2 + 1e-6
    empty, _ = quantise(np.zeros((1, WIDTH), np.float32))
    assert not empty.any()


@given(
    st.lists(st.floats(-1, 1, width=16), max_size=400),
    st.integers(0, 60),
)
def test_the_largest_are_those_of_a_full_sort(values: list[float], limit: int) -> None:
    cosines = np.array(values, np.float32)
    wanted = np.argsort(-cosines, kind="stable")[:limit]
    assert largest(cosines, limit).tolist() == wanted.tolist()
    least = cosines[wanted[-1]] if len(wanted) else np.inf
    assert not_below(cosines, limit).tolist() == np.flatnonzero(cosines >= least).tolist()


@given(st.integers(0, 300), st.data())
def test_what_is_allowed_is_found_however_few_they_are(resources: int, data: st.DataObject) -> None:
    owners = np.repeat(np.arange(1, resources + 1) * 3, 4)
    chosen = data.draw(st.sets(st.integers(1, 910)))
    allowed = np.array(sorted(chosen), np.int64)
    wanted = np.flatnonzero(np.isin(owners, allowed))
    assert within(owners, allowed).tolist() == wanted.tolist()
    assert members(owners, allowed).tolist() == np.isin(owners, allowed).tolist()


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 40))
def test_the_largest_come_in_order(values: list[int], limit: int) -> None:
    found = largest(np.array(values, np.float32), limit).tolist()
    assert found == sorted(range(len(values)), key=lambda at: (-values[at], at))[:limit]
