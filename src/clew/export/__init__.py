"""Exports write what Clew knows in a format others read: one folder each, one registry.

Every folder declares its ``format`` in ``__init__`` and writes it in ``render``.
"""

from clew.export.registry import Format, choose, formats

__all__ = ["Format", "choose", "formats"]
