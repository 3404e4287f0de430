"""When data were gathered, as a description tells it."""

from __future__ import annotations

from clew.design import read_design
from clew.model import Kind, Section


def when(text: str, title: str | None = None, kind: Kind | None = None) -> str | None:
    """Return the time that is read from a description, if one is."""
    design = read_design(title, [Section(name="abstract", text=text)], kind)
    return str(design.collected) if design.collected else None
