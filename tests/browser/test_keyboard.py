"""The whole site by keyboard: everything is reached, in its order, seen, and not hidden."""

from __future__ import annotations

import pytest
from browsing import Served
from page_types import PAGE_TYPES, PageType
from playwright.sync_api import expect
from watching import walk

from .conftest import Opening

NAMES = {"home", "search-narrowed", "dataset", "thread", "explore", "collection", "admin"}
WALKED = [one for one in PAGE_TYPES if one.name in NAMES]
REACHED = """() => {
  const stops = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const other = (one) => one.type === 'radio' && !one.checked && one.form.elements[one.name].value;
  return [...document.querySelectorAll(stops)]
    .filter((one) => one.type !== 'hidden' && !one.disabled && !other(one))
    .filter((one) => one.checkVisibility({visibilityProperty: true})).length;
}"""


@pytest.mark.parametrize("one", WALKED, ids=str)
def test_everything_is_reached_in_order_and_seen(
    one: PageType, opening: Opening, site: Served
) -> None:
    size = {"width": 1440, "height": 900}
    page = opening(one.who, viewport=size, reduced_motion="reduce")  # it scrolls at once
    page.goto(one.path.format(share=site.share))
    page.evaluate("document.activeElement.blur()")
    seen = walk(page)
    assert seen[0]["name"].startswith("Skip to")
    assert [stop for stop in seen if not stop["outlined"]] == []
    assert [stop for stop in seen if not stop["clear"]] == []
    places = [stop["place"] for stop in seen]
    assert places == sorted(places)
    assert len(seen) >= page.evaluate(REACHED)


@pytest.mark.parametrize("name", ["main", "results", "filters"])
def test_skip_links_lead_past_the_head(name: str, opening: Opening) -> None:
    page = opening()
    page.goto("/search?q=home+visits")
    for _ in range(("main", "results", "filters").index(name) + 1):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{name}")).to_be_focused()
    page.keyboard.press("Tab")
    inside = f"document.querySelector('#{name}').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_folds_open_and_boxes_are_ticked_by_keyboard(opening: Opening) -> None:
    page = opening()
    page.goto("/search?q=visits")
    page.get_by_role("group", name="Kind", exact=True).get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".chips")).to_be_visible()
    fold = page.get_by_text("As a table")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Results by year")).to_be_visible()
