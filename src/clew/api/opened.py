"""The catalogue as requests get it: opened for reading, one opening to a request at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from threading import Lock
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from clew.app import Clew
from clew.encoders import Encoder
from clew.home import Home

# Requests at work at once: Python runs one at a time, the engine beside it. More than there are
# processors only take one another's turn: with four of them on two a quarter fewer are answered.
MOST = max(os.cpu_count() or 1, 2)


class Reader(Clew):
    """A catalogue that is only read: it takes nobody's turn to write.

    What a stopped writer left out of the index stays out until the next one comes, or the site
    starts again.
    """

    def _catch_up(self) -> None:
        return


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
    most: how many requests may be at work at once; the others wait their turn.
    """

    def __init__(self, home: Home, most: int = MOST) -> None:
        self.home = home
        self._turns = asyncio.Semaphore(most)
        self._writing = Lock()
        self._free: list[Reader] = []
        self._encoders: dict[bytes, Encoder | None] = {}

    def prepare(self) -> None:
        """Make the catalogue if there is none, bring its index up to date, load the encoder."""
        with Clew(self.home, self._encoders) as catalogue:
            catalogue.search("ready", limit=1)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Clew]:
        """Lend an opening; the one given back last comes first, for it is warm."""
        async with self._turns:
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

    @cached_property
    def _watch(self) -> Reader:
        """An opening of which nothing else is asked."""
        return self._open()

    def _open(self) -> Reader:
        return Reader(self.home, self._encoders)


async def opened(request: Request) -> AsyncIterator[Clew]:
    """Lend a route the site's catalogue for as long as it takes to answer."""
    openings: Openings = request.app.state.openings
    async with openings.lend() as catalogue:
        yield catalogue


Opened = Annotated[Clew, Depends(opened)]


def openings(request: Request) -> Openings:
    """Return the site's openings, for a route that writes."""
    found: Openings = request.app.state.openings
    return found


TheOpenings = Annotated[Openings, Depends(openings)]
