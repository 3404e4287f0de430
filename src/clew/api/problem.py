"""Errors as answers: one form for programs (RFC 9457), a page for people, never a stack trace."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from clew.errors import (
    CatalogueBusy,
    ClewError,
    ExportError,
    LinkingError,
    MemberConflict,
    MemberError,
    NotFound,
    QueryError,
)
from clew.model.base import Value

MEDIA_TYPE = "application/problem+json"
# The first that fits; what is not listed is our own fault.
_STATUS: tuple[tuple[type[ClewError], int], ...] = (
    (NotFound, 404),
    (QueryError, 400),
    (ExportError, 406),
    (LinkingError, 409),
    (MemberConflict, 409),
    (MemberError, 400),
    (CatalogueBusy, 503),
)
_WAIT = "30"  # seconds, where somebody else is writing

_log = logging.getLogger(__name__)


class Wrong(Value, frozen=True, kw_only=True):
    """One parameter that is wrong: its name, where it stands, and what is wrong with it."""

    name: str
    where: str
    detail: str


class Problem(Value, frozen=True, kw_only=True):
    """What went wrong, as RFC 9457 writes it; ``hint`` says what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    hint: str | None = None
    errors: tuple[Wrong, ...] = ()


Page = Callable[[Request, Problem], Response]


def install(app: FastAPI, page: Page) -> None:
    """Answer every error in one form.

    Parameters
    ----------
    page: makes the page that people get, who ask for HTML.
    """

    def answer(request: Request, problem: Problem, headers: dict[str, str]) -> Response:
        response = page(request, problem) if wants_page(request) else as_json(problem)
        response.headers.update(headers)
        return response

    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, ClewError)
        problem = problem_of(error)
        if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("%s %s", request.url.path, error, exc_info=error)
        return answer(request, problem, {"Retry-After": _WAIT} if problem.status == 503 else {})

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(_methods(request))
        return answer(request, _of_status(error), headers)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(request, _invalid(error), {})

    async def unforeseen(request: Request, error: Exception) -> Response:
        return answer(request, UNFORESEEN, {})  # the server writes it down

    app.add_exception_handler(ClewError, known)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unforeseen)


def problem_of(error: ClewError) -> Problem:
    """Return an error of ours as a problem; what is our own fault keeps its inside to itself."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return UNFORESEEN
    name = type(error).__name__.rstrip("_")
    return Problem(
        type=_type(name),
        title=HTTPStatus(status).phrase,
        status=status,
        detail=error.message,
        hint=error.hint,
    )


def wants_page(request: Request) -> bool:
    """Say whether a person is asking: browsers name HTML, programs rarely do."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(
        ("/api/", "/discover/", "/info/", "/oai")
    )


def as_json(problem: Problem) -> Response:
    """Return a problem as a program gets it."""
    return Response(msgspec.json.encode(problem), problem.status, media_type=MEDIA_TYPE)


def _methods(request: Request) -> list[str]:
    """Return what an address can be asked for; the router tells of its first route only."""
    return [
        method
        for method in ("DELETE", "GET", "POST", "PUT")
        for scope in [{**request.scope, "method": method}]
        if any(route.matches(scope)[0] == Match.FULL for route in request.app.routes)
    ]


def _of_status(error: HTTPException) -> Problem:
    phrase = HTTPStatus(error.status_code).phrase
    detail = (
        error.detail
        if error.detail and error.detail != phrase
        else _DETAILS.get(error.status_code, f"{phrase}.")
    )
    return Problem(
        type=_type(phrase.title().replace(" ", "")),
        title=phrase,
        status=error.status_code,
        detail=detail,
    )


def _invalid(error: RequestValidationError) -> Problem:
    wrong = tuple(
        Wrong(
            name=".".join(str(part) for part in one["loc"][1:]),
            where=str(one["loc"][0]),
            detail=str(one["msg"]),
        )
        for one in error.errors()
    )
    named = ", ".join(dict.fromkeys(one.name for one in wrong if one.name))
    return Problem(
        type=_type("WrongParameter"),
        title="Unprocessable Content",
        status=422,
        detail=f"What was given for {named or 'this request'} cannot be used.",
        errors=wrong,
    )


def _type(name: str) -> str:
    return f"urn:clew:problem:{name}"


_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
}
UNFORESEEN = Problem(
    type=_type("Unforeseen"),
    title="Internal Server Error",
    status=500,
    detail="Something went wrong on our side.",
    hint="It has been noted down. Try again in a moment.",
)
