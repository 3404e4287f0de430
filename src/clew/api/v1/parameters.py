"""Parameters that many routes take, said in OpenAPI as narrowly as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Path, Query, Request
from pydantic import Field

from clew.errors import QueryError
from clew.export import Format, formats
from clew.index import NOT_STATED, Facet, Order, Span
from clew.model import Kind
from clew.search import Answer

PREFIX = "/api/v1"
_YEARS = (Span.YEAR, Span.PERIOD, Span.PUBLISHED)


def listed(names: Iterable[str]) -> dict[str, Any]:
    """Say of a text that it holds some names, with commas between."""
    one = "|".join(sorted(names))
    return {"pattern": f"^ *({one})? *(, *({one})? *)*$"}


def one_of(forms: Iterable[Format]) -> dict[str, Any]:
    """Say of a text that it names a format."""
    return {"enum": [one.name for one in forms]}


def media_types(forms: Iterable[Format]) -> list[str]:
    """Return the media types of formats, each once."""
    return sorted({one.media_type for one in forms})


def _ranged(digits: str, dash: str = "") -> str:
    """Say of a text that it is a number, or a range that is open at one end at most."""
    whole = rf"{digits}(\.\.+{dash}){digits}"
    return rf"^({whole}|{digits}\.\.+|\.\.+{digits}|{digits}|{NOT_STATED}|)$"


_AMOUNT, _YEAR = _ranged("[0-9]{1,15}"), _ranged("[0-9]{1,4}", "|[-–]")
MANY = [one for one in formats() if one.many]
FILTERS = frozenset({*map(str, Facet), *map(str, Span)})

Words = Annotated[
    str,
    Query(description="In the query language; any text is allowed.", examples=["home visits"]),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many to pass over.")]
MOST = 2**53  # the largest whole number that JSON carries everywhere (RFC 8259, section 6)
Bounded = Annotated[int, Field(ge=1, le=MOST)]
Number = Annotated[int, Path(ge=1, le=MOST)]
Cursor = Annotated[
    str | None,
    Query(
        description="`next` of the page before, as it is.",
        json_schema_extra={"pattern": "^([0-9]{1,9}-[0-9]{1,9})?$"},
    ),
]
Ordered = Annotated[
    str,
    Query(
        description="How results follow each other.",
        json_schema_extra={"enum": ["score", *map(str, Order)]},
    ),
]
Facets = Annotated[
    str | None,
    Query(
        description="Facets to count by, with commas between.",
        examples=["kind,keyword"],
        json_schema_extra=listed(Facet),
    ),
]
Years = Annotated[
    str | None,
    Query(
        description="Years to count by, with commas between.",
        examples=["period"],
        json_schema_extra=listed((Span.PERIOD, Span.PUBLISHED)),
    ),
]
AnswerFields = Annotated[
    str | None,
    Query(
        description="Only these fields of the answer, with commas between.",
        examples=["total,hits"],
        max_length=500,
        json_schema_extra=listed(Answer.__struct_encode_fields__),
    ),
]


def _filter(name: str) -> dict[str, Any]:
    if name in set(Facet):
        items = {"type": "string"} | ({"enum": [*Kind]} if name == Facet.KIND else {})
        said = "Any of these values."
    else:
        items = {"type": "string", "pattern": _YEAR if name in _YEARS else _AMOUNT}
        said = "A range: `2010..2018`, `2010..`; the last that is given counts."
    schema = {"type": "array", "items": items}
    return {"name": name, "in": "query", "description": said, "schema": schema, "explode": True}


# Every facet and range is a parameter; FastAPI need not be told forty times.
FILTER_PARAMETERS = [_filter(name) for name in sorted(FILTERS)]


def filters_of(request: Request) -> dict[str, Any]:
    """Read the facets and ranges of a request."""
    given = request.query_params
    return {
        name: values if name in set(Facet) else values[-1]
        for name in FILTERS
        if (values := [value for value in given.getlist(name) if value])
    }


def names_of(listed: str | None) -> tuple[str, ...]:
    """Read names with commas between.

    Example: ``names_of("kind, keyword")`` → ``("kind", "keyword")``
    """
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip())


def only_known(request: Request) -> None:
    """Refuse parameters that a route does not have: one misspelt must not pass unseen.

    Raises
    ------
    QueryError: naming the first, and those there are.
    """
    if not request.query_params:
        return
    path = PREFIX + request.scope["route"].path_format.removeprefix(PREFIX)
    said = request.app.openapi()["paths"][path][request.method.lower()]
    parameters = said.get("parameters", ())
    known = {one["name"] for one in parameters if one["in"] == "query"}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise QueryError(
            f"There is no parameter {unknown[0][:50]!r}.",
            hint=f"There are: {', '.join(sorted(known))}." if known else "There is none here.",
        )
