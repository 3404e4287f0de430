"""Feedback on a result or a page; no token is needed, but there is a limit."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from starlette.responses import Response

from clew.api.limits import Limit
from clew.api.people import TheMembers, now
from clew.api.v1.answers import answer
from clew.api.v1.schema import returns
from clew.members import Verdict
from clew.model.base import Value

router = APIRouter(tags=["feedback"])

GIVEN = Limit(burst=10, rate=1 / 30, what="words of feedback")


class Thanks(Value, frozen=True, kw_only=True):
    """The number by which to speak of it again."""

    number: int


@router.post("/feedback", responses=returns(Thanks), dependencies=[Depends(GIVEN)])
def give(
    request: Request,
    members: TheMembers,
    verdict: Annotated[Verdict, Body()],
    comment: Annotated[str | None, Body(max_length=5_000)] = None,
    resource: Annotated[str | None, Body(max_length=300)] = None,
    context: Annotated[dict[str, Any] | None, Body()] = None,
) -> Response:
    """Say what is good or wrong, with what was seen: page, query, settings, list of ids."""
    with members.transaction():
        number = members.feedback.give(
            verdict, now(), comment=comment, resource=resource, context=context
        )
    return answer(request, Thanks(number=number))
