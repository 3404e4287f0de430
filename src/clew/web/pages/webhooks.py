"""Webhooks: what is new in a search or a collection, posted to an address."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from clew.announcing import ping, watch
from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.api.v1.parameters import Number
from clew.api.v1.webhooks import POSTED
from clew.errors import ClewError, MemberError, NotFound, QueryError
from clew.members import Members
from clew.posting import Outcome
from clew.web.visitor import Member, Posted, Visitor, page

router = APIRouter()

_SHOWN = 5  # postings of each
_ANYTHING = {"name": "", "address": "", "watched": ""}


@router.get("/webhooks")
def webhooks(
    request: Request, one: Member, members: TheMembers, query: str = "", collection: int = 0
) -> Response:
    """Show somebody's webhooks, and the form for another."""
    watched = f"collection {collection}" if collection else f"search {query}"
    return _page(request, one, members, {**_ANYTHING, "watched": watched})


@router.post("/webhooks")
def make(
    request: Request, one: Member, members: TheMembers, catalogue: Opened, form: Posted
) -> Response:
    """Make a webhook; its secret is shown this once."""
    kind, _, value = form.get("watched", "").partition(" ")
    try:
        number = int(value) if kind == "collection" and value.isdecimal() else None
        query = value[:4_000] if kind == "search" else None
        name, address = form.get("name", ""), form.get("address", "")
        made, secret = watch(
            catalogue, members, one.number, name, address, now(), query=query, collection=number
        )
    except (MemberError, NotFound, QueryError) as error:
        return _page(request, one, members, {**_ANYTHING, **form}, wrong=error)
    return _page(request, one, members, _ANYTHING, secret=secret, made=made.number)


@router.post("/webhooks/{number}")
def change(number: Number, one: Member, members: TheMembers, form: Posted) -> Response:
    """Remove a webhook, or begin again with it."""
    with members.transaction():
        if form.get("act") == "remove":
            members.webhooks.remove(one.number, number)
        else:
            members.webhooks.enable(one.number, number, now())
    return RedirectResponse("/webhooks", 303)


@router.post("/webhooks/{number}/test", dependencies=[Depends(POSTED)])
def test(
    request: Request,
    number: Number,
    one: Member,
    members: TheMembers,
    catalogue: Opened,
    form: Posted,
) -> Response:
    """Post something to see whether it works, and show what became of it."""
    tried = ping(catalogue, members, one.number, number, now())
    return _page(request, one, members, _ANYTHING, tried=tried)


def _page(
    request: Request,
    one: Visitor,
    members: Members,
    typed: dict[str, str],
    *,
    wrong: ClewError | None = None,
    secret: str | None = None,
    made: int | None = None,
    tried: Outcome | None = None,
) -> Response:
    mine = members.webhooks.of(one.number)
    return page(
        request,
        one,
        "webhooks.html",
        path="/webhooks",
        status=400 if wrong else 200,
        mine=[(hook, members.webhooks.deliveries(hook.number, _SHOWN)) for hook in mine],
        collections={found.number: found.title for found in members.collections.of(one.number)},
        searches=members.searches.of(one.number),
        typed=typed,
        wrong=wrong,
        secret=secret,
        made=made,
        tried=tried,
    )
