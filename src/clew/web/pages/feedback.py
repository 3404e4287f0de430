"""Feedback on a page or a result, with what was seen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.people import TheMembers, now
from clew.api.v1.feedback import GIVEN
from clew.app import Clew
from clew.errors import ClewError, MemberError
from clew.members import Verdict
from clew.web.asking import PAGE, PATH, Asked
from clew.web.visitor import AnyVisitor, Posted, local, page

router = APIRouter()

VERDICTS = {
    Verdict.GOOD: "Good",
    Verdict.TOO_HIGH: "Should be further down",
    Verdict.TOO_LOW: "Should be further up",
    Verdict.OUT_OF_PLACE: "Should not be here at all",
    Verdict.WRONG: "Something in it is wrong",
    Verdict.BAD: "Not good",
    Verdict.OTHER: "Something else",
}


@router.get("/feedback")
def asked(request: Request, one: AnyVisitor, about: str = "", id: str = "") -> Response:
    """Show the form."""
    return page(
        request, one, "feedback.html",
        about=local(about) if about else "/", slug=id, verdicts=VERDICTS, wrong=None, done=False,
    )  # fmt: skip


@router.post("/feedback", dependencies=[Depends(GIVEN)])
def given(
    request: Request, one: AnyVisitor, members: TheMembers, catalogue: Opened, form: Posted
) -> Response:
    """Keep what somebody says, with the list they saw if it is about a search."""
    about = local(form.get("about")) if form.get("about") else "/"
    wrong = None
    try:
        with members.transaction():
            members.feedback.give(
                form.get("verdict", ""),
                now(),
                comment=form.get("comment"),
                resource=form.get("id") or None,
                context={"page": about} | _seen(catalogue, about),
                account=one.account.number if one.account else None,
            )
    except MemberError as error:
        wrong = str(error)
    return page(
        request, one, "feedback.html",
        status=400 if wrong else 200, about=about, slug=form.get("id", ""),
        verdicts=VERDICTS, wrong=wrong, done=not wrong,
    )  # fmt: skip


def _seen(catalogue: Clew, about: str) -> dict[str, Any]:
    """The query, the settings and the list that somebody saw on a page of results."""
    where = urlsplit(about)
    if where.path != PATH:
        return {}
    try:
        asked = Asked.of(QueryParams(where.query))
        answer = asked.find(catalogue, limit=PAGE)
    except ClewError:
        return {}
    return {
        "query": asked.words,
        "settings": f"{answer.mode}, {answer.order}",
        "total": answer.total,
        "seen": [hit.id for hit in answer.hits],
    }
