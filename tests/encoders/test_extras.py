"""sentence-transformers and fastembed, stood in for by small fakes with their interfaces.

The fakes have the methods, parameters and kinds of result of sentence-transformers 6.2 and
fastembed 0.9; neither library, nor a model of theirs, is installed for these tests.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from clew.encoders import Options, encode_query, load
from clew.errors import EncoderError

Numbers = NDArray[np.float64]


def letters(text: str, side: float) -> Numbers:
    """A vector of any length but one: how many letters a text has of two sorts, and its side."""
    return np.array([2.0 + text.count("a"), 2.0 + text.count("e"), side])


class FakeSentenceTransformer:
    """The class of that name, as far as it is used."""

    def __init__(self, model_name_or_path: str) -> None:
        if model_name_or_path == "missing/model":
            raise OSError("missing/model is not a valid model identifier\nsee the documentation")
        self.asked: list[tuple[str, int, bool]] = []

    def encode_document(self, inputs: list[str], **how: Any) -> Numbers:
        self.asked.append(("document", how["batch_size"], how["show_progress_bar"]))
        return np.array([letters(text, 0) for text in inputs])

    def encode_query(self, inputs: list[str], **how: Any) -> Numbers:
        self.asked.append(("query", how["batch_size"], how["show_progress_bar"]))
        return np.array([letters(text, 1) for text in inputs])


class OlderSentenceTransformer:
    def __init__(self, model_name_or_path: str) -> None:
        pass

    def encode(self, inputs: list[str], **how: Any) -> Numbers:
        return np.array([letters(text, 0) for text in inputs])


class FakeTextEmbedding:
    """fastembed's class of that name, as far as it is used."""

    made: ClassVar[list[tuple[str, int | None]]] = []

    def __init__(self, model_name: str, threads: int | None = None) -> None:
        if model_name == "missing/model":
            raise ValueError("Model missing/model is not supported in TextEmbedding.")
        self.made.append((model_name, threads))

    def passage_embed(self, texts: Iterable[str]) -> Iterator[Numbers]:
        yield from (letters(text, 0) for text in texts)

    def query_embed(self, query: str) -> Iterator[Numbers]:
        yield letters(query, 1)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let the two libraries be there, and return how many threads PyTorch is told to use."""
    told: list[int] = []
    sentence = ModuleType("sentence_transformers")
    vars(sentence).update(
        SentenceTransformer=FakeSentenceTransformer,
        torch=SimpleNamespace(set_num_threads=told.append),
    )
    fast = ModuleType("fastembed")
    vars(fast).update(TextEmbedding=FakeTextEmbedding)
    monkeypatch.setitem(sys.modules, "sentence_transformers", sentence)
    monkeypatch.setitem(sys.modules, "fastembed", fast)
    return told


@pytest.mark.parametrize("kind", ["sentence-transformers", "fastembed"])
def test_a_model_gives_vectors_of_length_one(kind: str, threads: list[int]) -> None:
    encoder = load(f"{kind}:house/model")
    assert encoder is not None
    assert (encoder.name, encoder.dimensions) == (f"{kind}:house/model", 3)
    found = encoder.encode(["a tea", "one cup", ""])
    assert found.shape == (3, 3)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, rtol=1e-6)
    assert found[0, 0] > found[1, 0]
    assert found[0, 2] == 0
    assert encode_query(encoder, "a tea")[2] > 0


def test_sentence_transformers_is_asked_in_its_way(threads: list[int]) -> None:
    encoder = load("sentence-transformers:house/model", Options(threads=2))
    assert encoder is not None
    encoder.encode(["tea"])
    encode_query(encoder, "tea")
    asked = encoder._model.asked  # type: ignore[attr-defined]
    assert asked == [("document", 32, False)] * 2 + [("query", 32, False)]
    assert threads == [2]


def test_an_older_sentence_transformers_has_one_way_for_both(
    threads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = sys.modules["sentence_transformers"]
    monkeypatch.setattr(library, "SentenceTransformer", OlderSentenceTransformer)
    encoder = load("sentence-transformers:house/model")
    assert encoder is not None
    assert encode_query(encoder, "tea").tolist() == encoder.encode(["tea"])[0].tolist()


def test_fastembed_is_told_its_model_and_threads(threads: list[int]) -> None:
    load("fastembed:BAAI/small", Options(threads=1))
    assert FakeTextEmbedding.made[-1] == ("BAAI/small", 1)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sentence-transformers", "missing/model is not a valid model identifier"),
        ("fastembed", "Model missing/model is not supported in TextEmbedding."),
    ],
)
def test_a_model_that_cannot_be_had(kind: str, said: str, threads: list[int]) -> None:
    with pytest.raises(EncoderError) as told:
        load(f"{kind}:missing/model")
    assert told.value.message.startswith(
        f"The encoder {kind}:missing/model cannot be loaded: {said}"
    )
    assert told.value.hint == "Is the model's name right, and can it be fetched?"
