"""Collections: kept in order with notes, shared by a link, taken away in any form."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from clew.api.opened import Opened, Streamed
from clew.api.people import TheMembers, now
from clew.api.sent import held_items, sent_collection
from clew.api.site import absolute
from clew.api.v1.parameters import Number
from clew.app import Clew
from clew.errors import MemberError, NotFound
from clew.export import choose
from clew.export.registry import WORKS
from clew.members import Collection, Members
from clew.web.offers import STYLES, collection_offers
from clew.web.visitor import PRIVATE, AnyVisitor, Member, Posted, Visitor, page

router = APIRouter()

_CITED = "apa"  # the style of the list of citations, unless another is chosen
_LEAVES_IN = frozenset({"note", "up", "down"})
_MOST_CITED = 25  # on a page; the file has all


@router.get("/collections")
def collections(request: Request, one: AnyVisitor, members: TheMembers) -> Response:
    """Show somebody's collections; or, to others, what they keep in their browser."""
    mine = members.collections.of(one.number) if one.account else []
    searches = members.searches.of(one.number) if one.account else []
    return page(request, one, "collections.html", mine=mine, searches=searches, wrong=None)


@router.post("/collections")
def make(
    request: Request, one: Member, members: TheMembers, catalogue: Opened, form: Posted
) -> Response:
    """Make a collection, with what was kept in the browser if it is sent along."""
    names = _known(catalogue, form.get("ids", "").split())
    try:
        with members.transaction():
            made = members.collections.make(
                one.number, form.get("title", ""), now(), form.get("description"), names
            )
    except MemberError as error:
        mine, searches = members.collections.of(one.number), members.searches.of(one.number)
        return page(
            request, one, "collections.html",
            status=400, mine=mine, searches=searches, wrong=str(error),
        )  # fmt: skip
    return RedirectResponse(f"/collections/{made.number}", 303)


@router.get("/collections/add")
def adding(
    request: Request, one: Member, members: TheMembers, catalogue: Opened, id: str
) -> Response:
    """Ask into which collection a resource is to go."""
    found = catalogue.get(id)
    mine = members.collections.of(one.number)
    return page(request, one, "collections_add.html", mine=mine, slug=found.slug, title=found.label)


@router.post("/collections/add")
def add(one: Member, members: TheMembers, catalogue: Opened, form: Posted) -> Response:
    """Put a resource into a collection, or into a new one."""
    slug = catalogue.get(form.get("id", "")).slug
    with members.transaction():
        if form.get("collection", "").isdecimal():
            number = int(form["collection"])
        else:
            title = form.get("title") or "My collection"
            number = members.collections.make(one.number, title, now()).number
        members.collections.keep(one.number, number, [slug], now())
        if form.get("note"):
            members.collections.note(one.number, number, slug, form["note"], now())
    return RedirectResponse(f"/collections/{number}", 303)


@router.get("/collections/{number}")
def collection(
    request: Request,
    number: Number,
    one: Member,
    members: TheMembers,
    catalogue: Opened,
    cite: str = _CITED,
) -> Response:
    """Show a collection to its owner."""
    found = members.collections.get(one.number, number)
    return _shown(request, one, catalogue, found, cite, own=True)


@router.post("/collections/{number}")
def change(number: Number, one: Member, members: TheMembers, form: Posted) -> Response:
    """Do one thing to a collection, as the button says that was pressed."""
    with members.transaction():
        deleted = _change(members, one.number, number, form)
    return RedirectResponse("/collections" if deleted else f"/collections/{number}", 303)


@router.get("/collections/{number}/as/{name}")
def taken(
    number: Number, name: str, one: Member, members: TheMembers, catalogue: Streamed
) -> Response:
    """Send a collection in a form."""
    return _written(catalogue, members.collections.get(one.number, number), name)


@router.get("/shared/{share}")
def shared(
    request: Request,
    share: str,
    one: AnyVisitor,
    members: TheMembers,
    catalogue: Opened,
    cite: str = _CITED,
) -> Response:
    """Show a collection to whoever has its link."""
    return _shown(request, one, catalogue, members.collections.shared(share), cite, own=False)


@router.get("/shared/{share}/as/{name}")
def shared_taken(share: str, name: str, members: TheMembers, catalogue: Streamed) -> Response:
    """Send a shared collection in a form."""
    return _written(catalogue, members.collections.shared(share), name)


def _change(members: Members, account: int, number: int, form: Mapping[str, str]) -> bool:
    """Do what a form asks; tell whether the collection is gone."""
    kept, act = members.collections, form.get("act", "")
    slug = form.get("id", "")
    if act in _LEAVES_IN and "note" in form:  # What was typed is kept, whichever button follows.
        kept.note(account, number, slug, form["note"], now())
    match act:
        case "drop":
            kept.drop(account, number, slug, now())
        case "note":
            pass
        case "up" | "down":
            names = [one.resource for one in kept.get(account, number).kept]
            place = names.index(slug) if slug in names else 0
            kept.move(account, number, slug, place + (1 if act == "down" else -1), now())
        case "rename":
            kept.rename(account, number, form.get("title", ""), form.get("description"), now())
        case "share" | "unshare":
            kept.set_shared(account, number, act == "share")
        case "delete":
            kept.delete(account, number)
        case _:
            raise MemberError(f"{act[:40]!r} is nothing that can be done to a collection.")
    return act == "delete"


def _shown(
    request: Request, one: Visitor, catalogue: Clew, found: Collection, cite: str, *, own: bool
) -> Response:
    described = {item.slug: item for item in held_items(catalogue, found)}
    style = cite if cite in STYLES else _CITED
    works = [item for item in described.values() if item.kind in WORKS]
    base = f"/collections/{found.number}" if own else f"/shared/{found.share}"
    return page(
        request,
        one,
        "collection.html",
        collection=found,
        described=described,
        own=own,
        link=absolute(request, f"/shared/{found.share}") if found.share else None,
        offers=collection_offers(base),
        base=base,
        style=style,
        styles=STYLES,
        works=len(works),
        cited=[choose(style).render_item(item).strip() for item in works[:_MOST_CITED]],
    )


def _written(catalogue: Clew, found: Collection, form: str) -> Response:
    answer = sent_collection(catalogue, found, form)
    answer.headers.update(PRIVATE)
    return answer


def _known(catalogue: Clew, names: list[str]) -> list[str]:
    slugs = []
    for name in names[:1_000]:
        try:
            slugs.append(catalogue.get(name).slug)
        except NotFound:
            continue
    return slugs
