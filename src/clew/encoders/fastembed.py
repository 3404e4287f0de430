"""Any model of the library fastembed, as an extra: ONNX models without PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clew.encoders.encoder import Encoder, Options, Vectors, of_length_one
from clew.encoders.extras import wanted


class FastEmbed:
    """A model loaded by fastembed.

    Parameters
    ----------
    model: one of those that ``TextEmbedding.list_supported_models()`` lists.
    library: the class ``TextEmbedding``.
    threads: how many processor cores to use; all by default.
    """

    def __init__(self, model: str, library: Any, threads: int | None = None) -> None:
        self.name = f"fastembed:{model}"
        self._model = library(model_name=model, threads=threads)
        self.dimensions = int(self.encode(["text"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, as of documents where the model tells them apart."""
        found = list(self._model.passage_embed(list(texts)))
        return of_length_one(found, len(texts), self.name)

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        found: Vectors = of_length_one(list(self._model.query_embed(text)), 1, self.name)[0]
        return found


def load(model: str, options: Options) -> Encoder:
    """Load a model; the library fetches it when it is not on this machine yet.

    Raises
    ------
    EncoderMissing: when the library is not installed.
    EncoderError: when no model is named, or it cannot be loaded.
    """
    with wanted("fastembed", model) as library:
        return FastEmbed(model, library.TextEmbedding, options.threads)
