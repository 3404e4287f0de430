"""One address: redirects followed, private networks and endless answers refused."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from clew.errors import SourceError, TooLarge
from clew.harvest import web
from clew.harvest.web import fetch

Handler = Callable[[httpx.Request], httpx.Response]


def served(handler: Handler) -> httpx.MockTransport:
    return httpx.MockTransport(handler)


def test_a_page_with_its_type() -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return httpx.Response(
            200, content=b"<p>hi", headers={"content-type": "text/html; charset=utf-8"}
        )

    arrival = fetch("https://archive.example/1", served(answer))
    assert (arrival.location, arrival.media_type, arrival.open().read()) == (
        "https://archive.example/1",
        "text/html",
        b"<p>hi",
    )
    assert seen[0].startswith("Clew/")


def test_redirects_are_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(302, headers={"location": "/new"})
        return httpx.Response(200, content=b"here")

    arrival = fetch("https://archive.example/old", served(answer))
    assert (arrival.location, arrival.open().read()) == ("https://archive.example/new", b"here")


def test_endless_redirects_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": str(request.url)})

    with pytest.raises(SourceError, match="redirects without end"):
        fetch("https://archive.example/", served(answer))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/secret",
        "http://[::1]/",
        "http://169.254.169.254/latest",
    ],
)
def test_private_addresses_are_refused_also_behind_a_redirect(target: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": target})

    with pytest.raises(SourceError, match="private network"):
        fetch(target, served(answer))
    with pytest.raises(SourceError, match="private network"):
        fetch("https://archive.example/", served(answer))


def test_a_host_that_resolves_to_this_machine_is_refused() -> None:
    with pytest.raises(SourceError, match="private network"):
        fetch("http://localhost/")


@pytest.mark.parametrize("target", ["ftp://archive.example/", "http://", "https:///x"])
def test_what_is_no_web_address(target: str) -> None:
    with pytest.raises(SourceError, match="no web address"):
        fetch(target, served(lambda request: httpx.Response(200)))


def test_an_error_answer_is_told() -> None:
    with pytest.raises(SourceError, match="answered 404 Not Found"):
        fetch("https://archive.example/", served(lambda request: httpx.Response(404)))


def test_a_host_that_does_not_answer_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(SourceError, match="did not answer: refused"):
        fetch("https://archive.example/", served(answer))


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "FETCH_LIMIT", 10)
    with pytest.raises(TooLarge, match="is longer than 10 bytes"):
        fetch("https://a.example/", served(lambda request: httpx.Response(200, content=b"x" * 11)))
