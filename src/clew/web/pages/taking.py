"""Taking things away: a resource, a thread or a list of results in any form there is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from clew.api.opened import LookedUp, Streamed
from clew.api.sent import sent, sent_thread, streamed
from clew.export import choose
from clew.exporting import items
from clew.exporting import results as numbers
from clew.model import Resource
from clew.web.asking import Asked
from clew.web.pages.search import LIMIT
from clew.web.signposting import LINKSET, describes, linkset

router = APIRouter()

MOST = 1_000  # results of one list; whole catalogues are taken with `clew export`


@router.get("/r/{slug}/as/{name}")
def resource(request: Request, catalogue: LookedUp, slug: str, name: str) -> Response:
    """Send one resource in a form, with the way back to its page."""
    form = choose(name, of=Resource)
    item = catalogue.item(slug)
    answer = sent(form.render_item(item), form, item.slug)
    answer.headers["Link"] = describes(request, item.slug)
    return answer


@router.get("/r/{slug}/linkset")
def signposts(request: Request, catalogue: LookedUp, slug: str) -> Response:
    """Send all the typed links of a resource's page."""
    return Response(linkset(request, catalogue.item(slug)), media_type=LINKSET)


@router.get("/t/{slug}/as/{name}")
def thread(catalogue: Streamed, slug: str, name: str) -> Response:
    """Send a thread in a form."""
    return sent_thread(catalogue, catalogue.thread(slug), name)


@router.get("/search/as/{name}", dependencies=[Depends(LIMIT)])
def results(request: Request, catalogue: Streamed, name: str) -> Response:
    """Send a list of results in a form, the first thousand at most."""
    form = choose(name)
    asked = replace(Asked.of(request.query_params), cursor=None)
    found = islice(numbers(partial(asked.find, catalogue)), MOST)
    return streamed(form.write(items(catalogue.catalogue, found)), form, "clew-results")
