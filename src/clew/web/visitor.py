"""Who is looking: signed in or not, and proof that a form was sent from a page of ours.

Every form holds a word that its browser also has in a cookie; another site can make a browser send
the cookie, but cannot read the word (double submit, OWASP).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clew.api.people import TheMembers, now
from clew.api.site import site
from clew.members import Account, Role
from clew.members.secrets import new_secret
from clew.members.sessions import LASTS
from clew.web.templating import render

SESSION, FORM = "clew_session", "clew_form"
FIELD = "form"  # the field of every form that holds the word
_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Cookie"}
_MOST = 200_000  # characters of all fields of a form


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser: their account, if they have signed in, and their forms' word."""

    account: Account | None
    secret: str | None
    word: str

    @property
    def number(self) -> int:
        """The number of their account; nobody comes here without one."""
        if self.account is None:
            raise LookupError("nobody has signed in")
        return self.account.number


def visitor(request: Request, members: TheMembers) -> Visitor:
    """Tell who is looking."""
    secret = request.cookies.get(SESSION)
    number = members.sessions.account(secret, now()) if secret else None
    account = members.accounts.get(number) if number is not None else None
    return Visitor(account, secret if account else None, request.cookies.get(FORM) or new_secret())


AnyVisitor = Annotated[Visitor, Depends(visitor)]


class SignInFirst(HTTPException):
    """A page that is for those who have signed in; they come back to it."""

    def __init__(self, back: str) -> None:
        super().__init__(401, "This is for those who have signed in.")
        self.back = back


async def sign_in_first(request: Request, error: Exception) -> Response:
    """Send somebody who has to sign in to where that is done, and back afterwards."""
    assert isinstance(error, SignInFirst)
    return RedirectResponse(f"/sign-in?{urlencode({'back': local(error.back)})}", 303)


def member(request: Request, one: AnyVisitor) -> Visitor:
    """Let only those through who have signed in."""
    if one.account is None:
        back = request.url.path if request.method == "GET" else "/collections"
        query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
        raise SignInFirst(back + query)
    return one


def admin(one: Annotated[Visitor, Depends(member)]) -> Visitor:
    """Let only administrators through."""
    return _at_least(one, Role.ADMIN)


def curator(one: Annotated[Visitor, Depends(member)]) -> Visitor:
    """Let only those through who may decide on links."""
    return _at_least(one, Role.CURATOR)


Member = Annotated[Visitor, Depends(member)]
Admin = Annotated[Visitor, Depends(admin)]
Curator = Annotated[Visitor, Depends(curator)]


async def posted(request: Request) -> Mapping[str, str]:
    """Return the fields of a form that was sent from a page of ours."""
    _same_origin(request)
    form = await request.form(max_files=0, max_fields=2_000)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    word = request.cookies.get(FORM, "")
    if not word or not hmac.compare_digest(word.encode(), fields.get(FIELD, "").encode()):
        raise HTTPException(403, "This form is no longer good; go back, load the page again.")
    if sum(map(len, fields.values())) > _MOST:
        raise HTTPException(413, f"The form is too long; it holds {_MOST:,} characters at most.")
    return fields


Posted = Annotated[Mapping[str, str], Depends(posted)]


def page(request: Request, one: Visitor, template: str, **context: Any) -> HTMLResponse:
    """Make a page that is for one visitor alone, with the word for its forms."""
    headers = _PRIVATE | context.pop("headers", {})
    made = render(request, template, visitor=one, word=one.word, headers=headers, **context)
    _set(request, made, FORM, one.word, strict=True)
    return made


def signed_in(request: Request, secret: str, back: str) -> Response:
    """Send a browser on as somebody who has signed in."""
    response = RedirectResponse(local(back), 303)
    _set(request, response, SESSION, secret, strict=False)
    return response


def signed_out() -> Response:
    """Send a browser on as nobody in particular."""
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION)
    return response


def local(address: str | None) -> str:
    """Return an address of this site; what would lead elsewhere leads to the collections."""
    parts = urlsplit(address or "")
    fit = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    odd = "\\" in (address or "") or (address or "").startswith("//")
    control = any(ord(c) < 32 for c in address or "")
    return address if address and fit and not odd and not control else "/collections"


def _set(request: Request, response: Response, name: str, value: str, *, strict: bool) -> None:
    secure = (site(request).url or str(request.base_url)).startswith("https:")
    response.set_cookie(
        name,
        value,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=secure,
        samesite="strict" if strict else "lax",
    )


def _same_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    hosts = {request.headers.get("host"), urlsplit(site(request).url or "").netloc}
    if origin and urlsplit(origin).netloc not in hosts:
        raise HTTPException(403, "This form was sent from another site.")


def _at_least(one: Visitor, role: Role) -> Visitor:
    if one.account is None or not one.account.role.covers(role):
        raise HTTPException(403, f"This is for those with the role {role}.")
    return one
