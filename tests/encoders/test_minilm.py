from __future__ import annotations

from math import erf
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from clew.encoders import load_default
from clew.encoders.cache import cache_folder
from clew.encoders.minilm.encoder import MiniLM, _batches
from clew.encoders.minilm.graph import HEADS, LAYERS, WIDTH, build_graph
from clew.encoders.minilm.place import MODEL, TOKENIZER, home, is_prepared
from clew.encoders.minilm.prepare import prepare, quantise
from clew.errors import EncoderError, EncoderMissing

Weights = dict[str, NDArray[np.float32]]
VOCABULARY = 60


@pytest.fixture(scope="session")
def weights() -> Weights:
    """Random weights of the right shapes: the arithmetic is the same whatever they are."""
    random = np.random.default_rng(4)

    def tensor(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.06, shape).astype(np.float32)

    def norm(name: str) -> Weights:
        return {f"{name}.weight": 1 + tensor(WIDTH), f"{name}.bias": tensor(WIDTH)}

    def dense(name: str, out: int, into: int) -> Weights:
        return {f"{name}.weight": tensor(out, into), f"{name}.bias": tensor(out)}

    made = {
        "embeddings.word_embeddings.weight": tensor(VOCABULARY, WIDTH),
        "embeddings.position_embeddings.weight": tensor(512, WIDTH),
        "embeddings.token_type_embeddings.weight": tensor(2, WIDTH),
        **norm("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            made |= dense(f"{name}.attention.self.{part}", WIDTH, WIDTH)
        made |= dense(f"{name}.attention.output.dense", WIDTH, WIDTH)
        made |= norm(f"{name}.attention.output.LayerNorm")
        made |= dense(f"{name}.intermediate.dense", 4 * WIDTH, WIDTH)
        made |= dense(f"{name}.output.dense", WIDTH, 4 * WIDTH)
        made |= norm(f"{name}.output.LayerNorm")
    return made


def reference(weights: Weights, ids: list[int]) -> NDArray[np.float64]:
    """Run the network in plain numpy, written from the papers and not from the graph."""
    w = {name: tensor.astype(np.float64) for name, tensor in weights.items()}

    def norm(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        even: NDArray[np.float64] = (x - x.mean(-1, keepdims=True)) / spread
        return even * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def heads(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return x.reshape(len(ids), HEADS, -1).transpose(1, 0, 2)

    def gelu(x: NDArray[np.float64]) -> NDArray[np.float64]:
        spread: NDArray[np.float64] = np.vectorize(erf)(x / np.sqrt(2))
        return x * 0.5 * (1 + spread)

    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            heads(dense(x, f"{name}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(WIDTH / HEADS)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        mixed = (shares @ value).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        attended = norm(
            dense(mixed, f"{name}.attention.output.dense") + x, f"{name}.attention.output.LayerNorm"
        )
        inner = gelu(dense(attended, f"{name}.intermediate.dense"))
        x = norm(dense(inner, f"{name}.output.dense") + attended, f"{name}.output.LayerNorm")
    mean: NDArray[np.float64] = x.mean(0)
    return mean / np.linalg.norm(mean)


def run(model: Path | bytes, ids: list[list[int]]) -> NDArray[np.float32]:
    import onnxruntime

    given = model if isinstance(model, bytes) else str(model)
    session = onnxruntime.InferenceSession(given, providers=["CPUExecutionProvider"])
    found: NDArray[np.float32] = session.run(None, {"ids": np.array(ids, np.int64)})[0]
    return found


IDS = [[2, 7, 1, 8, 2, 8], [3, 1, 4, 1, 5, 9]]


def test_the_graph_computes_what_the_papers_say(weights: Weights) -> None:
    found = run(build_graph(weights).SerializeToString(), IDS)
    expected = np.array([reference(weights, ids) for ids in IDS])
    np.testing.assert_allclose(found, expected, atol=2e-5)


def test_whole_numbers_stay_near_it_and_have_a_scale_for_each_column(
    weights: Weights, tmp_path: Path
) -> None:
    from safetensors.numpy import save_file

    save_file(weights, tmp_path / "weights")
    quantise(tmp_path / "weights", tmp_path / MODEL)
    assert [file.name for file in tmp_path.iterdir()].count("full.onnx") == 0
    found = run(tmp_path / MODEL, IDS)
    expected = np.array([reference(weights, ids) for ids in IDS])
    assert (found * expected).sum(1).min() > 0.99
    constants = {c.name: c for c in onnx.load(tmp_path / MODEL).graph.initializer}
    scales = [c for name, c in constants.items() if name.endswith("dense.weight_scale")]
    assert len(scales) == 3 * LAYERS
    assert {tuple(c.dims) for c in scales} == {(WIDTH,), (4 * WIDTH,)}
    kinds = {c.data_type for name, c in constants.items() if name.endswith("weight_quantized")}
    assert kinds == {onnx.TensorProto.INT8}


def test_texts_of_one_length_go_together() -> None:
    pieces = [[1] * n for n in (3, 5, 3, 3, 5)]
    assert list(_batches(pieces)) == [[0, 2, 3], [1, 4]]
    assert [len(batch) for batch in _batches([[1] * 1024] * 5)] == [2, 2, 1]
    assert list(_batches([])) == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"CLEW_CACHE": "/elsewhere"}, Path("/elsewhere")),
        ({"XDG_CACHE_HOME": "/cache"}, Path("/cache/clew")),
    ],
)
def test_where_the_cache_is(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: Path
) -> None:
    monkeypatch.delenv("CLEW_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == expected


def test_the_cache_on_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLEW_CACHE", raising=False)
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "clew"


def test_without_an_encoder_one_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path))
    assert not is_prepared()
    with pytest.raises(EncoderMissing, match="clew encoder prepare"):
        load_default()


def test_a_damaged_encoder_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path))
    home().mkdir()
    (home() / MODEL).write_bytes(b"nonsense")
    (home() / TOKENIZER).write_text("{}")
    with pytest.raises(EncoderError, match=r"cannot be loaded.*Delete that folder"):
        load_default()


def test_preparing_twice_does_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path))
    home().mkdir()
    (home() / MODEL).touch()
    (home() / TOKENIZER).touch()
    said: list[str] = []
    assert prepare(progress=said.append) == home()
    assert said == [f"The encoder is there: {home()}"]


@pytest.fixture(scope="session")
def real() -> MiniLM:
    if not is_prepared():
        pytest.skip("no encoder has been prepared on this machine")
    return MiniLM(threads=1)


def test_the_real_one_knows_what_is_alike(real: MiniLM) -> None:
    texts = ["a nurse calls at a house", "visits to homes by nurses", "the price of copper", ""]
    vectors = real.encode(texts)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    alike, apart = float(vectors[0] @ vectors[1]), float(vectors[0] @ vectors[2])
    assert alike > 0.5 > 0.2 > apart
    long = real.encode(["word " * 5000])
    assert long.shape == (1, 384)
    assert real.encode([]).shape == (0, 384)
