"""The link queue and the merge log: people look through joins and links, decide, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from clew.api.opened import Opened, TheOpenings
from clew.api.v1.parameters import MOST
from clew.app import Clew
from clew.catalogue.log import Change
from clew.linking import Question, Ruling
from clew.web.visitor import Curator, Posted, Visitor, local, page

router = APIRouter()

_AHEAD = 10  # questions in sight
_LATEST = 8  # decisions below the queue
_PAGE = 50  # lines of the log
_LOGS = {
    "decisions": (),
    "joins": ("joined", "moved"),
    "links": ("evidence", "dropped"),
}
_MOST = 2_000  # characters of a note


@router.get("/links")
def queue(
    request: Request, catalogue: Opened, one: Curator, at: str = "", done: int | None = None
) -> Response:
    """Ask what is most worth deciding, or one of the questions that come after it."""
    asked = list(catalogue.links.questions(_AHEAD))
    chosen = next((question for question in asked if question.id == at), None)
    latest = catalogue.links.rulings(_LATEST)
    return page(
        request,
        one,
        "links.html",
        question=chosen or next(iter(asked), None),
        coming=asked,
        gone=bool(at and not chosen),
        next=_after(asked, chosen),
        latest=latest,
        done=next((ruling for ruling in latest if ruling.decision.number == done), None),
        back="/links",
    )


@router.post("/links/decide")
def decide(openings: TheOpenings, one: Curator, form: Posted) -> Response:
    """Answer a question."""
    with openings.write() as catalogue:
        made = catalogue.links.decide(
            form.get("question", ""), form.get("answer", ""), name_of(one), _note(form)
        )
    return RedirectResponse(f"/links?{urlencode({'done': made.number})}", 303)


@router.post("/links/split")
def split(openings: TheOpenings, one: Curator, form: Posted) -> Response:
    """Take records out of a resource that are about something else."""
    records = [
        int(number)
        for name in form
        if name.startswith("record-") and (number := name.removeprefix("record-")).isdecimal()
    ]
    with openings.write() as catalogue:
        made = catalogue.links.split(
            form.get("resource", ""), *records, by=name_of(one), note=_note(form)
        )
    return _back(form, made.number)


@router.post("/links/undo")
def undo(openings: TheOpenings, one: Curator, form: Posted) -> Response:
    """Take a decision back, whoever made it."""
    number = form.get("decision", "")
    if not number.isdecimal() or int(number) > MOST:
        raise HTTPException(400, "Which decision is to be undone is not said.")
    with openings.write() as catalogue:
        made = catalogue.links.undo(int(number), by=name_of(one))
    return _back(form, made.number)


@router.get("/links/log")
def log(
    request: Request,
    catalogue: Opened,
    one: Curator,
    what: str = "decisions",
    before: Annotated[int | None, Query(ge=1, le=MOST)] = None,
) -> Response:
    """Show what people decided, or what was joined or linked and why, the latest first."""
    what = what if what in _LOGS else "decisions"
    changes = catalogue.links.changes(_LOGS[what], _PAGE, before) if _LOGS[what] else []
    rulings = [] if _LOGS[what] else catalogue.links.rulings(_PAGE, before)
    return page(
        request,
        one,
        "links_log.html",
        what=what,
        changes=changes,
        rulings=rulings,
        titles=_titles(catalogue, changes),
        older=_older(what, rulings, [change.number for change in changes]),
        back=f"/links/log?{urlencode({'what': what})}",
    )


def name_of(one: Visitor) -> str:
    """Return the name that a decision is kept under."""
    assert one.account
    return one.account.name


def _note(form: Mapping[str, str]) -> str | None:
    return form.get("note", "").strip()[:_MOST] or None


def _back(form: Mapping[str, str], done: int) -> Response:
    """Lead back to the page that a form was on: the queue, the log, or a resource."""
    back = local(form.get("back") or "/links")
    path = f"/links?{urlencode({'done': done})}" if back == "/links" else back
    return RedirectResponse(path, 303)


def _after(asked: list[Question], chosen: Question | None) -> str | None:
    """Return the question that comes after the one shown, round to the first one again."""
    if len(asked) < 2:
        return None
    place = asked.index(chosen) if chosen else 0
    return asked[(place + 1) % len(asked)].id


def _older(what: str, rulings: list[Ruling], numbers: list[int]) -> str | None:
    last = [ruling.decision.number for ruling in rulings] or numbers
    if len(last) < _PAGE:
        return None
    return f"/links/log?{urlencode({'what': what, 'before': last[-1]})}"


def _titles(catalogue: Clew, changes: list[Change]) -> dict[str, str]:
    ends = {end for one in changes for end in (one.subject, one.object, one.former) if end}
    return {slug: named.title for slug, named in catalogue.catalogue.names.of(ends).items()}
