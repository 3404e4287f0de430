"""The one way values are made: frozen, silent about what is absent."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """A plain immutable value; fields that hold their default are left out of its JSON.

    Subclasses say ``frozen=True, kw_only=True`` again: msgspec does not pass on the second, and
    type checkers want the first repeated.
    """
