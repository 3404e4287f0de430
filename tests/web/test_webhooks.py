"""Webhooks at the site: set up, tried, removed by their owners, on pages and by programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from pages import faults
from receiver import Receiver, Told, receiving
from support import add, trusting_home

import clew
from clew.announcing import tell
from clew.api.v1.webhooks import POSTED
from clew.home import Home
from clew.members import Members
from clew.web.application import application
from clew.web.housekeeping import round_of
from clew.web.pages.account import TRIES
from clew.web.visitor import FORM

PASSWORD = "a kettle sings at noon"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in (TRIES, POSTED):
        monkeypatch.setattr(limit, "rate", 1e6)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return trusting_home(tmp_path)


@pytest.fixture
def browser(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        send(made, "/register", email="ada@example.org", name="Ada", password=PASSWORD)
        yield made


def send(browser: TestClient, path: str, **fields: Any) -> Any:
    if FORM not in browser.cookies:
        browser.get("/sign-in")
    return browser.post(path, data={"form": browser.cookies[FORM], **fields})


def found(response: Any, path: str) -> list[Any]:
    page: Any = etree.fromstring(response.text, etree.HTMLParser())
    return list(page.xpath(path))


def words(response: Any) -> str:
    return " ".join("".join(found(response, "//text()")).split())


def test_a_webhook_from_a_search_to_a_posting(
    browser: TestClient, home: Path, receiver: Receiver
) -> None:
    page = browser.get("/webhooks?query=q%3Dkettles")
    assert found(page, "//option[@selected]/@value") == ["search q=kettles"]
    made = send(
        browser,
        "/webhooks",
        watched="search q=kettles",
        name="My <b>kettles",
        address=f"{receiver.address}/in",
    )
    assert re.search(r"whsec_[\w+/=]{40,}", made.text)
    assert faults(etree.fromstring(made.text, etree.HTMLParser())) == []
    again = browser.get("/webhooks")
    assert "whsec_" not in again.text
    assert f"What is new in q=kettles goes to {receiver.address}/in" in words(again)
    tried = send(browser, "/webhooks/1/test")
    assert "It arrived at 127.0.0.1, which answered 200." in words(tried)
    add(home, "Kettles that whistle")
    with clew.open(home) as catalogue:
        tell(catalogue, None, datetime.now(UTC))
    shown = browser.get("/webhooks")
    assert found(shown, "//td[2]/text()") == ["1"]
    assert "arrived" in words(shown)
    assert faults(etree.fromstring(shown.text, etree.HTMLParser())) == []
    assert [json.loads(taken.body)["type"] for taken in receiver.taken] == ["ping", "resources.new"]
    send(browser, "/webhooks/1", act="remove")
    assert "My <b>kettles" not in words(browser.get("/webhooks"))


@pytest.mark.parametrize(
    ("watched", "address", "said"),
    [
        ("search q=kettles", "http://hooks.example.org/", "is not encrypted"),
        ("search q=kettles", "https://10.0.0.1/", "private network"),
        ("search kind=kettle", "http://127.0.0.1/", "kettle"),
        ("collection 7", "http://127.0.0.1/", "There is no collection 7."),
        ("collection x", "http://127.0.0.1/", "Name one of the two."),
        ("", "http://127.0.0.1/", "Name one of the two."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: TestClient, watched: str, address: str, said: str
) -> None:
    refused = send(browser, "/webhooks", watched=watched, name="K", address=address)
    assert refused.status_code == 400
    assert said in words(refused)
    assert found(refused, "//input[@name='address']/@value") == [address]


def test_one_that_was_disabled_says_so_and_begins_again(browser: TestClient, home: Path) -> None:
    with receiving(lambda taken: Told(410)) as server:
        send(browser, "/webhooks", watched="search ", name="All", address=server.address)
        tried = send(browser, "/webhooks/1/test")
        assert "It did not arrive at 127.0.0.1. It answered 410." in words(tried)
        add(home, "Kettles that whistle")
        with clew.open(home) as catalogue:
            tell(catalogue, None, datetime.now(UTC))
    shown = words(browser.get("/webhooks"))
    assert "for it failed 1 times in a row" in shown
    assert "It answered 410. given up" in shown
    send(browser, "/webhooks/1", act="enable")
    assert "Disabled" not in words(browser.get("/webhooks"))


def test_a_collection_is_watched_from_its_page(browser: TestClient, receiver: Receiver) -> None:
    send(browser, "/collections", title="Teapots")
    (way,) = found(browser.get("/collections/1"), "//a[starts-with(@href, '/webhooks')]/@href")
    page = browser.get(way)
    assert found(page, "//option[@selected]/text()") == ["Collection: Teapots"]
    made = send(browser, "/webhooks", watched="collection 1", name="T", address=receiver.address)
    assert "What is put into Teapots goes to" in words(made)


def test_nobody_touches_anothers(home: Path, browser: TestClient, receiver: Receiver) -> None:
    send(browser, "/webhooks", watched="search ", name="Mine", address=receiver.address)
    other = TestClient(browser.app, headers={"Accept": "text/html"})
    send(other, "/register", email="ben@example.org", name="Ben", password=PASSWORD)
    assert "Mine" not in words(other.get("/webhooks"))
    assert send(other, "/webhooks/1", act="remove").status_code == 404
    assert send(other, "/webhooks/1/test").status_code == 404
    assert receiver.taken == []


# For programs


def token(home: Path, *scopes: str) -> dict[str, str]:
    members = Members(home / "members.db")
    secret = members.tokens.make(1, "program", scopes, datetime.now(UTC))
    members.close()
    return {"Authorization": f"Bearer {secret}", "Accept": "application/json"}


def test_a_program_does_it_all(browser: TestClient, home: Path, receiver: Receiver) -> None:
    told = token(home, "webhooks")
    made = browser.post(
        "/api/v1/webhooks",
        json={"address": receiver.address, "name": "K", "query": "q=kettles"},
        headers=told,
    )
    assert made.status_code == 200, made.text
    assert made.json()["secret"].startswith("whsec_")
    hook = made.json()["webhook"]
    assert (hook["number"], hook["name"], hook["query"]) == (1, "K", "q=kettles")
    assert browser.get("/api/v1/webhooks", headers=told).json() == [hook]
    tried = browser.post("/api/v1/webhooks/1/test", headers=told).json()
    assert tried == {
        "webhook": 1, "name": "K", "host": "127.0.0.1", "arrived": True, "status": 200,
    }  # fmt: skip
    assert browser.get("/api/v1/webhooks/1/deliveries", headers=told).json() == []
    assert browser.post("/api/v1/webhooks/1/enable", headers=told).json() == hook
    assert browser.delete("/api/v1/webhooks/1", headers=told).status_code == 204
    assert browser.get("/api/v1/webhooks", headers=told).json() == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (" \r\n https://10.0.0.1/hook?to=K\t", 409),  # in form, but private
        *(
            (f"https://10.0.0.1/{space}", 422)
            for space in ["a b", "\x85b", "\x00", "\x7f", "\xa0b"]
        ),
        ("ftp://10.0.0.1/", 422),
        ("https://me@10.0.0.1/", 422),
        ("https://", 422),
    ],
)
def test_an_address_has_the_form_that_is_told(
    browser: TestClient, home: Path, address: str, status: int
) -> None:
    told = token(home, "webhooks")
    body = {"address": address, "query": "q=kettles"}
    answer = browser.post("/api/v1/webhooks", json=body, headers=told)
    assert answer.status_code == status, answer.text


def test_a_program_needs_the_right_token(browser: TestClient, home: Path) -> None:
    for path in ("", "/1/deliveries"):
        assert browser.get(f"/api/v1/webhooks{path}").status_code == 401
        wrong = browser.get(f"/api/v1/webhooks{path}", headers=token(home, "collections"))
        assert wrong.status_code == 403
    for path in ("", "/1/test", "/1/enable"):
        assert browser.post(f"/api/v1/webhooks{path}", json={"address": "x"}).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"address": "https://10.0.0.1/", "query": ""}, 409),
        ({"address": "https://10.0.0.1/"}, 400),
        ({"address": "https://x/", "query": "", "collection": 1}, 400),
        ({"address": "x", "query": ""}, 422),
        ({"address": "https://ada:kettle@x.example/", "query": ""}, 422),
        ({"address": "http://127.0.0.1/", "query": "kind=kettle"}, 400),
        ({"address": "http://127.0.0.1/", "collection": 9}, 404),
        ({"address": "", "query": ""}, 422),
        ({"address": "https://x/" + "y" * 2_000, "query": ""}, 422),
        ({"query": ""}, 422),
        ({"address": "https://x/", "collection": 2**70}, 422),
    ],
)
def test_what_a_program_gets_wrong_is_a_problem(
    browser: TestClient, home: Path, body: dict[str, Any], status: int
) -> None:
    refused = browser.post("/api/v1/webhooks", json=body, headers=token(home, "webhooks"))
    assert refused.status_code == status, refused.text
    assert refused.headers["content-type"] == "application/problem+json"


# What the site does by itself


def test_a_round_forgets_and_tries_again(
    browser: TestClient, home: Path, receiver: Receiver
) -> None:
    send(browser, "/webhooks", watched="search ", name="All", address=receiver.address)
    members = Members(home / "members.db")
    members.queries.note("kettles", 1, datetime(2020, 1, 1, tzinfo=UTC))
    members.webhooks.queue(1, "msg_1", "{}", ["x"], datetime(2020, 1, 1, tzinfo=UTC))
    round_of(Home(home), ("127.0.0.1",), datetime.now(UTC))
    assert members.queries.commonest() == []
    assert [taken.body for taken in receiver.taken] == [b"{}"]
    members.close()


def test_a_round_makes_no_file_where_nobody_is(home: Path) -> None:
    round_of(Home(home), (), datetime.now(UTC))
    assert not (home / "members.db").exists()


def test_the_site_goes_round_when_it_starts(home: Path) -> None:
    members = Members(home / "members.db")
    members.queries.note("kettles", 1, datetime(2020, 1, 1, tzinfo=UTC))
    with TestClient(application(home)) as client:
        for _ in range(100):
            client.get("/health")
            if not members.queries.commonest():
                break
    assert members.queries.commonest() == []
    members.close()
