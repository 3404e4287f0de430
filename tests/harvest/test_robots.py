"""Sites say which pages robots may fetch, and are listened to."""

from __future__ import annotations

import time

import httpx
import pytest
from harvest.web import client
from hypothesis import given
from hypothesis import strategies as st

from clew.harvest.http.manners import Manners
from clew.harvest.http.robots import Robots, parse_robots

SITE = "https://archive.example"


def allowed(text: str, path: str) -> bool:
    return parse_robots(text).allow(SITE + path)


@pytest.mark.parametrize(
    ("rules", "path", "verdict"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /a", "/ab", False),
        ("Disallow: /a/", "/ab", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?page=2", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /search?*sort=", "/search?q=1&sort=up", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /café", "/caf%C3%A9", False),
        ("# Disallow: /a", "/a", True),
        ("Disallow: /a # not this", "/a", False),
    ],
)
def test_a_rule(rules: str, path: str, verdict: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is verdict


def test_our_own_group_goes_before_everybodys() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Clew/2\nDisallow: /b\n"
    assert [allowed(text, path) for path in ("/a", "/b")] == [True, False]


def test_groups_of_the_same_name_are_one() -> None:
    text = (
        "User-agent: clew\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: clew\nDisallow: /b"
    )
    assert [allowed(text, path) for path in ("/a", "/b", "/c")] == [False, False, True]


@pytest.mark.parametrize(("said", "delay"), [("2.5", 2.5), ("9999", 60.0), ("-1", 0.0), ("x", 0.0)])
def test_a_crawl_delay(said: str, delay: float) -> None:
    assert parse_robots(f"User-agent: *\nCrawl-delay: {said}").delay == delay


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(parse_robots(f"User-agent: *\nDisallow: {text}"), Robots)


def test_a_hostile_pattern_is_quick() -> None:
    begin = time.process_time()
    assert allowed("User-agent: *\nDisallow: /" + "*a" * 5_000 + "$", "/" + "a" * 4_000) is True
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (httpx.Response(200, text="User-agent: *\nDisallow: /closed"), False),
        (httpx.Response(200, text="User-agent: *\nDisallow: /other"), True),
        (httpx.Response(404), True),
        (httpx.Response(403), True),
        (httpx.Response(503), False),
        (httpx.Response(200, content=bytes(2**20 + 1)), False),
    ],
)
def test_a_site_is_asked_once(answer: httpx.Response, verdict: bool) -> None:
    asked = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(answer.status_code, content=answer.content)

    asking = client(serve, Manners(attempts=1))
    assert asking.may_fetch(f"{SITE}/closed") is verdict
    assert asking.may_fetch(f"{SITE}/closed") is verdict
    assert asked == ["/robots.txt"]


def test_a_crawl_delay_is_kept() -> None:
    waits: list[float] = []
    text = "User-agent: *\nCrawl-delay: 3"
    asking = client(lambda r: httpx.Response(200, text=text), Manners(rate=0), sleep=waits.append)
    asking.may_fetch(SITE)
    for _ in range(3):
        asking.get(f"{SITE}/a")
    assert [round(wait) for wait in waits] == [3, 6]
