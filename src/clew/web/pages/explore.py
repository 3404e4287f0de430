"""Explore: the catalogue, or any search, as pictures."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.site import absolute
from clew.app import Clew
from clew.errors import NotFound
from clew.web.asking import Asked
from clew.web.drawing import drawing
from clew.web.explore import Chart, explored
from clew.web.pages.search import LIMIT
from clew.web.templating import render
from clew.web.vega import MEDIA_TYPE, specification

router = APIRouter(dependencies=[Depends(LIMIT)])


@router.get("/explore")
def explore(request: Request, catalogue: Opened) -> Response:
    """Show the pictures of a search."""
    asked = Asked.of(request.query_params)
    total, charts = explored(catalogue, asked)
    pictures = [(chart, Markup(drawing(chart))) for chart in charts]
    return render(
        request, "explore.html",
        path=asked.address("/explore"), asked=asked, pictures=pictures, total=total,
        chips=[(one.text, one.without.replace("/search", "/explore", 1)) for one in asked.chips()],
    )  # fmt: skip


@router.get("/explore/{name}.svg")
def picture(request: Request, catalogue: Opened, name: str) -> Response:
    """Send one picture as a file."""
    chart = _chart(request, catalogue, name)
    text = drawing(chart, alone=True, base=absolute(request, ""))
    return Response(text, media_type="image/svg+xml", headers=_named(name, "svg"))


@router.get("/explore/{name}.csv")
def table(request: Request, catalogue: Opened, name: str) -> Response:
    """Send the numbers of one picture as a file."""
    chart = _chart(request, catalogue, name)
    return Response(chart.table(), media_type="text/csv", headers=_named(name, "csv"))


@router.get("/explore/{name}.vl.json")
def vega(request: Request, catalogue: Opened, name: str) -> Response:
    """Send one picture as a Vega-Lite specification, to be drawn otherwise."""
    chart = _chart(request, catalogue, name)
    told = msgspec.json.encode(specification(chart, absolute(request, "")))
    return Response(told, media_type=MEDIA_TYPE, headers=_named(name, "vl.json"))


def _chart(request: Request, catalogue: Clew, name: str) -> Chart:
    made = explored(catalogue, Asked.of(request.query_params)).charts
    for chart in made:
        if chart.name == name:
            return chart
    raise NotFound(
        f"There is no picture {name[:40]!r} of this search.",
        hint=f"There are: {', '.join(chart.name for chart in made)}.",
    )


def _named(name: str, extension: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="clew-{name}.{extension}"'}
