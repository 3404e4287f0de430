"""Harvested records that try to run something: everything is shown, nothing runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import hostile
import pytest
from fastapi.testclient import TestClient
from pages import faults, graph, page, scripts, text

from clew.web.application import application
from clew.web.guard import HEADERS


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("hostile")
    hostile.fill(home)
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        yield made


@pytest.fixture(scope="module")
def slugs(client: TestClient) -> list[str]:
    found = page(client, "/search")
    return [
        str(one).removeprefix("/r/") for one in found.xpath("//ol[@class='results']//h3/a/@href")
    ]


def test_every_page_that_shows_them_is_sound(client: TestClient, slugs: list[str]) -> None:
    assert len(slugs) >= 2
    paths = [
        "/",
        "/search",
        "/search?q=hostile",
        "/search/facet/keyword",
        "/sources",
        "/source/files",
    ]
    paths += [f"{way}/{slug}" for slug in slugs for way in ("/r", "/t")]
    paths += [f"/r/{slug}/read" for slug in slugs] + ["/search?q=passage", "/search?kind=variable"]
    paths.append("/compare?" + "&".join(f"ids={slug}" for slug in slugs))
    for path in paths:
        found = page(client, path)
        assert scripts(found) == [], path
        assert faults(found) == [], path


def test_they_are_shown_as_what_they_are(client: TestClient, slugs: list[str]) -> None:
    (dataset,) = [slug for slug in slugs if slug.startswith("hostile-data")]
    found = page(client, f"/r/{dataset}")
    assert hostile.END in text(found.xpath("//h1")[0])
    assert "{{ 7 * 7 }}" in text(found)
    assert hostile.TAG in graph(found)["name"]
    assert found.xpath("//meta[@property='og:title']/@content")[0].startswith("Hostile")


def test_no_address_leads_where_a_browser_would_run_it(
    client: TestClient, slugs: list[str]
) -> None:
    for slug in slugs:
        for address in page(client, f"/r/{slug}").xpath("//a/@href"):
            assert str(address).startswith(("/", "#", "http://", "https://")), address


def test_what_is_completed_and_looked_up_is_escaped(client: TestClient) -> None:
    answer = client.get("/search/suggest", params={"q": "hosti"})
    assert "Hostile data" in answer.text
    assert "<img" not in answer.text
    assert "<script" not in answer.text
    assert json.loads(client.get("/search/suggest.json", params={"q": "hosti"}).text)[1]


def test_spreadsheets_get_no_formulas(client: TestClient, slugs: list[str]) -> None:
    asked = "&".join(f"ids={slug}" for slug in slugs)
    paths = [f"/r/{slug}/variables.csv" for slug in slugs] + [f"/compare.csv?{asked}"]
    for path in paths:
        rows = csv.reader(io.StringIO(client.get(path).text.removeprefix("\ufeff")))
        assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_files_are_never_pages(client: TestClient, slugs: list[str]) -> None:
    found = page(client, f"/r/{slugs[0]}")
    offers = {str(one) for one in found.xpath("//link[@rel='alternate']/@href")}
    assert offers
    for path in offers:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not answer.headers["content-type"].startswith("text/html"), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_a_card_is_drawn_of_them(client: TestClient, slugs: list[str]) -> None:
    for slug in slugs:
        assert client.get(f"/r/{slug}/card.png").content.startswith(b"\x89PNG")


def test_ids_that_try_to_leave_the_site_do_not(client: TestClient) -> None:
    for path in ("/r//evil.example", "/r/%2F%2Fevil.example", "/t/%2e%2e%2f", "/source/..%2f"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code in (307, 404), path
        assert "evil" not in answer.headers.get("location", "") or answer.headers[
            "location"
        ].startswith("http://testserver")
