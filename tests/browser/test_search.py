"""Searching as a person does it: typing, ticking, dragging, by keyboard, and without script."""

from __future__ import annotations

import re

from page_types import COHORT
from playwright.sync_api import Locator, Page, expect
from watching import SHIFTS, shifted

from .conftest import Opening

BOX = "Search for data, awards, theses, courses, publications, people"
TOLD = re.compile(r"^\s*([\d,]+) results?")


def box(page: Page) -> Locator:
    return page.get_by_label(BOX)


def total(page: Page) -> int:
    """Return how many results the page says there are."""
    found = TOLD.match(page.locator(".total").inner_text())
    assert found, page.locator(".total").inner_text()
    return int(found[1].replace(",", ""))


def choice(page: Page, facet: str, value: str) -> Locator:
    """Return the box beside a value of a filter."""
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=value)


def tick(page: Page, facet: str, value: str) -> None:
    """Press the box beside a value; where there is script, another takes its place at once."""
    choice(page, facet, value).click()
    expect(choice(page, facet, value)).to_be_checked()


def counted(page: Page, facet: str, value: str) -> int:
    """Return how many results a filter promises."""
    named = choice(page, facet, value).locator("xpath=following-sibling::label")
    return int(re.findall(r"\d+", named.locator(".count").inner_text())[0])


def leads(page: Page) -> list[str]:
    """Return where the results lead."""
    found: list[str] = page.locator(".result .title").evaluate_all("all => all.map((a) => a.href)")
    return found


def addressed(page: Page, part: str) -> None:
    """Wait until the address of the page has a part."""
    expect(page).to_have_url(re.compile(re.escape(part)))


# With script


def test_what_is_typed_is_completed_and_can_be_taken_by_keyboard(window: Page) -> None:
    window.goto("/")
    box(window).press_sequentially("ingr")
    suggested = window.get_by_role("option")
    expect(suggested.first).to_be_visible()
    expect(box(window)).to_have_attribute("aria-expanded", "true")
    box(window).press("Escape")
    expect(suggested.first).to_be_hidden()
    box(window).press_sequentially("id")
    expect(suggested.first).to_contain_text("Ingrid")
    box(window).press("ArrowDown")
    marked = box(window).get_attribute("aria-activedescendant")
    expect(window.locator(f"#{marked}")).to_have_attribute("aria-selected", "true")
    box(window).press("Enter")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Ingrid")
    assert total(window) > 0


def test_a_filter_gives_what_it_counted_without_loading_the_page_again(window: Page) -> None:
    window.goto("/search?q=visits")
    window.evaluate("window.same = true")
    promised = counted(window, "Kind", "Publications")
    tick(window, "Kind", "Publications")
    addressed(window, "kind=publication")
    assert total(window) == promised
    expect(choice(window, "Kind", "Publications")).to_be_checked()
    both = promised + counted(window, "Kind", "Datasets")
    tick(window, "Kind", "Datasets")
    addressed(window, "kind=dataset")
    assert total(window) == both
    window.get_by_role("link", name="Publications – take away").click()
    expect(choice(window, "Kind", "Publications")).not_to_be_checked()
    assert total(window) == both - promised
    window.go_back()
    expect(choice(window, "Kind", "Publications")).to_be_checked()


def test_a_filter_chosen_in_place_keeps_the_place(window: Page) -> None:
    window.add_init_script(SHIFTS)
    window.goto("/search?q=visits")
    window.evaluate("window.same = true")
    tick(window, "Kind", "Awards")
    addressed(window, "kind=award")
    assert window.evaluate("window.same") is True
    assert shifted(window) < 0.01


def test_an_order_is_chosen(window: Page) -> None:
    window.goto("/search?q=visits&kind=publication")
    before = window.locator(".result .title").all_inner_texts()
    window.get_by_label("Sort").select_option("title")
    addressed(window, "order=title")
    after = window.locator(".result .title").all_inner_texts()
    assert sorted(after, key=str.casefold) == after
    assert after != before


def test_years_are_dragged_over_the_bars(window: Page) -> None:
    window.goto("/search?q=visits")
    everything = total(window)
    place = window.locator(".histogram svg").bounding_box()
    assert place
    y = place["y"] + place["height"] / 2
    window.mouse.move(place["x"] + place["width"] * 0.05, y)
    window.mouse.down()
    window.mouse.move(place["x"] + place["width"] * 0.2, y)
    window.mouse.move(place["x"] + place["width"] * 0.35, y)
    first, last = (window.locator(f"#{name}").input_value() for name in ("from", "to"))
    assert int(first) < int(last)
    window.mouse.up()
    addressed(window, f"from={first}&to={last}")
    assert 0 < total(window) < everything
    expect(window.locator(".histogram rect.out").first).to_be_attached()
    expect(window.locator(".chips")).to_contain_text(f"{first} to {last}")


def test_years_are_typed(window: Page) -> None:
    window.goto("/search?q=visits")
    everything = total(window)
    window.get_by_label("From", exact=True).fill("2019")
    window.get_by_label("From", exact=True).press("Enter")
    addressed(window, "from=2019")
    assert 0 < total(window) < everything


def test_a_slip_of_the_key_is_mended_or_insisted_on(window: Page) -> None:
    window.goto("/")
    box(window).fill("safegaurding")
    box(window).press("Enter")
    expect(window.locator(".note").first).to_contain_text("Showing results for safeguarding")
    window.get_by_role("link", name="safegaurding").click()
    addressed(window, "exact=1")
    expect(window.get_by_role("heading", name="Nothing is quite like that")).to_be_visible()


def test_nothing_found_helps(window: Page) -> None:
    window.goto("/search?q=visits&kind=course&from=1900&to=1901")
    expect(window.get_by_role("heading", name="Nothing is quite like that")).to_be_visible()
    window.get_by_role("link", name="Without").first.click()
    assert total(window) > 0


def test_keys_go_to_the_box_through_the_results_keep_and_open(window: Page) -> None:
    window.goto("/search?q=home+visits")
    titles = window.locator(".result .title")
    window.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    window.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    window.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    window.keyboard.press("s")
    expect(window.locator(".result .keep").nth(0)).to_have_attribute("aria-pressed", "true")
    expect(window.locator("#tray")).to_contain_text("1 kept")
    window.keyboard.press("/")
    expect(box(window)).to_be_focused()
    window.keyboard.press("j")  # in the box it is a letter
    expect(box(window)).to_be_focused()
    box(window).blur()
    window.keyboard.press("j")
    title = titles.nth(0).inner_text()
    window.keyboard.press("o")
    expect(window.get_by_role("heading", level=1)).to_have_text(title)
    expect(window.locator(".acts .keep")).to_have_attribute("aria-pressed", "true")
    window.keyboard.press("s")
    expect(window.locator("#tray")).to_be_hidden()


def test_keys_can_be_switched_off(window: Page) -> None:
    window.goto("/search?q=home+visits")
    window.get_by_role("button", name="Keyboard shortcuts: on").click()
    window.keyboard.press("/")
    expect(box(window)).not_to_be_focused()
    window.reload()
    expect(window.get_by_role("button", name="Keyboard shortcuts: off")).to_be_visible()


def test_colours_are_chosen_and_stay(window: Page) -> None:
    window.goto("/search?q=home+visits")
    window.get_by_role("button", name="Colours: as the system has them").click()
    window.get_by_role("button", name="Colours: light").click()
    window.goto("/help")
    expect(window.locator("html")).to_have_attribute("data-theme", "dark")
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"


def test_what_is_kept_stays_in_view_and_moves_nothing(window: Page) -> None:
    window.add_init_script(SHIFTS)
    window.goto("/search?q=home+visits")
    window.locator(".result .keep").first.click()
    expect(window.locator("#tray")).to_be_in_viewport()
    window.reload()
    expect(window.locator("#tray")).to_be_in_viewport()
    assert shifted(window) < 0.01


def test_on_a_phone_filters_stay_open_until_they_are_closed(opening: Opening) -> None:
    page = opening(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto("/search?q=visits")
    expect(choice(page, "Kind", "Awards")).to_be_hidden()
    button = page.get_by_role("button", name="Filters")
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    tick(page, "Kind", "Awards")
    addressed(page, "kind=award")
    button = page.get_by_role("button", name="Filters (1)")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(choice(page, "Kind", "Awards")).to_be_checked()
    button.tap()
    expect(choice(page, "Kind", "Awards")).to_be_hidden()


# Without script


def test_without_script_everything_is_a_form_or_a_link(plain: Page) -> None:
    plain.goto("/")
    box(plain).fill("visits")
    box(plain).press("Enter")
    addressed(plain, "/search?q=visits")
    promised = counted(plain, "Kind", "Publications")
    tick(plain, "Kind", "Publications")
    plain.get_by_role("button", name="Apply").click()
    addressed(plain, "kind=publication")
    assert total(plain) == promised
    plain.get_by_label("From", exact=True).fill("2015")
    plain.get_by_role("button", name="Apply").click()
    addressed(plain, "from=2015")
    addressed(plain, "kind=publication")
    plain.get_by_label("Sort").select_option("title")
    plain.get_by_role("button", name="Sort").click()
    addressed(plain, "order=title")
    plain.get_by_role("link", name="Clear all").click()
    assert total(plain) > promised


def test_without_script_years_are_a_table_of_links(plain: Page) -> None:
    plain.goto("/search?q=visits")
    plain.get_by_text("As a table").click()
    row = plain.get_by_role("row").filter(has=plain.get_by_role("link")).first
    promised = int(row.get_by_role("cell").inner_text())
    row.get_by_role("link").click()
    addressed(plain, "from=")
    assert total(plain) == promised


def test_without_script_there_is_a_next_page_and_nothing_that_does_nothing(plain: Page) -> None:
    plain.goto("/search")
    first = leads(plain)
    plain.get_by_role("link", name="Next results").click()
    expect(plain.get_by_role("link", name="First page")).to_be_visible()
    assert not set(first) & set(leads(plain))
    plain.get_by_role("link", name="First page").click()
    expect(plain.get_by_role("link", name="First page")).to_have_count(0)
    assert leads(plain) == first
    for name in ("Keep", "Colours", "Keyboard shortcuts"):
        assert plain.get_by_role("button", name=name).count() == 0


# Either way


def test_every_state_is_an_address_that_can_be_shared(window: Page, plain: Page) -> None:
    window.goto(f"/search?like={COHORT}")
    tick(window, "Kind", "Datasets")
    addressed(window, "kind=dataset")
    plain.goto(window.url)
    assert total(plain) == total(window)
    assert leads(plain) == leads(window)


def test_a_list_is_taken_away(plain: Page) -> None:
    plain.goto("/search?q=home+visits")
    plain.get_by_text("Take this list away").click()
    for label, begins in (("RIS", "TY  - "), ("BibTeX", "@"), ("CSV", '"id"')):
        with plain.expect_download() as sent:
            plain.locator(".take").get_by_role("link", name=label).first.click()
        assert sent.value.path().read_text("utf-8").startswith(begins)


def test_a_result_tells_why_it_is_one(plain: Page) -> None:
    plain.goto("/search?q=home+visits")
    result = plain.locator(".result").first
    result.get_by_text("Why this result").click()
    expect(result.locator(".why")).to_contain_text("in its title")
