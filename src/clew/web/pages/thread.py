"""The page of a thread: its picture, and the same as a list."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clew.api.opened import Opened
from clew.export.common.story import drawn, names, summary, told
from clew.web.offers import thread_offers
from clew.web.picture import inline, stylesheet
from clew.web.templating import render

router = APIRouter()

DEPTHS = (1, 2, 3, 4)
_DEPTH = 2


@router.get("/t/{slug}")
def thread(request: Request, catalogue: Opened, slug: str, depth: int = _DEPTH) -> Response:
    """Show what the links of a resource reach."""
    depth = min(max(depth, DEPTHS[0]), DEPTHS[-1])
    found = catalogue.thread(slug, depth)
    if found.root != slug:
        return RedirectResponse(f"/t/{found.root}", 301)
    return render(
        request,
        "thread.html",
        path=f"/t/{found.root}" + (f"?depth={depth}" if depth != _DEPTH else ""),
        thread=found,
        picture=inline(found),
        stages=told(found),
        links=drawn(found),
        called=names(found),
        summary=summary(found),
        depth=depth,
        depths=DEPTHS,
        offers=thread_offers(found.root),
    )


@router.get("/t/{slug}/picture")
def picture(catalogue: Opened, slug: str) -> Response:
    """Send the picture of the nearest part of a thread, as a part of a page."""
    return HTMLResponse(str(inline(catalogue.thread(slug, DEPTHS[0]))))


@router.get("/static/thread.css")
def style() -> Response:
    """Send the colours of pictures of threads, which a page may not hold itself."""
    return Response(
        stylesheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=86400"}
    )
