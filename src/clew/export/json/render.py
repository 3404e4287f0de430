"""Writes any value of the model as JSON (RFC 8259)."""

from __future__ import annotations

import msgspec

# Amounts are numbers, not strings; names within `extra` and the like come in sorted order.
_ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")


def render(value: msgspec.Struct) -> str:
    """Write a record, resource, reading, thread or link with every field it has.

    The same value always gives the same text, and the text read back gives the same value.
    """
    return msgspec.json.format(_ENCODER.encode(value), indent=2).decode() + "\n"
