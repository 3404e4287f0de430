"""What a site does by itself: tries again what has not arrived, forgets what is old."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from functools import partial

from anyio.to_thread import run_sync

from clew.home import Home
from clew.members import Members
from clew.posting import Courier
from clew.web.noting import Notes

EVERY = 60.0  # seconds
_log = logging.getLogger(__name__)


def round_of(home: Home, trusted: Collection[str], now: datetime) -> None:
    """Forget what has been kept long enough, and post what is due; where nobody is, do nothing.

    Parameters
    ----------
    trusted: hosts that may be in a private network.
    """
    if not home.members.exists():
        return
    with closing(Members(home.members)) as members:
        members.forget(now)
        for outcome in Courier(members, trusted).deliver(now):
            _log.info("webhook %d: %s", outcome.webhook, outcome.error or "arrived")


@asynccontextmanager
async def housekeeping(
    home: Home, trusted: Collection[str], notes: Notes, every: float = EVERY
) -> AsyncIterator[None]:
    """Go round again and again for as long as the site runs; a round that fails stops no other."""

    async def go() -> None:
        while True:
            call = partial(round_of, home, trusted, datetime.now(UTC))
            try:
                await run_sync(notes.write)
                await run_sync(call, abandon_on_cancel=True)
            except Exception:
                _log.exception("a round of housekeeping failed")
            await asyncio.sleep(every)

    task = asyncio.create_task(go())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        notes.write()
