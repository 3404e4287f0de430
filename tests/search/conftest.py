from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from clew.index import Engine, Entry, Unit, VectorStore, memory_engine, open_vectors
from clew.search import Searcher, embed

EntryMaker = Callable[..., Entry]

_ALIKE = {"nurses": "carers", "midwives": "carers", "calls": "visits", "doorstep": "home"}


class WordEncoder:
    """Adds up a random direction for each word; a few words share theirs with another."""

    name = "words"
    dimensions = 64

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = np.array([self._sum(text) for text in texts], np.float32)
        found = found.reshape(len(texts), self.dimensions)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def _sum(self, text: str) -> NDArray[np.float64]:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        kept = [_ALIKE.get(word, word) for word in words if len(word) > 3]
        return sum((self._direction(word) for word in kept), np.zeros(self.dimensions))

    def _direction(self, word: str) -> NDArray[np.float64]:
        seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())
        return np.random.default_rng(seed).normal(size=self.dimensions)


def make_entry(number: int, title: str, description: str = "", **fields: Any) -> Entry:
    passages = fields.pop("passages", ())
    units = tuple(
        Unit(
            ordinal=at, text=text, place=f"{at} Chapter", page=at * 10, start=at, end=at + len(text)
        )
        for at, text in enumerate(passages, 1)
    )
    values: dict[str, Any] = {"kind": "dataset", "slug": f"r{number}", "revision": number} | fields
    return Entry(
        number=number,
        title=title,
        titles=(title,),
        description=description,
        text="\n".join([title, description, *values.get("keywords", ())]),
        units=units,
        **values,
    )


ENTRIES = (
    make_entry(
        1,
        "Home visits by midwives",
        "How midwives decide whether to call at the door again after a refusal.",
        kind="award",
        keywords=("midwifery",),
        identifiers=("award:ES/Z000001/1",),
    ),
    make_entry(
        2,
        "Visiting hours on wards",
        "Families and their visits to hospital. A rule of silence held at night.",
        identifiers=("doi:10.1234/wards",),
    ),
    make_entry(
        3,
        "The long corridor",
        "A study of waiting.",
        kind="thesis",
        passages=(
            "Nobody spoke in the corridor at night; the rule of silence was absolute.",
            "Resistant parents were visited at home, often with a second worker.",
            "Copper wire was strung along the wall for bells.",
        ),
    ),
    make_entry(4, "Copper prices", "Monthly prices of copper wire from four exchanges."),
    make_entry(5, "Nurses on the doorstep", "Field notes from calls.", kind="course"),
)


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def engine() -> Engine:
    made = memory_engine()
    made.replace(ENTRIES)
    made.commit(5)
    return made


@pytest.fixture
def vectors(tmp_path: Path, encoder: WordEncoder) -> VectorStore:
    store = open_vectors(tmp_path, encoder.name, encoder.dimensions)
    embed(ENTRIES, store, encoder)
    return store


@pytest.fixture
def by_words(engine: Engine) -> Searcher:
    return Searcher(engine)


@pytest.fixture
def searcher(engine: Engine, vectors: VectorStore, encoder: WordEncoder) -> Searcher:
    return Searcher(engine, vectors, encoder)
