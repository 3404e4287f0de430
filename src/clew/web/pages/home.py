"""The front page: one box, and what there is to find."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.index import NOT_STATED
from clew.model import Kind
from clew.web.templating import render
from clew.web.words import PLURALS

router = APIRouter()

_MAKERS = frozenset({Kind.PERSON, Kind.ORGANISATION})
_EXAMPLES = 4
_LATEST = 4


@router.get("/")
def home(request: Request, catalogue: Opened) -> Response:
    """Show the front page."""
    # Works known from citations alone are counted by the catalogue, but cannot be found.
    (kinds,) = catalogue.search(facets=("kind",), limit=1).facets
    counts = {one.value: one.count for one in kinds.choices}
    keywords = catalogue.facet("keyword", limit=_EXAMPLES + 1).choices
    latest = catalogue.search(order="newest", limit=_LATEST)
    return render(
        request,
        "home.html",
        total=sum(count for kind, count in counts.items() if kind not in _MAKERS),
        kinds=[(kind, counts[kind]) for kind in PLURALS if kind in counts],
        examples=[one.value for one in keywords if one.value != NOT_STATED][:_EXAMPLES],
        latest=latest.hits,
    )
