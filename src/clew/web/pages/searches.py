"""Saved searches."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.api.v1.parameters import Number
from clew.exporting import BARE
from clew.members import Alert
from clew.web.asking import Asked
from clew.web.visitor import Member, Posted, page

router = APIRouter()

_SEEN = 1_000  # results that are no news when a search is saved


@router.get("/searches/new")
def saving(request: Request, one: Member, catalogue: Opened) -> Response:
    """Ask what a search is to be called."""
    asked = Asked.of(request.query_params)
    found = asked.find(catalogue, limit=1, settings=BARE)
    query = asked.address().partition("?")[2]
    name = asked.words or ", ".join(chip.text for chip in asked.chips()) or "Everything"
    return page(request, one, "search_save.html", query=query, name=name, total=found.total)


@router.post("/searches")
def save(one: Member, members: TheMembers, catalogue: Opened, form: Posted) -> Response:
    """Save a search; what it finds now is no news later."""
    asked = Asked.of(QueryParams(form.get("query", "")[:4_000]))
    found = asked.find(catalogue, limit=_SEEN, settings=BARE)
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
def change(number: Number, one: Member, members: TheMembers, form: Posted) -> Response:
    """Change how often its owner hears of news, or delete it."""
    with members.transaction():
        if form.get("act") == "delete":
            members.searches.delete(one.number, number)
        else:
            members.searches.set_alert(one.number, number, form.get("alert", ""))
    return RedirectResponse("/collections#searches", 303)
