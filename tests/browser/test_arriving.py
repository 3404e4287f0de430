"""Every type of page stays put while it arrives in pieces, and once its scripts have run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from arriving import STOPS, arriving, pieces
from browsing import Served
from page_types import PAGE_TYPES, PageType
from playwright.sync_api import Browser
from watching import SHIFTS, shifted


@pytest.fixture(scope="module")
def slow(site: Served) -> Iterator[Served]:
    """Return the site as it comes over a slow line."""
    with arriving(site) as served:
        yield served


def test_a_page_is_cut_where_a_browser_may_paint_and_nothing_of_it_is_lost() -> None:
    page = b"<header>" + b"x" * 1000 + b"".join(stop + b"y" * 7 for stop in STOPS)
    cut = pieces(page)
    assert b"".join(cut) == page
    assert [stop for stop in STOPS if not any(piece.startswith(stop) for piece in cut)] == []
    assert max(map(len, cut)) < len(page) / 4


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("one", PAGE_TYPES, ids=str)
def test_it_stays_put_while_it_arrives(
    one: PageType, width: int, browser: Browser, slow: Served
) -> None:
    context = slow.context(browser, one.who, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    answer = page.goto(one.path.format(share=slow.share))
    assert answer
    assert answer.status == one.status
    moved = shifted(page)
    context.close()
    assert moved < 0.01
