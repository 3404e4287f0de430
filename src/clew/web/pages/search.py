"""The search page: one box, results that say why, and what they can be narrowed to."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Depends, Request
from starlette.background import BackgroundTask
from starlette.responses import HTMLResponse, Response

from clew.api.limits import Limit
from clew.api.opened import LookedUp, Opened
from clew.app import Clew
from clew.index import NOT_STATED, Order
from clew.search import Answer, FacetCounts
from clew.web.asking import FACETS, PAGE, PATH, YEARS, Asked, Chip
from clew.web.histogram import Histogram, histogram
from clew.web.noting import notes
from clew.web.offers import Offer, list_offers
from clew.web.shelf import shelf
from clew.web.templating import environment, render

router = APIRouter()

ORDERS = {
    "score": "Best match",
    str(Order.NEWEST): "Newest first",
    str(Order.OLDEST): "Oldest first",
    str(Order.START): "Earliest period first",
    str(Order.TITLE): "Title, A to Z",
    str(Order.AMOUNT): "Largest award first",
}
_SHOWN = 5  # values of a facet before the rest is folded away
_SUGGESTIONS = 5  # of each sort


class Way(NamedTuple):
    """Something to give up, and how many results that would give."""

    text: str
    results: int
    address: str | None


# Far more than a person asks, far less than a page that is asked again and again.
LIMIT = Limit(300, 30, "searches")


@router.get(PATH, dependencies=[Depends(LIMIT)])
async def search(request: Request) -> Response:
    """Show the results of a search, or everything where nothing is asked."""
    return await shelf(request).page(request, partial(_draw, request))


def _draw(request: Request, catalogue: Clew) -> Response:
    asked = Asked.of(request.query_params)
    answer = asked.find(
        catalogue, limit=PAGE, facets=tuple(map(str, FACETS)), years=tuple(map(str, YEARS))
    )
    page = render(
        request,
        "search.html",
        path=asked.address(cursor=asked.cursor),
        asked=asked,
        answer=answer,
        like=catalogue.get(asked.like) if asked.like else None,
        chips=list(asked.chips()),
        facets=[one for one in answer.facets if _tells(one, answer.total)],
        years=_years(answer, asked),
        ways=list(_ways(answer, asked)),
        offers=_offers(asked, answer),
        orders=ORDERS,
        shown=_SHOWN,
    )
    if asked.words and not asked.cursor:
        page.background = BackgroundTask(notes(request).add, asked.words, answer.total)
    # The address without the fields that were left empty.
    page.headers["HX-Push-Url"] = asked.address(cursor=asked.cursor)
    page.headers["Vary"] = "HX-Request"
    return page


@router.get(f"{PATH}/suggest", dependencies=[Depends(LIMIT)])
def suggest(catalogue: LookedUp, q: str = "") -> Response:
    """Complete what is being typed, as options of the list under the box."""
    found = catalogue.suggest(q[:200], limit=_SUGGESTIONS)
    text = environment().get_template("_suggestions.html").render(found=found)
    return HTMLResponse(text, headers={"Cache-Control": "private, max-age=60"})


@router.get(f"{PATH}/facet/{{name}}", dependencies=[Depends(LIMIT)])
def facet(request: Request, catalogue: Opened, name: str, in_facet: str = "") -> Response:
    """Show the values of one facet over a search, to look for one among many."""
    asked = Asked.of(request.query_params)
    found = catalogue.facet(name, in_facet, asked.words, **asked.options(limit=200))
    return render(request, "facet.html", asked=asked, facet=found, text=in_facet)


def _tells(facet: FacetCounts, total: int) -> bool:
    """Say whether a facet can part the results, or has done so."""
    said = [one for one in facet.choices if one.value != NOT_STATED]
    if any(one.chosen for one in facet.choices):
        return True
    return len(said) > 1 or any(one.count < total for one in said)


def _years(answer: Answer, asked: Asked) -> Histogram | None:
    """The histogram of the years asked by; of the others where those are not stated."""
    drawn = {one.span: histogram(one, asked.first, asked.last) for one in answer.years}
    return drawn.get(asked.by) or next((one for one in drawn.values() if one), None)


def _ways(answer: Answer, asked: Asked) -> list[Way]:
    """What to give up where nothing was found; what was chosen has an address without it."""
    left: dict[str, Chip] = {chip.facet: chip for chip in asked.chips()}
    found = []
    for way in answer.loosen:
        facet = way.without.partition(" ")[0]
        address = None
        if facet in asked.chosen and facet in left:
            address = asked.address(chosen={**asked.chosen, facet: ()})
        elif asked.bounded and facet == asked.by:
            address = asked.address(first=None, last=None)
        found.append(Way(way.without, way.count, address))
    return found


def _offers(asked: Asked, answer: Answer) -> tuple[Offer, ...]:
    return list_offers(asked) if answer.total else ()
