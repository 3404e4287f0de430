"""Resources: with records, passages, links, variables and thread; documents as received."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response

from clew.api.negotiation import wanted
from clew.api.opened import LookedUp, Opened, Streamed
from clew.api.sent import sent_thread
from clew.api.v1.answers import answer
from clew.api.v1.parameters import Limit, Offset, Words, listed, media_types, one_of
from clew.api.v1.schema import returns, returns_text
from clew.api.v1.shapes import VariableOf
from clew.export import Format, Tie, choose, formats
from clew.linking.thread import DEPTH, Following
from clew.model import Held, LinkState, LinkType, Passage, Resource, Thread
from clew.model.base import Value
from clew.search import Answer, PassageHit

_JSON = frozenset({"application/json", "application/*", "*/*"})

router = APIRouter(tags=["resources"])

FORMS = formats(of=Resource)
THREAD_FORMS = [one for one in formats() if one.many or one.takes(Thread)]

Fields = Annotated[
    str | None,
    Query(
        description="Only these fields of what is returned, with commas between.",
        examples=["slug,kind"],
        max_length=500,
        json_schema_extra=listed(Resource.__struct_encode_fields__),
    ),
]


class Placed(Value, frozen=True, kw_only=True):
    """A passage, and the number of the record whose full text it is from."""

    record: int
    passage: Passage


@router.get(
    "/resources/{name:path}/records", responses=returns(list[Held]), name="records of a resource"
)
def records(request: Request, catalogue: LookedUp, name: str) -> Response:
    """Return what each source says of a resource, and why the record is part of it."""
    return answer(request, [_short(held) for held in catalogue.get(name).held])


@router.get("/resources/{name:path}/passages", responses=returns(list[Placed]))
def passages(
    request: Request, catalogue: LookedUp, name: str, limit: Limit = 100, offset: Offset = 0
) -> Response:
    """Return the full text of a resource, passage by passage, each with its place."""
    found = [
        Placed(record=held.number, passage=passage)
        for held in catalogue.get(name).held
        if held.record.fulltext
        for passage in held.record.fulltext.passages
    ]
    return answer(request, found[offset : offset + limit])


@router.get("/resources/{name:path}/search", responses=returns(list[PassageHit]))
def search(
    request: Request, catalogue: Opened, name: str, q: Words = "", limit: Limit = 10
) -> Response:
    """Find passages in the full text of a resource; those that say it best come first."""
    return answer(request, catalogue.search_in(name, q, limit))


@router.get("/resources/{name:path}/links", responses=returns(list[Tie]))
def links(request: Request, catalogue: LookedUp, name: str) -> Response:
    """Return what a resource is tied to, each link with its type and state."""
    return answer(request, list(catalogue.item(name).ties))


@router.get(
    "/resources/{name:path}/thread",
    responses=returns(Thread, problems=[406], forms=media_types(THREAD_FORMS)),
)
def thread(
    request: Request,
    catalogue: Streamed,
    name: str,
    depth: Annotated[int, Query(ge=0, le=5, description="How many links away to go.")] = DEPTH,
    types: Annotated[list[LinkType] | None, Query(description="Only links of these types.")] = None,
    states: Annotated[
        list[LinkState] | None, Query(description="Only links in these states.")
    ] = None,
    min_confidence: Annotated[
        float, Query(ge=0, le=1, description="The least that a suggested link must have.")
    ] = 0,
    form: Annotated[
        str | None,
        Query(
            alias="as",
            description="A format, of threads or of lists.",
            examples=["thread-svg"],
            json_schema_extra=one_of(THREAD_FORMS),
        ),
    ] = None,
) -> Response:
    """Return the thread of a resource: all that its links reach, with their evidence."""
    options = Following(types=types or (), states=states or (), min_confidence=min_confidence)
    found = catalogue.thread(name, depth, **options)
    return answer(request, found) if form is None else sent_thread(catalogue, found, form)


@router.get("/resources/{name:path}/variables", responses=returns(list[VariableOf]))
def variables(
    request: Request, catalogue: LookedUp, name: str, limit: Limit = 1000, offset: Offset = 0
) -> Response:
    """Return the variables of a dataset, in the order of its sources."""
    found = catalogue.variables(name)[offset : offset + limit]
    return answer(request, [VariableOf.of(child) for child in found])


@router.get("/resources/{name:path}/same", responses=returns(list[VariableOf]))
def same(request: Request, catalogue: Opened, name: str) -> Response:
    """Return the variables of other waves and datasets that seem to be the same as one."""
    return answer(request, [VariableOf.alike(one) for one in catalogue.same_variable(name)])


@router.get("/resources/{name:path}/similar", responses=returns(Answer))
def similar(request: Request, catalogue: Opened, name: str, limit: Limit = 10) -> Response:
    """Return what is like a resource."""
    slug = catalogue.get(name).slug
    return answer(request, catalogue.like(slug, limit=limit))


@router.get(
    "/resources/{name:path}",
    responses=returns(Resource, problems=[406], forms=media_types(FORMS), in_part=True),
)
def resource(
    request: Request,
    catalogue: LookedUp,
    name: str,
    fields: Fields = None,
    form: Annotated[
        str | None,
        Query(
            alias="as",
            description="A format's name or media type.",
            examples=["jsonld", "ris"],
            json_schema_extra=one_of(FORMS),
        ),
    ] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Return a resource by its id or by an identifier in any spelling, in any export format."""
    chosen = _format(form, accept)
    if chosen:
        text = chosen.render_item(catalogue.item(name))
        return Response(text, media_type=chosen.media_type, headers={"Vary": "Accept"})
    found = catalogue.get(name)
    return answer(
        request, msgspec.structs.replace(found, held=tuple(map(_short, found.held))), fields
    )


@router.get(
    "/documents/{sha256}",
    responses=returns_text("application/octet-stream"),
    response_class=Response,
)
def document(catalogue: LookedUp, sha256: str) -> Response:
    """Return a document as it was received, byte for byte, never to be shown as a page."""
    content = catalogue.catalogue.documents.content(sha256)
    headers = {
        "Content-Disposition": f'attachment; filename="{sha256[:16]}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": f'"{sha256}"',
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


def _format(form: str | None, accept: str) -> Format | None:
    """Return the format that is asked for by name, or in the header where it names one of ours."""
    if form is not None:
        return choose(form, of=Resource)
    return wanted(accept, instead=_JSON)


def _short(held: Held) -> Held:
    """Leave out full texts, which have a list of their own."""
    if held.record.fulltext is None:
        return held
    text = msgspec.structs.replace(held.record.fulltext, passages=())
    return msgspec.structs.replace(held, record=msgspec.structs.replace(held.record, fulltext=text))
