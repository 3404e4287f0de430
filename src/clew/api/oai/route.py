"""The address that harvesters ask, by GET or by POST."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clew.api.oai import envelope
from clew.api.oai.arguments import VERBS, parse
from clew.api.oai.problems import OaiError
from clew.api.oai.repository import About, Repository
from clew.api.opened import Opened
from clew.api.site import absolute, site

router = APIRouter()

PATH = "/oai"
# What an identifier's namespace may be: a domain name (OAI Identifier guidelines, 2002).
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
_UNNAMED = "clew.invalid"

_ARGUMENTS = {
    "verb": (f"One of: {', '.join(VERBS)}.", "Identify"),
    "metadataPrefix": ("Of a format that ListMetadataFormats names.", "oai_dc"),
    "identifier": ("Of one record.", "oai:catalogue.example:home-visits"),
    "from": ("A day or a second, in UTC.", "2026-03-01"),
    "until": ("A day or a second, in UTC.", "2026-03-31"),
    "set": ("One that ListSets names.", "kind:dataset"),
    "resumptionToken": ("That of the page before, by itself.", None),
}
_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "description": words,
        "schema": {"type": "string", **({"examples": [example]} if example else {})},
    }
    for name, (words, example) in _ARGUMENTS.items()
]
_FORM = {
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "properties": {one["name"]: one["schema"] for one in _PARAMETERS},
            }
        }
    }
}
_TOLD: dict[str, Any] = {
    "tags": ["oai-pmh"],
    "response_class": Response,
    # What is wrong with a request is told in the protocol's own way, with 200.
    "responses": {200: {"description": "An answer of the protocol.", "content": {"text/xml": {}}}},
}


@router.get(PATH, **_TOLD, openapi_extra={"parameters": _PARAMETERS})
async def by_get(request: Request, catalogue: Opened) -> Response:
    """Answer an OAI-PMH 2.0 request whose arguments stand in the address."""
    return await _respond(request, catalogue, request.query_params.multi_items())


@router.post(PATH, **_TOLD, openapi_extra={"requestBody": _FORM})
async def by_post(request: Request, catalogue: Opened) -> Response:
    """Answer an OAI-PMH 2.0 request whose arguments stand in a form."""
    form = await request.form()
    pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return await _respond(request, catalogue, pairs)


async def _respond(request: Request, catalogue: Opened, pairs: list[tuple[str, str]]) -> Response:
    about = _about(request)

    def work() -> str:
        given = {name: value for name, value in pairs if name != "verb"}
        try:
            asked = parse(pairs)
            given = {"verb": asked.verb} | given
            return Repository(catalogue.catalogue, about).answer(asked)
        except OaiError as error:
            return envelope.refusal(about.base, given, error)

    text = await run_in_threadpool(work)
    return Response(text, media_type=envelope.MEDIA_TYPE)


def _about(request: Request) -> About:
    base = absolute(request, PATH)
    host = urlsplit(base).hostname or ""
    named = host if _DOMAIN.fullmatch(host) else _UNNAMED
    one = site(request)
    return About(one.name, base, one.email or f"admin@{named}", named)
