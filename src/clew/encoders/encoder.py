"""The seam behind which text becomes vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length one, so that near in meaning is near in angle.

    ``name`` tells its vectors from those of any other encoder, and of another version of itself.
    """

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, in the same order."""
        ...
