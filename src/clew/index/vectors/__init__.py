"""Vectors on disk, searched exactly."""

from clew.index.vectors.store import Vectors, VectorStore
from clew.index.vectors.stores import Serving, VectorStores

__all__ = ["Serving", "VectorStore", "VectorStores", "Vectors"]
