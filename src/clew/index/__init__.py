"""The search index: derived from the catalogue, and can be deleted and built again."""

from __future__ import annotations

import os

from clew.index.engine import (
    Card,
    Counts,
    Engine,
    Histogram,
    Key,
    Numbers,
    Order,
    Token,
    UnitCard,
    Weights,
)
from clew.index.entry import Entry, Unit, entry_of
from clew.index.query import NOT_STATED, Facet, Field, Filters, Query, Span
from clew.index.tantivy_engine import TantivyEngine
from clew.index.vectors import Serving, Vectors, VectorStore, VectorStores

__all__ = [
    "NOT_STATED",
    "Card",
    "Counts",
    "Engine",
    "Entry",
    "Facet",
    "Field",
    "Filters",
    "Histogram",
    "Key",
    "Numbers",
    "Order",
    "Query",
    "Serving",
    "Span",
    "Token",
    "Unit",
    "UnitCard",
    "VectorStore",
    "VectorStores",
    "Vectors",
    "Weights",
    "entry_of",
    "memory_engine",
    "open_engine",
    "open_vectors",
]


def open_engine(path: str | os.PathLike[str]) -> Engine:
    """Open the index in a folder; a damaged or older one is put aside, and the new one is empty."""
    return TantivyEngine.open(path)


def memory_engine() -> Engine:
    """Return an empty index that is kept in memory only."""
    return TantivyEngine()


def open_vectors(path: str | os.PathLike[str], encoder_name: str, dimensions: int) -> VectorStore:
    """Open an encoder's vectors below a folder; each encoder has a store of its own.

    Parameters
    ----------
    path: the folder that all stores lie in.
    encoder_name: as the encoder calls itself.
    dimensions: of its vectors.
    """
    return VectorStore.open(path, encoder_name, dimensions)
