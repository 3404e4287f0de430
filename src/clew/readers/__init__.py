"""Readers turn one format's document into records: one folder per format, one registry."""

from clew.readers.registry import Reader, choose, read, registered

__all__ = ["Reader", "choose", "read", "registered"]
