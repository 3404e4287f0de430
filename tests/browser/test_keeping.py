"""Keeping, sharing, saving and telling, as a person does it, with script and without."""

from __future__ import annotations

import time
from itertools import count

import pytest
from browsing import PASSWORD, Served
from page_types import COHORT, COURSE, THESIS, Who
from playwright.sync_api import Page, expect

from clew.web.visitor import FORM, SESSION

from .conftest import Opening
from .test_search import BOX, total

FRESH = count(1)
TWO_MINUTES = 120


def register(page: Page) -> str:
    """Open an account on the page that asks for it; return its address."""
    email = f"reader{next(FRESH)}@example.org"
    page.get_by_label("Name").fill("Cato Brightwater")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open the account").click()
    return email


def keep(page: Page, places: tuple[int, ...]) -> list[str]:
    """Keep results by where they stand; return their titles."""
    for place in places:
        page.locator(".result .keep").nth(place).click()
    return [page.locator(".result .title").nth(place).inner_text() for place in places]


# The way a new user goes


def test_from_the_front_page_to_a_shared_list_of_three_with_citations(
    window: Page, opening: Opening
) -> None:
    began, clicks = time.monotonic(), 0
    window.goto("/")
    window.get_by_label(BOX).fill("home visits")
    window.get_by_label(BOX).press("Enter")
    titles = keep(window, (0, 1, 2))
    clicks += 3
    for name in ("Collect", "Sign in", "Open one"):
        window.get_by_role("link", name=name, exact=True).click()
        clicks += 1
    register(window)
    clicks += 1
    expect(window.locator(".kept-list li")).to_have_text(titles)
    window.get_by_label("Take it along as").fill("For the seminar")
    window.get_by_role("button", name="Make a collection of it").click()
    window.get_by_role("button", name="Make a link").click()
    clicks += 2
    link = window.locator("#link").get_attribute("href")
    took = time.monotonic() - began
    assert link
    assert clicks == 9
    assert took < TWO_MINUTES
    other = opening()
    other.goto(link)
    expect(other.get_by_role("heading", level=1)).to_have_text("For the seminar")
    expect(other.locator(".results .title")).to_have_text(titles)
    expect(other.get_by_role("heading", name="Citations")).to_be_visible()
    expect(other.locator(".cited li")).to_have_count(3)
    assert other.get_by_role("button", name="Save the note").count() == 0
    window.goto("/collections")
    expect(window.get_by_text("Nothing yet: press Keep beside a result.")).to_be_visible()


def test_without_script_a_collection_is_made_from_the_page_of_a_thing(plain: Page) -> None:
    plain.goto(f"/r/{COHORT}")
    plain.get_by_role("link", name="Put in a collection").click()
    plain.get_by_role("link", name="Open one").click()
    register(plain)
    plain.get_by_label("Note").fill("The first wave.")
    plain.get_by_role("button", name="Keep it").click()
    plain.goto(f"/collections/add?id={THESIS}")
    plain.get_by_role("button", name="Keep it").click()
    titles = plain.locator(".results .title")
    expect(titles).to_have_count(2)
    before = titles.all_inner_texts()
    plain.get_by_label("Note").nth(1).fill("Chapter 4.")
    plain.get_by_role("button", name="Move up").nth(1).click()
    expect(titles).to_have_text(before[::-1])
    expect(plain.get_by_label("Note").nth(0)).to_have_value("Chapter 4.")
    expect(plain.get_by_label("Note").nth(1)).to_have_value("The first wave.")
    plain.get_by_role("link", name="Vancouver").click()
    expect(plain.locator(".cited li").first).to_contain_text("Oakhollow ME.")
    plain.get_by_role("button", name="Take out").nth(1).click()
    expect(titles).to_have_count(1)
    plain.get_by_role("button", name="Make a link").click()
    link = plain.locator("#link").get_attribute("href")
    plain.get_by_role("button", name="Stop sharing").click()
    assert link
    assert plain.request.get(link).status == 404
    plain.get_by_role("button", name="Delete this collection").click()
    expect(plain.get_by_text("You have none yet.")).to_be_visible()


def test_citations_are_copied_one_to_a_line(opening: Opening, site: Served) -> None:
    page = opening(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/shared/{site.share}")
    page.get_by_role("button", name="Copy them all").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [line for line in lines if line] == page.locator(".cited li").all_inner_texts()
    page.get_by_text("Take it away").click()
    with page.expect_download() as sent:
        page.locator(".taking").get_by_role("link", name="RIS").click()
    assert sent.value.path().read_text("utf-8").count("TY  - ") == 3


def test_who_signs_in_again_finds_everything_where_it_was(plain: Page) -> None:
    plain.goto("/register?back=/account")
    email = register(plain)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your account")
    plain.get_by_role("button", name="Sign out").click()
    plain.goto("/account")
    plain.get_by_label("E-mail address").fill(email)
    plain.get_by_label("Password").fill("wrong altogether")
    plain.get_by_role("button", name="Sign in").click()
    expect(plain.get_by_role("alert")).to_contain_text("not right")
    expect(plain.get_by_label("E-mail address")).to_have_value(email)
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Sign in").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Your account")
    plain.get_by_label("Name of a new token").fill("Zotero")
    plain.get_by_role("checkbox").first.check()
    plain.get_by_role("button", name="Make it").click()
    expect(plain.get_by_role("status")).to_contain_text("shown this once")


# Saved searches


def test_a_search_is_saved_and_told_of(opening: Opening) -> None:
    page = opening(Who.READER)
    page.goto("/search?q=waiting&kind=thesis")
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Name").fill("Waiting in theses")
    page.get_by_label("weekly").check()
    page.get_by_role("button", name="Save it").click()
    row = page.get_by_role("row").filter(has_text="Waiting in theses")
    expect(row.get_by_role("combobox")).to_have_value("weekly")
    with page.expect_navigation():  # it is sent at once
        row.get_by_role("combobox").select_option("daily")
    page.reload()
    expect(row.get_by_role("combobox")).to_have_value("daily")
    feed = row.get_by_role("link", name="Atom").get_attribute("href")
    assert feed
    assert "<feed" in page.request.get(feed).text()
    row.get_by_role("link", name="Waiting in theses").first.click()
    assert total(page) > 0
    page.go_back()
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)


# What people say, and who looks after the site


@pytest.mark.parametrize("script", [True, False])
def test_what_is_said_of_a_result_reaches_those_who_keep_the_site(
    opening: Opening, script: bool
) -> None:
    page = opening(java_script_enabled=script)
    page.goto("/search?q=home+visits&kind=course")
    words = f"Too far down, {script}."
    page.locator(".result").last.get_by_text("Why this result").click()
    page.get_by_role("link", name="Should it stand elsewhere?").last.click()
    page.get_by_label("Should be further up").check()
    page.get_by_label("In your words").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_role("link", name="Back to where you were").click()
    assert "kind=course" in page.url
    keeper = opening(Who.ADMIN, java_script_enabled=script)
    keeper.goto("/admin")
    told = keeper.locator("#feedback li", has_text=words)
    expect(told).to_contain_text("home visits")
    told.get_by_role("button", name="Dealt with").click()
    expect(told).to_have_count(0)


def test_the_keeper_gives_roles_and_sees_what_is_searched_in_vain(
    opening: Opening, plain: Page
) -> None:
    plain.goto("/register?back=/account")
    email = register(plain)
    plain.goto("/search?q=zeppelins")
    keeper = opening(Who.ADMIN)
    keeper.goto("/admin")
    expect(keeper.get_by_role("rowheader", name="zeppelins")).to_be_visible()
    row = keeper.locator("#accounts tr", has_text=email)
    row.get_by_role("combobox").select_option("curator")
    row.get_by_role("button", name="Set").click()
    expect(row.get_by_role("combobox")).to_have_value("curator")
    row.get_by_role("button", name="Close").click()
    expect(row).to_contain_text("closed")
    plain.goto("/account")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_feedback_on_a_page_needs_no_account(plain: Page) -> None:
    plain.goto(f"/r/{COURSE}")
    plain.get_by_role("link", name="Say what you think").click()
    expect(plain.locator("main")).to_contain_text(f"/r/{COURSE}")
    plain.get_by_label("Something in it is wrong").check()
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_cookies_are_out_of_the_reach_of_scripts(window: Page) -> None:
    window.goto("/register?back=/account")
    register(window)
    expect(window.get_by_role("heading", level=1)).to_have_text("Your account")
    assert window.evaluate("document.cookie") == ""
    found = {one["name"]: one for one in window.context.cookies()}
    assert {name: (one["httpOnly"], one["sameSite"]) for name, one in found.items()} == {
        SESSION: (True, "Lax"),
        FORM: (True, "Strict"),
    }
