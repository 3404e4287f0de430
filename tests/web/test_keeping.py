"""Accounts, collections, saved searches, feeds, feedback and the keepers' page, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from lxml import etree
from support import copied
from visiting import PASSWORD, promote, register, send

import clew
from clew.api.people import now
from clew.api.v1.feedback import GIVEN
from clew.cli import main
from clew.members import Members, Role
from clew.web.application import application
from clew.web.pages.account import REGISTRATION, TRIES
from clew.web.visitor import FORM, SESSION, local

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in (TRIES, GIVEN):
        monkeypatch.setattr(limit, "rate", 1e6)


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return copied(filled, tmp_path)


@pytest.fixture
def browser(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        yield made


@pytest.fixture
def dataset(home: Path) -> str:
    with clew.open(home) as catalogue:
        return catalogue.search("home visits", kind="dataset").hits[0].id


def make_admin(home: Path, email: str) -> None:
    promote(home, email, Role.ADMIN)


def parsed(text: str) -> Any:
    return etree.fromstring(text, etree.HTMLParser())


def words(response: Any) -> str:
    return " ".join("".join(parsed(response.text).itertext()).split())


# Accounts


def test_an_account_is_opened_used_and_left(browser: TestClient) -> None:
    register(browser)
    assert "Your account" in words(browser.get("/account"))
    assert "Ada, ada@example.org" in words(browser.get("/account"))
    send(browser, "/sign-out")
    assert browser.get("/account", follow_redirects=False).headers["location"] == (
        "/sign-in?back=%2Faccount"
    )
    wrong = send(browser, "/sign-in", email="ada@example.org", password="no", back="/account")
    assert wrong.status_code == 401
    assert "is not right" in words(wrong)
    right = send(browser, "/sign-in", email="ada@example.org", password=PASSWORD, back="/account")
    assert right.url.path == "/account"


def test_what_was_typed_is_still_there_when_something_is_wrong(browser: TestClient) -> None:
    wrong = send(browser, "/register", email="ada@example.org", name="Ada", password="short")
    assert wrong.status_code == 400
    assert "has 5 characters" in words(wrong)
    page = parsed(wrong.text)
    assert page.xpath("//input[@name='email']/@value") == ["ada@example.org"]
    assert page.xpath("//input[@name='password']/@value") == []


def test_nobody_learns_who_has_an_account(browser: TestClient) -> None:
    register(browser)
    send(browser, "/sign-out")
    answers = [
        words(send(browser, "/sign-in", email=email, password="wrong password"))
        for email in ("ada@example.org", "eve@example.org")
    ]
    assert answers[0] == answers[1]


def test_registration_can_be_closed(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REGISTRATION, "closed")
    assert browser.get("/register").status_code == 404
    assert "Open one" not in browser.get("/sign-in").text
    assert (
        send(browser, "/register", email="a@b.org", name="A", password=PASSWORD).status_code == 404
    )


def test_a_new_password_ends_other_sessions(home: Path) -> None:
    app = application(home)
    with TestClient(app) as one, TestClient(app) as other:
        register(one)
        send(other, "/sign-in", email="ada@example.org", password=PASSWORD)
        assert other.get("/account", follow_redirects=False).status_code == 200
        wrong = send(one, "/account/password", old="wrong", password="two kettles at noon")
        assert wrong.status_code == 400
        send(one, "/account/password", old=PASSWORD, password="two kettles at noon")
        assert one.get("/account", follow_redirects=False).status_code == 200
        assert other.get("/account", follow_redirects=False).status_code == 303


def test_tokens_are_shown_once_and_can_be_ended(browser: TestClient) -> None:
    register(browser)
    made = send(browser, "/account/tokens", name="notebook", **{"scope-collections": "1"})
    token = re.search(r"clew_[\w-]{40,}", made.text)
    assert token
    header = {"Authorization": f"Bearer {token[0]}"}
    assert browser.get("/api/v1/collections", headers=header).status_code == 200
    assert token[0] not in browser.get("/account").text
    send(browser, "/account/tokens/1/revoke")
    assert browser.get("/api/v1/collections", headers=header).status_code == 401
    assert send(browser, "/account/tokens", name="none").status_code == 400


def test_a_closed_account_is_closed(browser: TestClient) -> None:
    register(browser)
    send(browser, "/account/close")
    assert send(browser, "/sign-in", email="ada@example.org", password=PASSWORD).status_code == 401


# What guards forms


def test_a_form_from_elsewhere_is_refused(browser: TestClient) -> None:
    register(browser)
    cookie = browser.cookies[FORM]
    assert browser.post("/collections", data={"title": "x"}).status_code == 403
    assert browser.post("/collections", data={"title": "x", "form": "guess"}).status_code == 403
    elsewhere = browser.post(
        "/collections",
        data={"title": "x", "form": cookie},
        headers={"Origin": "https://evil.example"},
    )
    assert elsewhere.status_code == 403
    here = browser.post(
        "/collections", data={"title": "x", "form": cookie}, headers={"Origin": "http://testserver"}
    )
    assert here.status_code == 200


def test_cookies_are_out_of_reach(home: Path) -> None:
    with TestClient(application(home), base_url="https://testserver") as browser:
        shown = browser.get("/sign-in").headers["set-cookie"]
        word = {"form": browser.cookies[f"__Host-{FORM}"]}
        signed = browser.post(
            "/register",
            data={"email": "ada@example.org", "name": "Ada", "password": PASSWORD, **word},
            follow_redirects=False,
        ).headers.get_list("set-cookie")
        out = browser.post(
            "/sign-out", data={"form": browser.cookies[f"__Host-{FORM}"]}, follow_redirects=False
        ).headers.get_list("set-cookie")
    assert shown.startswith(f"__Host-{FORM}=")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(shown.split("; "))
    assert signed[0].startswith(f"__Host-{SESSION}=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(signed[0].split("; "))
    assert "Domain" not in "".join([shown, *signed])
    for gone, name in zip(out, (SESSION, FORM), strict=True):
        assert gone.startswith(f'__Host-{name}=""; ')
        assert {"Max-Age=0", "Secure", "Path=/"} <= set(gone.split("; "))


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/account", "/account"),
        ("/search?q=a%20b#x", "/search?q=a%20b#x"),
        ("https://evil.example/", "/collections"),
        ("//evil.example/", "/collections"),
        ("/\\evil.example", "/collections"),
        ("javascript:alert(1)", "/collections"),
        ("/a\nSet-Cookie: x", "/collections"),
        ("", "/collections"),
        (None, "/collections"),
    ],
)
def test_nobody_is_led_elsewhere(address: str | None, leads: str) -> None:
    assert local(address) == leads


def test_too_many_tries_have_to_wait(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TRIES, "burst", 2)
    monkeypatch.setattr(TRIES, "rate", 0.01)
    monkeypatch.setattr(TRIES, "_left", type(TRIES._left)())
    tries = [send(browser, "/sign-in", email="a@b.org", password="x").status_code for _ in range(3)]
    assert tries == [401, 401, 429]


def test_pages_of_a_member_are_kept_by_nobody(browser: TestClient) -> None:
    register(browser)
    for path in ("/account", "/collections"):
        assert browser.get(path).headers["cache-control"] == "private, no-store"


# Collections


def test_a_collection_from_result_to_shared_citation_list(
    browser: TestClient, home: Path, dataset: str
) -> None:
    register(browser)
    page = parsed(browser.get(f"/r/{dataset}").text)
    (way,) = page.xpath("//a[starts-with(@href, '/collections/add')]/@href")
    assert "My collection" in browser.get(way).text
    made = send(browser, "/collections/add", id=dataset, title="Visits", note="Read first")
    assert made.url.path == "/collections/1"
    with clew.open(home) as catalogue:
        others = [hit.id for hit in catalogue.search("children", kind="thesis", limit=2).hits]
        title = catalogue.get(dataset).label
    for other in others:
        send(browser, "/collections/add", id=other, collection="1")
    send(browser, "/collections/1", act="up", id=others[1])
    send(browser, "/collections/1", act="share")
    shown = browser.get("/collections/1")
    (link,) = parsed(shown.text).xpath("//a[@id='link']/@href")
    stranger = TestClient(browser.app, headers={"Accept": "text/html"})
    shared = stranger.get(link)
    assert title in words(shared)
    assert "Read first" in words(shared)
    titles = parsed(shared.text).xpath("//ol//a[@class='title']/@href")
    assert titles == [f"/r/{slug}" for slug in (dataset, others[1], others[0])]
    assert "Save the note" not in shared.text
    listed = parsed(shared.text).xpath("//ol[@class='cited']/li")
    assert len(listed) == 3
    other = parsed(stranger.get(f"{link}?cite=vancouver").text)
    assert other.xpath("//p[@class='styles']/a[@aria-current]/text()") == ["Vancouver"]
    assert other.xpath("//ol[@class='cited']/li")[0].text != listed[0].text
    assert parsed(stranger.get(f"{link}?cite=odd").text).xpath("//ol[@class='cited']/li/text()")
    cited = stranger.get(link.removeprefix("http://testserver") + "/as/apa")
    assert len([line for line in cited.text.splitlines() if line.strip()]) == 3
    ris = stranger.get(link.removeprefix("http://testserver") + "/as/ris")
    assert ris.text.count("TY  - ") == 3
    send(browser, "/collections/1", act="unshare")
    assert stranger.get(link).status_code == 404


def test_a_collection_is_changed_and_deleted(browser: TestClient, dataset: str) -> None:
    register(browser)
    send(browser, "/collections/add", id=dataset, title="Visits")
    send(browser, "/collections/1", act="note", id=dataset, note="<script>alert(1)</script>")
    page = browser.get("/collections/1")
    assert "<script>alert" not in page.text
    assert "<script>alert(1)</script>" in unescape(page.text)
    send(browser, "/collections/1", act="up", id=dataset, note="Typed, then moved")
    assert "Typed, then moved" in words(browser.get("/collections/1"))
    send(browser, "/collections/1", act="rename", title="Calls", description="At the door")
    assert "Calls" in words(browser.get("/collections"))
    assert send(browser, "/collections/1", act="rename", title=" ").status_code == 400
    assert send(browser, "/collections/1", act="boil").status_code == 400
    send(browser, "/collections/1", act="drop", id=dataset)
    assert "It holds nothing yet" in words(browser.get("/collections/1"))
    send(browser, "/collections/1", act="delete")
    assert browser.get("/collections/1").status_code == 404


def test_what_a_browser_kept_is_taken_along(browser: TestClient, dataset: str) -> None:
    register(browser)
    done = send(browser, "/collections", title="From before", ids=f"{dataset} no-such-thing")
    assert done.url.path == "/collections/1"
    links = parsed(done.text).xpath("//ol//a[@class='title']/@href")
    assert links == [f"/r/{dataset}"]


def test_without_an_account_the_page_says_what_is_kept(browser: TestClient) -> None:
    page = browser.get("/collections")
    assert page.status_code == 200
    assert "stays in this browser" in words(page)


def test_nobody_sees_anothers_collection(home: Path, dataset: str) -> None:
    app = application(home)
    with TestClient(app) as ada, TestClient(app) as ben:
        register(ada)
        register(ben, "ben@example.org", "Ben")
        send(ada, "/collections/add", id=dataset, title="Visits")
        assert ben.get("/collections/1").status_code == 404
        assert send(ben, "/collections/1", act="delete").status_code == 404
        assert ben.get("/collections/1/as/ris").status_code == 404
        assert ada.get("/collections/1").status_code == 200


def test_a_thing_that_is_gone_is_named(browser: TestClient, home: Path, dataset: str) -> None:
    register(browser)
    send(browser, "/collections/add", id=dataset, title="Visits")
    members = Members(home / "members.db")
    members.collections.keep(1, 1, ["gone-for-good"], now())
    members.close()
    shown = browser.get("/collections/1")
    assert "No source describes it any more" in words(shown)
    assert browser.get("/collections/1/as/ris").text.count("TY  - ") == 1


# Searches and feeds


def test_a_search_is_saved_told_and_deleted(browser: TestClient) -> None:
    register(browser)
    asking = browser.get("/searches/new?q=home+visits&kind=dataset")
    (query,) = parsed(asking.text).xpath("//input[@name='query']/@value")
    assert query == "q=home+visits&kind=dataset"
    send(browser, "/searches", query=query, name="Visits", alert="weekly")
    page = parsed(browser.get("/collections").text)
    assert page.xpath("//option[@selected]/text()") == ["weekly"]
    (feed,) = page.xpath("//a[starts-with(@href, '/feeds/')]/@href")
    stranger = TestClient(browser.app)
    told = etree.fromstring(stranger.get(feed).content)
    assert told.findtext(f"{ATOM}title") == "Visits"
    assert len(told.findall(f"{ATOM}entry")) > 0
    send(browser, "/searches/1", alert="never")
    assert send(browser, "/searches/1", alert="hourly").status_code == 400
    send(browser, "/searches/1", act="delete")
    assert stranger.get(feed).status_code == 404


def test_any_search_has_a_feed(browser: TestClient, home: Path) -> None:
    answer = browser.get("/search/feed?q=children&kind=thesis")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    told = etree.fromstring(answer.content)
    ids = [entry.findtext(f"{ATOM}id") for entry in told.findall(f"{ATOM}entry")]
    with clew.open(home) as catalogue:
        hits = catalogue.search("children", kind="thesis", order="newest", limit=100).hits
    assert ids == [f"http://testserver/r/{hit.id}" for hit in hits]
    links = {link.get("rel"): link.get("href") for link in told.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/search/feed?q=children&kind=thesis"
    assert links["alternate"] == "http://testserver/search?q=children&kind=thesis"


def test_the_search_page_leads_to_both(browser: TestClient) -> None:
    page = parsed(browser.get("/search?q=home+visits&kind=dataset").text)
    assert page.xpath("//a[contains(@href, '/searches/new')]/@href") == [
        "/searches/new?q=home+visits&kind=dataset"
    ]
    assert page.xpath("//a[contains(@href, '/search/feed')]/@href") == [
        "/search/feed?q=home+visits&kind=dataset"
    ]


# Feedback and the keepers' page


def test_feedback_reaches_those_who_keep_the_site(
    browser: TestClient, home: Path, dataset: str
) -> None:
    form = browser.get(f"/feedback?about=/r/{dataset}&id={dataset}")
    assert form.status_code == 200
    done = send(
        browser,
        "/feedback",
        about=f"/r/{dataset}",
        id=dataset,
        verdict="wrong",
        comment="Its year.",
    )
    assert "Thank you" in words(done)
    assert send(browser, "/feedback", verdict="splendid").status_code == 400
    register(browser)
    make_admin(home, "ada@example.org")
    shown = words(browser.get("/admin"))
    assert "Something in it is wrong" in shown
    assert "Its year." in shown
    send(browser, "/admin/feedback/1")
    assert "Nothing waits." in words(browser.get("/admin"))


def test_feedback_on_a_result_keeps_what_was_seen(browser: TestClient, home: Path) -> None:
    about = "/search?q=home+visits&kind=thesis&kind=course"
    found = parsed(browser.get(about).text)
    (first, *_) = found.xpath("//details[@class='why']//a/@href")
    slugs = [one.removeprefix("/r/") for one in found.xpath("//h3/a[@class='title']/@href")]
    assert first.startswith("/feedback?about=%2Fsearch%3Fq%3Dhome%2Bvisits")
    assert browser.get(first).status_code == 200
    send(browser, "/feedback", about=about, id=slugs[-1], verdict="too-low")
    send(browser, "/feedback", about="/search?from=soon", verdict="bad")
    members = Members(home / "members.db")
    broken, kept = members.feedback.waiting()
    members.close()
    seen = dict(kept.context)
    assert seen.pop("settings").startswith("words alone")
    assert seen == {
        "page": about,
        "query": "home visits",
        "total": len(slugs),
        "seen": slugs,
    }
    assert broken.context == {"page": "/search?from=soon"}
    browser.post("/api/v1/feedback", json={"verdict": "bad", "comment": "Said by a program"})
    register(browser)
    make_admin(home, "ada@example.org")
    shown = words(browser.get("/admin"))
    assert f"“home visits”: {len(slugs)} results" in shown
    assert "Said by a program" in shown


def test_searches_in_vain_are_seen(browser: TestClient, home: Path) -> None:
    browser.get('/search?q="zzyzx+qqfwx+kettle"')
    browser.get("/search?q=children")
    register(browser)
    make_admin(home, "ada@example.org")
    page = parsed(browser.get("/admin").text)
    (table,) = page.xpath("//section[@aria-labelledby='vain-head']/table")
    assert [row.text for row in table.xpath(".//tbody//th")] == ['"zzyzx qqfwx kettle"']


def test_roles_are_given_and_accounts_closed(home: Path) -> None:
    app = application(home)
    with TestClient(app) as ada, TestClient(app) as ben:
        register(ada)
        register(ben, "ben@example.org", "Ben")
        make_admin(home, "ada@example.org")
        send(ada, "/admin/accounts/2", role="curator")
        assert "curator" in words(ben.get("/account"))
        assert send(ada, "/admin/accounts/2", role="king").status_code == 400
        assert send(ada, "/admin/accounts/1", role="reader").status_code == 400
        send(ada, "/admin/accounts/2", act="close")
        assert ben.get("/account", follow_redirects=False).status_code == 303


def test_accounts_from_the_command_line(tmp_path: Path) -> None:
    run = CliRunner().invoke
    add = ["accounts", "add", "ada@example.org", "--role", "admin", "--home", str(tmp_path)]
    made = run(main, [*add, "--password", PASSWORD])
    assert made.exit_code == 0
    assert made.output == "ada@example.org has an account now, with the role admin.\n"
    again = run(main, [*add, "--password", PASSWORD])
    assert again.exit_code == 1
    refused = run(main, ["accounts", "role", "ada@example.org", "reader", "--home", str(tmp_path)])
    assert refused.exit_code == 1
    listed = run(main, ["accounts", "list", "--home", str(tmp_path)])
    assert listed.output == "admin    ada@example.org\n"
