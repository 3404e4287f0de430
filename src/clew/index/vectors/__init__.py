"""Vectors on disk, searched exactly."""

from clew.index.vectors.store import Vectors, VectorStore

__all__ = ["VectorStore", "Vectors"]
