"""What is found by its name: of modules that come with Clew, or of other packages' entry points."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any


def plugged(group: str) -> tuple[str, ...]:
    """Return the names that other packages offer things under, in a group of entry points."""
    return tuple(point.name for point in entry_points(group=group))


def loader(name: str, built_in: Mapping[str, str], group: str) -> Any:
    """Return what loads a thing, or ``None`` where nobody offers one of that name.

    Parameters
    ----------
    built_in: names, each with the module that holds its ``load``; they come first.
    group: of the entry points, each of which is such a function.
    """
    if name in built_in:
        return import_module(built_in[name]).load
    return next((point.load() for point in entry_points(group=group) if point.name == name), None)
