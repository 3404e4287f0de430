"""Who is looking: signed in or not, and proof that a form was sent from a page of ours.

Every form holds a word that its browser also has in a cookie; another site can make a browser send
the cookie, but cannot read the word (double submit, OWASP).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clew.api.opened import openings
from clew.api.people import TheMembers, now
from clew.api.site import site
from clew.members import Account, Members, Role
from clew.members.secrets import new_secret
from clew.members.sessions import LASTS
from clew.web.templating import render

SESSION, FORM = "clew_session", "clew_form"
FIELD = "form"  # the field of every form that holds the word
PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Cookie"}
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
    secret = shown(request, SESSION)
    number = members.sessions.account(secret, now()) if secret else None
    account = members.accounts.get(number) if number is not None else None
    return Visitor(account, secret if account else None, shown(request, FORM) or new_secret())


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


async def curating(request: Request) -> Visitor | None:
    """Return who looks at a public page if they may decide on links; others cost it nothing."""
    return None if shown(request, SESSION) is None else await run_in_threadpool(_curator, request)


def _curator(request: Request) -> Visitor | None:
    with closing(Members(openings(request).home.members)) as opened:
        one = visitor(request, opened)
    return one if one.account and one.account.role.covers(Role.CURATOR) else None


Member = Annotated[Visitor, Depends(member)]
Admin = Annotated[Visitor, Depends(admin)]
Curator = Annotated[Visitor, Depends(curator)]
Curating = Annotated[Visitor | None, Depends(curating)]


async def posted(request: Request) -> Mapping[str, str]:
    """Return the fields of a form that was sent from a page of ours."""
    _same_origin(request)
    form = await request.form(max_files=0, max_fields=2_000)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    word = shown(request, FORM) or ""
    if not word or not hmac.compare_digest(word.encode(), fields.get(FIELD, "").encode()):
        raise HTTPException(403, "This form is no longer good; go back, load the page again.")
    if sum(map(len, fields.values())) > _MOST:
        raise HTTPException(413, f"The form is too long; it holds {_MOST:,} characters at most.")
    return fields


Posted = Annotated[Mapping[str, str], Depends(posted)]


def page(request: Request, one: Visitor, template: str, **context: Any) -> HTMLResponse:
    """Make a page that is for one visitor alone, with the word for its forms."""
    headers = PRIVATE | context.pop("headers", {})
    made = render(request, template, visitor=one, word=one.word, headers=headers, **context)
    keep(request, made, FORM, one.word, LASTS, strict=True)
    return made


def signed_in(request: Request, secret: str, back: str) -> Response:
    """Send a browser on as somebody who has signed in; words of forms seen before are void."""
    response = RedirectResponse(local(back), 303)
    keep(request, response, SESSION, secret, LASTS, strict=False)
    keep(request, response, FORM, new_secret(), LASTS, strict=True)
    return response


def signed_out(request: Request, back: str = "/") -> Response:
    """Send a browser on as nobody in particular."""
    response = RedirectResponse(back, 303)
    forget(request, response, SESSION)
    forget(request, response, FORM)
    return response


def local(address: str | None) -> str:
    """Return an address of this site; what would lead elsewhere leads to the collections."""
    fit = address and address.startswith("/") and not address.startswith("//")
    odd = "\\" in (address or "") or any(ord(c) < 32 or ord(c) == 127 for c in address or "")
    return address if address and fit and not odd else "/collections"


def shown(request: Request, name: str) -> str | None:
    """Return what a browser shows in one of our cookies."""
    return request.cookies.get(_called(request, name))


def keep(
    request: Request,
    response: Response,
    name: str,
    value: str,
    lasts: timedelta,
    *,
    strict: bool,
) -> None:
    """Have a browser keep something that it shows to this site alone, out of scripts' reach."""
    response.set_cookie(
        _called(request, name),
        value,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        secure=_encrypted(request),
        samesite="strict" if strict else "lax",
    )


def forget(request: Request, response: Response, name: str) -> None:
    """Have a browser forget a cookie of ours."""
    response.delete_cookie(
        _called(request, name), httponly=True, secure=_encrypted(request), samesite="lax"
    )


def _called(request: Request, name: str) -> str:
    """What a cookie is called: where all is encrypted, so that no other site can set one of it.

    A name with this prefix is kept only from the very host that sets it (RFC 6265bis, 4.1.3.2).
    """
    return f"__Host-{name}" if _encrypted(request) else name


def _encrypted(request: Request) -> bool:
    return (site(request).url or str(request.base_url)).startswith("https:")


def _same_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    hosts = {request.headers.get("host"), urlsplit(site(request).url or "").netloc} - {"", None}
    # Browsers write "null" for a page that is cut off from its site.
    if origin and urlsplit(origin).netloc not in hosts:
        raise HTTPException(403, "This form was sent from another site.")


def _at_least(one: Visitor, role: Role) -> Visitor:
    if one.account is None or not one.account.role.covers(role):
        raise HTTPException(403, f"This is for those with the role {role}.")
    return one
