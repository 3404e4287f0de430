"""Taking things away: a resource, a thread or a list of results in any form there is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain, islice

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from clew.api.opened import Opened
from clew.errors import ExportError
from clew.export import choose
from clew.export.registry import Format
from clew.exporting import items
from clew.exporting import results as numbers
from clew.model import Resource, Thread
from clew.web.asking import Asked
from clew.web.pages.search import LIMIT
from clew.web.signposting import LINKSET, describes, linkset

router = APIRouter()

MOST = 1_000  # results of one list; whole catalogues are taken with `clew export`


@router.get("/r/{slug}/as/{name}")
def resource(request: Request, catalogue: Opened, slug: str, name: str) -> Response:
    """Send one resource in a form, with the way back to its page."""
    form = choose(name, of=Resource)
    item = catalogue.item(slug)
    sent = _sent(form.render_item(item), form, item.slug)
    sent.headers["Link"] = describes(request, item.slug)
    return sent


@router.get("/r/{slug}/linkset")
def signposts(request: Request, catalogue: Opened, slug: str) -> Response:
    """Send all the typed links of a resource's page."""
    return Response(linkset(request, catalogue.item(slug)), media_type=LINKSET)


@router.get("/t/{slug}/as/{name}")
def thread(catalogue: Opened, slug: str, name: str) -> Response:
    """Send a thread in a form."""
    form = choose(name, of=Thread)
    return _sent(form.render(catalogue.thread(slug)), form, f"{slug}-thread")


@router.get("/search/as/{name}", dependencies=[Depends(LIMIT)])
def results(request: Request, catalogue: Opened, name: str) -> Response:
    """Send a list of results in a form, the first thousand at most."""
    form = choose(name)
    if not form.many:
        raise ExportError(f"The format {name} holds one thing only.")
    asked = Asked.of(request.query_params)
    found = islice(numbers(partial(replace(asked, cursor=None).find, catalogue)), MOST)
    # Headers go out before the body: what is wrong with the question is to be told first.
    first = list(islice(found, 1))
    pieces = form.write(items(catalogue.catalogue, chain(first, found)))
    return StreamingResponse(pieces, headers=headers_of(form, "clew-results"))


def _sent(text: str, form: Format, name: str) -> Response:
    return Response(text, headers=headers_of(form, name))


def headers_of(form: Format, name: str) -> dict[str, str]:
    """Say what is sent and what to call the file."""
    safe = "".join(c if (c.isalnum() and c.isascii()) or c in "-_" else "-" for c in name)[:80]
    media = form.media_type
    return {
        "Content-Type": f"{media}; charset=utf-8" if media.startswith("text/") else media,
        "Content-Disposition": f'inline; filename="{safe}.{form.extension}"',
    }
