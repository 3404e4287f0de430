"""How others reach the site: by HEAD as by GET, and from pages of other sites."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

ELSEWHERE = {"Origin": "https://front.example.org"}


@pytest.mark.parametrize(
    "path", ["/", "/search?q=tea", "/api/v1/catalogue", "/oai?verb=Identify", "/robots.txt"]
)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    whole, head = client.get(path, headers=plain), client.head(path, headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers.get("link") == whole.headers.get("link")


def test_head_of_nothing_is_not_found(client: TestClient) -> None:
    head = client.head("/r/no-such-thing")
    assert (head.status_code, head.content) == (404, b"")


@pytest.mark.parametrize(
    "path",
    ["/api/v1/search?q=tea", "/discover/search?query=tea", "/info/version", "/oai", "/health"],
)
def test_pages_of_other_sites_may_ask(client: TestClient, path: str) -> None:
    found = client.get(path, headers=ELSEWHERE)
    assert found.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in found.headers


def test_a_browser_asks_first_for_what_is_more_than_reading(client: TestClient) -> None:
    asked = ELSEWHERE | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    found = client.options("/api/v1/collections", headers=asked)
    assert found.status_code == 200
    assert "POST" in found.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/collections", "/r/no-such-thing"])
def test_what_is_for_people_is_closed_to_them(client: TestClient, path: str) -> None:
    found = client.get(path, headers=ELSEWHERE)
    assert "access-control-allow-origin" not in found.headers


def test_a_wrong_method_is_told_which_are_right(client: TestClient) -> None:
    found = client.put("/api/v1/collections")
    assert (found.status_code, found.headers["allow"]) == (405, "GET, POST")
    assert client.patch("/api/v1/resources/a/links").headers["allow"] == "GET"
