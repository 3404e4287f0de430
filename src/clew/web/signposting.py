"""Signposts: typed links by which machines find their way from a page (Signposting, FAIR profile).

``cite-as`` is the thing's own persistent identifier, never an address of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from fastapi import Request

from clew.api.site import absolute, path_of
from clew.export import Item, formats
from clew.export.common.licences import licence_address
from clew.export.item import best_identifier
from clew.model import Kind, Resource, Scheme
from clew.model.base import Value

LINKSET = "application/linkset+json"
_PAGE = "https://schema.org/AboutPage"
_TYPES = {
    Kind.DATASET: "https://schema.org/Dataset",
    Kind.AWARD: "https://schema.org/MonetaryGrant",
    Kind.THESIS: "https://schema.org/Thesis",
    Kind.COURSE: "https://schema.org/Course",
    Kind.PUBLICATION: "https://schema.org/ScholarlyArticle",
    Kind.SOFTWARE: "https://schema.org/SoftwareSourceCode",
    Kind.PERSON: "https://schema.org/Person",
    Kind.ORGANISATION: "https://schema.org/Organization",
    Kind.VARIABLE: "https://schema.org/PropertyValue",
    Kind.CATALOGUE: "https://schema.org/DataCatalog",
}
_PERSISTENT = (Scheme.DOI, Scheme.HANDLE, Scheme.ARXIV)
_MOST = 20  # of one sort in a header; the linkset has them all


class Post(Value, frozen=True, kw_only=True):
    """One signpost: what it leads to, and as what."""

    rel: str
    href: str
    type: str | None = None
    profile: str | None = None


def posts(request: Request, item: Item) -> list[Post]:
    """Return the signposts of the page of a thing."""
    return [*_own(item), *_described(request, item), _linkset(request, item)]


def header(found: Iterable[Post]) -> str:
    """Write signposts as a ``Link`` header (RFC 8288)."""
    counted: dict[str, int] = {}
    written = []
    for post in found:
        counted[post.rel] = counted.get(post.rel, 0) + 1
        if counted[post.rel] <= _MOST:
            written.append(_link(post))
    return ", ".join(written)


def linkset(request: Request, item: Item) -> bytes:
    """Write all signposts as a link set (RFC 9264), with the way back from each description."""
    page = absolute(request, path_of(item.slug))
    own: dict[str, Any] = {"anchor": page}
    for post in (*_own(item), *_described(request, item)):
        own.setdefault(post.rel, []).append(_target(post))
    back = [
        {"anchor": post.href, "describes": [{"href": page, "type": "text/html"}]}
        for post in _described(request, item)
    ]
    return msgspec.json.encode({"linkset": [own, *back]})


def describes(request: Request, slug: str) -> str:
    """Write the way from a description back to its page, and on to the link set."""
    page = absolute(request, path_of(slug))
    return header(
        [
            Post(rel="describes", href=page, type="text/html"),
            Post(rel="linkset", href=f"{page}/linkset", type=LINKSET),
        ]
    )


def _own(item: Item) -> Iterator[Post]:
    record = item.record
    for part in record.contributions:
        for one in part.agent.identifiers:
            if one.scheme == Scheme.ORCID and one.url:
                yield Post(rel="author", href=one.url)
    best = best_identifier(record.identifiers)
    if best and best.scheme in _PERSISTENT and best.url:
        yield Post(rel="cite-as", href=best.url)
    licence = licence_address(record.licence)
    if licence:
        yield Post(rel="license", href=licence)
    yield Post(rel="type", href=_PAGE)
    yield Post(rel="type", href=_TYPES[item.kind])
    for url in record.urls[:_MOST]:
        if urlsplit(url).scheme in {"http", "https"}:
            yield Post(rel="item", href=url)


def _described(request: Request, item: Item) -> Iterator[Post]:
    base = absolute(request, path_of(item.slug))
    for one in formats(of=Resource):
        if one.many and item.kind in one.kinds and not one.media_type.startswith("text/"):
            bare = one.media_type.partition(";")[0]
            yield Post(
                rel="describedby", href=f"{base}/as/{one.name}", type=bare, profile=one.profile
            )


def _linkset(request: Request, item: Item) -> Post:
    return Post(
        rel="linkset", href=absolute(request, f"{path_of(item.slug)}/linkset"), type=LINKSET
    )


def _link(post: Post) -> str:
    parts = [f"<{_fit(post.href)}>", f'rel="{post.rel}"']
    parts += [f'type="{post.type}"'] if post.type else []
    parts += [f'profile="{_fit(post.profile)}"'] if post.profile else []
    return "; ".join(parts)


def _target(post: Post) -> dict[str, str]:
    told = {"href": _fit(post.href), "type": post.type, "profile": post.profile}
    return {name: value for name, value in told.items() if value}


def _fit(address: str) -> str:
    """Leave nothing in an address that could end it: what sources give is not to be trusted."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]")
