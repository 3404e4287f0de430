from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from clew.encoders import Encoder
from clew.index import Entry, VectorStore, open_vectors
from clew.search import embed, pending
from clew.search import embedding as module


@pytest.fixture
def store(tmp_path: Path, encoder: Encoder) -> VectorStore:
    return open_vectors(tmp_path / "fresh", encoder.name, encoder.dimensions)


@pytest.fixture
def entries() -> list[Entry]:
    from clew.index import Unit

    thesis = Entry(
        number=1,
        slug="t",
        revision=1,
        kind="thesis",
        title="Corridors",
        text="",
        description="On waiting.",
        units=(Unit(ordinal=1, text="First passage."), Unit(ordinal=2, text="Second passage.")),
    )
    return [thesis, msgspec.structs.replace(thesis, number=2, slug="u", units=())]


def test_everything_is_pending_without_a_store(entries: list[Entry]) -> None:
    assert [(unit.key, unit.text) for unit in pending(entries, None)] == [
        ((1, 0), "Corridors. On waiting."),
        ((1, 1), "First passage."),
        ((1, 2), "Second passage."),
        ((2, 0), "Corridors. On waiting."),
    ]


def test_only_what_changed_is_embedded_again(
    entries: list[Entry], store: VectorStore, encoder: Encoder
) -> None:
    ticks: list[tuple[int, int | None]] = []
    assert embed(entries, store, encoder, lambda done, total: ticks.append((done, total))) == 4
    assert ticks == [(4, None)]
    assert embed(entries, store, encoder) == 0
    entries[1] = msgspec.structs.replace(entries[1], description="On waiting longer.")
    assert [unit.key for unit in pending(entries, store)] == [(2, 0)]
    assert embed(entries, store, encoder) == 1
    assert len(store) == 4


class Failing:
    name, dimensions = "words", 64

    def __init__(self, good: int) -> None:
        self.left = good

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return np.ones((len(texts), 64), np.float32)


def test_it_goes_on_where_it_was_stopped(
    entries: list[Entry],
    store: VectorStore,
    encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    with pytest.raises(KeyboardInterrupt):
        embed(entries, store, Failing(good=1))
    assert len(store) == 2
    assert embed(entries, store, encoder) == 2
