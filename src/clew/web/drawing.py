"""Draws pictures as SVG: readable in print, told to screen readers, every mark a link."""

from __future__ import annotations

from typing import Any

from lxml import etree

from clew.export.common.clean import printable, shorten
from clew.export.common.words import count
from clew.web import world
from clew.web.explore import Chart, Mark, grid, scaled

_SVG = "http://www.w3.org/2000/svg"
_WIDTH, _LINE = 640, 26
_LABELS, _COUNTS = 220, 60  # room for words at the left, numbers at the right
_HIGH = 150
_LONGEST = 28  # characters of a label, in wide letters
_PALEST = 0.45  # of the colour of a mark: a country with one result, beside others with many
# A file stands alone; on a page the site's own sheet colours it.
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1c1f24}.mark{fill:#a4322a}.count{fill:#5b6068}"
    ".rule{stroke:#87817a}.land{fill:#e2ddd2;stroke:#fcfbf8;stroke-width:.5}"
)


def drawing(chart: Chart, *, alone: bool = False, base: str = "") -> str:
    """Draw a chart.

    Parameters
    ----------
    alone: as a file of its own, with its colours.
    base: what stands before the addresses that marks lead to.
    """
    draw = {"bars": _bars, "years": _columns, "grid": _grid, "map": _map}[chart.form]
    height = {"bars": len(chart.marks) * _LINE, "years": _HIGH + 40, "map": world.HIGH}.get(
        chart.form
    )
    height = height or (len(grid(chart)[1]) + 1) * (_LINE + 8)
    width = world.WIDE if chart.form == "map" else _WIDTH
    spaces: dict[Any, str] = {None: _SVG}
    root = etree.Element(f"{{{_SVG}}}svg", nsmap=spaces)
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("role", "group")
    root.set("class", f"chart {chart.form}")
    _add(root, "title", chart.title)
    if alone:
        _add(root, "style", _STYLE)
    draw(root, chart, base)
    return etree.tostring(root, encoding="unicode")


def _bars(root: etree._Element, chart: Chart, base: str) -> None:
    room = _WIDTH - _LABELS - _COUNTS
    for place, (mark, share) in enumerate(zip(chart.marks, scaled(chart.marks), strict=True)):
        y = place * _LINE
        link = _link(root, mark, base)
        label = shorten(mark.label, _LONGEST)
        _add(link, "text", label, x=_LABELS - 8, y=y + 17, **{"text-anchor": "end"})
        width = max(share * room, 2)
        _add(link, "rect", x=_LABELS, y=y + 4, width=width, height=_LINE - 8, **{"class": "mark"})
        _add(
            link, "text", f"{mark.results:,}", x=_LABELS + width + 6, y=y + 17, **{"class": "count"}
        )


def _columns(root: etree._Element, chart: Chart, base: str) -> None:
    step = _WIDTH / len(chart.marks)
    every = -(-len(chart.marks) // 8)
    for place, (mark, share) in enumerate(zip(chart.marks, scaled(chart.marks), strict=True)):
        x, tall = place * step, max(share * _HIGH, 2) if mark.results else 0
        link = _link(root, mark, base)
        _add(
            link, "rect", x=x + 1, y=_HIGH - tall + 8, width=max(step - 2, 1), height=tall,
            **{"class": "mark"},
        )  # fmt: skip
        if place % every == 0:
            _add(root, "text", mark.label[:4], x=x + 1, y=_HIGH + 28, **{"class": "count"})


def _grid(root: etree._Element, chart: Chart, base: str) -> None:
    columns, lines = grid(chart)
    step, tall = (_WIDTH - _LABELS) / len(columns), _LINE + 8
    shares = scaled([mark for _, row in lines for mark in row])
    for down, (name, row) in enumerate(lines):
        y = down * tall
        _add(
            root, "text", shorten(name, _LONGEST), x=_LABELS - 8, y=y + 20, **{"text-anchor": "end"}
        )
        for across, (mark, share) in enumerate(zip(row, shares, strict=False)):
            if mark:
                radius = max(share**0.5 * min(step, tall) / 2, 2)
                x = _LABELS + (across + 0.5) * step
                _add(
                    _link(root, mark, base),
                    "circle",
                    cx=x,
                    cy=y + 16,
                    r=radius,
                    **{"class": "mark"},
                )
    every = -(-len(columns) // 8)
    for across, label in enumerate(columns):
        if across % every == 0:
            x, y = _LABELS + across * step, len(lines) * tall + 16
            _add(root, "text", label[:4], x=x, y=y, **{"class": "count"})


def _map(root: etree._Element, chart: Chart, base: str) -> None:
    """Draw the world, each country with results the darker the more it has."""
    _add(root, "path", d=world.land(), **{"class": "land"})
    for mark, share in zip(chart.marks, scaled(chart.marks), strict=True):
        code = world.code_of(mark.label)
        if code:
            shade = _PALEST + (1 - _PALEST) * share**0.5
            _add(
                _link(root, mark, base), "path", d=world.outlines()[code],
                **{"class": "mark", "fill-opacity": shade},
            )  # fmt: skip


def _link(root: etree._Element, mark: Mark, base: str) -> etree._Element:
    words = f"{mark.group}, {mark.label}" if mark.group else mark.label
    link = _add(root, "a", href=base + mark.address)
    link.set("aria-label", printable(f"{words}: {count(mark.results, 'result')}"))
    _add(link, "title", f"{words}: {mark.results:,}")
    return link


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: object
) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_SVG}}}{name}")
    for key, value in attributes.items():
        made.set(
            key, f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        )
    if text is not None:
        made.text = printable(text)
    return made
