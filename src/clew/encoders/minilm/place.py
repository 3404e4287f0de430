"""Where the prepared encoder lies."""

from __future__ import annotations

from pathlib import Path

from clew.encoders.cache import cache_folder

# Raise it whenever the same weights would be turned into something else.
VERSION = 1
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"


def home() -> Path:
    """Return the folder that the prepared encoder lies in."""
    return cache_folder() / f"all-MiniLM-L6-v2-int8-{VERSION}"


def is_prepared() -> bool:
    """Say whether the encoder is there."""
    return (home() / MODEL).is_file() and (home() / TOKENIZER).is_file()
