"""Saved searches, and feeds: of any search, and of what is new in a saved one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.api.site import absolute
from clew.members import Alert
from clew.search import Answer
from clew.web.asking import Asked
from clew.web.feed import MEDIA_TYPE, Entry, feed
from clew.web.visitor import Member, Posted, page

router = APIRouter()

_NEWS = 100  # results of a feed
_SEEN = 1_000  # results that are no news when a search is saved


@router.get("/searches/new")
def saving(request: Request, one: Member, catalogue: Opened) -> Response:
    """Ask what a search is to be called."""
    asked = Asked.of(request.query_params)
    found = catalogue.search(asked.words, **asked.options(limit=1, settings=_BARE))
    query = asked.address().partition("?")[2]
    name = asked.words or ", ".join(chip.text for chip in asked.chips()) or "Everything"
    return page(request, one, "search_save.html", query=query, name=name, total=found.total)


@router.post("/searches")
def save(one: Member, members: TheMembers, catalogue: Opened, form: Posted) -> Response:
    """Save a search; what it finds now is no news later."""
    asked = Asked.of(QueryParams(form.get("query", "")[:4_000]))
    found = catalogue.search(asked.words, **asked.options(limit=_SEEN, settings=_BARE))
    query = asked.address().partition("?")[2]
    with members.transaction():
        members.searches.save(
            one.number,
            form.get("name", "")[:200] or asked.words or "Everything",
            query,
            now(),
            [hit.id for hit in found.hits],
            form.get("alert", Alert.NEVER),
        )
    return RedirectResponse("/collections#searches", 303)


@router.post("/searches/{number}")
def change(number: int, one: Member, members: TheMembers, form: Posted) -> Response:
    """Change how often its owner hears of news, or delete it."""
    with members.transaction():
        if form.get("act") == "delete":
            members.searches.delete(one.number, number)
        else:
            members.searches.set_alert(one.number, number, form.get("alert", ""))
    return RedirectResponse("/collections#searches", 303)


@router.get("/search/feed")
def of_search(request: Request, catalogue: Opened) -> Response:
    """Send the newest results of a search as an Atom feed."""
    asked = Asked.of(request.query_params)
    answer = catalogue.search(asked.words, **asked.options(limit=_NEWS, order="newest"))
    query = urlencode(parse_qsl(request.url.query))
    return _sent(request, answer, asked.words or "Everything", f"/search?{query}", "/search/feed")


@router.get("/feeds/{secret}")
def of_saved(request: Request, secret: str, members: TheMembers, catalogue: Opened) -> Response:
    """Send a saved search's newest results as an Atom feed, to whoever has its address."""
    saved = members.searches.feeding(secret)
    asked = Asked.of(QueryParams(saved.query))
    answer = catalogue.search(asked.words, **asked.options(limit=_NEWS, order="newest"))
    return _sent(request, answer, saved.name, f"/search?{saved.query}", f"/feeds/{secret}")


def _sent(request: Request, answer: Answer, title: str, shown: str, path: str) -> Response:
    entries = [
        Entry(
            id=absolute(request, f"/r/{hit.id}"),
            title=hit.title,
            people=hit.people,
            summary=hit.snippet.text if hit.snippet else "",
            kind=hit.kind,
        )
        for hit in answer.hits
    ]
    text = feed(title, absolute(request, shown), absolute(request, path), entries, now())
    return Response(text, media_type=MEDIA_TYPE)


_BARE = {"snippet": 0, "passages": 0, "fold": False}
