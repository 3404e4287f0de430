"""Pages that were drawn before: when they are sent again, and when they no longer may be."""

from __future__ import annotations

import asyncio
import gzip
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from page_types import AWARD, COHORT
from starlette.background import BackgroundTask
from starlette.responses import HTMLResponse, RedirectResponse, Response
from support import copied
from visiting import promote, register

import clew
from clew.api.opened import Lane, Openings
from clew.app import Clew
from clew.home import Home
from clew.members import Members, Role
from clew.web.application import application
from clew.web.noting import Notes
from clew.web.pages.account import TRIES
from clew.web.shelf import Shelf

RECORD = "@misc{kettle, title = {Kettles that whistle in the hall}, year = {2031}}"


@pytest.fixture
def home(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(TRIES, "rate", 1e6)
    return copied(filled, tmp_path)


@pytest.fixture
def browser(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        yield made


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the catalogue is asked for, as it is asked."""
    seen: list[str] = []
    item, search = Clew.item, Clew.search

    def noted_item(self: Clew, name: str) -> Any:
        seen.append(name)
        return item(self, name)

    def noted_search(self: Clew, words: str = "", **options: Any) -> Any:
        seen.append(words)
        return search(self, words, **options)

    monkeypatch.setattr(Clew, "item", noted_item)
    monkeypatch.setattr(Clew, "search", noted_search)
    return seen


def test_a_page_is_drawn_once_and_sent_as_often_as_it_is_asked_for(
    browser: TestClient, drawn: list[str]
) -> None:
    browser.get("/search?q=kettles")  # opens the index, which is then another one
    drawn.clear()
    first, second = browser.get(f"/r/{COHORT}"), browser.get(f"/r/{COHORT}")
    assert first.text == second.text
    assert first.headers == second.headers
    assert drawn == [COHORT]
    again = [browser.get("/search?q=home+visits").text for _ in range(3)]
    assert len(set(again)) == 1
    assert drawn == [COHORT, "home visits"]


def test_other_addresses_are_other_pages(browser: TestClient, drawn: list[str]) -> None:
    drawn.clear()
    for path in (f"/r/{COHORT}", f"/r/{COHORT}?v=age", f"/r/{AWARD}"):
        assert browser.get(path).status_code == 200
    elsewhere = browser.get(f"/r/{COHORT}", headers={"Host": "neighbour.example"})
    assert f'<link rel="canonical" href="http://neighbour.example/r/{COHORT}">' in elsewhere.text
    assert "neighbour.example" not in browser.get(f"/r/{COHORT}").text
    assert drawn == [COHORT, COHORT, AWARD, COHORT]


def test_what_is_written_by_another_is_seen_at_once(
    browser: TestClient, home: Path, tmp_path: Path
) -> None:
    before = browser.get("/search?q=whistle").text
    assert "Kettles that whistle in the hall" not in before
    (tmp_path / "kettle.bib").write_text(RECORD)
    with clew.open(home) as catalogue:
        catalogue.add(str(tmp_path / "kettle.bib"))
    assert "Kettles that whistle in the hall" in browser.get("/search?q=whistle").text


def test_a_record_that_changes_changes_its_page(
    browser: TestClient, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kettle.bib"
    for said in ("They whistle in C sharp.", "They sing."):
        file.write_text(RECORD.replace("year", f"abstract = {{{said}}}, year"))
        with clew.open(home) as catalogue:
            catalogue.add(str(file))
        page = browser.get("/r/kettles-that-whistle-in-the-hall")
        assert f"<p>{said}</p>" in page.text


def test_a_browser_that_has_a_page_is_told_so(browser: TestClient, home: Path) -> None:
    page = browser.get(f"/r/{COHORT}")
    stamp = page.headers["etag"]
    assert stamp.startswith('W/"')
    same = browser.get(f"/r/{COHORT}", headers={"If-None-Match": f'"other", {stamp}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", stamp)
    assert (
        same.headers["vary"]
        == page.headers["vary"]
        == ("Accept, Accept-Language, Cookie, Accept-Encoding")
    )
    assert same.headers["content-security-policy"] == page.headers["content-security-policy"]
    with clew.open(home) as catalogue, catalogue.catalogue.transaction():
        pass  # a change that the page does not tell of
    assert browser.get(f"/r/{COHORT}", headers={"If-None-Match": stamp}).status_code == 304
    other = browser.get(f"/r/{AWARD}", headers={"If-None-Match": stamp})
    assert other.status_code == 200


@pytest.mark.parametrize("path", [f"/r/{COHORT}", "/search?q=home+visits"])
def test_it_is_sent_packed_or_plain_as_it_is_wanted(browser: TestClient, path: str) -> None:
    packed = browser.get(path, headers={"Accept-Encoding": "gzip"})
    plain = browser.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert packed.headers["etag"] == plain.headers["etag"]
    bare = browser.head(path, headers={"Accept-Encoding": "gzip"})
    assert (bare.content, bare.headers["content-length"]) == (b"", packed.headers["content-length"])


def test_a_curator_has_a_page_of_their_own(browser: TestClient, home: Path) -> None:
    with clew.open(home) as catalogue:
        hits = catalogue.search("", limit=200).hits
        slug = next(hit.id for hit in hits if len(catalogue.get(hit.id).held) > 2)
    stranger = TestClient(browser.app, headers={"Accept": "text/html"})
    for_all = stranger.get(f"/r/{slug}").text
    register(browser)
    promote(home, "ada@example.org", Role.CURATOR)
    own = browser.get(f"/r/{slug}")
    assert 'action="/links/split"' in own.text
    assert "etag" not in own.headers
    assert stranger.get(f"/r/{slug}").text == for_all
    assert 'name="form"' not in for_all
    promote(home, "ada@example.org", Role.READER)
    assert browser.get(f"/r/{slug}").text == for_all


def test_what_is_asked_for_in_another_form_is_no_page(browser: TestClient) -> None:
    browser.get(f"/r/{COHORT}")
    sent = browser.get(f"/r/{COHORT}", headers={"Accept": "application/ld+json"})
    assert sent.headers["content-type"] == "application/ld+json"
    assert "text/html" in browser.get(f"/r/{COHORT}").headers["content-type"]


def test_what_is_not_there_is_told_each_time(browser: TestClient) -> None:
    for _ in range(2):
        assert browser.get("/r/kettle").status_code == 404
        assert browser.get("/search?from=kettle").status_code == 400


def test_each_search_is_noted_however_it_was_answered(browser: TestClient, home: Path) -> None:
    for _ in range(3):
        browser.get("/search?q=home+visits")
    browser.get("/search")
    browser.app.state.notes.write()  # type: ignore[attr-defined]
    members = Members(home / "members.db")
    (asked,) = members.queries.commonest()
    assert (asked.query, asked.times) == ("home visits", 3)
    members.close()


def test_what_was_noted_is_written_when_the_site_stops(home: Path) -> None:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        made.get("/search?q=kettles")
    members = Members(home / "members.db")
    assert [one.query for one in members.queries.commonest()] == ["kettles"]
    members.close()


def test_nothing_noted_is_nothing_written(tmp_path: Path) -> None:
    notes = Notes(Home(tmp_path))
    notes.write()
    assert not (tmp_path / "members.db").exists()
    asyncio.run(notes.add("kettles", 0))
    notes.write()
    notes.write()
    members = Members(tmp_path / "members.db")
    (asked,) = members.queries.commonest(in_vain=True)
    assert (asked.query, asked.times, asked.total) == ("kettles", 1, 0)
    assert asked.last <= datetime.now(UTC).isoformat()
    members.close()


# The shelf by itself


class Stand:
    """What stands for the openings of a catalogue: a stamp, and nothing to ask."""

    stamp = 1

    def lend(self, lane: Lane) -> Stand:
        return self

    async def __aenter__(self) -> None:
        return None

    async def __aexit__(self, *error: object) -> None:
        return None


def asked_for(path: str, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw}
    return Request({**scope, "server": ("wexmoor.example", 80), "scheme": "http"})


def made_shelf(room: int = 1_000_000) -> tuple[Shelf, Stand]:
    stand = Stand()
    openings: Any = stand
    return Shelf(openings, room), stand


def page_of(shelf: Shelf, path: str, draw: Callable[[Any], Response], **more: Any) -> Response:
    return asyncio.run(shelf.page(asked_for(path, **more.pop("headers", {})), draw, **more))


def counting(text: str = "kettle") -> tuple[Callable[[Any], Response], SimpleNamespace]:
    seen = SimpleNamespace(times=0)

    def draw(catalogue: Any) -> Response:
        seen.times += 1
        return HTMLResponse(f"{text} {seen.times}", headers={"Vary": "Cookie"})

    return draw, seen


def test_a_page_lasts_until_the_stamp_is_another() -> None:
    shelf, stand = made_shelf()
    draw, seen = counting()
    bodies = [page_of(shelf, "/r/a", draw).body for _ in range(2)]
    stand.stamp = 2
    bodies += [page_of(shelf, "/r/a", draw).body for _ in range(2)]
    assert bodies == [b"kettle 1", b"kettle 1", b"kettle 2", b"kettle 2"]
    assert seen.times == 2


def test_what_is_written_while_a_page_is_drawn_makes_it_old() -> None:
    shelf, stand = made_shelf()
    draw, seen = counting()

    def meanwhile(catalogue: Any) -> Response:
        stand.stamp += 1
        return draw(catalogue)

    for _ in range(2):
        page_of(shelf, "/r/a", meanwhile)
    assert seen.times == 2


def test_those_not_asked_for_longest_give_way() -> None:
    draw, seen = counting()
    length = len(gzip.compress(b"kettle 1"))
    shelf, _ = made_shelf(room=2 * length)
    for path in ("/r/a", "/r/b", "/r/a", "/r/c"):  # b is the one asked for longest ago
        page_of(shelf, path, draw)
    assert seen.times == 3
    page_of(shelf, "/r/a", draw)
    assert seen.times == 3
    page_of(shelf, "/r/b", draw)
    assert seen.times == 4


def test_a_page_that_has_no_room_is_sent_all_the_same() -> None:
    shelf, _ = made_shelf(room=1)
    draw, seen = counting()
    assert [page_of(shelf, "/r/a", draw).body for _ in range(2)] == [b"kettle 1", b"kettle 2"]
    assert seen.times == 2


def test_what_is_for_one_alone_is_never_kept() -> None:
    shelf, _ = made_shelf()
    draw, _ = counting("own")
    own = page_of(shelf, "/r/a", draw, keep=False)
    assert (own.body, "etag" in own.headers) == (b"own 1", False)
    assert page_of(shelf, "/r/a", counting("all")[0]).body == b"all 1"
    assert page_of(shelf, "/r/a", draw, keep=False).body == b"own 2"


@pytest.mark.parametrize(
    "answer",
    [RedirectResponse("/r/b", 301), HTMLResponse("gone", 410), Response("{}", media_type="a/b")],
)
def test_what_is_no_whole_page_goes_as_it_is(answer: Response) -> None:
    shelf, _ = made_shelf()
    assert page_of(shelf, "/r/a", lambda _: answer) is answer
    assert page_of(shelf, "/r/a", counting()[0]).body == b"kettle 1"


def test_what_is_to_be_done_is_done_whenever_a_page_is_sent() -> None:
    shelf, _ = made_shelf()
    noted: list[str] = []
    task = BackgroundTask(noted.append, "kettle")
    sent = [
        page_of(shelf, "/search", lambda _: HTMLResponse("page", background=task)),
        page_of(shelf, "/search", lambda _: HTMLResponse("page", background=task)),
    ]
    sent.append(
        page_of(
            shelf,
            "/search",
            lambda _: Response(),
            headers={"if_none_match": sent[0].headers["etag"]},
        )
    )
    assert [one.background for one in sent] == [task, task, task]
    assert [one.status_code for one in sent] == [200, 200, 304]


# What a stamp tells of


def test_a_stamp_is_another_once_anybody_has_written(home: Path) -> None:
    openings = Openings(Home(home))
    stamps = [openings.stamp, openings.stamp]
    with clew.open(home) as catalogue, catalogue.catalogue.transaction():
        pass
    stamps.append(openings.stamp)
    (home / "vectors" / "kettle").mkdir(parents=True)
    (home / "vectors" / "kettle" / "keys").write_bytes(b"1")
    stamps.append(openings.stamp)
    (home / "vocabularies").mkdir(exist_ok=True)
    (home / "vocabularies" / "kettles.json").write_text("{}")
    stamps.append(openings.stamp)
    state = home / "index" / "state.json"
    shutil.copyfile(state, home / "index" / "fresh")
    (home / "index" / "fresh").replace(state)
    stamps.append(openings.stamp)
    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 5
    openings.close()


def test_what_was_never_derived_has_a_stamp_too(tmp_path: Path) -> None:
    assert Home(tmp_path).derived == frozenset()
