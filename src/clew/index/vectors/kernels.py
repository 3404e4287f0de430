"""Inner products of small whole numbers: by SIMD instructions if there are any, else by numpy."""

from __future__ import annotations

import os

import numpy as np
from numpy.typing import NDArray

from clew.index.threads import threads

try:
    import simsimd
except ImportError:  # no wheel for this machine
    simsimd = None  # type: ignore[assignment]

_ROWS_EACH = 100_000  # a thread for fewer takes longer to begin than it saves
_BLOCK = 16_384  # rows turned to floats at once without simsimd


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Put each vector on the 255 steps between its largest component and the opposite.

    Returns the steps, and for each vector the size of one.
    """
    largest = np.abs(vectors).max(axis=1, initial=0)
    scales = np.where(largest > 0, largest / 127, 1).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def inner_products(query: NDArray[np.int8], rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Multiply one vector with every row; very many rows on all processors at once."""
    if simsimd is None or not len(rows):
        return numpy_inner_products(query, rows)
    parts = min(os.cpu_count() or 1, len(rows) // _ROWS_EACH)
    if parts < 2:
        return _simd_inner_products(query, rows)
    found = threads("compare").map(
        lambda part: _simd_inner_products(query, part), np.array_split(rows, parts)
    )
    return np.concatenate(list(found))


def _simd_inner_products(query: NDArray[np.int8], rows: NDArray[np.int8]) -> NDArray[np.float32]:
    found = simsimd.cdist(query[None, :], rows, metric="dot", out_dtype="float32")
    return np.asarray(found, dtype=np.float32).reshape(-1)


def numpy_inner_products(query: NDArray[np.int8], rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """The same without special instructions."""
    wanted = query.astype(np.float32)
    out = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        out[block] = rows[block].astype(np.float32) @ wanted
    return out
