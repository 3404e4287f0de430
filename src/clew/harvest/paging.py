"""Lists that JSON services serve page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from clew.errors import BrokenDocument, SourceError
from clew.harvest.arrival import Arrival
from clew.harvest.http import Client
from clew.harvest.moments import now, stamp
from clew.harvest.protocol import Errand
from clew.harvest.repeats import Repeats
from clew.harvest.step import Mark, Step, Whole

T = TypeVar("T")


class Listed(NamedTuple):
    """One page of a list: what is on it, where the next one is, and how many there are in all.

    ``names`` tells pages apart; without ``next`` the page is the last one.
    """

    steps: Iterable[Step]
    names: Sequence[str]
    next: dict[str, Any] | None
    total: int | None = None


def paged(
    errand: Errand, begin: dict[str, Any], turn: Callable[[dict[str, Any]], Listed]
) -> Iterator[Step]:
    """Turn the pages of a list, with a mark after each.

    Parameters
    ----------
    errand: what to bring, and where a stopped run was.
    begin: where the first page is.
    turn: fetches the page at a place.

    Raises
    ------
    SourceError: when the same page comes again and again, or none.
    """
    state: dict[str, Any] = dict(errand.state) or {"asof": stamp(now()), "at": begin}
    repeats = Repeats(errand.address)
    while (place := state["at"]) is not None:
        page = turn(place)
        yield from page.steps
        try:
            repeats.note(page.names)
        except SourceError:
            yield Mark({**state, "at": begin})
            raise
        state = {**state, "at": page.next if page.names else None}
        yield Mark(state, page.total)
    if errand.since is None:
        yield Whole()


def ask(
    client: Client,
    address: str,
    params: Mapping[str, str] | None,
    kind: type[T],
    headers: Mapping[str, str] | None = None,
) -> T:
    """Ask a service for JSON of a known shape, and again when what comes is not whole.

    Raises
    ------
    SourceError: when nothing of that shape comes.
    """
    attempt = 1
    while True:
        answer = client.get(
            address, params, headers={"Accept": "application/json", **(headers or {})}
        )
        if answer.missing:
            raise SourceError(f"There is nothing at {answer.url}.", hint="Check the address.")
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if attempt >= client.manners.attempts:
                raise SourceError(
                    f"{answer.url} did not answer with the JSON asked for: {error}.",
                    hint="Check the address and the protocol of the source.",
                ) from error
        client.rest(attempt)
        attempt += 1


def arrivals(
    items: Iterable[msgspec.Raw], kind: type[T], locate: Callable[[T], str], page: str
) -> tuple[list[Step], list[str]]:
    """Make a document of each item of a page, byte for byte, and return their names too.

    An item that lacks what it is named by becomes a document that failed.

    Parameters
    ----------
    items: the items as received.
    kind: the part of an item that names it.
    locate: makes a location of that part.
    page: what the list is called, for messages.
    """
    steps: list[Step] = []
    names: list[str] = []
    for position, item in enumerate(items):
        content = bytes(item)
        try:
            name, error = locate(msgspec.json.decode(content, type=kind)), None
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            name = f"{page}#{position}"
            error = BrokenDocument(
                f"An item of {page} cannot be named: {wrong}.", hint="The rest was taken."
            )
        steps.append(Arrival.of_bytes(name, content, "application/json", error=error))
        names.append(name)
    return steps, names
