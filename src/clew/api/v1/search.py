"""Searching: results with reasons, completions, the inside of a facet, what is like a text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.responses import Response

from clew.api.opened import LookedUp, Opened
from clew.api.v1.answers import answer
from clew.api.v1.parameters import (
    FILTER_PARAMETERS,
    AnswerFields,
    Cursor,
    Facets,
    Limit,
    Ordered,
    Words,
    Years,
    filters_of,
    names_of,
)
from clew.api.v1.schema import returns
from clew.api.v1.weighing import PARAMETER, settings_of
from clew.index import Facet
from clew.members.asked import LONGEST
from clew.search import Answer, FacetCounts, Options, Suggestion

router = APIRouter(tags=["search"])

_EXAMPLE = Answer(query="home visits", total=0, hits=(), mode="words and meaning")
_FILTERED = {"parameters": FILTER_PARAMETERS}
_WEIGHED = {"parameters": [*FILTER_PARAMETERS, PARAMETER]}


@router.get("/search", responses=returns(Answer, _EXAMPLE, in_part=True), openapi_extra=_WEIGHED)
def search(
    request: Request,
    catalogue: Opened,
    q: Words = "",
    limit: Limit = 10,
    cursor: Cursor = None,
    order: Ordered = "score",
    facets: Facets = None,
    years: Years = None,
    like: Annotated[
        str | None, Query(description="Instead of words: the id of what results are to be like.")
    ] = None,
    exact: Annotated[
        bool, Query(description="The words as typed, none corrected or added.")
    ] = False,
    fields: AnswerFields = None,
) -> Response:
    """Find resources, and the passages in them, each with the reason why.

    Every facet and range is a parameter of its own and may be given more than once: `kind=thesis`,
    `access=open&access=safeguarded` (either of them), `period=2010..2018` (overlapping).
    """
    options = Options(
        filters=filters_of(request),
        limit=limit,
        cursor=cursor or None,
        order=order,
        facets=names_of(facets),
        years=names_of(years),
        exact=exact,
        settings=settings_of(request),
    )
    found = catalogue.like(like, **options) if like else catalogue.search(q, **options)
    return answer(request, found, fields)


@router.get("/suggest", responses=returns(list[Suggestion]))
def suggest(
    request: Request,
    catalogue: LookedUp,
    q: Annotated[str, Query(description="The beginning of a query.", max_length=LONGEST)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> Response:
    """Complete the beginning of a query from titles, people, organisations and keywords."""
    return answer(request, catalogue.suggest(q, limit))


@router.get("/facets/{name}", responses=returns(FacetCounts), openapi_extra=_FILTERED)
def facet(
    request: Request,
    catalogue: Opened,
    name: Annotated[str, Path(json_schema_extra={"enum": [*Facet]})],
    text: Annotated[str, Query(description="Beginnings of words of the values wanted.")] = "",
    q: Words = "",
    limit: Limit = 50,
) -> Response:
    """Look inside a facet, counted over a search with its filters."""
    found = catalogue.facet(name, text, q, filters=filters_of(request), limit=limit)
    return answer(request, found)


@router.post("/like", responses=returns(Answer, _EXAMPLE))
def like(
    request: Request,
    catalogue: Opened,
    text: Annotated[str, Body(min_length=1, max_length=100_000, examples=["Visits to families."])],
    limit: Annotated[int, Body(ge=1, le=1000)] = 10,
) -> Response:
    """Find what is like any text, such as an abstract."""
    return answer(request, catalogue.like(text, limit=limit))
