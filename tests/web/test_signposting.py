"""Signposts, link sets and content negotiation: the same page, found by machines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

import clew
from clew.export import formats
from clew.model import Resource
from clew.web.signposting import Post, header

LINK = re.compile(r'<([^>]*)>; rel="([^"]+)"(?:; type="([^"]+)")?(?:; profile="([^"]+)")?')
BASE = "http://testserver"


@pytest.fixture(scope="module")
def dataset(filled: Path) -> str:
    with clew.open(filled) as catalogue:
        return catalogue.search("home visits", kind="dataset").hits[0].id


def signs(response: Any) -> list[tuple[str, str, str | None]]:
    found = LINK.findall(response.headers["link"])
    assert len(found) == response.headers["link"].count("rel=")
    return [(rel, href, kind or None) for href, rel, kind, _ in found]


def test_a_page_has_its_signposts(client: TestClient, dataset: str, filled: Path) -> None:
    told = signs(client.get(f"/r/{dataset}"))
    with clew.open(filled) as catalogue:
        records = catalogue.get(dataset).records
    doi = next(one.url for record in records for one in record.identifiers if one.scheme == "doi")
    assert [href for rel, href, _ in told if rel == "cite-as"] == [doi]
    assert [href for rel, href, _ in told if rel == "type"] == [
        "https://schema.org/AboutPage",
        "https://schema.org/Dataset",
    ]
    assert [(href, kind) for rel, href, kind in told if rel == "linkset"] == [
        (f"{BASE}/r/{dataset}/linkset", "application/linkset+json")
    ]
    described = {kind for rel, _, kind in told if rel == "describedby"}
    assert {"application/ld+json", "application/vnd.datacite.datacite+xml"} <= described


def test_each_description_answers_with_its_type_and_leads_back(
    client: TestClient, dataset: str
) -> None:
    for rel, href, kind in signs(client.get(f"/r/{dataset}")):
        if rel == "describedby":
            answer = client.get(href)
            assert answer.status_code == 200
            assert answer.headers["content-type"].partition(";")[0] == kind
            back = signs(answer)
            assert ("describes", f"{BASE}/r/{dataset}", "text/html") in back
            assert ("linkset", f"{BASE}/r/{dataset}/linkset", "application/linkset+json") in back


def test_the_head_of_the_page_says_the_same(client: TestClient, dataset: str) -> None:
    page = client.get(f"/r/{dataset}")
    head = etree.fromstring(page.text, etree.HTMLParser()).find("head")
    assert head is not None
    ours = {"cite-as", "type", "linkset", "describedby", "author", "license", "item"}
    told = [
        (one.get("rel"), one.get("href"), one.get("type"))
        for one in head.findall("link")
        if one.get("rel") in ours
    ]
    assert told == signs(page)


def test_the_link_set_has_what_the_header_has(client: TestClient, dataset: str) -> None:
    page = client.get(f"/r/{dataset}")
    answer = client.get(f"/r/{dataset}/linkset")
    assert answer.headers["content-type"] == "application/linkset+json"
    own, *back = json.loads(answer.content)["linkset"]
    assert own.pop("anchor") == f"{BASE}/r/{dataset}"
    flat = [
        (rel, target["href"], target.get("type"))
        for rel, targets in own.items()
        for target in targets
    ]
    assert sorted(flat, key=str) == sorted(
        (one for one in signs(page) if one[0] != "linkset"), key=str
    )
    described = [href for rel, href, _ in signs(page) if rel == "describedby"]
    assert [one["anchor"] for one in back] == described
    assert all(one["describes"][0]["href"] == f"{BASE}/r/{dataset}" for one in back)


@pytest.mark.parametrize("kind", ["award", "thesis", "course", "publication"])
def test_every_kind_has_a_type_of_its_own(client: TestClient, filled: Path, kind: str) -> None:
    with clew.open(filled) as catalogue:
        slug = catalogue.search(kind=kind, limit=1).hits[0].id
    types = [href for rel, href, _ in signs(client.get(f"/r/{slug}")) if rel == "type"]
    assert types[0] == "https://schema.org/AboutPage"
    assert types[1] in {
        "https://schema.org/MonetaryGrant",
        "https://schema.org/Thesis",
        "https://schema.org/Course",
        "https://schema.org/ScholarlyArticle",
    }


@pytest.mark.parametrize("form", [one for one in formats(of=Resource) if one.many and one.piece])
def test_the_address_of_a_thing_answers_in_the_form_that_is_asked_for(
    client: TestClient, dataset: str, form: Any
) -> None:
    answer = client.get(f"/r/{dataset}", headers={"Accept": form.media_type})
    assert answer.status_code == 200
    bare = form.media_type.partition(";")[0]
    assert answer.headers["content-type"].partition(";")[0] == bare
    assert answer.headers["vary"].startswith("Accept")
    assert "<!doctype html>" not in answer.text


def test_nothing_in_an_address_can_end_it() -> None:
    hostile = 'https://evil.example/">\r\nSet-Cookie: x; <é'
    written = header([Post(rel="item", href=hostile)])
    assert written == (
        '<https://evil.example/%22%3E%0D%0ASet-Cookie:%20x;%20%3C%C3%A9>; rel="item"'
    )


def test_a_header_stays_short() -> None:
    many = [Post(rel="item", href=f"https://a.example/{number}") for number in range(100)]
    assert header(many).count("rel=") == 20
