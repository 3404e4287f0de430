"""Signing in and out, and what belongs to an account: name, password, tokens."""

from __future__ import annotations

import os

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from clew.api.limits import Limit
from clew.api.people import TheMembers, now
from clew.api.v1.parameters import Number
from clew.errors import MemberError
from clew.members import Scope
from clew.web.visitor import (
    AnyVisitor,
    Member,
    Posted,
    Visitor,
    local,
    page,
    signed_in,
    signed_out,
)

router = APIRouter()

TRIES = Limit(burst=10, rate=1 / 20, what="attempts to sign in")
GUESSES = Limit(burst=30, rate=1 / 60, what="attempts to sign in")
REGISTRATION = "CLEW_SITE_REGISTRATION"  # "closed": accounts are made with `clew accounts add`
_WRONG = "The address or the password is not right."


@router.get("/sign-in")
def sign_in_page(request: Request, one: AnyVisitor, back: str = "/collections") -> Response:
    """Show the form to sign in."""
    if one.account:
        return RedirectResponse(local(back), 303)
    return sign_in_form(request, one, back=local(back))


@router.post("/sign-in", dependencies=[Depends(TRIES)])
def sign_in(request: Request, one: AnyVisitor, members: TheMembers, form: Posted) -> Response:
    """Sign somebody in."""
    email, back = form.get("email", ""), local(form.get("back"))
    GUESSES.check(email.strip().lower()[:300], "to this account")
    # Outside of any transaction: a password takes its time, and nobody else is to wait for it.
    account = members.accounts.signing_in(email, form.get("password", ""))
    if account is None:
        return sign_in_form(request, one, back=back, wrong=_WRONG, email=email, status=401)
    with members.transaction():
        if one.secret:
            members.sessions.end(one.secret)
        secret = members.sessions.begin(account.number, now())
    return signed_in(request, secret, back)


@router.get("/register")
def register_page(request: Request, one: AnyVisitor, back: str = "/collections") -> Response:
    """Show the form to open an account."""
    _only_if_open()
    return page(request, one, "register.html", back=local(back), wrong=None, email="", name="")


@router.post("/register", dependencies=[Depends(TRIES)])
def register(request: Request, one: AnyVisitor, members: TheMembers, form: Posted) -> Response:
    """Open an account and sign its owner in."""
    _only_if_open()
    email, name, back = form.get("email", ""), form.get("name", ""), local(form.get("back"))
    try:
        account = members.accounts.open(email, name, now(), password=form.get("password", ""))
        with members.transaction():
            secret = members.sessions.begin(account.number, now())
    except MemberError as error:
        return page(
            request, one, "register.html",
            status=400, back=back, wrong=str(error), email=email, name=name,
        )  # fmt: skip
    return signed_in(request, secret, back)


@router.post("/sign-out")
def sign_out(request: Request, one: AnyVisitor, members: TheMembers, form: Posted) -> Response:
    """End a session."""
    elsewhere = one.account and members.accounts.ways(one.number).subject
    if one.secret:
        with members.transaction():
            members.sessions.end(one.secret)
    return signed_out(request, "/signed-out" if elsewhere and request.app.state.openid else "/")


@router.get("/account")
def account(request: Request, one: Member, members: TheMembers) -> Response:
    """Show what belongs to an account."""
    return account_page(request, one, members)


@router.post("/account/password", dependencies=[Depends(TRIES)])
def password(request: Request, one: Member, members: TheMembers, form: Posted) -> Response:
    """Change a password; all other sessions end."""
    assert one.account
    try:
        if not members.accounts.signing_in(one.account.email, form.get("old", "")):
            raise MemberError("The present password is not right.")
        members.accounts.set_password(one.number, form.get("password", ""))
        with members.transaction():
            members.sessions.end_all(one.number)
            secret = members.sessions.begin(one.number, now())
    except MemberError as error:
        return account_page(request, one, members, wrong=str(error), status=400)
    return signed_in(request, secret, "/account")


@router.post("/account/tokens")
def make_token(request: Request, one: Member, members: TheMembers, form: Posted) -> Response:
    """Make a token, which is shown this once."""
    scopes = [scope for scope in Scope if form.get(f"scope-{scope}")]
    try:
        with members.transaction():
            secret = members.tokens.make(one.number, form.get("name", ""), scopes, now())
    except MemberError as error:
        return account_page(request, one, members, wrong=str(error), status=400)
    return account_page(request, one, members, token=secret)


@router.post("/account/tokens/{number}/revoke")
def revoke(number: Number, one: Member, members: TheMembers, form: Posted) -> Response:
    """End a token."""
    with members.transaction():
        members.tokens.revoke(one.number, number, now())
    return RedirectResponse("/account", 303)


@router.post("/account/close")
def close(request: Request, one: Member, members: TheMembers, form: Posted) -> Response:
    """Close an account."""
    try:
        with members.transaction():
            members.accounts.close(one.number, now())
            members.sessions.end_all(one.number)
    except MemberError as error:
        return account_page(request, one, members, wrong=str(error), status=400)
    return signed_out(request)


def account_page(
    request: Request,
    one: Member,
    members: TheMembers,
    *,
    wrong: str | None = None,
    token: str | None = None,
    status: int = 200,
) -> Response:
    """Make the page of an account, with what was wrong or a token that was just made."""
    held = [one for one in members.tokens.of(one.number) if not one.revoked_at]
    return page(
        request, one, "account.html",
        path="/account", status=status, wrong=wrong, token=token, tokens=held, scopes=list(Scope),
        ways=members.accounts.ways(one.number), provider=request.app.state.openid,
    )  # fmt: skip


def sign_in_form(
    request: Request,
    one: Visitor,
    *,
    back: str = "/collections",
    wrong: str | None = None,
    email: str = "",
    status: int = 200,
) -> Response:
    """Make the page where people sign in, with what was wrong the last time."""
    return page(
        request, one, "sign_in.html",
        path="/sign-in", here="/sign-in", status=status, back=back, wrong=wrong, email=email,
        open=_open(), provider=request.app.state.openid,
    )  # fmt: skip


def _open() -> bool:
    return os.environ.get(REGISTRATION, "open") != "closed"


def _only_if_open() -> None:
    if not _open():
        raise HTTPException(404, "Accounts here are made by those who keep the site.")
