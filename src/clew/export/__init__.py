"""Exports write what Clew knows in a format others read: one folder each, one registry.

Every folder declares its ``format`` in ``__init__`` and writes it in ``render``.
"""

from clew.export.item import Item, Tie
from clew.export.registry import Format, Frame, choose, formats

__all__ = ["Format", "Frame", "Item", "Tie", "choose", "formats"]
