"""Pictures as Vega-Lite says them, for those who want to draw on: numbers, mark and axes in one."""

from __future__ import annotations

from typing import Any

from clew.web.explore import Chart, Mark

MEDIA_TYPE = "application/vnd.vegalite.v6+json"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_COLOUR = "#a4322a"  # as the site's own pictures have it


def specification(chart: Chart, base: str = "") -> dict[str, Any]:
    """Return a chart as a Vega-Lite specification that holds its numbers.

    A map is told as bars: outlines of countries are no part of such a file.

    Parameters
    ----------
    base: what stands before the addresses that marks lead to.

    Source: Vega-Lite 6 (https://vega.github.io/vega-lite/docs/spec.html).
    """
    draw = {"years": _columns, "grid": _grid}.get(chart.form, _bars)
    about = {"description": chart.note} if chart.note else {}
    return {
        "$schema": _SCHEMA,
        "title": chart.title,
        **about,
        "data": {"values": [_value(mark, base) for mark in chart.marks]},
        **draw(chart),
    }


def _value(mark: Mark, base: str) -> dict[str, Any]:
    """Return a mark's numbers.

    Example: ``{"value": "Theses", "results": 12, "address": "https://…/search?kind=thesis"}``
    """
    group = {"group": mark.group} if mark.group else {}
    return {**group, "value": mark.label, "results": mark.results, "address": base + mark.address}


def _bars(chart: Chart) -> dict[str, Any]:
    across = {"field": "results", "type": "quantitative", "title": "Results"}
    return _drawn("bar", chart, x=across, y=_values(chart, "y"))


def _columns(chart: Chart) -> dict[str, Any]:
    up = {"field": "results", "type": "quantitative", "title": "Results"}
    return _drawn("bar", chart, x=_values(chart, "x"), y=up)


def _grid(chart: Chart) -> dict[str, Any]:
    groups = {"field": "group", "type": "nominal", "title": None, "sort": None}
    size = {"field": "results", "type": "quantitative", "title": "Results"}
    across = _values(chart, "x") | {"sort": "ascending"}
    return _drawn("circle", chart, x=across, y=groups, size=size)


def _values(chart: Chart, axis: str) -> dict[str, Any]:
    """Return the axis of the values, in the order that they are in."""
    kind = "nominal" if axis == "y" else "ordinal"
    return {"field": "value", "type": kind, "title": None, "sort": None}


def _drawn(mark: str, chart: Chart, **channels: dict[str, Any]) -> dict[str, Any]:
    told = ["group", "value", "results"] if chart.form == "grid" else ["value", "results"]
    channels["tooltip"] = [{"field": name} for name in told]  # type: ignore[assignment]
    channels["href"] = {"field": "address"}
    return {"mark": {"type": mark, "color": _COLOUR, "cursor": "pointer"}, "encoding": channels}
