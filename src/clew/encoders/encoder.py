"""The seam behind which text becomes vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from clew.errors import EncoderError

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length one, so that near in meaning is near in angle.

    ``name`` tells its vectors from those of any other encoder, and of another version of itself.
    """

    name: str

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, in the same order."""
        ...


@runtime_checkable
class Asymmetric(Protocol):
    """An encoder whose model wants to know that a text is a question, not an answer."""

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        ...


class Options(NamedTuple):
    """What can be set of an encoder beside its name.

    ``key``: the environment variable that holds a service's key; never the key itself.
    ``threads``: how many processor cores it may use; all by default.
    """

    key: str | None = None
    threads: int | None = None


def encode_query(encoder: Encoder, text: str) -> Vectors:
    """Return the vector of a question.

    Raises
    ------
    EncoderError: when the encoder fails.
    """
    if isinstance(encoder, Asymmetric):
        return encoder.encode_query(text)
    found: Vectors = encoder.encode([text])[0]
    return found


def of_length_one(found: object, texts: int, name: str) -> Vectors:
    """Check that what a library or service gave is a vector for each text, and normalise them.

    Raises
    ------
    EncoderError: when it is not.
    """
    try:
        vectors = np.asarray(found, np.float32)
    except (TypeError, ValueError) as error:
        raise EncoderError(f"{name} gave no vectors: {error}.") from error
    shaped = vectors.ndim == 2 and vectors.shape[1] and len(vectors) == texts
    if not shaped or not np.isfinite(vectors).all():
        raise EncoderError(
            f"{name} gave numbers of the shape {vectors.shape} for {texts} texts.",
            hint="Is it a model for embeddings?",
        )
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)
