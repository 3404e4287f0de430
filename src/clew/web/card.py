"""The picture that others show beside a link to a resource: 1200 by 630, as OpenGraph asks."""

from __future__ import annotations

from pathlib import Path

import resvg_py

from clew.export.common.clean import shorten
from clew.export.thread_svg.element import element, write
from clew.export.thread_svg.measure import fit

WIDTH, HEIGHT = 1200, 630
_FONT = Path(__file__).parent / "fonts" / "DejaVuSerifCondensed-Bold.ttf"
_FAMILY = "DejaVu Serif"
_EDGE = 80
_TITLE, _LINE, _MOST_LINES = 58, 74, 4
_GROUND, _INK, _QUIET, _THREAD = "#fcfbf8", "#1c1f24", "#5b6068", "#a4322a"
_KINDS = {
    "award": "#8a5a00",
    "dataset": "#0b6a80",
    "thesis": "#65489b",
    "publication": "#a33b46",
    "course": "#3a6f31",
}


def draw(kind: str, title: str, below: str, site: str) -> str:
    """Draw the card as SVG.

    Parameters
    ----------
    kind: of the resource, which gives the colour.
    title: of the resource, as long as it likes.
    below: a line on who and when.
    site: what the site calls itself.
    """
    root = element(
        None, "svg", xmlns="http://www.w3.org/2000/svg", width=WIDTH, height=HEIGHT,
        font_family=_FAMILY, font_weight="bold", font_stretch="condensed",
    )  # fmt: skip
    colour = _KINDS.get(kind, _QUIET)
    element(root, "rect", width=WIDTH, height=HEIGHT, fill=_GROUND)
    element(root, "rect", width=18, height=HEIGHT, fill=colour)
    element(root, "text", kind.capitalize(), x=_EDGE, y=118, font_size=32, fill=colour)
    lines = fit(title, WIDTH - 2 * _EDGE, _TITLE, lines=_MOST_LINES)
    for place, line in enumerate(lines):
        y = 205 + place * _LINE
        element(root, "text", line, x=_EDGE, y=y, font_size=_TITLE, fill=_INK)
    element(root, "text", shorten(below, 72), x=_EDGE, y=505, font_size=28, fill=_QUIET)
    mark = element(root, "g", fill="none", stroke=_THREAD, stroke_width=4)
    element(mark, "circle", cx=_EDGE + 16, cy=566, r=15)
    # A thread that runs out of the picture.
    element(mark, "path", d=f"M{_EDGE + 31},566 C400,566 900,590 {WIDTH},566")
    element(root, "text", shorten(site, 40), x=_EDGE + 46, y=552, font_size=24, fill=_INK)
    return write(root)


def as_png(svg: str) -> bytes:
    """Turn a card into a PNG, with the font that we carry and no other."""
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=[str(_FONT)], font_family=_FAMILY
    )
