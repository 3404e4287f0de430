"""The page that people get when something is wrong."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from clew.api.problem import Problem
from clew.web.guard import HEADERS
from clew.web.templating import render


def trouble(request: Request, problem: Problem) -> Response:
    """Say what is wrong and what to do about it."""
    # The page of an error that nobody foresaw is made outside of what guards the others.
    return render(
        request, "trouble.html", status=problem.status, headers=HEADERS, problem=problem, path="/"
    )
