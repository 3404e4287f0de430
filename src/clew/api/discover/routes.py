"""The routes of the reference system: `/discover/*`, `/info/*` and `/health-check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

import msgspec
from fastapi import APIRouter, Body, Depends, Query, Request
from starlette.responses import Response

from clew.api.discover import counting, shapes
from clew.api.discover.asked import FILTERS, PARAMETERS, Asked
from clew.api.discover.names import number_of, uuid_of
from clew.api.opened import Opened
from clew.api.v1.limit import ASKED
from clew.api.v1.schema import returns
from clew.app import Clew
from clew.errors import NotFound
from clew.export import Item
from clew.exporting import by_number, items
from clew.index import Facet
from clew.model import Kind
from clew.search import Hit
from clew.version import __version__

router = APIRouter(tags=["discover"], dependencies=[Depends(ASKED)])


class Found(TypedDict):
    """A page of results."""

    num_hits: int
    total: int
    is_result_count_lower_bound: bool
    results: list[dict[str, Any]]
    aggregations: dict[str, Any]
    top_level_uuids: list[str]
    top_level_ids_seen_so_far: list[str]
    next_page_offset: int | None


class LookedUp(TypedDict):
    """Things that were named."""

    results: list[dict[str, Any]]


class Variables(TypedDict):
    """A page of variables."""

    results: list[dict[str, Any]]
    num_hits: int
    next_page_offset: int | None


class Counted(TypedDict):
    """For each facet how often its values occur, for each number its figures."""

    aggregations: dict[str, dict[str, float]]


class Numbers(TypedDict):
    """The numbers that results state."""

    aggregations: dict[str, list[float]]


class Cloud(TypedDict):
    """Keywords with how often each occurs."""

    num_hits: int
    aggregations: dict[str, int]


_MANY = 100  # names of one look-up
_WORDS = 200  # keywords to choose searches from
_FILTERED = {"parameters": FILTERS}
_SEARCHED: dict[str, Any] = {
    "response_class": Response,
    "responses": returns(Found),
    "openapi_extra": {"parameters": PARAMETERS},
}


@router.get("/discover/search", **_SEARCHED)
@router.get("/discover/search2", **_SEARCHED)
def search(request: Request, catalogue: Opened) -> Response:
    """Search with the reference system's parameters."""
    return _json(_search(catalogue, Asked.of(_given(request))))


@router.post("/discover/search", **_SEARCHED)
@router.post("/discover/search2", **_SEARCHED)
def search_but(
    request: Request, catalogue: Opened, body: Annotated[dict[str, Any] | None, Body()] = None
) -> Response:
    """Search, with parameters in the body too: lists of what was seen grow long."""
    told = {name: _texts(value) for name, value in (body or {}).items() if value is not None}
    return _json(_search(catalogue, Asked.of(_given(request) | told)))


@router.get("/discover/lookup", response_class=Response, responses=returns(LookedUp))
def lookup(
    request: Request,
    catalogue: Opened,
    uuid: Annotated[list[str] | None, Query(max_length=_MANY)] = None,
    slug: Annotated[list[str] | None, Query(max_length=_MANY)] = None,
    query: str = "",
) -> Response:
    """Return things by UUID or id; with a query, their variables that it finds."""
    if not (uuid or slug):
        raise NotFound("Nothing is asked for.", hint="Give uuid or slug.")
    named = [number_of(one) for one in uuid or ()]
    named += [catalogue.catalogue.resources.number(one) for one in slug or ()]
    found = list(items(catalogue.catalogue, named))
    if not found:
        raise NotFound("There is nothing of that name.")
    return _json(
        {
            "results": [
                shapes.result(one, matched=_variables(catalogue, one, query)) for one in found
            ]
        }
    )


@router.get("/discover/get-variables", response_class=Response, responses=returns(Variables))
def get_variables(
    catalogue: Opened,
    ancestor_uuid: str,
    query: str = "",
    num_results: Annotated[int, Query(ge=1, le=10_000)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
    sort_order: str = "",
) -> Response:
    """Return a dataset's variables, a page of them; those that hold all words of a query."""
    slug = catalogue.catalogue.resources.slug(_here(catalogue, ancestor_uuid))
    found = [
        shapes.variable(child.variable, child.resource)
        for child in catalogue.variables(slug)
        if _holds(child.variable, query)
    ]
    field, _, direction = sort_order.partition(":")
    if field:
        found.sort(key=lambda one: str(one.get(field, "")), reverse=direction == "desc")
    page = found[offset : offset + num_results]
    more = offset + num_results if offset + num_results < len(found) else None
    return _json({"results": page, "num_hits": len(found), "next_page_offset": more})


@router.get(
    "/discover/aggregate",
    response_class=Response,
    responses=returns(Counted),
    openapi_extra=_FILTERED,
)
def aggregate(request: Request, catalogue: Opened) -> Response:
    """Return counts of values, and figures of numbers."""
    return _json({"aggregations": counting.counts(catalogue, Asked.of(_given(request)))})


@router.get(
    "/discover/get_numeric_values",
    response_class=Response,
    responses=returns(Numbers),
    openapi_extra=_FILTERED,
)
def get_numeric_values(request: Request, catalogue: Opened) -> Response:
    """Return the numbers that results state."""
    return _json({"aggregations": counting.numbers(catalogue, Asked.of(_given(request)))})


@router.get(
    "/discover/get_word_cloud",
    response_class=Response,
    responses=returns(Cloud),
    openapi_extra=_FILTERED,
)
def get_word_cloud(request: Request, catalogue: Opened) -> Response:
    """Return keywords with how often each occurs."""
    total, cloud = counting.words(catalogue, Asked.of(_given(request)))
    return _json({"num_hits": total, "aggregations": cloud})


@router.get(
    "/discover/sources", response_class=Response, responses=returns(dict[str, dict[str, str]])
)
def sources(catalogue: Opened) -> Response:
    """Return the sources, each as a catalogue of data."""
    known = {one.name: one for one in catalogue.sources.sources()}
    names = catalogue.catalogue.changes.all_sources()
    return _json({name: _source(name, known.get(name)) for name in names})


@router.get("/info/version", response_class=Response, responses=returns(dict[str, Any]))
def version() -> Response:
    """Say which version answers."""
    return _json({"version_id": __version__, "harmony_discovery_version": 1})


@router.get("/info/get-keyword-search-terms", response_class=Response, responses=returns(list[str]))
def get_keyword_search_terms(catalogue: Opened) -> Response:
    """Return keywords to choose searches from, the commonest first."""
    found = catalogue.facet(str(Facet.KEYWORD), limit=_WORDS)
    return _json([one.value for one in found.choices if one.value])


@router.get("/health-check", response_class=Response, responses=returns(dict[str, str]))
def health_check() -> Response:
    """Say that the site answers."""
    return _json({"status": "ok"})


def _search(catalogue: Clew, asked: Asked) -> dict[str, Any]:
    seen = set(asked.seen)
    limit = min(1000, asked.limit + len(seen))
    answer = catalogue.search(asked.words, **asked.options(limit=limit))
    hits = [hit for hit in answer.hits if uuid_of(hit.number) not in seen][: asked.limit]
    described = by_number(catalogue.catalogue, _mentioned(hits))
    shown = [_shown(hit, described) for hit in hits if hit.number in described]
    passed = asked.offset + len(answer.hits)
    return {
        "num_hits": len(shown),
        "total": answer.total,
        "is_result_count_lower_bound": False,
        "results": shown,
        "aggregations": {},
        "top_level_uuids": [uuid_of(hit.number) for hit in hits],
        "top_level_ids_seen_so_far": [*asked.seen, *(uuid_of(hit.number) for hit in hits)],
        "next_page_offset": passed if answer.next else None,
    }


def _mentioned(hits: Sequence[Hit]) -> list[int]:
    inside = (one.number for hit in hits for one in hit.inside)
    return list(dict.fromkeys([*(hit.number for hit in hits), *inside]))


def _shown(hit: Hit, described: Mapping[int, Item]) -> dict[str, Any]:
    within = [described[one.number] for one in hit.inside if one.number in described]
    matched = [
        shapes.variable(item.record.variables[0], item.resource.number if item.resource else None)
        for item in within
        if item.kind == Kind.VARIABLE and item.record.variables
    ]
    found: dict[str, Any] = shapes.result(described[hit.number], hit, matched)
    children = [shapes.result(item) for item in within if item.kind == Kind.DATASET]
    above = [
        tie.slug for tie in described[hit.number].ties if tie.type == "part-of" and not tie.inverse
    ]
    return found | {
        "child_datasets": children,
        "datasets_which_matched": [uuid_of(one.resource.number) for one in within if one.resource],
        "ancestors": above,
        **({"parent": {"slug": above[0]}} if above else {}),
    }


def _variables(catalogue: Clew, item: Item, query: str) -> list[dict[str, Any]]:
    if not query or item.kind != Kind.DATASET:
        return []
    return [
        shapes.variable(child.variable, child.resource)
        for child in catalogue.variables(item.slug)
        if _holds(child.variable, query)
    ]


def _holds(variable: Any, query: str) -> bool:
    text = " ".join(filter(None, (variable.name, variable.label, variable.question))).casefold()
    return query == "*" or all(word in text for word in query.casefold().split())


def _here(catalogue: Clew, uuid: str) -> int:
    number = number_of(uuid)
    if not list(catalogue.catalogue.resources.many([number])):
        raise NotFound(f"{uuid} is nothing here.")
    return number


def _source(name: str, source: Any) -> dict[str, Any]:
    shown = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": source.label if source else name,
        "alternateName": name,
    }
    return shown | ({"url": source.address} if source else {})


def _given(request: Request) -> dict[str, list[str]]:
    given = request.query_params
    return {name: given.getlist(name) for name in given}


def _texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in many]


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
