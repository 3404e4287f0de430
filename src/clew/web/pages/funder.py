"""The page of a funder: what it paid for, where that went, and when."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.site import path_of
from clew.app import Clew
from clew.errors import NotFound
from clew.index import NOT_STATED, Facet
from clew.model import Kind
from clew.search import Answer
from clew.web.asking import Asked
from clew.web.templating import render
from clew.web.words import facet_value

router = APIRouter()

_NEWEST = 20
_VALUES = 12
_PARTS = {
    Facet.KIND: "What it funded",
    Facet.ORGANISATION: "Who held its awards",
    Facet.KEYWORD: "Topics",
}


@router.get("/funder/{name:path}")
def funder(request: Request, catalogue: Opened, name: str) -> Response:
    """Show what a funder paid for, as far as its sources say."""
    asked = Asked(chosen={str(Facet.FUNDER): (name,)}, order="newest")
    settings = {"facet_values": _VALUES, "fold": False}
    facets = tuple(map(str, _PARTS))
    answer = asked.find(catalogue, limit=_NEWEST, facets=facets, settings=settings)
    if not answer.total:
        raise NotFound(
            f"There is no funder {name[:80]!r}.", hint="The filter Funder of a search lists them."
        )
    return render(
        request,
        "funder.html",
        path=f"/funder/{quote(name, safe='')}",
        name=name,
        asked=asked,
        answer=answer,
        parts=[(title, _values(answer, asked, facet)) for facet, title in _PARTS.items()],
        own=_own_page(catalogue, name),
    )


def _values(answer: Answer, asked: Asked, facet: Facet) -> list[tuple[str, int, str]]:
    """Return the values of a facet with their counts and the searches for them."""
    choices = next((one.choices for one in answer.facets if one.facet == facet), ())
    return [
        (
            facet_value(one.value, facet),
            one.count,
            asked.address(chosen={**asked.chosen, str(facet): (one.value,)}),
        )
        for one in choices
        if one.count and one.value != NOT_STATED
    ]


def _own_page(catalogue: Clew, name: str) -> str | None:
    """Return the page of the organisation that has this very name, if a source describes one."""
    hits = catalogue.search(f'title:"{name}"', kind=Kind.ORGANISATION, limit=5).hits
    return next((path_of(hit.id) for hit in hits if hit.title == name), None)
