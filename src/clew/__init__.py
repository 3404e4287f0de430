"""Clew finds academic resources and joins what many catalogues say of them into threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.version import __version__

if TYPE_CHECKING:
    from clew.app import Clew, Overview, open
    from clew.client import Client

__all__ = ["Clew", "ClewError", "Client", "Overview", "__version__", "open"]


def __getattr__(name: str) -> Any:
    # Reading processes import `clew.readers` alone and must not load the search engine for it.
    if name == "Client":
        from clew.client import Client

        return Client
    if name in __all__:
        from clew import app

        return getattr(app, name)
    raise AttributeError(f"module 'clew' has no attribute {name!r}")
