"""Atom feeds of a search, a source, a saved search and a shared collection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree

import clew
from clew.members import Members
from clew.web.application import application

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2031, 5, 2, 9, tzinfo=UTC)
REPORT = "TY  - RPRT\nTI  - {title}\nAU  - Wexmoor, Ada\nPY  - 2020\nER  -\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("feeds")
    (made / "clew.toml").write_text('[encoder]\nname = "none"\n')
    for title in ("Kettles that sing", "Spoons & forks"):
        file = made / f"{title[:3]}.ris"
        file.write_text(REPORT.format(title=title))
        with clew.open(made) as catalogue:
            catalogue.add(str(file), match=False)
    members = Members(made / "members.db")
    account = members.accounts.open("ada@example.org", "Ada", NOW)
    members.searches.save(account.number, "My kettles", "q=kettles", NOW)
    kept = members.collections.make(account.number, "Tea <things>", NOW, None, ["spoons-forks"])
    members.collections.keep(
        account.number, kept.number, ["kettles-that-sing", "gone"], datetime.now(UTC)
    )
    members.collections.note(account.number, kept.number, "kettles-that-sing", "Loud & clear", NOW)
    members.collections.set_shared(account.number, kept.number, True)
    members.close()
    return made


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home)) as made:
        yield made


def told(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    return etree.fromstring(answer.content)


def titles(root: Any) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")]


def links(root: Any) -> dict[str, str]:
    return {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}


def members_of(home: Path) -> tuple[str, str]:
    """Return the ends of the addresses that nobody can guess: a feed's, a shared collection's."""
    members = Members(home / "members.db")
    feed, share = members.searches.of(1)[0].feed, members.collections.of(1)[0].share
    members.close()
    assert share
    return feed, share


def test_each_search_is_a_feed_of_its_own(client: TestClient) -> None:
    one = told(client, "/search/feed?q=kettles&kind=publication")
    other = told(client, "/search/feed?q=spoons")
    assert titles(one) == ["Kettles that sing"]
    assert titles(other) == ["Spoons & forks"]
    assert links(one) == {
        "self": "http://testserver/search/feed?q=kettles&kind=publication",
        "alternate": "http://testserver/search?q=kettles&kind=publication",
    }
    ids = {root.findtext(f"{ATOM}id") for root in (one, other, told(client, "/search/feed"))}
    assert len(ids) == 3


def test_a_feed_says_when_it_changed_and_stays_the_same_until_then(client: TestClient) -> None:
    first = client.get("/search/feed?q=kettles")
    assert client.get("/search/feed?q=kettles").content == first.content
    root = etree.fromstring(first.content)
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    said = (one.findtext(f"{ATOM}updated") for one in (root, entry))
    whole, part = (datetime.fromisoformat(str(one)) for one in said)
    assert whole == part


def test_a_source_has_a_feed_that_its_page_leads_to(client: TestClient) -> None:
    page: Any = etree.fromstring(client.get("/source/files").text, etree.HTMLParser())
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["/source/files/feed"]
    root = told(client, "/source/files/feed")
    assert sorted(titles(root)) == ["Kettles that sing", "Spoons & forks"]
    assert links(root)["alternate"] == "http://testserver/source/files"
    assert client.get("/source/elsewhere/feed").status_code == 404


def test_a_shared_collection_has_a_feed_the_last_put_in_first(
    client: TestClient, home: Path
) -> None:
    _, share = members_of(home)
    page: Any = etree.fromstring(client.get(f"/shared/{share}").text, etree.HTMLParser())
    assert page.xpath("//link[@type='application/atom+xml']/@href") == [f"/shared/{share}/feed"]
    root = told(client, f"/shared/{share}/feed")
    assert root.findtext(f"{ATOM}title") == "Tea <things>"
    assert sorted(titles(root)) == ["Kettles that sing", "Spoons & forks"]
    assert "Loud & clear" in [
        one.findtext(f"{ATOM}summary") for one in root.findall(f"{ATOM}entry")
    ]
    assert client.get("/shared/guess/feed").status_code == 404


def test_a_feed_that_is_somebodys_is_kept_by_nobody(client: TestClient, home: Path) -> None:
    feed, share = members_of(home)
    assert titles(told(client, f"/feeds/{feed}")) == ["Kettles that sing"]
    for path in (f"/feeds/{feed}", f"/shared/{share}/feed", f"/shared/{share}/as/ris"):
        assert client.get(path).headers["cache-control"] == "private, no-store", path


def test_what_a_feed_cannot_be_asked_is_said(client: TestClient) -> None:
    assert client.get("/search/feed?kind=kettle").status_code == 400
