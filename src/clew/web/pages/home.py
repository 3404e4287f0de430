"""The front page: one box, and what there is to find."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.api.opened import Opened
from clew.web.templating import render

router = APIRouter()


@router.get("/")
def home(request: Request, catalogue: Opened) -> Response:
    """Show the front page."""
    return render(request, "home.html", counts=catalogue.catalogue.counts())
