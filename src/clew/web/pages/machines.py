"""What the site tells machines of itself: sitemap, robots, OpenSearch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Request
from msgspec import json
from starlette.responses import PlainTextResponse, Response

from clew.api.opened import LookedUp, Opened
from clew.api.site import absolute, path_of, site
from clew.api.v1.parameters import MOST
from clew.app import Clew
from clew.catalogue.changes import Change, Scope
from clew.model import Kind
from clew.web.templating import environment

router = APIRouter()

_PART = 10_000  # addresses; the protocol allows fifty thousand
# A variable has a page, but its dataset's is the one to be found.
_SCOPE = Scope(kinds=tuple(kind for kind in Kind if kind != Kind.VARIABLE))
_START = (-1, -1)
_Counted = Annotated[int, Path(ge=0, le=MOST)]
_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Let robots read what is worth it, and tell them where it is listed."""
    closed = ("/search", "/r/*/as/", "/r/*/read?q=", "/compare")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute(request, '/sitemap.xml')}", ""])
    return PlainTextResponse(text)


@router.get("/sitemap.xml")
def sitemap(request: Request, catalogue: Opened) -> Response:
    """List the parts of the sitemap (sitemaps.org, protocol 0.9)."""
    parts = [
        (absolute(request, f"/sitemap-{after[0] + 1}-{after[1] + 1}.xml"), part[-1].at)
        for after, part in _parts(catalogue)
    ]
    return _xml("sitemap_index.xml", parts=parts)


@router.get("/sitemap-{revision}-{number}.xml")
def part(request: Request, catalogue: Opened, revision: _Counted, number: _Counted) -> Response:
    """List the resources of one part, those that changed first in front."""
    after = (revision - 1, number - 1)
    found = catalogue.catalogue.changes.page(_SCOPE, after, _PART)
    pages = [(absolute(request, path_of(one.slug)), one.at) for one in found if one.here]
    return _xml("sitemap.xml", pages=pages)


@router.get("/opensearch.xml")
def opensearch(request: Request) -> Response:
    """Describe the search box to browsers (OpenSearch 1.1)."""
    text = (
        environment()
        .get_template("opensearch.xml")
        .render(
            site=site(request),
            search=absolute(request, "/search?q={searchTerms}"),
            suggest=absolute(request, "/search/suggest.json?q={searchTerms}"),
            icon=absolute(request, "/static/mark.svg"),
        )
    )
    media = "application/opensearchdescription+xml"
    return Response(text, media_type=media, headers=_AN_HOUR)


@router.get("/search/suggest.json")
def suggestions(catalogue: LookedUp, q: str = "") -> Response:
    """Complete what is typed into a browser's own box (OpenSearch Suggestions)."""
    found = [one.text for one in catalogue.suggest(q[:200], limit=4)]
    return Response(json.encode([q, found]), media_type="application/x-suggestions+json")


def _parts(catalogue: Clew) -> Iterator[tuple[tuple[int, int], list[Change]]]:
    """Yield the parts, each with the change that it begins after."""
    after = _START
    while found := catalogue.catalogue.changes.page(_SCOPE, after, _PART):
        yield after, found
        after = (found[-1].revision, found[-1].number)


def _xml(template: str, **context: object) -> Response:
    text = environment().get_template(template).render(**context)
    return Response(text, media_type="application/xml", headers=_AN_HOUR)
