"""Feeds: of any search, of a source, of what somebody saved or shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.api.site import absolute, path_of
from clew.app import Clew
from clew.errors import NotFound
from clew.model import Kind
from clew.search import Hit
from clew.web.asking import Asked
from clew.web.feed import MEDIA_TYPE, Entry, feed
from clew.web.pages.search import LIMIT
from clew.web.visitor import PRIVATE

router = APIRouter(dependencies=[Depends(LIMIT)])

_NEWS = 100  # entries of a feed


@router.get("/search/feed")
def of_search(request: Request, catalogue: Opened) -> Response:
    """Send the newest results of a search as an Atom feed."""
    asked = Asked.of(request.query_params)
    query = urlencode(parse_qsl(request.url.query))
    ends = f"?{query}" if query else ""
    title = asked.words or ", ".join(chip.text for chip in asked.chips()) or "Everything"
    entries = _found(request, catalogue, asked)
    return _sent(request, entries, title, f"/search{ends}", f"/search/feed{ends}")


@router.get("/source/{name}/feed")
def of_source(request: Request, catalogue: Opened, name: str) -> Response:
    """Send the newest of a source as an Atom feed."""
    if name not in (known for known, _ in catalogue.catalogue.sources.all()):
        raise NotFound(f"There is no source {name!r}.", hint="The page Sources lists them.")
    entries = _found(request, catalogue, Asked(chosen={"source": (name,)}))
    page = f"/source/{quote(name, safe='')}"
    return _sent(request, entries, name, page, f"{page}/feed")


@router.get("/feeds/{secret}")
def of_saved(request: Request, secret: str, members: TheMembers, catalogue: Opened) -> Response:
    """Send a saved search's newest results as an Atom feed, to whoever has its address."""
    saved = members.searches.feeding(secret)
    entries = _found(request, catalogue, Asked.of(QueryParams(saved.query)))
    path = f"/feeds/{secret}"
    sent = _sent(request, entries, saved.name, f"/search?{saved.query}", path)
    sent.headers.update(PRIVATE)
    return sent


@router.get("/shared/{share}/feed")
def of_collection(request: Request, share: str, members: TheMembers, catalogue: Opened) -> Response:
    """Send what was put last into a shared collection as an Atom feed."""
    found = members.collections.shared(share)
    entries = []
    for kept in sorted(found.kept, key=lambda one: one.added_at, reverse=True)[:_NEWS]:
        try:
            item = catalogue.get(kept.resource)
        except NotFound:
            continue  # it has gone
        entries.append(
            Entry(
                id=absolute(request, path_of(item.slug)),
                title=item.label,
                summary=kept.note or "",
                kind=str(item.kind),
                changed=kept.added_at,
            )
        )
    path = f"/shared/{share}"
    sent = _sent(request, entries, found.title, path, f"{path}/feed")
    sent.headers.update(PRIVATE)
    return sent


def _found(request: Request, catalogue: Clew, asked: Asked) -> list[Entry]:
    answer = asked.find(catalogue, limit=_NEWS, order="newest", cursor=None)
    return [_entry(request, catalogue, hit) for hit in answer.hits]


def _entry(request: Request, catalogue: Clew, hit: Hit) -> Entry:
    change = catalogue.catalogue.changes.of(hit.id, Kind)
    return Entry(
        id=absolute(request, path_of(hit.id)),
        title=hit.title,
        people=hit.people,
        summary=hit.snippet.text if hit.snippet else "",
        kind=hit.kind,
        changed=change.at if change else None,
    )


def _sent(
    request: Request, entries: Iterable[Entry], title: str, shown: str, path: str
) -> Response:
    """Write a feed, of the moment of its last change, so that readers see when nothing is new."""
    found = tuple(entries)
    changes = (datetime.fromisoformat(one.changed) for one in found if one.changed)
    at = max(changes, default=now())
    text = feed(title, absolute(request, shown), absolute(request, path), found, at)
    return Response(text, media_type=MEDIA_TYPE)
