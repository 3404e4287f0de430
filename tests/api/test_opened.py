"""Whose turn it is: who only looks something up waits behind no search, and nobody for the slow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message

import clew
from clew.api.opened import MOST, Lane, Openings
from clew.home import Home
from clew.web.application import application

LOOKUPS, STREAMS = 2, 8
SHORTLY = 0.3  # seconds that something is waited for that should not come


@asynccontextmanager
async def asking(home: Path) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    app = application(home)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://testserver", timeout=60) as client,
    ):
        yield app, client


async def waits(asked: Coroutine[Any, Any, httpx.Response]) -> bool:
    """Tell whether an answer does not come while others have their turn."""
    try:
        await asyncio.wait_for(asked, SHORTLY)
    except TimeoutError:
        return True
    return False


class Slow:
    """Asks, and takes nothing of what comes until it may."""

    def __init__(self, app: FastAPI, path: str, query: str = "") -> None:
        self.begun, self.may = asyncio.Event(), asyncio.Event()
        self.gone = asyncio.Event()  # never
        self.asked = False
        self.status = 0
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"host", b"testserver")],
            "client": ("192.0.2.7", 4321),
            "server": ("testserver", 80),
        }
        self.task = asyncio.ensure_future(app(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        if self.asked:
            await self.gone.wait()
        self.asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.begun.set()
        await self.may.wait()


@pytest.fixture
def known(filled: Path) -> str:
    with clew.open(filled) as catalogue:
        return catalogue.search(limit=1).hits[0].id


@pytest.mark.parametrize(
    "path",
    [
        "/r/{slug}",
        "/r/{slug}/as/ris",
        "/r/{slug}/linkset",
        "/search/suggest?q=ho",
        "/search/suggest.json?q=ho",
        "/api/v1/suggest?q=ho",
        "/api/v1/resources/{slug}",
        "/api/v1/resources/{slug}/links",
        "/api/v1/resources/{slug}/records",
    ],
)
def test_what_is_looked_up_does_not_wait_behind_searches(
    filled: Path, known: str, path: str
) -> None:
    async def answered() -> tuple[int, bool]:
        async with asking(filled) as (app, client), AsyncExitStack() as busy:
            for _ in range(MOST):
                await busy.enter_async_context(app.state.openings.lend())
            looked_up = await client.get(path.format(slug=known))
            return looked_up.status_code, await waits(client.get("/search?q=home"))

    assert asyncio.run(answered()) == (200, True)


@pytest.mark.parametrize(
    "path", ["/search?q=home", "/api/v1/search?q=home", "/explore", "/discover/search?query=home"]
)
def test_a_search_does_not_wait_behind_what_is_looked_up(filled: Path, path: str) -> None:
    async def answered() -> tuple[int, bool]:
        async with asking(filled) as (app, client), AsyncExitStack() as busy:
            for _ in range(LOOKUPS):
                await busy.enter_async_context(app.state.openings.lend(Lane.LOOKUP))
            searched = await client.get(path)
            return searched.status_code, await waits(client.get("/search/suggest?q=ho"))

    assert asyncio.run(answered()) == (200, True)


@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/resources/{slug}", "/r/{slug}"])
def test_who_takes_an_answer_slowly_keeps_nobody_waiting(
    filled: Path, known: str, path: str
) -> None:
    path = path.format(slug=known)

    async def answered() -> tuple[list[int], int]:
        async with asking(filled) as (app, client):
            slow = [Slow(app, path) for _ in range(MOST + 2)]
            for one in slow:
                await asyncio.wait_for(one.begun.wait(), 60)
            answer = await client.get(path)
            for one in slow:
                one.may.set()
                await one.task
            return [one.status for one in slow], answer.status_code

    assert asyncio.run(answered()) == ([200] * (MOST + 2), 200)


@pytest.mark.parametrize(
    ("path", "query"), [("/search/as/csv", "q=home"), ("/api/v1/export", "as=ris&q=home")]
)
def test_streams_that_are_taken_slowly_keep_only_other_streams_waiting(
    filled: Path, known: str, path: str, query: str
) -> None:
    async def answered() -> tuple[list[int], bool, int]:
        async with asking(filled) as (app, client):
            slow = [Slow(app, path, query) for _ in range(STREAMS)]
            for one in slow:
                await asyncio.wait_for(one.begun.wait(), 60)
            pages = [await client.get(page) for page in (f"/r/{known}", "/search?q=home")]
            late = await waits(client.get(f"{path}?{query}"))
            for one in slow:
                one.may.set()
                await one.task
            after = await client.get(f"{path}?{query}")
            return [one.status_code for one in pages], late, after.status_code

    assert asyncio.run(answered()) == ([200, 200], True, 200)


def test_no_more_than_there_are_turns_are_lent_at_once(filled: Path) -> None:
    async def most(lane: Lane, turns: int, seekers: int = 0) -> int:
        openings = Openings(Home.at(filled), most=3, seekers=seekers)
        at_work = seen = 0
        full = asyncio.Event()

        async def work() -> None:
            nonlocal at_work, seen
            async with openings.lend(lane):
                at_work += 1
                seen = max(seen, at_work)
                if at_work >= turns:
                    full.set()
                await asyncio.wait_for(full.wait(), 60)
                await asyncio.sleep(0.01)  # in which one too many would come
                at_work -= 1

        await asyncio.gather(*(work() for _ in range(20)))
        openings.close()
        return seen

    turns = {Lane.SEARCH: 3, Lane.LOOKUP: LOOKUPS, Lane.STREAM: STREAMS}
    assert {lane: asyncio.run(most(lane, turns[lane])) for lane in Lane} == turns
    # Of one more the page is drawn while others are searched.
    assert asyncio.run(most(Lane.SEARCH, 2, seekers=1)) == 2
    assert asyncio.run(most(Lane.LOOKUP, LOOKUPS, seekers=1)) == LOOKUPS


def test_an_opening_is_given_back_when_what_it_was_lent_for_fails(filled: Path) -> None:
    async def lent() -> tuple[bool, int]:
        openings = Openings(Home.at(filled), most=1)
        with pytest.raises(RuntimeError):
            async with openings.lend() as first:
                raise RuntimeError
        async with asyncio.timeout(5), openings.lend() as second:
            same, found = first is second, second.search("").total
        openings.close()
        return same, found

    same, found = asyncio.run(lent())
    assert same
    assert found > 0
