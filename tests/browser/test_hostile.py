"""Harvested records that try to run something, in a browser that would: nothing runs."""

from __future__ import annotations

from collections.abc import Iterator

import hostile
import pytest
from browsing import Served, serving
from playwright.sync_api import Browser, Page
from watching import OVERLAPPING, WIDE, watch

REFUSED = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="module")
def there(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("hostile")
    hostile.fill(home)
    with serving(home) as address:
        yield Served(address, home)


@pytest.fixture
def page(browser: Browser, there: Served) -> Iterator[Page]:
    context = there.context(browser, viewport={"width": 360, "height": 800})
    opened = context.new_page()
    opened.add_init_script(REFUSED)
    watched = watch(opened, there.address)
    yield opened
    context.close()
    assert watched.troubles == []


def test_nothing_runs_wherever_it_is_shown(page: Page) -> None:
    page.goto("/search")
    ways = page.locator(".result .title").evaluate_all("all => all.map((one) => one.pathname)")
    assert len(ways) >= 2
    paths = ["/", "/search?q=hostile", "/search/facet/keyword", "/explore", "/sources"]
    paths += [*ways, *(way.replace("/r/", "/t/", 1) for way in ways)]
    paths += [f"{way}/read" for way in ways if "hyperlink" in way]
    paths.append("/compare?" + "&".join(f"ids={way.removeprefix('/r/')}" for way in ways))
    for path in paths:
        page.goto(path)
        assert page.evaluate("window.refused") == [], path
        assert page.evaluate(WIDE) == [], path
        assert page.evaluate(OVERLAPPING) == [], path


def test_nothing_runs_when_it_is_opened_completed_or_kept(page: Page) -> None:
    page.goto("/search?q=hostile")
    page.locator(".result .keep").first.click()
    page.get_by_text("Why this result").first.click()
    page.get_by_label("Search for").fill("hosti")
    page.locator("#suggestions .option").first.wait_for()
    page.goto("/collections")
    assert "<img" in page.locator(".kept-list").inner_text()
    page.goto("/search?q=hostile")
    page.locator(".result .title").first.click()
    for fold in page.locator("main summary").all():
        if fold.is_visible():
            fold.click()
    assert page.evaluate("window.refused") == []


def test_the_policy_would_stop_what_came_through(browser: Browser, there: Served) -> None:
    context = there.context(browser)
    page = context.new_page()
    page.add_init_script(REFUSED)
    page.goto("/help")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    page.wait_for_function("window.refused.length > 0")
    assert "script-src" in page.evaluate("window.refused[0]")
    context.close()
