"""Servers of the tests' own, that answer without any network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpx
from harvest.server import Repository

from clew.harvest import Arrival
from clew.harvest.http import Client, Manners
from clew.harvest.step import Gone, Mark, Seen, Step, Whole

Handler = Callable[[httpx.Request], httpx.Response]

QUICK = Manners(rate=0, backoff=0.001)


def client(handler: Handler, manners: Manners = QUICK, **settings: Any) -> Client:
    """Return a client whose requests a function answers, and that never really waits."""
    settings = {"sleep": lambda seconds: None, **settings}
    return Client(manners, transport=httpx.MockTransport(handler), **settings)


def told(steps: Iterable[Step]) -> list[object]:
    """Write steps down plainly: ``("a", b"bytes")``, ``"gone a"``, ``"seen a"``, ``"whole"``."""
    return [line for step in steps if (line := _line(step)) is not None]


def body(arrival: Arrival) -> bytes:
    """Return an arrival's bytes."""
    with arrival.open() as stream:
        return stream.read()


def _line(step: Step) -> object:
    match step:
        case Arrival():
            return (step.location, body(step))
        case Gone():
            return f"gone {step.location}"
        case Seen():
            return f"seen {step.location}"
        case Whole():
            return "whole"
        case Mark():
            return None


def marks(steps: Iterable[Step]) -> list[Mark]:
    """Return the marks among steps."""
    return [step for step in steps if isinstance(step, Mark)]


def served(repository: Repository) -> Handler:
    """Return a handler that answers as a repository does, without its slowness."""

    def answer(request: httpx.Request) -> httpx.Response:
        query = dict(request.url.params)
        reply = repository.answer(request.url.path.removeprefix("/moved"), query)
        content = broken(reply.body) if reply.cut else reply.body
        return httpx.Response(
            reply.status,
            content=content,
            headers={"Content-Type": reply.media_type, **reply.headers},
        )

    return answer


def broken(body: bytes) -> Iterator[bytes]:
    """Yield half of a body, then fail as a connection does."""
    yield body[: len(body) // 2]
    raise httpx.RemoteProtocolError("peer closed connection")


def answers(pages: dict[str, Any]) -> Handler:
    """Return a handler that answers with JSON by path and query, and 404 otherwise."""

    def answer(request: httpx.Request) -> httpx.Response:
        found = pages.get(str(request.url.copy_with(scheme="https", host="x"))[len("https://x") :])
        return httpx.Response(404) if found is None else httpx.Response(200, json=found)

    return answer
