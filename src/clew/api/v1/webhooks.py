"""Webhooks, for programs that act for a member."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from starlette.responses import Response

from clew.announcing import ping, watch
from clew.api.limits import Limit
from clew.api.opened import Opened
from clew.api.people import TheMembers, allowed, now
from clew.api.v1.answers import answer
from clew.api.v1.parameters import MOST, Number
from clew.api.v1.schema import returns
from clew.members import Account, Delivery, Scope, Webhook
from clew.model.base import Value
from clew.posting import Outcome

router = APIRouter(tags=["webhooks"])

Member = Annotated[Account, Depends(allowed(Scope.WEBHOOKS))]
POSTED = Limit(burst=5, rate=1 / 20, what="postings to try a webhook")
_TOKEN = (401, 403)


class MadeWebhook(Value, frozen=True, kw_only=True):
    """A webhook that was just made, and the secret that signs what is posted, shown this once."""

    webhook: Webhook
    secret: str


# What begins like an address may still be private or unknown: that is no fault of its form. What
# counts as a space is spelt out, for dialects of regular expressions differ in it (U+0085).
_SPACES = r"[ \t\r\n]*"
_UNSPACED = r"\x00-\x20\x7f-\xa0"
_ADDRESS = rf"^{_SPACES}https?://[^{_UNSPACED}/?#@]+([/?#][^{_UNSPACED}]*)?{_SPACES}$"


def _alone(name: str, other: str) -> dict[str, Any]:
    """Say of a body that it names the one and not the other."""
    said = {name: {"not": {"type": "null"}}, other: {"type": "null"}}
    return {"required": [name], "properties": said}


_EITHER = {"oneOf": [_alone("query", "collection"), _alone("collection", "query")]}
_MADE: dict[str, Any] = {
    "responses": returns(MadeWebhook, problems=(*_TOKEN, 409)),
    "openapi_extra": {"requestBody": {"content": {"application/json": {"schema": _EITHER}}}},
}


@router.get("/webhooks", responses=returns(list[Webhook], problems=_TOKEN))
def all_of_them(request: Request, members: TheMembers, member: Member) -> Response:
    """Return the member's webhooks."""
    return answer(request, members.webhooks.of(member.number))


@router.post("/webhooks", **_MADE)
def make(
    request: Request,
    catalogue: Opened,
    members: TheMembers,
    member: Member,
    address: Annotated[str, Body(min_length=1, max_length=2_000, pattern=_ADDRESS)],
    name: Annotated[str, Body(max_length=200)] = "",
    query: Annotated[str | None, Body(max_length=4_000, examples=["q=home+visits"])] = None,
    collection: Annotated[int | None, Body(ge=1, le=MOST)] = None,
) -> Response:
    """Have what is new in a search, or put into a collection, posted to an address.

    A search is written as in the address of its page; `source=NAME` is all that a source brings.
    """
    made, secret = watch(
        catalogue, members, member.number, name, address, now(), query=query, collection=collection
    )
    return answer(request, MadeWebhook(webhook=made, secret=secret))


@router.delete("/webhooks/{number}", responses=returns(None, problems=_TOKEN, status=204))
def remove(members: TheMembers, member: Member, number: Number) -> Response:
    """Remove a webhook."""
    with members.transaction():
        members.webhooks.remove(member.number, number)
    return Response(status_code=204)


@router.post(
    "/webhooks/{number}/test",
    responses=returns(Outcome, problems=_TOKEN),
    dependencies=[Depends(POSTED)],
)
def test(
    request: Request, catalogue: Opened, members: TheMembers, member: Member, number: Number
) -> Response:
    """Post something that only says that it works, and return what became of it."""
    return answer(request, ping(catalogue, members, member.number, number, now()))


@router.post("/webhooks/{number}/enable", responses=returns(Webhook, problems=_TOKEN))
def enable(request: Request, members: TheMembers, member: Member, number: Number) -> Response:
    """Begin again with a webhook that was disabled."""
    with members.transaction():
        members.webhooks.enable(member.number, number, now())
    return answer(request, members.webhooks.get(member.number, number))


@router.get("/webhooks/{number}/deliveries", responses=returns(list[Delivery], problems=_TOKEN))
def deliveries(request: Request, members: TheMembers, member: Member, number: Number) -> Response:
    """Return what was posted to a webhook, the newest first: a hundred of a month at most."""
    members.webhooks.get(member.number, number)
    return answer(request, members.webhooks.deliveries(number, 100))
