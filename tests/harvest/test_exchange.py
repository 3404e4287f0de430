"""One request, one answer: never into private networks, never on and on, never in plain."""

from __future__ import annotations

import socket
import time
from typing import Any

import httpx
import pytest
from receiver import Told, receiving

from clew.errors import SourceError
from clew.harvest.http import Exchanger, Reply, is_loopback
from clew.harvest.http.exchange import _pin

HERE = ("127.0.0.1",)


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Have host names mean these addresses, one after the other; return the names asked for."""
    asked: list[str] = []
    left = list(answers)

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_what_is_sent_comes_and_the_answer_is_brought() -> None:
    with receiving(lambda taken: Told(201, b"kettle")) as server:
        reply = Exchanger()(
            "POST", f"{server.address}/a?b=c", headers={"X-K": "v"}, content=b"tea", trusted=HERE
        )
    assert reply == Reply(201, b"kettle")
    (taken,) = server.taken
    assert (taken.method, taken.path, taken.body) == ("POST", "/a?b=c", b"tea")
    assert taken.headers["X-K"] == "v"
    assert taken.headers["Host"] == server.address.removeprefix("http://")
    assert taken.headers["User-Agent"].startswith("Clew/")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.7/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
    ],
)
def test_a_private_address_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match="private network"):
        Exchanger()("POST", url)


def test_a_name_that_means_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, "192.168.1.1")
    with pytest.raises(SourceError, match="private network"):
        Exchanger()("POST", "https://kettle.example/")
    assert asked == ["kettle.example"]


def test_a_name_is_looked_up_once_and_spoken_to_where_it_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = resolving(monkeypatch, "203.0.113.9", "127.0.0.1")
    spoken: list[tuple[str, str, Any]] = []

    async def send(self: Any, request: httpx.Request, **_: Any) -> httpx.Response:
        spoken.append((request.url.host, request.headers["host"], request.extensions))
        raise httpx.ConnectError("enough")

    monkeypatch.setattr(httpx.AsyncClient, "send", send)
    # 203.0.113.0/24 is for documents (RFC 5737), and so not global: it has to be trusted here.
    with pytest.raises(SourceError, match=r"^kettle\.example did not answer: enough"):
        Exchanger()("POST", "https://kettle.example:8443/secret", trusted=["kettle.example"])
    assert asked == ["kettle.example"]
    assert spoken == [("203.0.113.9", "kettle.example:8443", {"sni_hostname": "kettle.example"})]


def test_a_pinned_request_keeps_all_else() -> None:
    request = httpx.Request("POST", "https://kettle.example/a?b=c", content=b"tea")
    _pin(request, "2001:db8::1")
    assert str(request.url) == "https://[2001:db8::1]/a?b=c"
    assert request.headers["host"] == "kettle.example"


def test_what_is_not_encrypted_is_refused() -> None:
    with pytest.raises(SourceError, match="not encrypted"):
        Exchanger()("POST", "http://kettle.example/")


@pytest.mark.parametrize("url", ["ftp://kettle.example/", "kettle", "https://", "file:///etc"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match="no web address"):
        Exchanger()("GET", url)


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    with receiving() as inner:
        away = {"Location": f"{inner.address}/inside"}
        with receiving(lambda taken: Told(302, headers=away)) as outer:
            assert Exchanger()("POST", outer.address, trusted=HERE).status == 302
    assert inner.taken == []


def test_an_answer_too_long_is_cut() -> None:
    with receiving(lambda taken: Told(200, b"x" * 5_000)) as server:
        reply = Exchanger(limit=100)("GET", server.address, trusted=HERE)
    assert reply == Reply(200, b"x" * 100)


def test_an_answer_packed_twice_is_not_unpacked() -> None:
    twice = Told(200, b"x", headers={"Content-Encoding": "gzip, gzip"})
    refused = pytest.raises(SourceError, match=r"^127\.0\.0\.1 is packed as 'gzip, gzip'")
    with receiving(lambda taken: twice) as server, refused:
        Exchanger()("GET", server.address, trusted=HERE)


def test_an_answer_that_never_ends_is_left() -> None:
    with receiving(lambda taken: Told(dribbled=True)) as server:
        began = time.monotonic()
        with pytest.raises(SourceError, match=r"^127\.0\.0\.1 takes too long to answer"):
            Exchanger(whole=0.3)("GET", server.address, trusted=HERE)
    assert time.monotonic() - began < 3


def test_nobody_there_is_said_without_the_rest_of_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/hooks/very-secret"
        with pytest.raises(SourceError) as caught:
            Exchanger()("POST", url, trusted=HERE)
    assert str(caught.value).startswith("127.0.0.1 did not answer: ")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:8080/a", True),
        ("https://127.0.0.1/", True),
        ("http://[::1]:1/", True),
        ("https://localhost.example.org/", False),
        ("https://10.0.0.1/", False),
    ],
)
def test_this_machine_is_known(url: str, here: bool) -> None:
    assert is_loopback(url) is here
