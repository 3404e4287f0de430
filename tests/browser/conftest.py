"""The example site in a real browser: one server and one browser, a fresh window for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import PLACE, Served, browsing, fill, found, serving
from page_types import Who
from playwright.sync_api import Browser, Page, expect
from watching import watch

NEEDED = os.environ.get("CLEW_TEST_BROWSER_NEEDED") == "1"
Opening = Callable[..., Page]
PATIENCE = 20_000  # milliseconds: a machine that runs many tests at once is slow
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def place() -> str:
    """Return where a browser is, or skip with the way to get one."""
    there = found()
    if there is None:
        told = f"no browser: apt-get install chromium, or say where one is in {PLACE}"
        if NEEDED:
            pytest.fail(told)
        pytest.skip(told)
    return there


@pytest.fixture(scope="module")
def browser(place: str) -> Iterator[Browser]:
    """Start a browser, which is gone before other tests come: it runs an event loop of its own."""
    with browsing(place) as started:
        yield started


@pytest.fixture(scope="session")
def site(place: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the example site; a test that changes things changes only what it made."""
    home = tmp_path_factory.mktemp("served")
    secrets, share = fill(home)
    with serving(home) as address:
        yield Served(address, home, secrets, share)


@pytest.fixture
def opening(browser: Browser, site: Served) -> Iterator[Opening]:
    """Return a function that opens a window: who looks, and how the browser is set.

    When the test is over nothing may have gone wrong in any window that the test did not expect.
    """
    opened = []

    def open_window(who: Who = Who.ANYBODY, **options: Any) -> Page:
        context = site.context(browser, who, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened.append((context, watch(page, site.address)))
        return page

    yield open_window
    troubles = [told for _, watched in opened for told in watched.troubles]
    for context, _ in opened:
        context.close()
    assert troubles == []


@pytest.fixture
def window(opening: Opening) -> Page:
    """Open a window of anybody's, with script."""
    return opening()


@pytest.fixture
def plain(opening: Opening) -> Page:
    """Open a window of anybody's that runs no script."""
    return opening(java_script_enabled=False)
