"""One address, as a document."""

from __future__ import annotations

import httpx
import pytest
from harvest.web import client

from clew.errors import SourceError
from clew.harvest.web import fetch


def test_a_page_with_its_type() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, content=b"<p>hi", headers={"content-type": "text/html; charset=utf-8"}
        )

    arrival = fetch("https://archive.example/1", client(answer))
    assert (arrival.location, arrival.media_type, arrival.open().read()) == (
        "https://archive.example/1",
        "text/html",
        b"<p>hi",
    )


def test_a_page_is_called_by_where_it_was_in_the_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(302, headers={"location": "/new"})
        return httpx.Response(200, content=b"here")

    assert fetch("https://archive.example/old", client(answer)).location == (
        "https://archive.example/new"
    )


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(SourceError, match=r"/1 answered 404 Not Found\. Check the address"):
        fetch("https://archive.example/1", client(lambda request: httpx.Response(404)))


def test_a_host_of_this_machine_is_refused_without_asking() -> None:
    with pytest.raises(SourceError, match="private network"):
        fetch("http://localhost/")
