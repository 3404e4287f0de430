"""Fetching: again when that may help, only what changed, with limits, never into private nets."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from harvest.web import client

from clew.errors import SourceError, TooLarge
from clew.harvest.http import Answer, Client, Manners, Validators
from clew.harvest.http.client import user_agent
from clew.harvest.http.manners import asked_to_wait

URL = "https://archive.example/1"


def test_who_asks() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return httpx.Response(200)

    client(answer, contact="data@library.example").get(URL)
    assert seen == [user_agent("data@library.example")]
    assert seen[0].startswith("Clew/")
    assert seen[0].endswith("(research catalogue; data@library.example)")


def test_an_answer_has_all_that_is_needed_next_time() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == f"{URL}?verb=Identify"
        headers = {"etag": '"7"', "last-modified": "Fri, 02 May 2031 09:30:00 GMT"}
        return httpx.Response(200, content=b"here", headers=headers)

    assert client(answer).get(URL, {"verb": "Identify"}) == Answer(
        f"{URL}?verb=Identify",
        200,
        b"here",
        None,
        Validators('"7"', "Fri, 02 May 2031 09:30:00 GMT"),
    )


def test_a_page_is_asked_for_only_if_it_has_changed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["if-none-match"] == '"7"'
        assert request.headers["if-modified-since"] == "Fri, 02 May 2031 09:30:00 GMT"
        return httpx.Response(304)

    known = Validators('"7"', "Fri, 02 May 2031 09:30:00 GMT")
    assert client(answer).get(URL, known=known).unchanged


def test_gzip_is_unpacked_and_counted_unpacked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        packed = gzip.compress(b"x" * 1000)
        return httpx.Response(200, content=packed, headers={"content-encoding": "gzip"})

    asking = client(answer)
    assert asking.get(URL).content == b"x" * 1000
    assert asking.received == 1000


def test_a_gzip_bomb_is_left_at_the_limit() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        packed = gzip.compress(bytes(50_000_000))
        assert len(packed) < 100_000
        return httpx.Response(200, content=packed, headers={"content-encoding": "gzip"})

    with pytest.raises(TooLarge, match=r"is longer than 1,000,000 bytes"):
        client(answer).get(URL, limit=1_000_000)


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "GZIP,deflate", "zstd"])
def test_what_is_packed_in_ways_nobody_asked_for_is_not_unpacked(packing: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        stream = httpx.ByteStream(gzip.compress(gzip.compress(bytes(1000))))
        return httpx.Response(200, stream=stream, headers={"content-encoding": packing})

    with pytest.raises(SourceError, match=r"is packed as '.*', which Clew does not unpack"):
        client(answer).get(URL)


def test_broken_gzip_is_asked_for_again() -> None:
    bodies = iter([b"nonsense", gzip.compress(b"fine")])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=next(bodies), headers={"content-encoding": "gzip"})

    assert client(answer).get(URL).content == b"fine"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    answers = iter([status, status, 200])
    waits: list[float] = []
    asking = client(lambda r: httpx.Response(next(answers)), sleep=waits.append)
    assert asking.get(URL).status == 200
    assert len(waits) == 2


def test_a_server_may_say_how_long_to_wait() -> None:
    answers = iter([httpx.Response(503, headers={"retry-after": "7"}), httpx.Response(200)])
    waits: list[float] = []
    client(lambda r: next(answers), sleep=waits.append).get(URL)
    assert waits == [7.0]


def test_a_server_that_asks_for_too_long_a_rest_is_left_alone() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(429, headers={"retry-after": "86400"})

    with pytest.raises(SourceError, match=r"429 Too Many Requests and asks for 86,400 seconds"):
        client(answer).get(URL)


def test_waits_grow_and_vary_and_end() -> None:
    manners = Manners(backoff=1.0)
    longest = [max(manners.pause(attempt) for _ in range(200)) for attempt in (1, 2, 3, 12)]
    assert longest[0] <= 1 < longest[1] <= 2 < longest[2] <= 4
    assert 4 < longest[3] <= 60


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 02 May 2031 09:31:00 GMT", 60.0),
        ("Fri, 02 May 2031 09:29:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 400, 999999999.0),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert asked_to_wait(header, datetime(2031, 5, 2, 9, 30, tzinfo=UTC)) == seconds


def test_attempts_end() -> None:
    asked: list[object] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        raise httpx.ConnectError("refused")

    with pytest.raises(SourceError, match="did not answer: refused"):
        client(answer, Manners(attempts=4)).get(URL)
    assert len(asked) == 4


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    def half() -> Iterator[bytes]:
        yield b"hal"
        raise httpx.RemoteProtocolError("peer closed connection")

    bodies: list[object] = [half(), b"whole"]
    asking = client(lambda r: httpx.Response(200, content=bodies.pop(0)))  # type: ignore[arg-type]
    assert asking.get(URL).content == b"whole"


@pytest.mark.parametrize("status", [404, 410])
def test_nothing_there_is_an_answer(status: int) -> None:
    assert client(lambda r: httpx.Response(status)).get(URL) == Answer(URL, status)


@pytest.mark.parametrize(("status", "reason"), [(401, "Unauthorized"), (403, "Forbidden")])
def test_a_refusal_is_told_at_once(status: int, reason: str) -> None:
    with pytest.raises(SourceError, match=f"/1 answered {status} {reason}. Check the address."):
        client(lambda r: httpx.Response(status)).get(URL)


def test_an_endless_answer_is_cut_off() -> None:
    def gigabyte() -> Iterator[bytes]:
        for _ in range(1024):
            yield bytes(2**20)
        pytest.fail("all of it was read")

    asking = client(lambda r: httpx.Response(200, content=gigabyte()), Manners(limit=2**22))
    with pytest.raises(TooLarge, match=r"is longer than 4,194,304 bytes\. Download it yourself"):
        asking.get(URL)
    assert asking.received == 5 * 2**20


def test_a_drop_at_a_time_is_not_enough() -> None:
    def drops() -> Iterator[bytes]:
        yield from [b"."] * 9

    manners = Manners(whole=-1, attempts=2)
    with pytest.raises(SourceError, match="takes too long to answer"):
        client(lambda r: httpx.Response(200, content=drops()), manners).get(URL)


class TestRedirects:
    def moved(self, status: int, target: str = "/new") -> httpx.MockTransport:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/1":
                return httpx.Response(status, headers={"location": target})
            return httpx.Response(200, content=b"here")

        return httpx.MockTransport(answer)

    @pytest.mark.parametrize("status", [301, 308])
    def test_for_good(self, status: int) -> None:
        answer = Client(transport=self.moved(status)).get(URL)
        assert (answer.url, answer.moved_to) == ("https://archive.example/new",) * 2

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_for_now(self, status: int) -> None:
        answer = Client(transport=self.moved(status)).get(URL)
        assert (answer.url, answer.moved_to) == ("https://archive.example/new", None)

    def test_without_end(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(302, headers={"location": f"{request.url}x"})

        with pytest.raises(SourceError, match="/1 redirects without end"):
            client(answer).get(URL)

    @pytest.mark.parametrize(
        "target",
        [
            "http://127.0.0.1/",
            "http://10.1.2.3/secret",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[2002:7f00:1::]/",
            "http://[64:ff9b::a00:1]/",
            "http://[64:ff9b:1::7f00:1]/",
            "http://[::127.0.0.1]/",
            "http://[::]/",
            "http://169.254.169.254/latest",
            "http://224.0.0.1/",
            "http://0.0.0.0/",
        ],
    )
    def test_into_a_private_network(self, target: str) -> None:
        with pytest.raises(SourceError, match="private network"):
            Client(transport=self.moved(302, target)).get(URL)
        with pytest.raises(SourceError, match="private network"):
            Client(transport=self.moved(302)).get(target)

    def test_from_a_trusted_host_to_another_private_one(self) -> None:
        trusting = Client(transport=self.moved(302, "http://10.0.0.2/"), trusted=["10.0.0.1"])
        assert trusting.get("http://10.0.0.1/2").content == b"here"
        with pytest.raises(SourceError, match=r"http://10\.0\.0\.2/ is an address of a private"):
            trusting.get("http://10.0.0.1/1")

    @pytest.mark.parametrize("target", ["ftp://archive.example/", "file:///etc/passwd", "http://"])
    def test_to_something_else_than_the_web(self, target: str) -> None:
        with pytest.raises(SourceError, match="no web address"):
            Client(transport=self.moved(302, target)).get(URL)


def test_a_host_whose_addresses_are_private_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in ("8.8.8.8", "10.0.0.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    with Client() as asking, pytest.raises(SourceError, match="private network"):
        asking.get("http://two-faced.example/")


def test_a_host_that_changes_its_address_after_the_look_up_is_refused() -> None:
    class Peer:
        def get_extra_info(self, name: str) -> tuple[str, int]:
            return ("127.0.0.1", 80)

    asking = client(lambda r: httpx.Response(200, extensions={"network_stream": Peer()}))
    asking._own_wires = True
    with pytest.MonkeyPatch.context() as patch:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 0))]
        patch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
        with pytest.raises(SourceError, match="private network"):
            asking.get(URL)


def test_a_host_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with Client() as asking, pytest.raises(SourceError, match=r"There is no host nowhere\.example"):
        asking.get("http://nowhere.example/")


def test_turns_are_taken_with_each_host() -> None:
    waits: list[float] = []
    asking = client(lambda r: httpx.Response(200), Manners(rate=2), sleep=waits.append)
    for host in ("a", "a", "b", "a"):
        asking.get(f"https://{host}.example/")
    assert [round(wait, 1) for wait in waits] == [0.5, 1.0]
