"""The page of a resource: how to get it, what it is, what each source says, where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from clew.api.negotiation import languages, wanted
from clew.api.opened import Lane, LookedUp, Opened
from clew.api.site import path_of
from clew.app import Clew
from clew.catalogue.names import Named
from clew.catalogue.sources import SourceCard
from clew.catalogue.visits import Seen
from clew.errors import NotFound
from clew.export import choose
from clew.export.item import Item
from clew.export.registry import WORKS, Format
from clew.model import Held, Kind, Record, Resource, Scheme, chosen, parse_identifier, spoken
from clew.model.scheme import OPAQUE
from clew.web import facts, reader, sides
from clew.web.asking import Asked
from clew.web.meta import meta_of
from clew.web.offers import STYLES, resource_offers
from clew.web.pages.search import LIMIT
from clew.web.shelf import shelf
from clew.web.signposting import describes, header, posts
from clew.web.templating import render
from clew.web.ties import grouped, ties_of
from clew.web.variables import table_of
from clew.web.visitor import Curating, Visitor, page
from clew.web.words import safe

router = APIRouter()

# Whoever would take these is shown the page.
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/*", "*/*"})
_LIKE = 5
_ELSEWHERE = 20
_FOUND = 30  # passages of one text
# Five titles need neither snippets nor a second look.
_ROUGHLY = {"fold": False, "snippet": 0, "passages": 0, "expansion_resources": 0, "depth": 20}
_MAKERS = (Kind.PERSON, Kind.ORGANISATION)
_OF_FUNDER = "funder"


class Door(NamedTuple):
    """A way to the thing itself: where it leads, and how it was found last."""

    address: str
    label: str
    seen: Seen | None


class Credit(NamedTuple):
    """Whose a record is, under which terms, and the line its source asks for."""

    held: Held
    card: SourceCard | None


@router.get("/r/{slug}")
async def resource(request: Request, one: Curating, slug: str) -> Response:
    """Show a resource, or send it in a form that is asked for before a page."""
    form = wanted(request.headers.get("accept", ""), instead=_PAGES)
    asked = languages(
        request.query_params.get("lang") or request.headers.get("accept-language", "")
    )
    draw = partial(_draw, request, one, slug, form, asked)
    keep = one is None and form is None
    return await shelf(request).page(
        request, draw, keep=keep, apart=" ".join(asked), lane=Lane.LOOKUP
    )


def _draw(
    request: Request,
    one: Visitor | None,
    slug: str,
    form: Format | None,
    asked: Sequence[str],
    catalogue: Clew,
) -> Response:
    leading = catalogue.item(slug)
    assert leading.resource
    tongue = chosen(leading.resource, asked)
    item = leading.told_in([tongue]) if tongue else leading
    found = item.resource
    assert found
    if found.slug != slug:
        return RedirectResponse(path_of(found.slug), 301)
    if form:
        headers = {"Vary": "Accept, Accept-Language", "Link": describes(request, slug)}
        return Response(form.render_item(item), media_type=form.media_type, headers=headers)
    signs = posts(request, item)
    links = catalogue.catalogue.links.of([found.number])
    ends = {end for link in links for end in (link.subject, link.object)} - {found.slug}
    named = catalogue.catalogue.names.of(ends)
    template = "maker.html" if found.kind in _MAKERS else "resource.html"
    make = partial(page, request, one) if one else partial(render, request, word="")
    return make(
        template,
        path=path_of(found.slug),
        headers={"Vary": "Accept, Accept-Language, Cookie", "Link": header(signs)},
        signs=signs,
        groups=grouped(ties_of(links, named, found.slug)),
        tongue=tongue,
        tongues=spoken(leading.resource),
        **_common(request, catalogue, found, item),
        **(
            _of_maker(catalogue, found)
            if found.kind in _MAKERS
            else _of_work(request, catalogue, found, item, named)
        ),
    )


@router.get("/r/{slug}/cite/{style}")
def cite(request: Request, catalogue: LookedUp, slug: str, style: str) -> Response:
    """Send a citation in one of the styles, as the part of the page that was folded away."""
    if style not in STYLES:
        raise NotFound(
            f"There is no style {style[:40]!r}.", hint=f"There are: {', '.join(STYLES)}."
        )
    text = choose(style).render_item(catalogue.item(slug)).strip()
    return render(request, "_citation.html", style=style, text=text)


@router.get("/r/{slug}/like")
def like(request: Request, catalogue: Opened, slug: str) -> Response:
    """Send the titles of things like it, which a page asks for when it is there: they take long."""
    catalogue.catalogue.resources.number(slug)
    found = catalogue.like(slug, limit=_LIKE, settings=_ROUGHLY).hits
    return render(request, "_alike.html", alike=found)


@router.get("/r/{slug}/read", dependencies=[Depends(LIMIT)])
def read(
    request: Request, catalogue: Opened, slug: str, at: int | None = None, q: str = ""
) -> Response:
    """Show a chapter of a resource's text, opened at a passage, or its passages on some words."""
    resource, words = catalogue.get(slug), q.strip()
    chapters = reader.chapters(resource)
    if not chapters:
        return RedirectResponse(path_of(resource.slug), 302)
    place = reader.place_of(chapters, at or 0)
    searched = bool(words) and at is None
    query = urlencode({"q": words} if searched else {"at": chapters[place].first})
    return render(
        request,
        "read.html",
        path=f"{path_of(resource.slug)}/read?{query}",
        resource=resource,
        chapters=chapters,
        place=place,
        at=at,
        words=words,
        found=catalogue.search_in(slug, words, _FOUND) if searched else None,
    )


def _common(request: Request, catalogue: Clew, found: Resource, item: Item) -> dict[str, Any]:
    record = item.record
    meta = meta_of(request, item)
    return {
        "resource": found,
        "record": record,
        "meta": meta,
        "rows": sides.rows(found),
        "held": sides.held(found),
        "history": sides.history(catalogue.catalogue, found),
        "rulings": catalogue.links.rulings_on(*(held.number for held in found.held)),
        "credits": [Credit(one, catalogue.catalogue.sources.get(one.source)) for one in found.held],
        "offers": resource_offers(found.slug, found.kind),
        "identifiers": _identifiers(record),
    }


def _of_work(
    request: Request, catalogue: Clew, found: Resource, item: Item, named: Mapping[str, Named]
) -> dict[str, Any]:
    record = item.record
    pages = {one.title: path_of(one.slug) for one in named.values() if one.kind in _MAKERS}
    makers, others = facts.parties(record, pages)
    chapters = reader.chapters(found)
    text = record.fulltext
    return {
        "makers": makers,
        "parties": others,
        "facts": facts.plain_facts(record),
        "design": facts.design_facts(record.design),
        "doors": _doors(catalogue, found, record),
        "styles": STYLES if item.kind in WORKS else {},
        "chapters": chapters,
        "contents": reader.contents(text.contents, chapters) if text else [],
        "text": text,
        "table": table_of(catalogue, found, request.query_params),
        **_of_variable(catalogue, found),
    }


def _of_variable(catalogue: Clew, found: Resource) -> dict[str, Any]:
    """What only the page of a variable shows: its answers, and where else it was asked."""
    told = [variable for record in found.records for variable in record.variables]
    if found.kind != Kind.VARIABLE or not told:
        return {"asked_of": None, "elsewhere": []}
    return {"asked_of": told[0], "elsewhere": catalogue.same_variable(found.slug)[:_ELSEWHERE]}


def _of_maker(catalogue: Clew, found: Resource) -> dict[str, Any]:
    """What a person or organisation did, as searches tell it: a funder may have paid for many."""
    facets = ("person",) if found.kind == Kind.PERSON else ("organisation", _OF_FUNDER)
    works = []
    for facet in facets:
        asked = Asked(chosen={facet: found.titles}, order="newest")
        answer = catalogue.search(**asked.options(limit=20, settings={"fold": False}))
        if answer.total:
            works.append((facet, asked.address(), answer))
    return {"works": works, "doors": [], "names": found.titles[1:]}


def _doors(catalogue: Clew, found: Resource, record: Record) -> list[Door]:
    """The ways to the thing itself, a persistent one first; each address once."""
    addresses: dict[str, str] = {}
    names = [one for one in record.identifiers if one.scheme != Scheme.URL]
    for one in names:
        if url := safe(one.url):
            addresses.setdefault(url, f"{_SCHEMES.get(one.scheme, one.scheme.upper())} {one.value}")
    for url in record.urls:
        # A DOI by another of its addresses leads to no other place.
        if (kept := safe(url)) and parse_identifier(url) not in names:
            addresses.setdefault(kept, "")
    seen = {
        one.location: catalogue.catalogue.visits.at(one.source, one.location) for one in found.held
    }
    return [Door(url, label, seen.get(url)) for url, label in addresses.items()]


def _identifiers(record: Record) -> list[tuple[str, str, str | None]]:
    return [
        (_SCHEMES.get(one.scheme, one.scheme.upper()), one.value, safe(one.url))
        for one in record.identifiers
        if one.scheme not in OPAQUE
    ]


_SCHEMES: dict[str, str] = {
    Scheme.DOI: "DOI",
    Scheme.AWARD: "Award",
    Scheme.UKDA: "Study number",
    Scheme.HANDLE: "Handle",
    Scheme.ARXIV: "arXiv",
    Scheme.ORCID: "ORCID",
    Scheme.ROR: "ROR",
}
