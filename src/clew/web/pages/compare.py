"""The page that sets resources side by side, and the same as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.app import Clew
from clew.errors import NotFound
from clew.export.common.cells import sheet
from clew.model import Resource
from clew.web.compare import MOST, Comparison, compare
from clew.web.templating import render

router = APIRouter()


@router.get("/compare")
def page(request: Request, catalogue: Opened) -> Response:
    """Show up to six resources side by side."""
    names = _names(request)
    found, missing = _found(catalogue, names)
    shown = [one.slug for one in found]
    return render(
        request,
        "compare.html",
        path=_address("/compare", shown),
        table=compare(found),
        missing=missing,
        left_out=names[MOST:],
        without={slug: _address("/compare", [s for s in shown if s != slug]) for slug in shown},
        csv=_address("/compare.csv", shown),
        markdown=_address("/compare.md", shown),
        most=MOST,
    )


@router.get("/compare.csv")
def as_csv(request: Request, catalogue: Opened) -> Response:
    """Send a comparison as CSV."""
    return _file("\ufeff" + sheet(_table(request, catalogue).lines()), "text/csv", "csv")


@router.get("/compare.md")
def as_markdown(request: Request, catalogue: Opened) -> Response:
    """Send a comparison as a Markdown table."""
    head, *rows = _table(request, catalogue).lines()
    lines = [head, ["---"] * len(head), *rows]
    text = "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in lines)
    return _file(text + "\n", "text/markdown", "md")


def _table(request: Request, catalogue: Clew) -> Comparison:
    return compare(_found(catalogue, _names(request))[0])


def _names(request: Request) -> list[str]:
    """Read ``ids=one&ids=two`` as well as ``ids=one,two``; a DOI may hold a comma, an id cannot."""
    given = request.query_params.getlist("ids")
    parts = (part.strip() for one in given for part in one.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _found(catalogue: Clew, names: list[str]) -> tuple[list[Resource], list[str]]:
    found: dict[str, Resource] = {}
    missing = []
    for name in names[:MOST]:
        try:
            resource = catalogue.get(name)
        except NotFound:
            missing.append(name)
        else:
            found.setdefault(resource.slug, resource)
    return list(found.values()), missing


def _address(path: str, slugs: list[str]) -> str:
    query = urlencode([("ids", slug) for slug in slugs])
    return f"{path}?{query}" if query else path


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split()) or " "


def _file(text: str, media_type: str, extension: str) -> Response:
    name = f'attachment; filename="comparison.{extension}"'
    headers = {"Content-Type": f"{media_type}; charset=utf-8", "Content-Disposition": name}
    return Response(text, headers=headers)
