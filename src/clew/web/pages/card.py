"""The social card of a resource."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.site import site
from clew.export.common.merge import merged
from clew.web.card import as_png, draw
from clew.web.facts import parties

router = APIRouter()


@router.get("/r/{slug}/card.png")
def card(request: Request, catalogue: Opened, slug: str) -> Response:
    """Send the picture that others show beside a link to a resource."""
    found = catalogue.get(slug)
    record = merged(found)
    makers, _ = parties(record, {})
    year = ((record.period.start if record.period else None) or record.published or "")[:4]
    who = ", ".join(one.name for one in makers[:3]) + (" …" if len(makers) > 3 else "")
    below = " · ".join(part for part in (who, year) if part)
    picture = as_png(draw(str(found.kind), found.label, below, site(request).name))
    return Response(
        picture, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"}
    )
