"""Sources: where records come from, how they are, and under what terms."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.api.v1.answers import answer
from clew.api.v1.schema import returns
from clew.api.v1.shapes import SourceState
from clew.model.base import Value

router = APIRouter(tags=["sources"])


class Overall(Value, frozen=True, kw_only=True):
    """How much the catalogue holds, by kind, and the number of its last change."""

    revision: int
    counts: dict[str, int]


@router.get("/sources", responses=returns(list[SourceState]))
def sources(request: Request, catalogue: Opened) -> Response:
    """Return the sources that are harvested: their last runs, what is due, their links' health."""
    return answer(request, [SourceState.of(one) for one in catalogue.health()])


@router.get("/catalogue", responses=returns(Overall))
def overall(request: Request, catalogue: Opened) -> Response:
    """Return how much there is of each kind."""
    held = catalogue.catalogue
    return answer(request, Overall(revision=held.revision, counts=held.counts()))
