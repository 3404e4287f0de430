"""Several encoders' stores below one folder: which one serves, which go, what is forgotten."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from clew.index import Serving, VectorStores
from clew.index.vectors.store import VectorStore

OLD, NEW = "old encoder", "http://service.example/v1#new"


def directions(count: int, width: int = 4) -> NDArray[np.float32]:
    made = np.random.default_rng(3).normal(size=(count, width)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def filled(stores: VectorStores, encoder: str, *numbers: int) -> VectorStore:
    store = stores.open(encoder, 4)
    keys = [(number, ordinal) for number in numbers for ordinal in (0, 1)]
    store.append(keys, range(len(keys)), directions(len(keys)))
    return store


@pytest.fixture
def stores(tmp_path: Path) -> VectorStores:
    return VectorStores(tmp_path / "vectors")


def test_before_anything_was_embedded(stores: VectorStores, tmp_path: Path) -> None:
    assert (stores.serving, stores.stamp) == (None, 0)
    assert stores.find(OLD) is None
    assert stores.touched([1, 2]) == []
    stores.forget([1], 5)
    assert not (tmp_path / "vectors").exists()


def test_one_serves_and_another_takes_over(stores: VectorStores, tmp_path: Path) -> None:
    filled(stores, OLD, 1, 2)
    stores.serve(Serving(OLD, {"name": "old"}))
    before = stores.stamp
    filled(stores, NEW, 1)
    assert stores.serving == Serving(OLD, {"name": "old"}, 0)
    stores.serve(Serving(NEW, {"name": "new"}, 7))
    stores.drop_others(NEW)
    assert stores.serving == Serving(NEW, {"name": "new"}, 7)
    assert stores.stamp != before
    assert stores.find(OLD) is None
    found = stores.find(NEW)
    assert found is not None
    assert len(found) == 2
    assert len(list((tmp_path / "vectors").iterdir())) == 2


@pytest.mark.parametrize("text", [b"", b"{", b'{"encoder": 3}', b"\xff"])
def test_a_damaged_note_on_what_serves_is_as_none(
    stores: VectorStores, tmp_path: Path, text: bytes
) -> None:
    stores.serve(Serving(OLD, {}))
    (tmp_path / "vectors" / "serving.json").write_bytes(text)
    assert stores.serving is None


def test_names_that_look_alike_as_folders_are_kept_apart(stores: VectorStores) -> None:
    names = ["a/b", "a-b", "a:b", "x" * 300, "x" * 299 + "y"]
    for at, name in enumerate(names, 1):
        filled(stores, name, *range(at))
    assert [len(found) for name in names if (found := stores.find(name)) is not None] == [
        2 * at for at in range(1, 6)
    ]


def test_what_is_gone_is_forgotten_in_every_store(stores: VectorStores) -> None:
    for encoder in (OLD, NEW):
        filled(stores, encoder, 1, 2, 3)
    stores.serve(Serving(OLD, {"name": "old"}, 1))
    assert stores.touched([2, 3, 9]) == [2, 3]
    stores.forget([3, 9], 4)
    for encoder in (OLD, NEW):
        found = stores.find(encoder)
        assert found is not None
        assert found.resources().tolist() == [1, 2]
        assert found.ordinals(3) == []
        assert found.ordinals(2) == [0, 1]
    assert stores.serving == Serving(OLD, {"name": "old"}, 4)


def test_what_was_forgotten_can_come_back(stores: VectorStores) -> None:
    store = filled(stores, OLD, 1, 2, 3)
    store.remove([2])
    store.remove([2, 77])
    assert store.resources().tolist() == [1, 3]
    store.append([(2, 0)], [9], directions(1))
    assert store.resources().tolist() == [1, 2, 3]
    assert store.ordinals(2) == [0]
    assert store.holds((2, 0), 9)
    store.compact()
    assert store.resources().tolist() == [1, 2, 3]


def test_removing_what_is_not_there_writes_nothing(stores: VectorStores, tmp_path: Path) -> None:
    store = filled(stores, OLD, 1)
    size = (VectorStore.place(tmp_path / "vectors", OLD) / "keys").stat().st_size
    store.remove([5, 6])
    assert (VectorStore.place(tmp_path / "vectors", OLD) / "keys").stat().st_size == size


def test_a_reader_keeps_what_it_has_when_its_store_is_dropped(stores: VectorStores) -> None:
    reader = filled(stores, OLD, 1, 2)
    stores.drop_others(NEW)
    reader.refresh()
    assert len(reader.search(directions(1)[0], 9)) == 4
