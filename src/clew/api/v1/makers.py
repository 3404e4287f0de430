"""People and organisations: look for them, and for their works."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.v1.answers import answer
from clew.api.v1.parameters import Cursor, Limit, Ordered, Words
from clew.api.v1.schema import returns
from clew.app import Clew
from clew.errors import NotFound
from clew.index import Facet
from clew.model import Kind, Resource
from clew.search import Answer

router = APIRouter(tags=["people and organisations"])


class Part(StrEnum):
    """What an organisation does for a work: it stands behind it, or pays for it."""

    ORGANISATION = "organisation"
    FUNDER = "funder"


@router.get("/people", responses=returns(Answer))
def people(
    request: Request, catalogue: Opened, q: Words = "", limit: Limit = 10, cursor: Cursor = None
) -> Response:
    """Find people."""
    found = catalogue.search(q, kind=Kind.PERSON, limit=limit, cursor=cursor or None)
    return answer(request, found)


@router.get("/organisations", responses=returns(Answer))
def organisations(
    request: Request, catalogue: Opened, q: Words = "", limit: Limit = 10, cursor: Cursor = None
) -> Response:
    """Find organisations."""
    found = catalogue.search(q, kind=Kind.ORGANISATION, limit=limit, cursor=cursor or None)
    return answer(request, found)


@router.get("/people/{name:path}/works", responses=returns(Answer))
def works_of_person(
    request: Request,
    catalogue: Opened,
    name: str,
    limit: Limit = 10,
    cursor: Cursor = None,
    order: Ordered = "newest",
) -> Response:
    """Return the works of a person."""
    found = _maker(catalogue, name, Kind.PERSON)
    return answer(request, _works(catalogue, found, Facet.PERSON, limit, cursor, order))


@router.get("/organisations/{name:path}/works", responses=returns(Answer))
def works_of_organisation(
    request: Request,
    catalogue: Opened,
    name: str,
    part: Annotated[Part, Query(description="What it did for them.")] = Part.ORGANISATION,
    limit: Limit = 10,
    cursor: Cursor = None,
    order: Ordered = "newest",
) -> Response:
    """Return the works that an organisation stands behind, or those that it paid for."""
    found = _maker(catalogue, name, Kind.ORGANISATION)
    return answer(request, _works(catalogue, found, Facet(part), limit, cursor, order))


@router.get("/people/{name:path}", responses=returns(Resource))
def person(request: Request, catalogue: Opened, name: str) -> Response:
    """Return a person by id or ORCID iD."""
    return answer(request, _maker(catalogue, name, Kind.PERSON))


@router.get("/organisations/{name:path}", responses=returns(Resource))
def organisation(request: Request, catalogue: Opened, name: str) -> Response:
    """Return an organisation by id or ROR id."""
    return answer(request, _maker(catalogue, name, Kind.ORGANISATION))


def _maker(catalogue: Clew, name: str, kind: Kind) -> Resource:
    found = catalogue.get(name)
    if found.kind != kind:
        raise NotFound(f"{found.slug} is a {found.kind}, and no {kind}.")
    return found


def _works(
    catalogue: Clew, maker: Resource, facet: Facet, limit: int, cursor: str | None, order: str
) -> Answer:
    """Find what names a maker, by any of its names."""
    return catalogue.search(
        filters={facet: maker.titles},
        limit=limit,
        cursor=cursor or None,
        order=order,
        settings={"fold": False},
    )
