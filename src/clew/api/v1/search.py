"""Searching: results with reasons, completions, the inside of a facet, what is like a text."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.v1.answers import Fields, answer
from clew.api.v1.schema import returns
from clew.errors import QueryError
from clew.index import Facet, Span
from clew.members.asked import LONGEST
from clew.search import Answer, FacetCounts, Options, Suggestion

router = APIRouter(tags=["search"])

_FILTERS = {str(facet) for facet in Facet} | {str(span) for span in Span}
_ALLOWED = _FILTERS | {
    *("q", "limit", "cursor", "order", "facets", "years", "exact", "fields", "like", "kind", "text")
}

Words = Annotated[
    str,
    Query(description="In the query language; any text is allowed.", examples=["home visits"]),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many results at most.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]
Order = Annotated[
    str, Query(description="score, newest, oldest, title, value or start.", examples=["newest"])
]
Named = Annotated[
    str | None, Query(description="Names with commas between.", examples=["kind,keyword"])
]
_EXAMPLE = Answer(query="home visits", total=0, hits=(), mode="words and meaning")


# Every facet and range is a parameter; FastAPI need not be told forty times.
_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "description": "Any of these values." if name in set(Facet) else "`2010..2018`, `2010..`",
        "schema": {"type": "array", "items": {"type": "string"}},
        "explode": True,
    }
    for name in sorted(_FILTERS)
]


@router.get(
    "/search", responses=returns(Answer, _EXAMPLE), openapi_extra={"parameters": _PARAMETERS}
)
def search(
    request: Request,
    catalogue: Opened,
    q: Words = "",
    limit: Limit = 10,
    cursor: Cursor = None,
    order: Order = "score",
    facets: Named = None,
    years: Named = None,
    like: Annotated[
        str | None, Query(description="Instead of words: the id of what results are to be like.")
    ] = None,
    exact: Annotated[
        bool, Query(description="The words as typed, none corrected or added.")
    ] = False,
    fields: Fields = None,
) -> Response:
    """Find resources, and the passages in them, each with the reason why.

    Every facet and range is a parameter of its own and may be given more than once: `kind=thesis`,
    `access=open&access=safeguarded` (either of them), `period=2010..2018` (overlapping).
    """
    options = Options(
        filters=_filters(request),
        limit=limit,
        cursor=cursor,
        order=order,
        facets=_named(facets),
        years=_named(years),
        exact=exact,
    )
    found = catalogue.like(like, **options) if like else catalogue.search(q, **options)
    return answer(request, found, fields)


@router.get("/suggest", responses=returns(list[Suggestion]))
def suggest(
    request: Request,
    catalogue: Opened,
    q: Annotated[str, Query(description="The beginning of a query.", max_length=LONGEST)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> Response:
    """Complete the beginning of a query from titles, people, organisations and keywords."""
    return answer(request, catalogue.suggest(q, limit))


@router.get("/facets/{name}", responses=returns(FacetCounts))
def facet(
    request: Request,
    catalogue: Opened,
    name: str,
    text: Annotated[str, Query(description="Beginnings of words of the values wanted.")] = "",
    q: Words = "",
    limit: Limit = 50,
) -> Response:
    """Look inside a facet, counted over a search with its filters."""
    found = catalogue.facet(name, text, q, filters=_filters(request), limit=limit)
    return answer(request, found)


@router.post("/like", responses=returns(Answer, _EXAMPLE))
def like(
    request: Request,
    catalogue: Opened,
    text: Annotated[str, Body(min_length=1, max_length=100_000)],
    limit: Annotated[int, Body(ge=1, le=1000)] = 10,
) -> Response:
    """Find what is like any text, such as an abstract."""
    return answer(request, catalogue.like(text, limit=limit))


def _filters(request: Request) -> dict[str, Any]:
    """Read facets and ranges, and refuse what is none: a filter misspelt must not pass unseen."""
    given = request.query_params
    unknown = sorted(set(given) - _ALLOWED)
    if unknown:
        raise QueryError(
            f"There is no parameter {unknown[0][:50]!r}.",
            hint=f"The filters are: {', '.join(sorted(_FILTERS))}.",
        )
    return {
        name: values if name in set(Facet) else values[-1]
        for name in _FILTERS
        if (values := [value for value in given.getlist(name) if value])
    }


def _named(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())
