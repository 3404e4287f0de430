"""Collections, for programs that act for a member."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from starlette.responses import Response

from clew.api.opened import Opened, Streamed
from clew.api.people import TheMembers, allowed, now
from clew.api.sent import sent_collection
from clew.api.v1.answers import PRIVATE, answer
from clew.api.v1.parameters import MANY, Number, media_types, one_of
from clew.api.v1.schema import returns
from clew.members import Account, Collection, Scope

router = APIRouter(tags=["collections"])

Member = Annotated[Account, Depends(allowed(Scope.COLLECTIONS))]
Ids = Annotated[list[str], Body(max_length=1000, examples=[["home-visits"]])]
Title = Annotated[str, Body(min_length=1, max_length=300)]
Words = Annotated[str | None, Body(max_length=10_000)]
_TOKEN = (401, 403)


@router.get("/collections", responses=returns(list[Collection], problems=_TOKEN))
def all_of_them(request: Request, members: TheMembers, member: Member) -> Response:
    """Return the member's collections, without what they hold."""
    return answer(request, members.collections.of(member.number))


@router.post("/collections", responses=returns(Collection, problems=_TOKEN))
def make(
    request: Request,
    catalogue: Opened,
    members: TheMembers,
    member: Member,
    title: Title,
    description: Words = None,
    resources: Ids = [],  # noqa: B006 - read only
) -> Response:
    """Make a collection, with resources in it if any are named."""
    slugs = [catalogue.get(name).slug for name in resources]
    with members.transaction():
        made = members.collections.make(member.number, title, now(), description, slugs)
    return answer(request, made)


@router.get(
    "/collections/{number}",
    responses=returns(Collection, problems=(*_TOKEN, 406), forms=media_types(MANY)),
)
def one(
    request: Request,
    catalogue: Streamed,
    members: TheMembers,
    member: Member,
    number: Number,
    form: Annotated[
        str | None,
        Query(
            alias="as",
            description="A format of lists.",
            examples=["ris"],
            json_schema_extra=one_of(MANY),
        ),
    ] = None,
) -> Response:
    """Return a collection with what it holds; or what it holds, in any export format."""
    found = members.collections.get(member.number, number)
    if form is not None:
        written = sent_collection(catalogue, found, form)
        written.headers.update(PRIVATE)
        return written
    return answer(request, found)


@router.delete(
    "/collections/{number}",
    responses=returns(None, problems=_TOKEN, status=204),
    status_code=204,
)
def delete(members: TheMembers, member: Member, number: Number) -> Response:
    """Delete a collection."""
    with members.transaction():
        members.collections.delete(member.number, number)
    return Response(status_code=204)


@router.put(
    "/collections/{number}/items/{name:path}", responses=returns(Collection, problems=_TOKEN)
)
def keep(
    request: Request,
    catalogue: Opened,
    members: TheMembers,
    member: Member,
    number: Number,
    name: str,
    note: Annotated[str | None, Body(embed=True, max_length=10_000)] = None,
) -> Response:
    """Put a resource into a collection, with a note if there is one."""
    slug = catalogue.get(name).slug
    with members.transaction():
        members.collections.keep(member.number, number, [slug], now())
        if note is not None:
            members.collections.note(member.number, number, slug, note, now())
    return answer(request, members.collections.get(member.number, number))


@router.delete(
    "/collections/{number}/items/{name:path}",
    responses=returns(None, problems=_TOKEN, status=204),
    status_code=204,
)
def drop(members: TheMembers, member: Member, number: Number, name: str) -> Response:
    """Take a resource out of a collection, by its id."""
    with members.transaction():
        members.collections.drop(member.number, number, name, now())
    return Response(status_code=204)
