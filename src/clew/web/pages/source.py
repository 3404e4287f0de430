"""Sources: what each holds, when it was asked last, how well its links are, and its rights."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.app import Clew
from clew.catalogue.runs import Report
from clew.catalogue.sources import SourceCard
from clew.catalogue.visits import Health, Trouble
from clew.errors import NotFound
from clew.web.asking import Asked
from clew.web.templating import render

router = APIRouter()

_RUNS, _TROUBLES = 10, 50


class Line(NamedTuple):
    """A source in a list: its records, and its latest run."""

    name: str
    records: int
    card: SourceCard | None
    last: Report | None

    @property
    def title(self) -> str:
        """What to call it."""
        if self.card and self.card.title:
            return self.card.title
        return "Documents added by hand" if self.name == "files" else self.name


@router.get("/sources")
def sources(request: Request, catalogue: Opened) -> Response:
    """Show all sources."""
    return render(request, "sources.html", lines=_lines(catalogue))


@router.get("/source/{name}")
def source(request: Request, catalogue: Opened, name: str) -> Response:
    """Show one source."""
    line = next((one for one in _lines(catalogue) if one.name == name), None)
    if line is None:
        raise NotFound(f"There is no source {name!r}.", hint="The page Sources lists them.")
    runs = catalogue.catalogue.runs.reports(name, _RUNS)
    health: Health = catalogue.catalogue.visits.health(name)
    troubles: list[Trouble] = catalogue.catalogue.visits.troubles(name, _TROUBLES)
    asked = Asked(chosen={"source": (name,)}, order="newest")
    answer = catalogue.search(**asked.options(limit=5, facets=("kind",)))
    return render(
        request,
        "source.html",
        line=line,
        runs=runs,
        health=health,
        troubles=troubles,
        asked_for=asked.address(),
        found=answer,
    )


def _lines(catalogue: Clew) -> list[Line]:
    inside = catalogue.catalogue
    return [
        Line(
            name, records, inside.sources.get(name), next(iter(inside.runs.reports(name, 1)), None)
        )
        for name, records in inside.sources.all()
    ]
