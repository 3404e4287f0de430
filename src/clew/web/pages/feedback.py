"""Feedback on a page or a result, with what was seen."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from clew.api.people import TheMembers, now
from clew.api.v1.feedback import GIVEN
from clew.errors import MemberError
from clew.members import Verdict
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
def given(request: Request, one: AnyVisitor, members: TheMembers, form: Posted) -> Response:
    """Keep what somebody says."""
    about = local(form.get("about")) if form.get("about") else "/"
    wrong = None
    try:
        with members.transaction():
            members.feedback.give(
                form.get("verdict", ""),
                now(),
                comment=form.get("comment"),
                resource=form.get("id") or None,
                context={"page": about},
                account=one.account.number if one.account else None,
            )
    except MemberError as error:
        wrong = str(error)
    return page(
        request, one, "feedback.html",
        status=400 if wrong else 200, about=about, slug=form.get("id", ""),
        verdicts=VERDICTS, wrong=wrong, done=not wrong,
    )  # fmt: skip
