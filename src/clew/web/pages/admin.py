"""For those who keep the site: sources and runs, searches in vain, feedback, accounts, links."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.errors import MemberError, SourceError
from clew.members import Role
from clew.web.pages.feedback import VERDICTS
from clew.web.visitor import Admin, Posted, page

router = APIRouter()


@router.get("/admin")
def admin(request: Request, one: Admin, members: TheMembers, catalogue: Opened) -> Response:
    """Show how the site is."""
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
        log=catalogue.catalogue.log.latest(50),
        wrong=None,
    )


@router.post("/admin/feedback/{number}")
def done(number: int, one: Admin, members: TheMembers, form: Posted) -> Response:
    """Note that feedback has been dealt with."""
    assert one.account
    with members.transaction():
        members.feedback.done(number, one.account.email, now())
    return RedirectResponse("/admin#feedback", 303)


@router.post("/admin/accounts/{number}")
def account(number: int, one: Admin, members: TheMembers, form: Posted) -> Response:
    """Give an account another role, or close it."""
    with members.transaction():
        members.accounts.get(number)
        if form.get("act") == "close":
            members.accounts.close(number, now())
            members.sessions.end_all(number)
        else:
            members.accounts.set_role(number, _role(form.get("role", "")))
    return RedirectResponse("/admin#accounts", 303)


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        raise MemberError(
            f"There is no role {name[:40]!r}.", hint=f"There are: {', '.join(Role)}."
        ) from error
