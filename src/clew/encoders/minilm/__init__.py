"""all-MiniLM-L6-v2 with eight-bit weights: the default encoder."""

from __future__ import annotations

from clew.encoders.encoder import Encoder, Options
from clew.errors import EncoderError


def load(model: str, options: Options) -> Encoder:
    """Load it.

    Parameters
    ----------
    model: nothing; there is one model only.

    Raises
    ------
    EncoderMissing: when it has not been prepared.
    EncoderError: when a model is named, or what is there cannot be loaded.
    """
    if model:
        raise EncoderError(
            f"The encoder minilm has no model {model!r}.", hint="Its name is minilm alone."
        )
    from clew.encoders.minilm.encoder import MiniLM  # loads onnxruntime, which takes a while

    return MiniLM(threads=options.threads)
