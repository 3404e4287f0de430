"""How to search, in the words of those who do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from clew.web.templating import render

router = APIRouter()


@router.get("/help")
def page(request: Request) -> Response:
    """Show how to search."""
    return render(request, "help.html")
