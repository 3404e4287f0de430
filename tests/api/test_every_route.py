"""Every address of the site, asked wrongly: refused in one form, never with a stack trace.

The routes are the application's own, so that one that is added tomorrow is asked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from support import copied
from walking import Way, ways

from clew.api.v1 import ASKED
from clew.api.v1.feedback import GIVEN
from clew.api.v1.webhooks import POSTED
from clew.members import Members, Role, Scope
from clew.web.application import application

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WRONG_NAMES = (
    "no-such-thing", "-1", "0", "9" * 400, "%00", "..%2F..%2Fetc%2Fpasswd", "%ED%A0%80",
    "x" * 4_000, "'%20OR%201=1--",
)  # fmt: skip
WRONG_QUERIES = (
    "limit=kettle&offset=kettle&cursor=kettle&order=kettle&format=kettle&as=kettle&fields=kettle",
    f"limit={'9' * 30}&offset=-{'9' * 30}&depth=1e999&num_results=nan&page=-1",
    "limit=1&limit=2&cursor=1-2&cursor=3-4&q=a&q=b&query=a&query=b",
    f"q={'(' * 500}&query={'%22' * 500}",
    "q=%00&query=%ED%A0%80&verb=%00&uuid=%00&slug=%FF",
    f"year={'9' * 400}..&age=soon&kettle=1&kind=kettle",
    "cursor=999999999-999999999&resumptionToken=kettle&verb=ListRecords",
    "%00=%00&=&&&;=;",
)
WRONG_HEADERS: tuple[dict[str, str], ...] = (
    {"Accept": "kettle/*;q=nan, */;q=-1, text/html;q=", "Accept-Language": "x" * 3_000},
    {"Range": "bytes=9-1,-,kettle", "If-None-Match": '"', "If-Modified-Since": "soon"},
    {"Authorization": "Bearer " + "x" * 3_000, "Cookie": "session=%00; =;;"},
    {"Accept-Encoding": "kettle;q=9", "Content-Type": "kettle"},
)
WRONG_BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b"{"),
    ("application/json", b"[" * 60_000),
    ("application/json", b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
    ("application/json", b'"kettle"'),
    ("application/json", b'{"limit": 1e999, "query": "\\ud800", "address": null, "items": [[]]}'),
    ("application/json", b"\xff\xfe\x00"),
    ("text/plain", b"kettle"),
    ("application/x-www-form-urlencoded", b"%00=%00&a=%ED%A0%80&&="),
    ("multipart/form-data; boundary=x", b"--x\r\nkettle"),
    ("multipart/form-data", b"--x--"),
    ("", b""),
)
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "KETTLE")
_PARAMETER = re.compile(r"\{[^}]+\}")


@pytest.fixture(scope="module")
def home(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(filled, tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def app(home: Path) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        for limit in (ASKED, GIVEN, POSTED):
            patch.setattr(limit, "rate", 1e9)
            patch.setattr(limit, "burst", 10**9)
        yield application(home)


@pytest.fixture(scope="module")
def asking(app: FastAPI, home: Path) -> Iterator[TestClient]:
    with closing(Members(home / "members.db")) as members:
        account = members.accounts.open("ask@example.org", "Ask", NOW, role=Role.CURATOR)
        token = members.tokens.make(account.number, "ask", [*Scope], NOW)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as made:
        made.headers["Authorization"] = f"Bearer {token}"
        yield made


@pytest.fixture(scope="module")
def known(app: FastAPI) -> list[Way]:
    return ways(app)


def judged(asking: TestClient, method: str, url: str, **more: Any) -> int:
    """Ask as one who may do everything, and hold what comes to the one form of errors."""
    found = asking.request(method, url, **more)
    asked = f"{method} {url[:200]} {str(more)[:200]} → {found.status_code} {found.text[:300]}"
    assert found.status_code < 500, asked
    assert "Traceback" not in found.text, asked
    assert 'File "' not in found.text, asked
    programs = url.startswith(("/api/", "/discover", "/info"))
    if found.status_code >= 400 and programs and method != "HEAD":
        assert found.headers["content-type"] == "application/problem+json", asked
        problem = found.json()
        assert problem["status"] == found.status_code, asked
        assert problem["detail"], asked
        assert problem["type"].startswith("urn:clew:problem:"), asked
    return found.status_code


def address(way: Way, name: str) -> str:
    """Return the address of a route whose every part is one name."""
    return _PARAMETER.sub(lambda _: name, way.path)


def test_there_are_routes_of_each_sort(known: list[Way]) -> None:
    for start in ("/api/v1/", "/discover/", "/info/", "/oai", "/r/", "/search"):
        assert any(way.path.startswith(start) for way in known), start


def test_wrong_names(asking: TestClient, known: list[Way]) -> None:
    for way in known:
        for name in WRONG_NAMES if "{" in way.path else ("",):
            judged(asking, way.method, address(way, name))


def test_wrong_parameters(asking: TestClient, known: list[Way]) -> None:
    for way in known:
        for query in WRONG_QUERIES if way.method == "GET" else ():
            judged(asking, "GET", f"{address(way, 'no-such-thing')}?{query}")


def test_wrong_headers(asking: TestClient, known: list[Way]) -> None:
    for way in known:
        for headers in WRONG_HEADERS if way.method == "GET" else ():
            judged(asking, "GET", address(way, "kettle"), headers=headers)


def test_wrong_methods(asking: TestClient, known: list[Way]) -> None:
    for path in {address(way, "kettle") for way in known}:
        for method in METHODS:
            status = judged(asking, method, path)
            if method in ("PATCH", "TRACE", "KETTLE"):
                assert status in (404, 405), (method, path, status)


def test_wrong_bodies(asking: TestClient, known: list[Way]) -> None:
    for way in known:
        for type, body in WRONG_BODIES if way.changes else ():
            headers = {"Content-Type": type}
            judged(asking, way.method, address(way, "1"), content=body, headers=headers)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/search?limit=kettle", "limit"),
        ("/api/v1/search?offset=-1", "offset"),
        ("/api/v1/search?kettle=1", "kettle"),
        ("/api/v1/search?year=soon", "year"),
        ("/api/v1/search?cursor=kettle", "cursor"),
        ("/api/v1/search?order=kettle", "order"),
        ("/api/v1/facets/kettle", "kettle"),
        ("/api/v1/resources/staying-on-the-line?fields=kettle", "kettle"),
        ("/discover/search?num_results=many", "num_results"),
        ("/discover/search?alpha=7", "alpha"),
        ("/discover/get-variables?num_results=x", "num_results"),
    ],
)
def test_what_is_wrong_is_named(asking: TestClient, path: str, name: str) -> None:
    found = asking.get(path)
    assert found.status_code in (400, 404, 422), found.text
    assert name in found.text
