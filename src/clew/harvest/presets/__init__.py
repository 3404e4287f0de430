"""Well-known sources, each a file of data beside this one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from clew.errors import SourceError


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Return every preset by name: the same table that a source has in ``clew.toml``."""
    folder = resources.files("clew.harvest.presets")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in files
    }


def preset(name: str) -> dict[str, Any]:
    """Return the preset of a name.

    Raises
    ------
    SourceError: when there is none.
    """
    try:
        return presets()[name]
    except KeyError:
        raise SourceError(
            f"There is no preset {name}.", hint=f"There are: {', '.join(presets())}."
        ) from None
