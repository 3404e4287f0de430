"""Pages that were drawn before, kept as they are sent until what they were drawn from changes."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple, TypeVar

from fastapi import Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from clew.api.etag import etag, held
from clew.api.opened import Lane, Openings
from clew.app import Clew

ROOM = 32 * 2**20  # bytes of compressed pages: five thousand or so
LEVEL = 3  # of compression: half the work of the fifth, for a tenth more to send

_T = TypeVar("_T")
Draw = Callable[[Clew], Response]


class Page(NamedTuple):
    """A page as it is sent, what it was drawn from, and what is to be done whenever it is sent."""

    drawn_from: Hashable
    content: bytes
    headers: dict[str, str]
    background: BackgroundTask | None


class Shelf:
    """The pages of a site that look the same to everybody, those asked for last.

    One is taken from here only as long as nothing has been written anywhere that pages are drawn
    from. Only the server's loop uses it, so that it needs no lock.

    Parameters
    ----------
    openings: of the catalogue that pages are drawn from.
    room: how many bytes to keep.
    """

    def __init__(self, openings: Openings, room: int = ROOM) -> None:
        self._openings, self._room = openings, room
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._held = 0

    async def page(
        self,
        request: Request,
        draw: Draw,
        *,
        keep: bool = True,
        apart: str = "",
        lane: Lane = Lane.SEARCH,
    ) -> Response:
        """Send a page: the one that was kept, or else a new one.

        Parameters
        ----------
        draw: makes it; what is not a whole page is sent as it is made.
        keep: whether it depends on nothing but the address and the catalogue.
        apart: what else it depends on, such as the languages that are asked for.
        lane: where it waits for its turn to be drawn.
        """
        if not keep:
            return await self._draw(draw, lane)
        # Asked for before it is drawn: what is written meanwhile makes it old, never too new.
        key, now = f"{request.url} {apart}", self._openings.stamp
        kept = self._pages.get(key)
        if kept is None or kept.drawn_from != now:
            made = await self._draw(lambda catalogue: _packed(draw(catalogue), now), lane)
            if isinstance(made, Response):
                return made
            kept = made
        self._keep(key, kept)
        return _sent(request, kept)

    async def _draw(self, draw: Callable[[Clew], _T], lane: Lane) -> _T:
        async with self._openings.lend(lane) as catalogue:
            return await run_in_threadpool(draw, catalogue)

    def _keep(self, key: str, page: Page) -> None:
        """Put a page where those asked for last are; those not asked for longest give way."""
        old = self._pages.pop(key, None)
        self._held += len(page.content) - (len(old.content) if old else 0)
        self._pages[key] = page
        while self._held > self._room:
            _, gone = self._pages.popitem(last=False)
            self._held -= len(gone.content)


def shelf(request: Request) -> Shelf:
    """Return the shelf of the site that a request is made to."""
    found: Shelf = request.app.state.shelf
    return found


def _packed(made: Response, drawn_from: Hashable) -> Page | Response:
    """Make a page of a response, unless it leads elsewhere or is no page."""
    if not isinstance(made, HTMLResponse) or made.status_code != 200:
        return made
    body = bytes(made.body)
    headers = {name: value for name, value in made.headers.items() if name != "content-length"}
    headers["etag"] = f"W/{etag(body)}"
    headers["vary"] = ", ".join(filter(None, [headers.get("vary"), "Accept-Encoding"]))
    return Page(drawn_from, gzip.compress(body, LEVEL, mtime=0), headers, made.background)


def _sent(request: Request, page: Page) -> Response:
    if held(request, page.headers["etag"]):
        return Response(None, 304, page.headers, background=page.background)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**page.headers, "content-encoding": "gzip"}
        return Response(page.content, 200, headers, background=page.background)
    text = gzip.decompress(page.content)
    return Response(text, 200, page.headers, background=page.background)
