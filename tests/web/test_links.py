"""The link queue, the merge log and what curators do on a resource's page, without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from pages import faults, page, text, texts
from support import copied
from visiting import promote, register, send

import clew
from clew.api.opened import Openings
from clew.home import Home
from clew.linking import Question
from clew.members import Role
from clew.web.application import application
from clew.web.pages.account import TRIES
from clew.web.words import moment


@pytest.fixture
def home(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(TRIES, "rate", 1e6)
    return copied(filled, tmp_path)


@pytest.fixture
def curator(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        register(made)
        promote(home, "ada@example.org", Role.CURATOR)
        yield made


def asked(home: Path, limit: int = 1) -> list[Question]:
    with clew.open(home) as catalogue:
        return list(catalogue.links.questions(limit))


def merged(home: Path) -> str:
    """Return a thing that more than one source describes."""
    with clew.open(home) as catalogue:
        hits = catalogue.search("", limit=200).hits
        return next(hit.id for hit in hits if len(catalogue.get(hit.id).held) > 2)


def where(home: Path, slug: str, number: int) -> str:
    """Return which thing a record is of."""
    with clew.open(home) as catalogue:
        resource = catalogue.catalogue.lookup.found(number).resource
        return catalogue.catalogue.resources.slug(resource)


def test_the_most_valuable_question_comes_first_with_both_sides(
    curator: TestClient, home: Path
) -> None:
    (question,) = asked(home)
    shown = page(curator, "/links")
    assert faults(shown) == []
    (heading,) = texts(shown, "//h2[@id='question']")
    assert question.one.title[:60] in heading
    assert question.other.title[:60] in heading
    rows = shown.xpath("//table[contains(@class,'pair')]/tbody/tr")
    assert [text(row.xpath("./td")[0]) for row in rows] == [
        " ".join(row.one.split()) for row in question.rows
    ]
    differing = [row for row in question.rows if row.agrees is False]
    assert len(shown.xpath("//tr[@class='differs']")) == len(differing)
    marked = texts(shown, "//table[contains(@class,'pair')]//mark")
    spans = [(r.one, m) for r in question.rows for m in r.one_marks]
    assert {r[a:b] for r, (a, b) in spans} <= set(marked)
    assert [one.reason.casefold() for one in question.evidence] == [
        said.casefold() for said in texts(shown, "//ul[@class='evidence']/li/p[1]")
    ]
    answers = shown.xpath("//form[@action='/links/decide']//button/@value")
    assert answers == [str(answer) for answer in question.answers]
    keys = shown.xpath("//form[@action='/links/decide']//*[@data-key]/@data-key")
    assert keys == ["a", "r", "n", "l"]


def test_what_is_quoted_is_shown_with_its_place(curator: TestClient, home: Path) -> None:
    question = next(one for one in asked(home, 10) if any(e.quote for e in one.evidence))
    shown = page(curator, f"/links?at={quote(question.id)}")
    quotes = [" ".join((one.quote or "").split()) for one in question.evidence if one.quote]
    assert texts(shown, "//ul[@class='evidence']//blockquote") == quotes


@pytest.mark.parametrize(
    ("answer", "verdict", "told"),
    [
        ("accept", "join", "records belong together"),
        ("reject", "split", "is not the same as"),
        ("unsure", "unsure", "may be the same as"),
    ],
)
def test_an_answer_is_kept_with_who_and_when_and_taken_back(
    curator: TestClient, home: Path, answer: str, verdict: str, told: str
) -> None:
    question = next(one for one in asked(home, 10) if one.type == "same-as")
    after = send(
        curator, "/links/decide", question=question.id, answer=answer, note="Told by the archive"
    )
    assert after.url.path == "/links"
    assert after.url.params["done"] == "1"
    assert "Decided:" in after.text
    with clew.open(home) as catalogue:
        (decision,) = catalogue.links.decisions()
    assert (decision.verdict, decision.made_by, decision.note) == (
        verdict,
        "Ada",
        "Told by the archive",
    )
    latest = page(curator, "/links")
    (line,) = texts(latest, "//li[@id='decision-1']")
    assert latest.xpath("//li[@id='decision-1']//button/@data-key") == ["u"]
    assert told in line
    assert f"Decision 1 by Ada, {moment(decision.made_at)}" in line
    assert question.id not in [one.id for one in asked(home, 10)]
    send(curator, "/links/undo", decision="1", back="/links")
    assert question.id in [one.id for one in asked(home, 10)]
    assert "undone by Ada" in text(page(curator, "/links/log").xpath("//li[@id='decision-1']")[0])


def test_two_that_were_joined_are_one_in_search_at_once(curator: TestClient, home: Path) -> None:
    question = next(one for one in asked(home, 10) if one.type == "same-as")
    before = curator.get("/api/v1/search?limit=1").json()["total"]
    send(curator, "/links/decide", question=question.id, answer="accept")
    assert curator.get("/api/v1/search?limit=1").json()["total"] == before - 1
    lost = {question.one.id, question.other.id}
    pages = [curator.get(f"/r/{slug}", follow_redirects=False) for slug in lost]
    assert sorted(one.status_code for one in pages) == [200, 301]


def test_one_can_look_at_a_later_question_first(curator: TestClient, home: Path) -> None:
    first, second, *_ = asked(home, 3)
    shown = page(curator, "/links")
    (later,) = shown.xpath("//a[@data-key='l']/@href")
    there = page(curator, str(later))
    assert there.xpath("//input[@name='question']/@value") == [second.id]
    gone = page(curator, "/links?at=no/same-as/question")
    assert gone.xpath("//input[@name='question']/@value") == [first.id]
    assert "settled by now" in text(gone)


def test_a_record_is_split_off_on_its_page_and_put_back(curator: TestClient, home: Path) -> None:
    slug = merged(home)
    shown = page(curator, f"/r/{slug}")
    (form,) = shown.xpath("//form[@action='/links/split']")
    names = form.xpath(".//input[@type='checkbox']/@name")
    number = int(names[-1].removeprefix("record-"))
    assert where(home, slug, number) == slug
    done = send(
        curator, "/links/split", resource=slug, back=f"/r/{slug}#history", note="Another survey",
        **{names[-1]: "1"},
    )  # fmt: skip
    assert done.url.path == f"/r/{slug}"
    assert where(home, slug, number) != slug
    after = page(curator, f"/r/{slug}")
    assert "Another survey" in text(after.xpath("//details[@id='history']")[0])
    assert after.xpath("//details[@id='history']//form/@action") == ["/links/undo"]
    send(curator, "/links/undo", decision="1", back=f"/r/{slug}#history")
    assert where(home, slug, number) == slug


def test_readers_see_the_history_but_no_forms(curator: TestClient, home: Path) -> None:
    slug = merged(home)
    shown = page(curator, f"/r/{slug}")
    (name, *_) = shown.xpath("//form[@action='/links/split']//input[@type='checkbox']/@name")
    send(curator, "/links/split", resource=slug, back=f"/r/{slug}", **{name: "1"})
    stranger = TestClient(curator.app, headers={"Accept": "text/html"})
    answer = stranger.get(f"/r/{slug}")
    seen = page(stranger, f"/r/{slug}")
    assert "Decision 1 by Ada" in text(seen)
    assert seen.xpath("//form[starts-with(@action, '/links')]") == []
    assert "set-cookie" not in answer.headers
    assert "cache-control" not in answer.headers
    own = curator.get(f"/r/{slug}")
    assert own.headers["cache-control"] == "private, no-store"
    assert own.headers["vary"].startswith("Accept, Accept-Language, Cookie")
    promote(home, "ada@example.org", Role.READER)
    assert page(curator, f"/r/{slug}").xpath("//form[starts-with(@action, '/links')]") == []


def test_the_log_tells_decisions_joins_and_links(curator: TestClient, home: Path) -> None:
    assert "Nobody has decided anything yet." in text(page(curator, "/links/log"))
    with clew.open(home) as catalogue:
        joined = catalogue.links.changes(("joined", "moved"), 50)
        found = catalogue.links.changes(("evidence", "dropped"), 50)
    shown = page(curator, "/links/log?what=joins")
    assert faults(shown) == []
    assert texts(shown, "//tbody/tr/td[last()]") == [one.reason for one in joined]
    links = page(curator, "/links/log?what=links")
    (older,) = links.xpath("//a[@rel='next']/@href")
    assert older == f"/links/log?what=links&before={found[-1].number}"
    assert page(curator, older).xpath("//tbody/tr")
    assert curator.get(f"/links/log?before={'9' * 30}").status_code == 422
    assert text(page(curator, "/links/log?what=kettles").xpath("//h1")[0]) == "Joins and decisions"


@pytest.mark.parametrize(
    ("path", "fields", "status", "says"),
    [
        ("/links/decide", {"question": "nonsense", "answer": "accept"}, 409, "is no question"),
        ("/links/decide", {"question": "a/same-as/b", "answer": "accept"}, 404, "No resource is"),
        ("/links/decide", {"question": f"a/holds/{'9' * 30}"}, 409, "is no question"),
        ("/links/decide", {}, 409, "is no question"),
        ("/links/split", {"resource": "no-such"}, 404, "No resource is"),
        ("/links/undo", {"decision": "77"}, 404, "There is no decision 77"),
        ("/links/undo", {"decision": "first"}, 400, "Which decision"),
        ("/links/undo", {"decision": "²"}, 400, "Which decision"),
        ("/links/undo", {"decision": "9" * 30}, 400, "Which decision"),
    ],
)
def test_what_makes_no_sense_is_told(
    curator: TestClient, path: str, fields: dict[str, str], status: int, says: str
) -> None:
    answer = send(curator, path, **fields)
    assert answer.status_code == status
    assert says in text(page_of(answer))


def test_an_answer_that_a_question_has_not_is_refused(curator: TestClient, home: Path) -> None:
    question = next(one for one in asked(home, 10) if one.type == "same-as")
    answer = send(curator, "/links/decide", question=question.id, answer="perhaps")
    assert answer.status_code == 409
    assert "is no answer" in text(page_of(answer))


def test_while_another_process_writes_nothing_is_lost(curator: TestClient, home: Path) -> None:
    (question,) = asked(home)
    with clew.open(home) as other, other.catalogue.writing():
        answer = send(curator, "/links/decide", question=question.id, answer="reject")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert [one.id for one in asked(home)] == [question.id]


def test_a_form_from_elsewhere_decides_nothing(curator: TestClient, home: Path) -> None:
    (question,) = asked(home)
    fields = {"question": question.id, "answer": "accept"}
    assert curator.post("/links/decide", data=fields).status_code == 403
    assert curator.post("/links/decide", data={**fields, "form": "guess"}).status_code == 403
    assert asked(home)[0].id == question.id


def test_nobody_is_led_elsewhere_after_undoing(curator: TestClient, home: Path) -> None:
    (question,) = asked(home)
    send(curator, "/links/decide", question=question.id, answer="unsure")
    done = send(curator, "/links/undo", decision="1", back="https://evil.example/")
    assert done.url.host == "testserver"


def test_nothing_left_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TRIES, "rate", 1e6)
    with TestClient(application(tmp_path), headers={"Accept": "text/html"}) as browser:
        register(browser)
        promote(tmp_path, "ada@example.org", Role.CURATOR)
        shown = page(browser, "/links")
    assert faults(shown) == []
    assert "Nothing is left to decide." in text(shown)


def test_writers_of_one_site_wait_for_one_another(home: Path) -> None:
    openings = Openings(Home(home))
    order: list[str] = []

    def write(name: str) -> None:
        with openings.write() as catalogue, catalogue.catalogue.writing():
            order.append(f"{name} begins")
            order.append(f"{name} ends")

    threads = [Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(order) == ["a begins", "a ends", "b begins", "b ends"]
    assert order[0][0] == order[1][0]


def page_of(answer: Any) -> Any:
    return etree.fromstring(answer.text.encode(), etree.HTMLParser(encoding="utf-8"))
