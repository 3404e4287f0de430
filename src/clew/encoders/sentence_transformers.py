"""Any model of the library sentence-transformers, as an extra: it brings PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clew.encoders.encoder import Encoder, Options, Vectors, of_length_one
from clew.encoders.extras import wanted

_BATCH = 32


class SentenceTransformers:
    """A model loaded by sentence-transformers (Reimers and Gurevych 2019).

    Parameters
    ----------
    model: its name on the Hugging Face hub, or a folder.
    library: the class ``SentenceTransformer``.
    """

    def __init__(self, model: str, library: Any) -> None:
        self.name = f"sentence-transformers:{model}"
        self._model = library(model)
        self.dimensions = int(self.encode(["text"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, as of documents where the model tells them apart."""
        return self._encode(texts, "encode_document")

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        found: Vectors = self._encode([text], "encode_query")[0]
        return found

    def _encode(self, texts: Sequence[str], how: str) -> Vectors:
        # Before its version 5 the library had one method for both.
        encode = getattr(self._model, how, None) or self._model.encode
        found = encode(list(texts), batch_size=_BATCH, show_progress_bar=False)
        return of_length_one(found, len(texts), self.name)


def load(model: str, options: Options) -> Encoder:
    """Load a model; the library fetches it when it is not on this machine yet.

    Raises
    ------
    EncoderMissing: when the library is not installed.
    EncoderError: when no model is named, or it cannot be loaded.
    """
    with wanted("sentence-transformers", model) as library:
        if options.threads:
            library.torch.set_num_threads(options.threads)
        return SentenceTransformers(model, library.SentenceTransformer)
