"""Exports: things by name, what is on their threads, or the results of a search, in any format."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from clew.api.opened import Streamed
from clew.api.sent import streamed
from clew.api.v1.parameters import FILTER_PARAMETERS, MANY, filters_of, media_types, one_of
from clew.api.v1.schema import returns_text
from clew.export import choose

router = APIRouter(tags=["exports"])

MOST = 10_000  # of one list; all there is goes by OAI-PMH


@router.get(
    "/export",
    responses=returns_text(*media_types(MANY), problems=[406]),
    response_class=Response,
    openapi_extra={"parameters": FILTER_PARAMETERS},
)
def export(
    request: Request,
    catalogue: Streamed,
    form: Annotated[
        str,
        Query(
            alias="as",
            description="A format's name or media type.",
            examples=["ris"],
            json_schema_extra=one_of(MANY),
        ),
    ],
    id: Annotated[
        list[str] | None, Query(max_length=1000, description="Ids or identifiers of things.")
    ] = None,
    threads: Annotated[
        bool, Query(description="With ids: all that is on their threads as well.")
    ] = False,
    q: Annotated[str, Query(description="Without ids: the results of this search.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many results at most.")] = 1000,
) -> Response:
    """Write many things in one format; those of kinds that it cannot hold are left out."""
    chosen = choose(form)
    if id:
        pieces = catalogue.export(form, *id, threads=threads)
    else:
        pieces = catalogue.export(form, words=q, filters=filters_of(request), limit=limit)
    return streamed(pieces, chosen, "clew")
