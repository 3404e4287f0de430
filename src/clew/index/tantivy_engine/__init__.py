"""The default engine: Tantivy, in a folder or in memory."""

from clew.index.tantivy_engine.engine import TantivyEngine

__all__ = ["TantivyEngine"]
