"""Every type of page: who can use it, how it fits, whether it stays put, whether it is HTML."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Served
from page_types import PAGE_TYPES, PageType, Who
from playwright.sync_api import Page
from watching import OVERLAPPING, SHIFTS, WIDE, shifted

from .conftest import Opening

WIDTHS = (360, 800, 1440)
AXE = Axe().axe_script  # half a megabyte: each page takes it once, for all that is asked of it
CHECK = "([context, options]) => axe.run(context, options)"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What darkness and a narrow window can change; the rest is the same in both.
DARK, NARROW = ["color-contrast"], ["target-size", "scrollable-region-focusable"]
# More of the same takes long and tells nothing.
SAME = [".result:nth-child(n+5)", "li:nth-child(n+9)", "tr:nth-child(n+9)", ".facet:nth-child(n+5)"]
each = pytest.mark.parametrize("one", PAGE_TYPES, ids=str)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe-core finds: the rule, what it asks for, and where it is broken."""
    asked = {
        "runOnly": rules or TAGS,
        "rules": {} if rules else {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    found: dict[str, Any] = page.evaluate(CHECK, [{"exclude": SAME}, asked])
    return [
        f"{rule['id']}: {rule['help']} – {node['target']} {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def shown(page: Page, one: PageType, site: Served) -> str:
    """Go to a page; return its source as it was sent."""
    answer = page.goto(one.path.format(share=site.share))
    assert answer
    assert answer.status == one.status
    return answer.text()


@each
def test_it_fits_stays_put_and_can_be_used(one: PageType, opening: Opening, site: Served) -> None:
    page = opening(one.who, color_scheme="light", viewport={"width": 1440, "height": 900})
    page.add_init_script(SHIFTS)
    source = shown(page, one, site)
    assert shifted(page) < 0.01
    assert not_html(source) == []
    page.evaluate(AXE)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, DARK) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert {width: page.evaluate(WIDE)} == {width: []}
        assert {width: page.evaluate(OVERLAPPING)} == {width: []}
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    assert violations(page, NARROW) == []


@pytest.mark.parametrize("who", Who, ids=str)
def test_all_fit_a_phone_without_script(who: Who, opening: Opening, site: Served) -> None:
    """One window for all that somebody sees: without script a page leaves nothing for the next."""
    size = {"width": WIDTHS[0], "height": 800}
    page = opening(who, java_script_enabled=False, viewport=size)
    found = {}
    for one in PAGE_TYPES:
        if one.who is who:
            shown(page, one, site)
            found[str(one)] = page.evaluate(WIDE) + page.evaluate(OVERLAPPING)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def not_html(source: str) -> list[str]:
    """Return where a page is not as the HTML standard writes it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(source)
    lines = source.splitlines()
    return [
        f"line {line}: {code} {lines[line - 1][max(column - 60, 0) : column + 20]!r}"
        for (line, column), code, _ in parser.errors
    ]
