"""The link queue as a curator uses it: by key, by mouse, and without script."""

from __future__ import annotations

import re

from browsing import Served
from page_types import Who
from playwright.sync_api import Browser, Page, expect

import clew

from .conftest import Opening

QUESTION = "input[name=question]"


def decided(site: Served) -> list[str]:
    """Return the verdicts that stand."""
    with clew.open(site.home) as catalogue:
        return [one.verdict for one in catalogue.links.decisions() if not one.undone_at]


def asked(page: Page) -> str:
    return page.locator(QUESTION).input_value()


def test_a_key_answers_and_the_page_stays(opening: Opening, site: Served) -> None:
    page = opening(Who.ADMIN)
    page.goto("/links")
    first = asked(page)
    page.evaluate("window.stayed = true")
    page.keyboard.press("n")
    expect(page.locator("[role=status]").first).to_contain_text("Decided:")
    expect(page.locator(QUESTION)).not_to_have_value(first)
    expect(page.locator("#question")).to_be_focused()
    assert page.evaluate("window.stayed")
    assert decided(site) == ["unsure"]
    page.keyboard.press("u")
    expect(page.locator(QUESTION)).to_have_value(first)
    assert decided(site) == []


def test_later_leads_to_the_next_question(opening: Opening) -> None:
    page = opening(Who.ADMIN)
    page.goto("/links")
    first = asked(page)
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile(r"/links\?at="))
    assert asked(page) != first


def test_keys_do_nothing_while_a_note_is_written(opening: Opening, site: Served) -> None:
    page = opening(Who.ADMIN)
    page.goto("/links")
    page.get_by_text("Add a note").click()
    page.get_by_label("Why", exact=True).fill("")
    page.get_by_label("Why", exact=True).press_sequentially("an archive says so")
    assert decided(site) == []
    page.get_by_role("button", name="Not sure").click()
    expect(page.locator(".ruling").first).to_contain_text("an archive says so")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("[role=status]").first).to_contain_text("Undone:")


def test_what_cannot_be_done_is_said_where_one_is(browser: Browser, site: Served) -> None:
    context = site.context(browser, Who.ADMIN)  # in a window in which something may go wrong
    page = context.new_page()
    page.goto("/links")
    first = asked(page)
    with clew.open(site.home) as other, other.catalogue.writing():
        with page.expect_response("**/links/decide") as answer:
            page.keyboard.press("a")
        assert answer.value.status == 503
        expect(page.get_by_role("alert")).to_contain_text("Another process is writing")
    assert asked(page) == first
    assert decided(site) == []
    context.close()


def test_without_script_it_is_answered_and_undone(opening: Opening, site: Served) -> None:
    page = opening(Who.ADMIN, java_script_enabled=False)
    page.goto("/links")
    first = page.locator(QUESTION).get_attribute("value")
    page.get_by_role("button", name="Not sure").click()
    expect(page.locator("[role=status]").first).to_contain_text("Decided:")
    assert decided(site) == ["unsure"]
    page.get_by_role("button", name="Undo").first.click()
    assert page.locator(QUESTION).get_attribute("value") == first
    assert decided(site) == []
