"""The page of a funder."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from pages import faults, page, text, texts

import clew

FUNDER = "Council for Social Inquiry"
PAGE = "/funder/Council%20for%20Social%20Inquiry"


def test_it_says_what_was_paid_for(client: TestClient, filled: Path) -> None:
    shown = page(client, PAGE)
    assert faults(shown) == []
    assert texts(shown, "//h1") == [FUNDER]
    with clew.open(filled) as catalogue:
        options = {"filters": {"funder": [FUNDER]}, "order": "newest", "settings": {"fold": False}}
        answer = catalogue.search(limit=20, **options)  # type: ignore[arg-type]
    (total,) = texts(shown, "//p[@class='total']")
    assert total.startswith(f"{answer.total} things of which a source says that it paid.")
    ways = [str(one) for one in shown.xpath("//ul[@class='alike']//a/@href")]
    assert ways == [f"/r/{hit.id}" for hit in answer.hits]


def test_each_value_leads_to_as_many_results(client: TestClient) -> None:
    shown = page(client, PAGE)
    assert texts(shown, "//section/h2")[0] == "What it funded"
    for one in shown.xpath("//ul[@class='tags']//a")[:6]:
        (count,) = texts(one, "./span")
        found = page(client, str(one.get("href")))
        (told, *_) = texts(found, "//*[@role='status']")
        assert told.startswith(f"{count} result"), one.get("href")


def test_awards_lead_to_it(client: TestClient, filled: Path) -> None:
    with clew.open(filled) as catalogue:
        hits = catalogue.search("", kind="award", filters={"funder": [FUNDER]}, limit=50).hits
    ways = [page(client, f"/r/{hit.id}").xpath(f"//a[@href='{PAGE}']") for hit in hits]
    assert any(ways)


def test_one_that_is_none_is_not_found(client: TestClient) -> None:
    shown = page(client, "/funder/Nobody%20at%20%22all%22", 404)
    assert "There is no funder" in text(shown)
    assert page(client, "/funder/a/b%3Cscript%3E", 404).xpath("//script[not(@src)]") == []
