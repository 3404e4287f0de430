"""The seam: names, plug-ins, questions told from answers, vectors checked and of length one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from clew import encoders, plugins
from clew.encoders import Options, encode_query, load, names
from clew.encoders.encoder import of_length_one
from clew.errors import EncoderError, EncoderMissing


class Plain:
    """Knows no difference between questions and answers."""

    name, dimensions = "plain", 2

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1, 0]] * len(texts), np.float32)


class Telling(Plain):
    def encode_query(self, text: str) -> NDArray[np.float32]:
        return np.array([0, 1], np.float32)


def test_a_question_goes_its_own_way_where_there_is_one() -> None:
    assert encode_query(Plain(), "why?").tolist() == [1, 0]
    assert encode_query(Telling(), "why?").tolist() == [0, 1]


@pytest.mark.parametrize("name", ["none", " none ", "none:"])
def test_no_encoder_at_all(name: str) -> None:
    assert load(name) is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("dragon", "There is no encoder 'dragon'. There are: minilm, sentence-transformers, "),
        ("", "There is no encoder ''."),
        ("minilm:large", "The encoder minilm has no model 'large'. Its name is minilm alone."),
        ("fastembed", "needs a model. Name it after a colon: fastembed:MODEL."),
        ("sentence-transformers: ", "Name it after a colon: sentence-transformers:MODEL."),
        ("openai:nowhere", "openai:nowhere does not say which service and model to use."),
        ("openai:https://host.example/v1", "does not say which service and model"),
        ("openai:#model", "does not say which service and model"),
    ],
)
def test_a_name_that_makes_no_sense(name: str, message: str) -> None:
    with pytest.raises(EncoderError) as told:
        load(name)
    assert message in str(told.value)


@pytest.mark.parametrize("extra", ["fastembed", "sentence-transformers"])
def test_a_library_that_is_not_there_is_named_with_its_extra(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, extra.replace("-", "_"), None)
    with pytest.raises(EncoderMissing) as told:
        load(f"{extra}:some/model")
    assert told.value.message.startswith(f"The encoder {extra}:some/model needs {extra}, which is")
    assert told.value.hint == f"Run: pip install 'clew[{extra}]'"


def test_a_plug_in_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Options]] = []

    def plugged(model: str, options: Options) -> Plain:
        asked.append((model, options))
        return Plain()

    point = SimpleNamespace(name="ours", load=lambda: plugged)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    assert isinstance(load("ours:tiny", Options(threads=1)), Plain)
    assert asked == [("tiny", Options(key=None, threads=1))]
    assert names() == ("minilm", "sentence-transformers", "fastembed", "openai", "none", "ours")


def test_the_default_is_one_of_the_names(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path))
    for way in (load, encoders.load_default):
        with pytest.raises(EncoderMissing, match="clew encoder prepare"):
            way()


def test_vectors_get_length_one_and_nothing_stays_nothing() -> None:
    found = of_length_one([[3, 4], [0, 0]], 2, "ours")
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, np.array([[0.6, 0.8], [0, 0]], np.float32), rtol=1e-6)


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ([[1.0, 2.0]], 2),
        ([1.0, 2.0], 2),
        ([[float("nan"), 1.0]], 1),
        ([[float("inf"), 1.0]], 1),
        ([[1.0, 2.0], [3.0]], 2),
        ([["a", "b"]], 1),
        (None, 1),
        ([], 1),
    ],
)
def test_what_is_no_vector_for_each_text_is_refused(given: object, texts: int) -> None:
    with pytest.raises(EncoderError, match="ours gave"):
        of_length_one(given, texts, "ours")
