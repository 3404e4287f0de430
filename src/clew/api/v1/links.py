"""Joins and links to decide, for programs that act for a curator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, HTTPException, Query, Request
from starlette.responses import Response

from clew.api.opened import Opened, TheOpenings
from clew.api.people import allowed
from clew.api.v1.answers import answer
from clew.api.v1.parameters import MOST, Bounded, Number
from clew.api.v1.schema import returns
from clew.catalogue.decisions import Decision
from clew.linking import Question, Reply, Ruling
from clew.linking.rulings import Thing
from clew.linking.sides import Row, Side, SideRecord
from clew.members import Account, Role, Scope
from clew.model import Compared, Evidence, Kind

router = APIRouter(tags=["links"])

_TOKEN = (401, 403)
_WRITES = (*_TOKEN, 409, 503)
_ID = "knocking-twice/same-as/knocking-twice-2"


def curator(one: Annotated[Account, Depends(allowed(Scope.DECISIONS))]) -> Account:
    """Let programs through whose token may decide, and whose member may too."""
    if not one.role.covers(Role.CURATOR):
        raise HTTPException(403, f"This is for those with the role {Role.CURATOR}.")
    return one


Curator = Annotated[Account, Depends(curator)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Before = Annotated[
    int | None, Query(ge=1, le=MOST, description="Only those with a lower number: the next page.")
]
Note = Annotated[str | None, Body(max_length=2_000, examples=["Told so by the archive."])]

_MADE = Decision(
    number=12, verdict="join", made_by="Ada", made_at="2031-05-02T09:05:00+00:00", note="Told so."
)


def _side(slug: str, number: int, source: str) -> Side:
    record = SideRecord(number=number, source=source, location="a.xml", read_at="2031-05-01")
    return Side(id=slug, kind=Kind.DATASET, title="Knocking twice", records=(record,))


_ASKED = Question(
    id=_ID,
    type="same-as",
    one=_side("knocking-twice", 3, "wexmoor"),
    other=_side("knocking-twice-2", 57, "fenny-archive"),
    rows=(Row(field="title", one="Knocking twice", other="Knocking twice", agrees=True),),
    confidence=0.5,
    value=2.0,
    evidence=(
        Evidence(
            rule="judged",
            reason="Datasets of one title may be deposits of one study.",
            compared=(Compared(field="title", level="same", bits=9.1),),
        ),
    ),
)
_RULING = Ruling(
    decision=_MADE,
    ones=(Thing("knocking-twice", "Knocking twice"),),
    others=(Thing("knocking-twice", "Knocking twice"),),
)


@router.get("/links/questions", responses=returns(list[Question], [_ASKED], problems=_TOKEN))
def questions(request: Request, catalogue: Opened, member: Curator, limit: Limit = 20) -> Response:
    """Return what people should decide, the most valuable first, with both sides and evidence."""
    return answer(request, list(catalogue.links.questions(limit)))


@router.get("/links/decisions", responses=returns(list[Ruling], [_RULING], problems=_TOKEN))
def decisions(
    request: Request,
    catalogue: Opened,
    member: Curator,
    limit: Limit = 50,
    before: Before = None,
) -> Response:
    """Return what was decided by whom, undone decisions too, the newest first."""
    return answer(request, catalogue.links.rulings(limit, before))


@router.post("/links/decisions", responses=returns(Decision, _MADE, problems=_WRITES))
def decide(
    request: Request,
    openings: TheOpenings,
    member: Curator,
    question: Annotated[str, Body(max_length=1_000, examples=[_ID])],
    answer_: Annotated[Reply, Body(alias="answer", examples=["accept"])],
    note: Note = None,
) -> Response:
    """Answer a question by its id; return the decision, which can be undone by its number."""
    with openings.write() as catalogue:
        made = catalogue.links.decide(question, answer_, member.name, note)
    return answer(request, made)


@router.post("/links/splits", responses=returns(Decision, _MADE, problems=_WRITES))
def split(
    request: Request,
    openings: TheOpenings,
    member: Curator,
    resource: Annotated[str, Body(max_length=1_000, examples=["knocking-twice"])],
    records: Annotated[list[Bounded], Body(min_length=1, max_length=1_000, examples=[[57]])],
    note: Note = None,
) -> Response:
    """Take records out of a resource that are about something else; return the decision."""
    with openings.write() as catalogue:
        made = catalogue.links.split(resource, *records, by=member.name, note=note)
    return answer(request, made)


@router.delete("/links/decisions/{number}", responses=returns(Decision, _MADE, problems=_WRITES))
def undo(request: Request, openings: TheOpenings, member: Curator, number: Number) -> Response:
    """Take a decision back; all is as if it had never been made, and the log has both."""
    with openings.write() as catalogue:
        made = catalogue.links.undo(number, by=member.name)
    return answer(request, made)
