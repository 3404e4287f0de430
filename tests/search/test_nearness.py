"""The cosines of all that a store holds, by resource and by passage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clew.index import VectorStore, open_vectors
from clew.index.vectors import Vectors
from clew.search.nearness import Nearness

# Passages, a resource with no vector of its own, one with that alone, and one that came later.
KEYS = [(2, 0), (2, 1), (2, 3), (5, 2), (7, 0), (9, 0), (9, 1), (4, 0)]


def _directions(count: int) -> Vectors:
    made = np.random.default_rng(count).normal(size=(count, 16)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    opened = open_vectors(tmp_path, "made", 16)
    opened.append(KEYS, [0] * len(KEYS), _directions(len(KEYS)))
    return opened


def test_passages_of_several_resources_at_once(store: VectorStore) -> None:
    vector = _directions(1)[0]
    nearness = Nearness(store, vector)
    cosines = dict(zip(KEYS, (_directions(len(KEYS)) @ vector).tolist(), strict=True))
    found = nearness.units([9, 2, 7, 3, 5, 4, 11])
    assert list(found) == [9, 2, 5]
    assert {(n, unit) for n, units in found.items() for unit in units} == {
        key for key in KEYS if key[1]
    }
    for number, units in found.items():
        for unit, cosine in units.items():
            assert cosine == pytest.approx(cosines[number, unit], abs=0.02)


def test_of_several_at_once_as_of_each(store: VectorStore) -> None:
    nearness = Nearness(store, _directions(1)[0])
    numbers = list(range(12))
    each: dict[int, dict[int, float]] = {}
    for number in numbers:
        each |= nearness.units([number])
    assert nearness.units(numbers) == each
    assert nearness.units([]) == {}


def test_an_empty_store_has_no_passages(tmp_path: Path) -> None:
    empty = open_vectors(tmp_path, "empty", 16)
    assert Nearness(empty, _directions(1)[0]).units([1, 2]) == {}
