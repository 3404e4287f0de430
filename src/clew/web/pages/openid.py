"""Signing in elsewhere: sent to a provider and back, and an account tied to who one is there."""

from __future__ import annotations

import logging
from hmac import compare_digest
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from clew.api.limits import Limit
from clew.api.people import TheMembers, now
from clew.api.site import absolute
from clew.errors import MemberError, SignInError, SourceError
from clew.members import Account, Members
from clew.members.journeys import LASTS, Journey
from clew.web.pages.account import TRIES, account_page, sign_in_form
from clew.web.visitor import (
    AnyVisitor,
    Member,
    Posted,
    Visitor,
    forget,
    keep,
    local,
    page,
    shown,
    signed_in,
)

if TYPE_CHECKING:
    from clew.web.openid import Person, Provider

router = APIRouter()

SENT = Limit(burst=30, rate=1 / 2, what="attempts to sign in")
JOURNEY = "clew_journey"
_START, _BACK = "/sign-in/openid", "/sign-in/openid/back"
_REASONS = {
    "access_denied": "You were not let in there, or did not want to be.",
    "login_required": "You have to sign in there first.",
    "temporarily_unavailable": "It cannot answer just now; try again in a minute.",
    "server_error": "It had a trouble of its own; try again in a minute.",
}
_log = logging.getLogger(__name__)


@router.get(_START, dependencies=[Depends(SENT)])
def sent(
    request: Request, one: AnyVisitor, members: TheMembers, back: str = "/collections"
) -> Response:
    """Send somebody to the provider."""
    found = provider(request)
    if one.account:
        return RedirectResponse(local(back), 303)
    with members.transaction():
        journey = members.journeys.begin(local(back), now())
    try:
        way = found.way(journey, absolute(request, _BACK))
    except SourceError as error:
        return _unreachable(request, one, found, error)
    return _leaving(request, journey, RedirectResponse(way, 303))


@router.get(_BACK, dependencies=[Depends(SENT)])
def back(
    request: Request,
    one: AnyVisitor,
    members: TheMembers,
    state: str = "",
    code: str = "",
    error: str = "",
    iss: str | None = None,
) -> Response:
    """Take somebody in who comes back from the provider."""
    found = provider(request)
    try:
        journey = _arrived(request, members, state)
        if error or not code or (iss is not None and iss != found.settings.issuer):
            raise SignInError(f"{found.name} did not sign you in.", hint=_REASONS.get(error))
        person = found.person(code, journey, absolute(request, _BACK))
        answer = _let_in(request, one, members, journey, person)
    except SourceError as trouble:
        answer = _unreachable(request, one, found, trouble)
    except SignInError as refusal:
        _log.warning("somebody from %s was not let in: %s", found.name, refusal.message)
        answer = sign_in_form(request, one, wrong=str(refusal), status=400)
    forget(request, answer, JOURNEY)
    return answer


@router.post("/account/openid", dependencies=[Depends(TRIES)])
def tie(request: Request, one: Member, members: TheMembers, form: Posted) -> Response:
    """Begin to tie an account to who its owner is at the provider, or untie it."""
    found = provider(request)
    assert one.account
    try:
        if form.get("act") == "untie":
            members.accounts.untie(one.number)
            return RedirectResponse("/account", 303)
        if not members.accounts.signing_in(one.account.email, form.get("password", "")):
            raise MemberError("The password is not right.")
        with members.transaction():
            journey = members.journeys.begin("/account", now(), one.number)
        way = found.way(journey, absolute(request, _BACK))
    except (MemberError, SourceError) as error:
        wrong = error.message if isinstance(error, MemberError) else _silent(found)
        return account_page(request, one, members, wrong=wrong, status=400)
    # A form may not lead away from the site, so that this is a page with a link.
    going = page(request, one, "openid_going.html", path="/account", provider=found, way=way)
    return _leaving(request, journey, going)


@router.get("/signed-out")
def left(request: Request, one: AnyVisitor) -> Response:
    """Say to somebody who has signed out that they may still be signed in elsewhere."""
    found = provider(request)
    leaving = found.leaving(absolute(request, "/"))
    return page(request, one, "signed_out.html", provider=found, leaving=leaving)


def provider(request: Request) -> Provider:
    """Return the provider at which people of this site sign in."""
    found: Provider | None = request.app.state.openid
    if found is None:
        raise HTTPException(404, "Nobody signs in elsewhere at this site.")
    return found


def _leaving(request: Request, journey: Journey, response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    keep(request, response, JOURNEY, journey.secret, LASTS, strict=False)
    return response


def _arrived(request: Request, members: Members, state: str) -> Journey:
    """Return the journey that somebody is back from; it has to have begun in the same browser."""
    secret = shown(request, JOURNEY) or ""
    if not secret or not compare_digest(Journey(secret, "/").state.encode(), state.encode()):
        raise SignInError("You were not sent there from this browser.", hint="Begin again.")
    with members.transaction():
        return members.journeys.end(secret, now())


def _let_in(
    request: Request, one: Visitor, members: Members, journey: Journey, person: Person
) -> Response:
    if journey.account is not None:
        if one.account is None or one.number != journey.account:
            raise SignInError("You are not signed in here any more.", hint="Sign in, begin again.")
        with members.transaction():
            members.accounts.tie(one.number, person.subject)
        return RedirectResponse(journey.back, 303)
    with members.transaction():
        account = members.accounts.known_as(person.subject) or _new(request, members, person)
        if account.closed_at:
            raise SignInError("Your account here is closed.", hint="Write to those who keep it.")
        secret = members.sessions.begin(account.number, now())
    return signed_in(request, secret, journey.back)


def _new(request: Request, members: Members, person: Person) -> Account:
    """Open an account for somebody who is here for the first time.

    An account that has the same address is not theirs for that: whoever opened it did not have to
    prove that the address was their own, and whoever owns it has not said that this is they.
    """
    found = provider(request)
    if not found.settings.register:
        raise SignInError(
            "You have no account here yet.", hint="Those who keep the site open accounts."
        )
    if person.email is None:
        raise SignInError(
            f"{found.name} does not vouch for an e-mail address of yours.",
            hint="Open an account with a password, then tie the two on the page Your account.",
        )
    if members.accounts.has(person.email):
        raise SignInError(
            f"There is an account for {person.email} already, with a password of its own.",
            hint="Sign in with that, then tie the two on the page Your account.",
        )
    name = person.name or person.email.partition("@")[0]
    return members.accounts.open(person.email, name, now(), subject=person.subject)


def _unreachable(request: Request, one: Visitor, found: Provider, error: SourceError) -> Response:
    _log.warning("%s cannot be used to sign in: %s", found.name, error)
    return sign_in_form(request, one, wrong=_silent(found), status=502)


def _silent(found: Provider) -> str:
    return f"{found.name} does not answer as it should. Try again in a minute."
