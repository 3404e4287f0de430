"""A citation as a line of plain text, in the styles that most readers are asked for, or any other.

Styles are files of the Citation Style Language; citeproc-py writes by them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from clew.export.citation.style import Style
from clew.export.citation.works import cited
from clew.export.item import Item
from clew.export.registry import WORKS, Format, Frame

_FOLDER = Path(__file__).with_name("styles")
# Each with its file, and whose words it uses.
_STYLES = {
    "apa": ("apa", "en-US"),
    "harvard": ("harvard-cite-them-right", "en-GB"),
    "chicago": ("chicago-author-date", "en-US"),
    "vancouver": ("nlm-citation-sequence", "en-US"),
}


def citation(one: Item, style: str = "harvard") -> str:
    """Write a citation in one of the styles at hand; Harvard takes the least time."""
    return _style(style).write(cited(one))


def styled(path: str | os.PathLike[str]) -> Format:
    """Return the format of a style in a file.

    Raises
    ------
    ExportError: when it is no style, or has no form for lists of references.
    """
    style = Style(path)
    return _format(Path(path).stem, lambda one: style.write(cited(one)))


@cache
def _style(name: str) -> Style:
    file, locale = _STYLES[name]
    return Style(_FOLDER / f"{file}.csl", locale)


def _named(name: str) -> Callable[[Item], str]:
    return lambda one: citation(one, name)


def _format(name: str, piece: Callable[[Item], str]) -> Format:
    return Format(
        name=name,
        media_type=f"text/x-bibliography; style={name}",
        extension="txt",
        kinds=WORKS,
        piece=piece,
        frame=Frame(between="\n\n", after="\n"),
    )


formats = tuple(_format(name, _named(name)) for name in _STYLES)
