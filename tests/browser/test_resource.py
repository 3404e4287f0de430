"""Reading, citing, following and comparing as a person does it, with script and without."""

from __future__ import annotations

import re

import pytest
from page_types import COHORT, DOORSTEP, PANEL, THESIS
from playwright.sync_api import Page, expect

from .conftest import Opening
from .test_search import addressed, total

KNOWS = "knows"


def rows(page: Page) -> list[str]:
    """Return the names of the variables that can be seen."""
    return page.locator("#variables-table tbody tr:visible th").all_inner_texts()


# Variables


def test_variables_are_sifted_as_one_types(window: Page) -> None:
    window.goto(f"/r/{PANEL}")
    every = rows(window)
    window.get_by_label("Find a variable").press_sequentially("leav")
    expect(window.locator("#variables-table-told")).to_contain_text("shown")
    left = rows(window)
    assert 0 < len(left) < len(every)
    assert set(left) < set(every)
    window.get_by_label("Find a variable").fill("")
    assert rows(window) == every


def test_variables_are_sorted_and_taken_away(window: Page) -> None:
    window.goto(f"/r/{PANEL}")
    window.locator("#variables-table").get_by_role("link", name="Name").click()
    addressed(window, "sort=name")
    assert rows(window) == sorted(rows(window))
    expect(window.locator("#variables-table th[aria-sort=ascending]")).to_have_text("Name")
    with window.expect_download() as sent:
        window.locator("#variables").get_by_role("link", name="CSV").click()
    lines = sent.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) > len(rows(window))
    assert lines[0].startswith("name")


def test_variables_are_sifted_without_script(plain: Page) -> None:
    plain.goto(f"/r/{PANEL}")
    every = rows(plain)
    plain.get_by_label("Find a variable").fill("leav")
    plain.get_by_role("button", name="Show").click()
    plain.wait_for_url("**v=leav*")  # and until it has come: rows are counted as they stand
    assert 0 < len(rows(plain)) < len(every)


def test_a_variable_has_a_page_of_its_own(plain: Page) -> None:
    plain.goto(f"/r/{PANEL}")
    plain.locator("#variables-table").get_by_role("link", name=KNOWS, exact=True).click()
    expect(plain.locator(".resource-head .kind")).to_have_text("Variable")
    expect(plain.get_by_role("heading", name="Question")).to_be_visible()


# Reading


@pytest.mark.parametrize("script", [True, False])
def test_a_passage_opens_in_the_text_where_it_stands(opening: Opening, script: bool) -> None:
    page = opening(java_script_enabled=script)
    page.goto("/search?q=waiting+door&kind=thesis")
    result = page.locator(".result", has_text="Waiting to be let in")
    found = result.locator(".passages li").first
    words = found.locator("mark").first.inner_text()
    found.locator(".place a").click()
    expect(page.locator(".piece.at")).to_be_in_viewport()
    expect(page.locator(".piece.at")).to_contain_text(words)
    expect(page.locator(".reader-contents [aria-current]")).to_have_count(1)
    page.locator(".text .pages").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_contents_lead_into_the_text(plain: Page) -> None:
    plain.goto(f"/r/{THESIS}")
    line = plain.locator(".contents li", has=plain.get_by_role("link")).nth(3)
    title = line.get_by_role("link").inner_text()
    line.get_by_role("link").click()
    expect(plain.locator(".text")).to_contain_text(title)
    expect(plain.locator(".piece.at")).to_be_in_viewport()


# What is on the page of a resource


def test_a_citation_is_shown_and_copied(opening: Opening) -> None:
    page = opening(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/r/{THESIS}")
    page.get_by_text("Vancouver", exact=True).click()
    opened = page.locator(".citation[open]")
    opened.get_by_role("button", name="Copy").click()
    expect(opened.get_by_role("button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Oakhollow ME.")
    expect(opened).to_contain_text(copied)


def test_a_citation_is_read_without_script(plain: Page) -> None:
    plain.goto(f"/r/{THESIS}")
    plain.get_by_text("APA", exact=True).click()
    leads = plain.locator(".citation[open] a").get_attribute("href")
    assert leads
    assert plain.request.get(leads).text().startswith("Oakhollow, M. E. (2020)")
    expect(plain.get_by_role("button", name="Copy")).to_have_count(0)


def test_what_each_source_says_is_set_side_by_side(plain: Page) -> None:
    plain.goto(f"/r/{COHORT}")
    table = plain.get_by_role("table", name="What each source says, matter by matter")
    expect(table).to_be_visible()
    expect(table.locator("tr.conflict").first).to_contain_text("conflict")
    plain.get_by_text("Why they are one").click()
    expect(plain.locator(".history").first).to_be_visible()
    expect(plain.locator(".credits")).to_contain_text("read")


def test_a_fact_shows_the_words_that_say_so(plain: Page) -> None:
    plain.goto(f"/r/{THESIS}")
    fact = plain.locator(".design dd", has_text="126 visits").first
    quote = fact.get_attribute("title")
    assert quote
    fact.get_by_text("the words that say so").click()
    expect(fact.locator("blockquote")).to_have_text(quote.strip("“”"))


def test_keywords_and_people_lead_on(plain: Page) -> None:
    plain.goto(f"/r/{THESIS}")
    plain.locator(".tags a").first.click()
    addressed(plain, "keyword=")
    assert total(plain) > 0
    plain.go_back()
    plain.locator(".makers a").first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Maren Elise Oakhollow")
    expect(plain.get_by_role("link", name="Waiting to be let in").first).to_be_visible()


# Threads


def test_the_picture_of_a_thread_is_drawn_when_it_is_wanted(window: Page) -> None:
    window.goto(f"/r/{DOORSTEP}")
    window.get_by_text("As a picture").click()
    expect(window.locator("#drawn svg.clew-thread")).to_be_visible()


def test_a_thread_is_a_picture_and_the_same_as_a_list(plain: Page) -> None:
    plain.goto(f"/r/{DOORSTEP}")
    plain.get_by_role("link", name="The whole thread").click()
    expect(plain.locator("svg.clew-thread")).to_be_visible()
    told = plain.locator(".beads > li > .tie a").all_inner_texts()
    plain.get_by_role("link", name="1", exact=True).click()
    addressed(plain, "depth=1")
    near = plain.locator(".beads > li > .tie a").all_inner_texts()
    assert set(near) < set(told)
    why = plain.locator(".strands .said").first
    why.get_by_text("why").click()
    expect(why.locator("li").first).to_be_visible()


# Side by side


def test_what_is_kept_is_set_side_by_side(window: Page) -> None:
    window.goto("/search?q=home+visits")
    for place in (0, 1):
        window.locator(".result .keep").nth(place).click()
    window.get_by_role("link", name="Compare", exact=True).last.click()
    expect(window.get_by_role("heading", level=1)).to_have_text("2 resources side by side")
    expect(window.locator(".differs").first).to_be_visible()
    window.get_by_role("link", name="Take out").first.click()
    expect(window.get_by_role("heading", level=1)).to_have_text("1 resource side by side")


def test_resources_are_named_to_be_compared(plain: Page) -> None:
    plain.goto("/compare")
    plain.get_by_label("Compare").fill(COHORT)
    plain.get_by_role("button", name="Compare").click()
    plain.get_by_label("Add", exact=True).fill("10.5555/NDA-SN-900412")
    plain.get_by_role("button", name="Add it").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("2 resources side by side")
    for label, begins in (("CSV", "\ufeff"), ("Markdown", "|")):
        with plain.expect_download() as sent:
            plain.get_by_role("link", name=label).click()
        assert sent.value.path().read_text("utf-8").startswith(begins)


# Pictures of a search, and where things come from


@pytest.mark.parametrize("script", [True, False])
def test_a_mark_in_a_picture_leads_to_the_search_it_counts(opening: Opening, script: bool) -> None:
    page = opening(java_script_enabled=script)
    page.goto("/explore")
    section = page.get_by_role("region", name="Kinds of thing", exact=True)
    section.get_by_text("The numbers").click()
    row = section.get_by_role("row").filter(has=page.get_by_role("link")).nth(1)
    promised = int(row.get_by_role("cell").inner_text())
    leads = row.get_by_role("link").get_attribute("href")
    section.locator(f'.chart a[href="{leads}"] .mark').click()
    assert total(page) == promised


def test_a_picture_is_taken_away(plain: Page) -> None:
    plain.goto("/explore?q=children")
    section = plain.get_by_role("region", name="Topics", exact=True)
    with plain.expect_download() as sent:
        section.get_by_role("link", name="CSV").click()
    assert len(sent.value.path().read_text("utf-8").splitlines()) > 2
    leads = section.get_by_role("link", name="SVG").get_attribute("href")
    assert leads
    assert plain.request.get(leads).text().startswith("<svg")


def test_a_source_tells_what_it_holds(plain: Page) -> None:
    plain.goto("/sources")
    plain.get_by_role("row").get_by_role("link").first.click()
    addressed(plain, "/source/files")
    plain.locator("main").get_by_role("link", name=re.compile("Datasets|datasets")).first.click()
    addressed(plain, "source=files")
    assert total(plain) > 0
