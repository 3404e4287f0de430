from __future__ import annotations

import threading
from math import erf
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

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


def test_texts_of_one_length_go_together_and_the_longest_first() -> None:
    pieces = [[1] * n for n in (3, 5, 3, 3, 5)]
    assert list(_batches(pieces)) == [[1, 4], [0, 2, 3]]
    assert list(_batches([])) == []


@pytest.mark.parametrize(
    ("length", "texts", "expected"),
    [(256, 5, [2, 2, 1]), (255, 2, [2]), (600, 2, [1, 1]), (2, 300, [256, 44]), (1, 1, [1])],
)
def test_so_many_go_together_as_a_core_has_room_for(
    length: int, texts: int, expected: list[int]
) -> None:
    assert [len(batch) for batch in _batches([[1] * length] * texts)] == expected


@pytest.fixture(scope="session")
def small(weights: Weights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of random weights that knows the words w2 to w59."""
    from safetensors.numpy import save_file

    folder = tmp_path_factory.mktemp("encoder")
    save_file(weights, folder / "weights")
    quantise(folder / "weights", folder / MODEL)
    words = {"[CLS]": 0, "[UNK]": 1} | {f"w{n}": n for n in range(2, VOCABULARY)}
    tokenizer = Tokenizer(WordLevel(words, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A", special_tokens=[("[CLS]", 0)])
    tokenizer.save(str(folder / TOKENIZER))
    return folder


# 90 texts of 1 to 90 words
TEXTS = [" ".join(f"w{2 + (n * at) % 58}" for at in range(n)) for n in range(1, 91)]


class Watched:
    """A session that remembers which threads asked it, and fails for texts of one length."""

    def __init__(self, session: Any, fails_at: int = 0) -> None:
        self.session, self.fails_at = session, fails_at
        self.threads: list[str] = []
        self.lengths: list[int] = []

    def run(self, outputs: None, inputs: dict[str, NDArray[np.int64]]) -> Any:
        self.threads.append(threading.current_thread().name)
        self.lengths.append(inputs["ids"].shape[1])
        if self.lengths[-1] == self.fails_at:
            raise RuntimeError("out of memory")
        return self.session.run(outputs, inputs)


def watch(encoder: MiniLM, fails_at: int = 0) -> Watched:
    watched = Watched(encoder._session, fails_at)
    encoder._session = watched
    return watched


def test_vectors_are_the_same_and_in_order_on_however_many_cores(small: Path) -> None:
    alone = np.concatenate([MiniLM(small, threads=1).encode([text]) for text in TEXTS])
    for threads in (1, 2, 5, None):
        np.testing.assert_allclose(MiniLM(small, threads).encode(TEXTS), alone, atol=1e-6)


def test_each_core_has_texts_of_its_own(small: Path) -> None:
    encoder = MiniLM(small, threads=3)
    watched = watch(encoder)
    assert encoder._session.session.get_session_options().intra_op_num_threads == 1
    encoder.encode(TEXTS)
    assert sorted(watched.lengths) == list(range(2, 92))
    assert {name.split("_")[0] for name in watched.threads} == {"clew-encode"}
    assert 1 <= len(set(watched.threads)) <= 3


@pytest.mark.parametrize(("texts", "threads"), [(TEXTS[:1], 4), (TEXTS, 1), ([], 4)])
def test_a_query_or_one_core_needs_no_other_thread(
    small: Path, texts: list[str], threads: int
) -> None:
    encoder = MiniLM(small, threads)
    watched = watch(encoder)
    assert encoder.encode(texts).shape == (len(texts), WIDTH)
    assert watched.threads == [threading.current_thread().name] * len(texts)


def test_what_fails_on_another_core_is_told_and_what_waits_is_dropped(small: Path) -> None:
    encoder = MiniLM(small, threads=2)
    watched = watch(encoder, fails_at=90)
    with pytest.raises(RuntimeError, match="out of memory"):
        encoder.encode(TEXTS * 20)
    assert watched.lengths[0] == 91
    assert len(watched.lengths) < 90 * 20


def test_nothing_after_the_last_piece_that_is_read_matters(small: Path) -> None:
    encoder = MiniLM(small, threads=1)
    watched = watch(encoder)
    long = ["w7 w8 " * 127 + f"w9 {more}" for more in ("", "w10", "w11 " * 900)]
    one, two, three = encoder.encode(long)
    np.testing.assert_allclose(one, two, atol=1e-6)
    np.testing.assert_allclose(one, three, atol=1e-6)
    assert watched.lengths == [256, 256]


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
