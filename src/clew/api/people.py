"""Who asks: members' own things as requests get them, and programs that act for a member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from clew.api.opened import Openings
from clew.members import Account, Members, Scope

_BEARER = HTTPBearer(
    auto_error=False, description="A token that a member had made on the account page."
)


def members(request: Request) -> Iterator[Members]:
    """Open the file of members' things for as long as a request takes."""
    openings: Openings = request.app.state.openings
    with closing(Members(openings.home.members)) as opened:
        yield opened


TheMembers = Annotated[Members, Depends(members)]
_Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


def now() -> datetime:
    """Return this moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def allowed(scope: Scope) -> Callable[[Members, HTTPAuthorizationCredentials | None], Account]:
    """Make a dependency: the member for whom a program acts, with a token of some scope."""

    def member(opened: TheMembers, shown: _Shown) -> Account:
        token = opened.tokens.use(shown.credentials, now()) if shown else None
        if token is None:
            raise HTTPException(
                401,
                "This needs a token in force; members make theirs on the account page.",
                {"WWW-Authenticate": "Bearer"},
            )
        if scope not in token.scopes:
            has = ", ".join(token.scopes)
            raise HTTPException(403, f"This token allows {has}; this needs {scope}.")
        return opened.accounts.get(token.account)

    return member
