"""Names that several tests use."""

from __future__ import annotations

from collections.abc import Callable

from clew.linking.weaver import Woven

NOW = "2026-01-01T00:00:00+00:00"

Weave = Callable[..., Woven]
