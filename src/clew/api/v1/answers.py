"""Answers of the interface: JSON of our own values, in part if asked, and not twice if known."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from clew.api.etag import etag, held
from clew.errors import QueryError

MEDIA_TYPE = "application/json"
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}


def answer(request: Request, value: object, fields: str | None = None) -> Response:
    """Write a value as JSON, with a stamp by which to ask whether it has changed.

    Parameters
    ----------
    value: of our own types, or made of plain ones.
    fields: names of the fields to keep, with commas between.

    Raises
    ------
    QueryError: when there is no such field.
    """
    content = msgspec.json.encode(_part(value, fields) if fields else value)
    stamp = etag(content)
    headers = {"ETag": stamp, "Cache-Control": "no-cache", "Vary": "Accept"}
    if "authorization" in request.headers:
        headers |= PRIVATE
    if request.method == "GET" and held(request, stamp):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


def _part(value: object, fields: str) -> Any:
    plain = msgspec.to_builtins(value)
    wanted = [name.strip() for name in fields.split(",") if name.strip()]
    known = _names(value)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise QueryError(
            f"There is no field {unknown[0][:50]!r}.",
            hint=f"There are: {', '.join(sorted(known))}.",
        )
    if isinstance(plain, list):
        return [_only(one, wanted) for one in plain]
    return _only(plain, wanted)


def _only(one: dict[str, Any], wanted: list[str]) -> dict[str, Any]:
    return {name: one[name] for name in wanted if name in one}


def _names(value: object) -> set[str]:
    """Return the names of all fields, those that are absent this time too."""
    if isinstance(value, list | tuple):
        return set().union(*(_names(one) for one in value)) if value else set()
    if isinstance(value, msgspec.Struct):
        return set(value.__struct_encode_fields__)
    return set(value) if isinstance(value, dict) else set()
