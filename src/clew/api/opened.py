"""The catalogue as requests get it: opened for reading, one opening to a request at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from functools import cached_property
from threading import Lock
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from clew.app import Clew
from clew.encoders import Encoder
from clew.home import Home
from clew.reading import Reader
from clew.seeker import Seekers

# Searches at once: Python runs one at a time, the engine beside it on the processors that are left.
# With one more of each lane on two processors a quarter fewer requests are answered.
MOST = max((os.cpu_count() or 1) - 1, 1)


class Lane(StrEnum):
    """Where a request waits for its turn: none should wait behind what takes much longer."""

    SEARCH = "search"
    LOOKUP = "lookup"  # of a page of a resource, say: without the engine, by Python alone
    STREAM = "stream"  # as long as whoever takes it is slow to take it


# More that look something up are no faster at once; those who are slow to take cost little.
_AT_ONCE = {Lane.LOOKUP: 2, Lane.STREAM: 8}


class Writer(Clew):
    """A catalogue that a request changes; its index follows before anybody looks again."""

    def close(self) -> None:
        """Bring the index up to date, and close both."""
        self._catch_up()
        super().close()


class Openings:
    """Openings of one catalogue, lent to requests and given back.

    A long ``add`` in another process stops nobody: SQLite's readers see the last commit, and the
    index shows what has been committed to it.

    Parameters
    ----------
    home: where the catalogue lives.
    most: how many searches may be at work at once; the others wait their turn, and other lanes
        have turns of their own.
    seekers: how many processes search in place of this one. One more search than these are may be
        at work then: of one the page is drawn while the next is searched.
    """

    def __init__(self, home: Home, most: int = MOST, seekers: int = 0) -> None:
        self.home = home
        self._seekers = Seekers(home.folder, seekers) if seekers else None
        at_once = {Lane.SEARCH: seekers + 1 if seekers else most, **_AT_ONCE}
        self._turns = {lane: asyncio.Semaphore(at_once[lane]) for lane in Lane}
        self._writing = Lock()
        self._free: list[Reader] = []
        self._encoders: dict[bytes, Encoder | None] = {}

    def prepare(self) -> None:
        """Make the catalogue if there is none, bring its index up to date, load the encoder."""
        with Clew(self.home, self._encoders) as catalogue:
            catalogue.search("ready", limit=1)
        if self._seekers:
            self._seekers.prepare()

    @asynccontextmanager
    async def lend(self, lane: Lane = Lane.SEARCH) -> AsyncIterator[Clew]:
        """Lend an opening; the one given back last comes first, for it is warm."""
        async with self._turns[lane]:
            opening = self._free.pop() if self._free else await run_sync(self._open)
            try:
                yield opening
            finally:
                self._free.append(opening)

    @contextmanager
    def write(self) -> Iterator[Clew]:
        """Open the catalogue to change it; requests that want to wait for one another.

        Another process that writes is not waited for: :class:`clew.errors.CatalogueBusy` says so.
        """
        with self._writing, Writer(self.home, self._encoders) as catalogue:
            yield catalogue

    @property
    def stamp(self) -> Hashable:
        """What is another one once anything has been written that answers are made of."""
        return self._watch.stamp

    def close(self) -> None:
        """Close all that have been given back."""
        if "_watch" in vars(self):  # or it would be opened to be closed
            self._watch.close()
        while self._free:
            self._free.pop().close()
        if self._seekers:
            self._seekers.close()

    @cached_property
    def _watch(self) -> Reader:
        """An opening of which nothing else is asked."""
        return self._open()

    def _open(self) -> Reader:
        return Reader(self.home, self._encoders, self._seekers)


def _lent(lane: Lane) -> Callable[[Request], AsyncIterator[Clew]]:
    """Return what lends a route the site's catalogue."""

    async def lent(request: Request) -> AsyncIterator[Clew]:
        found: Openings = request.app.state.openings
        async with found.lend(lane) as catalogue:
            yield catalogue

    return lent


# The turn ends with the route, not when the last byte is taken: whoever takes slowly would keep
# it, and two of them the whole site.
Opened = Annotated[Clew, Depends(_lent(Lane.SEARCH), scope="function")]
LookedUp = Annotated[Clew, Depends(_lent(Lane.LOOKUP), scope="function")]
Streamed = Annotated[Clew, Depends(_lent(Lane.STREAM))]


def openings(request: Request) -> Openings:
    """Return the site's openings, for a route that writes."""
    found: Openings = request.app.state.openings
    return found


TheOpenings = Annotated[Openings, Depends(openings)]
