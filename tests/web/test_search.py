"""The search page: what is found, what it can be narrowed to, what helps when nothing is."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from pages import addresses, faults, page, scripts, text, texts

from clew.web.asking import FACETS


def total(client: TestClient, path: str) -> int:
    (told,) = texts(page(client, path), "//p[@role='status' and contains(@class, 'total')]//strong")
    return int(told.replace(",", ""))


def test_a_result_tells_what_who_when_and_why(client: TestClient) -> None:
    found = page(client, "/search?q=waiting+to+be+let+in")
    first = found.xpath("//ol[@class='results']/li")[0]
    assert texts(first, ".//h3") == [
        "Waiting to be let in: time, thresholds and attention in child protection home visits"
    ]
    assert first.xpath(".//h3//mark")
    assert texts(first, ".//span[@class='kind']")[0] == "Thesis"
    assert "Maren Elise Oakhollow" in text(first.xpath(".//p[@class='byline']")[0])
    assert texts(first, ".//details[@class='why']/p")[0].startswith("Has “Waiting”")
    assert "published 2020" in text(first)


def test_a_passage_leads_to_its_place_in_the_text(client: TestClient) -> None:
    found = page(client, "/search?q=%22the+unsupervised+hour%22")
    (place, *_) = found.xpath("//ul[@class='passages']//p[@class='place']/a")
    assert "p. " in text(place)
    opened = page(client, place.get("href").partition("#")[0])
    assert "unsupervised hour" in text(opened.xpath("//*[@id='at']")[0])


@pytest.mark.parametrize("facet", [str(facet) for facet in FACETS])
def test_a_count_in_a_facet_is_what_choosing_it_gives(client: TestClient, facet: str) -> None:
    start = page(client, "/search?q=home+visits")
    for box in start.xpath(f"//input[@type='checkbox' and @name='{facet}']")[:4]:
        (label,) = start.xpath(f"//label[@for='{box.get('id')}']//span[@class='count']/text()")
        chosen = client.get("/search", params={"q": "home visits", facet: box.get("value")})
        (told,) = re.findall(r'role="status"><strong>([\d,]+)', chosen.text)
        assert told == label.strip(), box.get("value")


def test_facets_are_checkboxes_in_fieldsets_with_the_count_in_the_label(client: TestClient) -> None:
    found = page(client, "/search?q=home&kind=award")
    boxes = found.xpath("//fieldset[legend='Kind']//input[@type='checkbox']")
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == ["award"]
    labels = texts(found, "//fieldset[legend='Kind']//label")
    assert all(re.search(r"\d+ results?$", label) for label in labels)


def test_choices_of_one_facet_widen_and_of_two_narrow(client: TestClient) -> None:
    awards = total(client, "/search?q=home&kind=award")
    theses = total(client, "/search?q=home&kind=thesis")
    assert total(client, "/search?q=home&kind=award&kind=thesis") == awards + theses
    assert total(client, "/search?q=home&kind=award&has=abstract") <= awards


def test_years_meet_what_is_covered(client: TestClient) -> None:
    found = page(client, "/search?q=home&from=2015&to=2015")
    assert "Years covered 2015" in text(found.xpath("//a[@class='chip']")[0]).capitalize()
    for when in texts(found, "//ol[@class='results']//span[@class='when']"):
        years = [int(year) for year in re.findall(r"\d{4}", when)]
        assert min(years) <= 2015 <= max(years)


def test_the_histogram_has_a_table_and_fields_that_say_the_same(client: TestClient) -> None:
    found = page(client, "/search?q=home")
    bars = found.xpath("//figure[@class='histogram']//rect")
    rows = found.xpath("//fieldset[contains(@class, 'years')]//tbody/tr")
    assert len([bar for bar in bars if not text(bar).endswith(": 0")]) <= len(rows)
    assert found.xpath("//input[@name='from' and @type='number' and @form='ask']")


def test_chips_take_away_what_is_applied(client: TestClient) -> None:
    found = page(client, "/search?q=home&kind=award&has=abstract")
    assert [one.get("href") for one in found.xpath("//a[@class='chip']")] == [
        "/search?q=home&has=abstract",
        "/search?q=home&kind=award",
    ]
    assert "/search?q=home" in addresses(found)


def test_a_slip_of_the_key_is_mended_and_can_be_insisted_on(client: TestClient) -> None:
    found = page(client, "/search?q=safegarding")
    assert "Showing results for safeguarding. Search instead for safegarding." in text(found)
    assert total(client, "/search?q=safegarding&exact=1") == 0


def test_nothing_found_helps(client: TestClient) -> None:
    found = page(client, "/search?q=kind%3Aaward+%22no+such+words+anywhere%22")
    assert texts(found, "//h2[1]")
    assert "Nothing is quite like that" in text(found)
    assert texts(found, "//div[@class='nothing']//li")
    filtered = page(client, "/search?q=home&kind=course&from=1950&to=1951")
    ways = filtered.xpath("//div[@class='nothing']/ul[1]//a/@href")
    assert "/search?q=home&kind=course" in ways


def test_nothing_asked_shows_everything_newest_first(client: TestClient) -> None:
    found = page(client, "/search")
    assert texts(found, "//h1") == ["Everything in the catalogue"]
    assert found.xpath("//select[@name='order']/option[@selected]/@value") == ["newest"]


def test_pages_of_results_are_disjoint_and_complete(client: TestClient) -> None:
    seen: list[str] = []
    path = "/search?kind=publication&kind=award&kind=dataset"
    for _ in range(20):
        found = page(client, path)
        seen += found.xpath("//ol[@class='results']/li/@id")
        following = found.xpath("//nav[@class='pages']/a[@rel='next']/@href")
        if not following:
            break
        path = following[0]
    assert len(seen) == len(set(seen)) > 20


@pytest.mark.parametrize("order", ["score", "newest", "oldest", "start", "title", "value"])
def test_every_order_can_be_had(client: TestClient, order: str) -> None:
    found = page(client, f"/search?q=home&order={order}")
    assert found.xpath("//select[@name='order']/option[@selected]/@value") == [order]


def test_things_like_a_thing(client: TestClient) -> None:
    slug = "waiting-to-be-let-in-time-thresholds-and-attention-in-child-protection-home"
    found = page(client, f"/search?like={slug}")
    assert texts(found, "//h1")[0].startswith("Like Waiting to be let in")
    assert f"/r/{slug}" not in found.xpath("//ol[@class='results']//h3/a/@href")
    assert found.xpath("//input[@type='hidden' and @name='like']/@value") == [slug]


def test_what_is_typed_is_completed(client: TestClient) -> None:
    answer = client.get("/search/suggest", params={"q": "home vis"})
    assert answer.headers["cache-control"] == "private, max-age=60"
    assert 'role="option"' in answer.text
    assert 'data-href="/search?keyword=Home+visits"' in answer.text
    assert client.get("/search/suggest", params={"q": ""}).text.strip() == ""


def test_one_facet_can_be_looked_through(client: TestClient) -> None:
    found = page(client, "/search/facet/keyword?in_facet=child")
    assert "child protection" in [
        name.lower() for name in texts(found, "//ul[@class='columns']//a")
    ]
    assert page(client, "/search/facet/colour", 400) is not None


@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/search?q=home", "/search?q=zzzzqq", "/help", "/search/facet/keyword?q=home"],
)
def test_the_pages_are_sound(client: TestClient, path: str) -> None:
    found = page(client, path)
    assert faults(found) == []
    assert scripts(found) == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search?order=colour", "There is no order 'colour'."),
        ("/search?from=soon", "“from” cannot be 'soon'."),
        ("/search?cursor=x", "'x' is no cursor."),
        ("/search?kind=colour", "'kind' cannot be 'colour'."),
        ("/search?like=nobody-has-this", "No resource is called 'nobody-has-this'."),
    ],
)
def test_what_makes_no_sense_is_told_on_a_page(client: TestClient, path: str, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert told in answer.text.replace("&#39;", "'")
    problem = client.get(path, headers={"Accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "((", '"']
)
def test_any_words_can_be_asked(client: TestClient, words: str) -> None:
    answer = client.get("/search", params={"q": words})
    assert answer.status_code == 200
    assert words not in answer.text or len(words) < 3


def test_what_is_new_can_be_followed(client: TestClient) -> None:
    found = page(client, "/search?q=home+visits&kind=award")
    (feed,) = found.xpath("//link[@type='application/atom+xml']/@href")
    assert feed == "/search/feed?q=home+visits&kind=award"
    assert client.get(feed).headers["content-type"].startswith("application/atom+xml")


def test_a_search_page_is_small(client: TestClient) -> None:
    answer = client.get("/search?q=home+visits", headers={"Accept-Encoding": "gzip"})
    sizes = [int(answer.headers["content-length"])]
    for path in set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js)[^"]*)"', answer.text)):
        sizes.append(
            int(client.get(path, headers={"Accept-Encoding": "gzip"}).headers["content-length"])
        )
    assert sum(sizes) < 60_000
