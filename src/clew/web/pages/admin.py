"""For those who keep the site: sources and runs, searches in vain, feedback, accounts, links."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from clew import rebuilding
from clew.api.opened import Opened, TheOpenings
from clew.api.people import TheMembers, now
from clew.api.v1.parameters import Number
from clew.errors import SourceError
from clew.members import Role, one_of
from clew.web.noting import notes
from clew.web.pages.feedback import VERDICTS
from clew.web.pages.links import name_of
from clew.web.visitor import Admin, Posted, page

router = APIRouter()

_AHEAD = 20  # questions that are counted
_LATEST = 10  # decisions, joins


@router.get("/admin")
def admin(
    request: Request,
    one: Admin,
    members: TheMembers,
    openings: TheOpenings,
    catalogue: Opened,
) -> Response:
    """Show how the site is."""
    notes(request).write()
    overview = catalogue.overview()
    try:
        sources, wrong = catalogue.health(), None
    except SourceError as error:
        sources, wrong = [], str(error)
    return page(
        request,
        one,
        "admin.html",
        overview=overview,
        sources=sources,
        sources_wrong=wrong,
        common=members.queries.commonest(30),
        vain=members.queries.commonest(30, in_vain=True),
        feedback=members.feedback.waiting(50),
        verdicts=VERDICTS,
        accounts=members.accounts.all(),
        roles=list(Role),
        waiting=len(list(catalogue.links.questions(_AHEAD))),
        rulings=catalogue.links.rulings(_LATEST),
        joins=catalogue.links.changes(("joined", "moved"), _LATEST),
        rebuild=rebuilding.state(openings.home),
        wrong=None,
    )


@router.get("/admin/index")
def index(request: Request, one: Admin, openings: TheOpenings) -> Response:
    """Show how far the index is being rebuilt."""
    return page(request, one, "admin_index.html", rebuild=rebuilding.state(openings.home))


@router.post("/admin/index")
def rebuild(one: Admin, openings: TheOpenings, form: Posted) -> Response:
    """Start to rebuild the index, in a process of its own."""
    rebuilding.start(openings.home, name_of(one))
    return RedirectResponse("/admin/index", 303)


@router.post("/admin/feedback/{number}")
def done(number: Number, one: Admin, members: TheMembers, form: Posted) -> Response:
    """Note that feedback has been dealt with."""
    assert one.account
    with members.transaction():
        members.feedback.done(number, one.account.email, now())
    return RedirectResponse("/admin#feedback", 303)


@router.post("/admin/accounts/{number}")
def account(number: Number, one: Admin, members: TheMembers, form: Posted) -> Response:
    """Give an account another role, or close it."""
    with members.transaction():
        members.accounts.get(number)
        if form.get("act") == "close":
            members.accounts.close(number, now())
            members.sessions.end_all(number)
        else:
            members.accounts.set_role(number, one_of(Role, form.get("role", "")))
    return RedirectResponse("/admin#accounts", 303)
