"""Reading the tables that stand beside the modules."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows(name: str, package: str = __package__) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated table of this room, or of another, without its head."""
    text = resources.files(package).joinpath(name).read_text("utf-8")
    head, *lines = text.splitlines()
    width = head.count("\t") + 1
    for line in lines:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))
