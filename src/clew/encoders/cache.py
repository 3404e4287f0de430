"""Where what is made once for all catalogues of a user is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder: ``CLEW_CACHE``, else the platform's usual place."""
    if chosen := os.environ.get("CLEW_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "clew"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clew"
