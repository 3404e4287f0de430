"""The site as somebody sees it who means it ill."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import hostile
import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pages import faults, scripts
from walking import ways

from clew.api.limits import Limit
from clew.api.site import Site
from clew.export.registry import formats
from clew.members import Members, Role, secrets
from clew.web.application import application
from clew.web.bounds import MOST
from clew.web.discretion import Discretion, discreet, install
from clew.web.pages.account import GUESSES, TRIES
from clew.web.visitor import FORM, SESSION, local

PASSWORD = "a kettle sings at noon"
WORD = "a-word-of-forms"
NOW = datetime(2031, 5, 2, 9, tzinfo=UTC)
BAD = f"{hostile.TAG}{hostile.END}\r\nSet-Cookie: evil=1"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limit, "check", lambda self, who, whence: None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home where everything that can be written is an attack."""
    made = tmp_path_factory.mktemp("security")
    (made / "clew.toml").write_text('[encoder]\nname = "none"\n')
    hostile.fill(made)
    members = Members(made / "members.db")
    eve = members.accounts.open("eve@example.org", f"Eve {BAD}", NOW, role=Role.ADMIN).number
    kept = members.collections.make(eve, f"Kept {BAD}", NOW, f"Of {BAD}", ["hostile-data", BAD])
    members.collections.note(eve, kept.number, BAD, f"Note {BAD}", NOW)
    members.collections.set_shared(eve, kept.number, True)
    members.searches.save(eve, f"Saved {BAD}", f"q={BAD}", NOW)
    members.webhooks.make(eve, f"Hook {BAD}", f"https://x.example/{BAD}", NOW, query=f"q={BAD}")
    members.tokens.make(eve, f"Token {BAD}", ["feedback"], NOW)
    members.feedback.give("wrong", NOW, comment=BAD, resource=BAD, context={"page": BAD})
    members.queries.note(BAD, 0, NOW)
    members.close()
    return made


@pytest.fixture(scope="module")
def secret(home: Path) -> str:
    members = Members(home / "members.db")
    made = members.sessions.begin(1, datetime.now(UTC))
    members.close()
    return made


@pytest.fixture(scope="module")
def share(home: Path) -> str:
    members = Members(home / "members.db")
    found = members.collections.of(1)[0].share
    members.close()
    assert found
    return found


@pytest.fixture(scope="module")
def site(home: Path, secret: str) -> Iterator[TestClient]:
    with TestClient(
        application(home),
        headers={"Accept": "text/html"},
        cookies={SESSION: secret, FORM: WORD},
        follow_redirects=False,
    ) as made:
        yield made


@pytest.fixture(scope="module")
def slugs(site: TestClient) -> list[str]:
    found = site.get("/api/v1/search?limit=50&fields=hits", headers={"Accept": "*/*"}).json()
    return [one["id"] for one in found["hits"]]


def parsed(answer: Any) -> Any:
    return etree.fromstring(answer.text.encode(), etree.HTMLParser(encoding="utf-8"))


# Everything written is shown, and nothing runs


def examples(site: TestClient, slugs: list[str], share: str) -> Iterator[str]:
    """Yield an address of every route that only shows, with hostile things where it takes one."""
    asked = f"q=hostile&keyword={hostile.TAG.replace('&', '%26')}"
    for way in ways(site.app):  # type: ignore[arg-type]
        if way.changes or way.path.startswith("/static"):
            continue
        path = way.path.replace("{share}", share).replace("{number}", "1")
        path = path.replace("{revision}", "1").replace("{name:path}", "{slug}")
        for slug in slugs[:4] if "{slug}" in path else [""]:
            for name in ("jsonld", "csv", "ris") if "{name}" in path else [""]:
                made = path.replace("{slug}", slug).replace("{name}", name)
                made = made.replace("{style}", "apa")
                if "{" not in made:
                    yield f"{made}?{asked}&ids={'&ids='.join(slugs[:3])}&id={slugs[0]}"


def test_no_route_that_shows_lets_anything_run(
    site: TestClient, slugs: list[str], share: str
) -> None:
    seen = 0
    for path in examples(site, slugs, share):
        answer = site.get(path)
        assert answer.status_code < 500, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert "unsafe" not in answer.headers["Content-Security-Policy"], path
        assert "evil" not in str(answer.headers), path
        if answer.headers.get("content-type", "").startswith("text/html"):
            page = parsed(answer)
            assert page is None or scripts(page) == [], path
            seen += answer.status_code == 200
    assert seen >= 25


def test_what_keepers_and_members_see_is_sound(site: TestClient, share: str) -> None:
    paths = ["/admin", "/account", "/collections", "/collections/1", f"/shared/{share}"]
    paths += ["/webhooks", "/links", "/links/log", "/sign-in?back=/x", "/searches/new?q=%3Cb%3E"]
    for path in paths:
        answer = site.get(path)
        if path.startswith("/sign-in"):
            continue
        assert answer.status_code == 200, path
        assert scripts(parsed(answer)) == [], path
        assert faults(parsed(answer)) == [], path
        assert "<img src=x" not in answer.text, path
        assert answer.headers["cache-control"] == "private, no-store", path


def test_every_export_of_a_hostile_collection_is_a_file_of_its_own_name(
    site: TestClient, share: str
) -> None:
    for one in formats():
        if not one.many:
            continue
        answer = site.get(f"/collections/1/as/{one.name}")
        assert answer.status_code == 200, one.name
        assert not answer.headers["content-type"].startswith("text/html"), one.name
        name = answer.headers["content-disposition"]
        assert name.replace("-", "").isascii()
        assert name.startswith('inline; filename="Kept-'), one.name
        assert not set(name.removeprefix('inline; filename="')[:-1]) & set('";\r\n\\/<>'), one.name
        assert "set-cookie" not in answer.headers, one.name
        assert answer.headers["cache-control"] == "private, no-store", one.name


def test_feeds_and_pictures_of_them_are_well_formed(
    site: TestClient, slugs: list[str], share: str
) -> None:
    strict = etree.XMLParser(resolve_entities=False)
    paths = ["/search/feed?q=hostile", "/source/files/feed", f"/shared/{share}/feed"]
    paths += [f"/t/{slug}/as/svg" for slug in slugs[:2]]
    paths += ["/oai?verb=ListRecords&metadataPrefix=oai_dc", "/sitemap.xml", "/opensearch.xml"]
    paths += ["/oai?verb=GetRecord&identifier=%3Cscript%3E&metadataPrefix=%22%3E"]
    for path in paths:
        answer = site.get(path)
        assert answer.status_code == 200, path
        root: Any = etree.fromstring(answer.content, strict)
        names = {etree.QName(one).localname for one in root.iter("{*}*")}
        assert not names & {"script", "img", "foreignObject"}, path


# Led away, written into headers, called by another name


@given(st.text(max_size=40))
def test_nobody_is_led_to_another_site(text: str) -> None:
    for address in (text, f"/{text}", f"//{text}", f"/\t/{text}", f"/{text}//evil.example"):
        led = urlsplit(urljoin("https://here.example/sign-in", local(address)))
        assert (led.scheme, led.netloc) == ("https", "here.example")


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "//[",
        "/%0d%0aSet-Cookie:x",
        "///",
    ],
)
def test_signing_in_leads_to_this_site_or_nowhere(site: TestClient, back: str) -> None:
    answer = site.get("/sign-in", params={"back": back})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(("/collections", "/%0d%0a"))
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example/x?", 'evil"><script>', "a b", "evil.example:x", ""])
def test_a_host_that_is_none_is_not_repeated(site: TestClient, host: str) -> None:
    answer = site.get("/help", headers={"Host": host})
    assert "<script>" not in answer.text.replace("<script ", "")
    assert "evil" not in answer.text


def test_where_the_site_knows_its_address_nobody_else_says_it(home: Path) -> None:
    at = Site(url="https://clew.wexmoor.example")
    with TestClient(application(home, at), headers={"Accept": "text/html"}) as public:
        answer = public.get("/search", headers={"Host": "evil.example", "X-Forwarded-Host": "evil"})
        assert "evil" not in answer.text
        assert "evil" not in str(answer.headers)
        assert "https://clew.wexmoor.example/search" in answer.text
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "strict-transport-security" not in TestClient(application(home)).get("/help").headers


# Sessions


def form(browser: TestClient, path: str, **fields: str) -> Any:
    if FORM not in browser.cookies:
        browser.get("/sign-in")
    return browser.post(path, data={"form": browser.cookies[FORM], **fields})


@pytest.fixture
def browser(site: TestClient) -> TestClient:
    return TestClient(site.app, headers={"Accept": "text/html"}, follow_redirects=False)


@pytest.fixture(scope="module")
def ada(home: Path) -> str:
    members = Members(home / "members.db")
    email = members.accounts.open("ada@example.org", "Ada", NOW, password=PASSWORD).email
    members.close()
    return email


def test_a_session_that_somebody_else_chose_is_not_taken(browser: TestClient, ada: str) -> None:
    browser.cookies.set(SESSION, "chosen-by-another", domain="testserver.local")
    browser.get("/sign-in")
    before = browser.cookies[FORM]
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    first = browser.cookies.get(SESSION, domain="testserver.local", path="/")
    assert first != "chosen-by-another"
    assert browser.cookies[FORM] != before


def test_each_signing_in_is_a_session_of_its_own_and_ends_for_good(
    browser: TestClient, ada: str
) -> None:
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    first = browser.cookies[SESSION]
    assert browser.get("/account").status_code == 200
    form(browser, "/sign-out")
    assert SESSION not in browser.cookies
    browser.cookies.set(SESSION, first)
    assert browser.get("/account").status_code == 303
    browser.cookies.clear()
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    assert browser.cookies[SESSION] != first


def test_signing_in_again_ends_the_session_before(
    browser: TestClient, ada: str, home: Path
) -> None:
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    first = browser.cookies[SESSION]
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    members = Members(home / "members.db")
    assert members.sessions.account(first, datetime.now(UTC)) is None
    assert members.sessions.account(browser.cookies[SESSION], datetime.now(UTC)) is not None
    members.close()


# How often, how much, how long


def test_one_account_is_guessed_at_only_so_often_from_wherever(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(TRIES, "rate", 1e6)
    monkeypatch.setattr(GUESSES, "burst", 2)
    monkeypatch.setattr(GUESSES, "_left", type(GUESSES._left)())
    wrong = [
        form(browser, "/sign-in", email=email, password="x").status_code
        for email in ("a@b.org", "A@b.org ", "a@b.org", "c@b.org")
    ]
    assert wrong == [401, 401, 429, 401]


def test_addresses_of_one_network_count_as_one() -> None:
    limit = Limit(1, 0.001, "tries")

    def asked(host: str) -> Request:
        return Request({"type": "http", "client": (host, 1), "headers": []})

    seen: list[str] = []
    limit.check = lambda who, whence: seen.append(who)  # type: ignore[method-assign]
    for host in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "192.0.2.7", "x"):
        asyncio.run(limit(asked(host)))
    assert seen == ["2001:db8:1:2::/64"] * 2 + ["2001:db8:1:3::/64", "192.0.2.7", "x"]


def test_what_is_too_long_is_not_read(site: TestClient) -> None:
    long = b"x" * (MOST + 1)
    for path in ("/sign-in", "/feedback"):
        answer = site.post(path, content=long, headers={"Content-Type": "application/json"})
        assert answer.status_code in (403, 413, 422), path
    for path in ("/api/v1/feedback", "/api/v1/like", "/oai"):
        typed = {
            "Content-Type": "application/x-www-form-urlencoded"
            if path == "/oai"
            else "application/json"
        }
        answer = site.post(path, content=long, headers={**typed, "Accept": "application/json"})
        assert answer.status_code == 413, path
        assert answer.json()["detail"] == "Too much was sent; 2,097,152 bytes are the most."


def test_what_does_not_say_how_long_it_is_is_not_read_on_and_on(site: TestClient) -> None:
    sent = 0

    def without_end() -> Iterator[bytes]:
        nonlocal sent
        while sent < 20 * MOST:
            sent += 2**16
            yield b"a" * 2**16

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = site.post("/feedback", content=without_end(), headers=kind)
    assert answer.status_code in (400, 413)


def test_a_password_is_tried_by_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    class Slow:
        def hash(self, password: str) -> str:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.02)
            with lock:
                at_once -= 1
            return password

    monkeypatch.setattr(secrets, "_HASHER", Slow())
    them = [threading.Thread(target=secrets.hash_password, args=("x",)) for _ in range(8)]
    for one in them:
        one.start()
    for one in them:
        one.join()
    assert most == 2


# What is kept and written down


def test_what_people_keep_is_for_the_server_alone(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        Members(tmp_path / "members.db").close()
    finally:
        os.umask(old)
    for file in tmp_path.glob("members.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/shared/b2xk/as/ris?x=1", "/shared/***/as/ris?x=1"),
        ("/shared/b2xk", "/shared/***"),
        ("/feeds/b2xk", "/feeds/***"),
        ("/sign-in/openid/back?code=c&state=s", "/sign-in/openid/back?***"),
        ("/sign-in?back=/account", "/sign-in?back=/account"),
        ("/search?q=/shared/x", "/search?q=/shared/x"),
        ("/r/shared", "/r/shared"),
    ],
)
def test_a_log_keeps_secrets_to_itself(path: str, written: str) -> None:
    assert discreet(path) == written
    arguments = ("127.0.0.1:1", "GET", path, "1.1", 200)
    record = logging.LogRecord(
        "uvicorn.access", 20, "", 0, '%s - "%s %s HTTP/%s" %d', arguments, None
    )
    assert Discretion().filter(record)
    assert record.getMessage() == f'127.0.0.1:1 - "GET {written} HTTP/1.1" 200'


def test_records_of_another_form_pass() -> None:
    record = logging.LogRecord("uvicorn.access", 20, "", 0, "begun", None, None)
    assert Discretion().filter(record)
    assert record.getMessage() == "begun"


def test_the_log_is_made_discreet_once(site: TestClient) -> None:
    install()
    found = logging.getLogger("uvicorn.access").filters
    assert len([one for one in found if isinstance(one, Discretion)]) == 1


def test_nothing_that_lets_somebody_in_is_logged(
    browser: TestClient, ada: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    form(browser, "/sign-in", email=ada, password=PASSWORD)
    form(browser, "/sign-in", email=ada, password="wrong kettle")
    for one in (PASSWORD, "wrong kettle", browser.cookies[SESSION], browser.cookies[FORM]):
        assert one not in caplog.text.replace("HTTP Request", "")


def test_accounts_do_not_share_what_a_stamp_says(site: TestClient, home: Path) -> None:
    """A stamp (ETag) is of what is answered, so that one account's tells nothing of another's."""
    members = Members(home / "members.db")
    ben = members.accounts.open("ben@example.org", "Ben", NOW).number
    told = [
        {"Authorization": f"Bearer {members.tokens.make(one, 't', ['collections'], NOW)}"}
        for one in (1, ben)
    ]
    members.close()
    mine, theirs = (site.get("/api/v1/collections", headers=one) for one in told)
    assert mine.headers["etag"] != theirs.headers["etag"]
    again = site.get(
        "/api/v1/collections", headers={**told[1], "If-None-Match": mine.headers["etag"]}
    )
    assert again.status_code == 200
    assert again.json() == []
    for answer in (mine, theirs, again):
        assert answer.headers["cache-control"] == "private, no-cache"
        assert "Authorization" in answer.headers["vary"]
