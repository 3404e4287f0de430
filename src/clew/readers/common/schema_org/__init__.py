"""Things described in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from clew.readers.common.schema_org.thing import records

__all__ = ["records"]
