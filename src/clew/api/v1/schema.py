"""What the interface says of itself: OpenAPI 3.1, its schemas made from our own types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from clew.api.problem import MEDIA_TYPE, Problem

_REFERENCE = "#/components/schemas/{name}"
_PROBLEMS = {
    400: "What was asked makes no sense; the answer says what would.",
    404: "There is no such thing.",
    422: "A parameter cannot be what was given; the answer names it.",
    429: "Too many requests from this address; `Retry-After` says how long to wait.",
}
_MORE = {
    401: "A token is needed.",
    403: "The token does not allow this.",
    406: "It cannot be written in that form.",
    409: "It cannot be done as things are; the answer says why.",
    503: "Somebody else is writing; `Retry-After` says how long to wait.",
}
_STAMP = {
    "ETag": {
        "description": "Changes when the answer does; for `If-None-Match`.",
        "schema": {"type": "string"},
    }
}
_types: dict[str, Any] = {}

Responses = dict[int | str, dict[str, Any]]


def returns(
    kind: Any,
    example: object = None,
    *,
    status: int = 200,
    problems: Sequence[int] = (),
    forms: Iterable[str] = (),
    in_part: bool = False,
) -> Responses:
    """Say what a route returns, for its ``responses``.

    Parameters
    ----------
    kind: the type of what it returns; ``None`` for nothing.
    example: one such value.
    status: when all is well.
    problems: further statuses that it may answer with.
    forms: media types in which it can be had instead.
    in_part: whether some of its fields can be asked for alone.
    """
    if kind is None:
        return {status: {"description": "Done."}, **_refusals(problems)}
    content: dict[str, Any] = {"schema": _in_part(kind) if in_part else _schema(kind)}
    if example is not None:
        content["example"] = msgspec.to_builtins(example)
    written = {"application/json": content} | {form: {} for form in forms}
    return {
        status: {"description": "Found.", "headers": _STAMP, "content": written},
        304: {"description": "Nothing has changed since."},
        **_refusals(problems),
    }


def returns_text(*forms: str, problems: Sequence[int] = ()) -> Responses:
    """Say of a route that it returns texts or bytes of some media types."""
    told = {"description": "Found.", "content": {form: {} for form in forms}}
    return {200: told, **_refusals(problems)}


def _in_part(kind: Any) -> dict[str, Any]:
    """Say of a value that it is whole, or lacks fields that it would have otherwise."""
    whole, (described,) = _schema(kind), _described(kind).values()
    lacking = {"type": "object", "not": {"required": described["required"]}}
    return {"anyOf": [whole, lacking]}


def _described(kind: Any) -> dict[str, Any]:
    _, named = msgspec.json.schema_components([kind], ref_template=_REFERENCE)
    return {kind.__name__: named[kind.__name__]}


def _refusals(problems: Sequence[int]) -> Responses:
    return {
        code: {
            "description": (_PROBLEMS | _MORE)[code],
            "content": {MEDIA_TYPE: {"schema": _schema(Problem)}},
        }
        for code in (*_PROBLEMS, *problems)
    }


def install(app: FastAPI) -> None:
    """Have an application describe itself with the schemas that its routes name."""

    first = Lock()

    def openapi() -> dict[str, Any]:
        with first:  # the library changes what warns while it looks, for all threads
            if app.openapi_schema is None:
                app.openapi_schema = _said(app)
            return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _said(app: FastAPI) -> dict[str, Any]:
    said = get_openapi(title=app.title, version=app.version, routes=app.routes, description=_WORDS)
    _, schemas = msgspec.json.schema_components(_types.values(), ref_template=_REFERENCE)
    said.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
    _put_right(said)
    return said


def _put_right(said: dict[str, Any]) -> None:
    """Say what is true of every route: wrong parameters are a problem like any other.

    Only what is asked for by GET can be the same as before.
    """
    problem = {MEDIA_TYPE: {"schema": _schema(Problem)}}
    for operations in said["paths"].values():
        for method, operation in operations.items():
            if method != "get":
                operation["responses"].pop("304", None)
            refusal = operation["responses"].get("422")
            if refusal is not None:
                refusal.update({"description": _PROBLEMS[422], "content": problem})
    for unused in ("HTTPValidationError", "ValidationError"):
        said["components"]["schemas"].pop(unused, None)


def _schema(kind: Any) -> dict[str, Any]:
    _types[repr(kind)] = kind
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REFERENCE)
    return schema


_WORDS = (
    "Finds research datasets, awards, theses, courses and publications, and the threads that join "
    "them. Everything here is also a verb of the Python package; errors have one form (RFC 9457)."
)
