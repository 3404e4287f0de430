"""Servers of the tests' own, that answer without any network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import httpx

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


def _line(step: Step) -> object:
    match step:
        case Arrival():
            return (step.location, step.open().read())
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
