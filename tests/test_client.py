"""A catalogue on another machine answers as one on this does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

import clew
from clew import Client
from clew.api.v1 import ASKED
from clew.errors import ClewError, ExportError, NotFound, QueryError, RemoteError
from clew.index import Filters
from clew.members import Members, Verdict
from clew.web.application import application

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"
URL = "https://wexmoor.example.org"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("client")
    with clew.open(made) as catalogue:
        catalogue.add(str(CORPUS))
    return made


@pytest.fixture(scope="module")
def here(home: Path) -> Iterator[clew.Clew]:
    with clew.open(home) as catalogue:
        yield catalogue


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), base_url=URL) as made:
        yield made


@pytest.fixture
def there(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(ASKED, "rate", 1e6)
    return Client(URL, http=site)  # type: ignore[arg-type]


def test_searches_are_the_same(there: Client, here: clew.Clew) -> None:
    asked = {"limit": 5, "facets": ("kind", "has"), "filters": {"period": (2010, 2018)}}
    assert there.search("home visits", **asked) == here.search("home visits", **asked)  # type: ignore[arg-type]
    chosen = {"filters": {"kind": ["thesis", "award"]}, "order": "newest"}
    assert there.search(**chosen) == here.search(**chosen)  # type: ignore[arg-type]


def test_searches_in_one_text_are_the_same(there: Client, here: clew.Clew) -> None:
    thesis = here.search("home visits", kind="thesis").hits[0].id
    found = here.search_in(thesis, "the door", limit=4)
    assert len(found) == 4
    assert there.search_in(thesis, "the door", limit=4) == found
    assert there.search_in(thesis, "") == here.search_in(thesis, "") == ()
    with pytest.raises(NotFound):
        there.search_in("no-such-thing", "door")
    with pytest.raises(NotFound):
        here.search_in("no-such-thing", "door")


def test_things_are_the_same(there: Client, here: clew.Clew) -> None:
    hit = here.search("home visits", kind="dataset").hits[0]
    doi = next(
        one.value
        for record in here.get(hit.id).records
        for one in record.identifiers
        if one.scheme == "doi"
    )
    assert there.get(hit.id) == there.get(f"https://doi.org/{doi}") == here.get(hit.id)
    assert there.thread(hit.id) == here.thread(hit.id)
    assert there.thread(hit.id, 1, types=["cites"]) == here.thread(hit.id, 1, types=["cites"])  # type: ignore[list-item]
    assert there.suggest("home") == here.suggest("home")
    assert there.facet("keyword", "child") == here.facet("keyword", "child", limit=50)
    chosen = {"filters": {"kind": "dataset"}, "limit": 3}
    assert there.facet("keyword", **chosen) == here.facet("keyword", **chosen)  # type: ignore[arg-type]
    assert there.like(hit.id, **chosen).hits == here.like(hit.id, **chosen).hits  # type: ignore[arg-type]
    assert there.like(hit.id, limit=3).hits == here.like(hit.id, limit=3).hits
    text = "Social workers visit families at home."
    assert there.like(text, limit=3).hits == here.like(text, limit=3).hits
    variables = [(child.slug, child.variable) for child in here.variables(hit.id)]
    assert [(one.id, one.variable) for one in there.variables(hit.id)] == variables
    held = here.get(hit.id).held[0]
    assert there.document(held.document) == here.catalogue.documents.content(held.document)
    assert there.item(hit.id).ties == here.item(hit.id).ties
    assert there.overview().counts == here.overview().counts
    assert there.sources() == there.health("kettle") == []


def test_full_texts_come_page_by_page(there: Client, here: clew.Clew) -> None:
    hit = here.search("home visits", kind="thesis").hits[0]
    whole = [
        p for held in here.get(hit.id).held if (text := held.record.fulltext) for p in text.passages
    ]
    pages = [*there.passages(hit.id, 3), *there.passages(hit.id, 2, 3)]
    assert [one.passage for one in pages] == whole[:5]


@pytest.mark.parametrize("form", ["ris", "jsonl", "csv", "datacite"])
def test_exports_are_the_same(there: Client, here: clew.Clew, form: str) -> None:
    first, second = (hit.id for hit in here.search("home visits", limit=2).hits)
    for names, more in (
        ((first, second), {}),
        ((first,), {"threads": True}),
        ((), {"words": "tea"}),
        ((), {"words": "home", "filters": {"kind": ["thesis", "award"]}, "limit": 3}),
    ):
        told = "".join(there.export(form, *names, **more))
        assert told == "".join(here.export(form, *names, **more))
        assert told


def test_words_of_feedback_get_a_number(there: Client) -> None:
    first, second = there.feedback(Verdict.GOOD, "Tea."), there.feedback(Verdict.BAD)
    assert second == first + 1


@pytest.mark.parametrize(
    ("ask", "kind", "words"),
    [
        (lambda one: one.get("no-such-thing"), NotFound, "no-such-thing"),
        (lambda one: one.search(order="backwards"), QueryError, "backwards"),
        (lambda one: one.like("two words", order="newest"), QueryError, "without options"),
        (lambda one: list(one.export("ris", "no-such-thing")), NotFound, "no-such-thing"),
        (lambda one: one.search(filters={"kidn": "thesis"}), QueryError, "kidn"),
        (lambda one: one.search(filters=Filters()), QueryError, "cannot be sent"),
        (lambda one: one.search(offset=5), QueryError, "'offset' is not"),
        (lambda one: one.search(settings={"kettle": 1}), QueryError, "no setting 'kettle'"),
        (lambda one: one.search(limit=0), RemoteError, "limit"),
        (lambda one: one.collections(), RemoteError, "needs a token"),
    ],
)
def test_errors_come_back_as_what_they_are(
    there: Client, ask: Callable[[Client], object], kind: type[ClewError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        ask(there)
    assert type(caught.value) is kind


def test_an_export_that_there_is_not(there: Client, here: clew.Clew) -> None:
    hit = here.search("home visits").hits[0]
    with pytest.raises(ExportError, match="jsonld"):
        list(there.export("kettle", hit.id))
    with pytest.raises(ExportError, match="one thing only"):
        list(there.export("thread-svg", hit.id))


def test_collections_with_a_token(site: TestClient, home: Path, here: clew.Clew) -> None:
    members = Members(home / "members.db")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    ada = members.accounts.open("ada@example.org", "Ada", now, password="a kettle sings at noon")
    token = members.tokens.make(ada.number, "test", ["collections"], now)
    members.close()
    there = Client(URL, token, http=site)  # type: ignore[arg-type]
    first, second = (hit.id for hit in here.search("children", limit=2).hits)
    made = there.collect("Visits", [first])
    filled = there.keep(made.number, second, "long")
    assert [(kept.resource, kept.note) for kept in filled.kept] == [(first, None), (second, "long")]
    there.drop(made.number, first)
    assert [one.title for one in there.collections()] == ["Visits"]
    assert [one.resource for one in there.collection(made.number).kept] == [second]
    there.delete(made.number)
    assert there.collections() == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(200, text="<html>"), "answers otherwise than a Clew site"),
        (httpx.Response(502, text="<html>"), "answers 502 Bad Gateway"),
        (httpx.Response(200, json={"hits": 3}), "answers otherwise"),
    ],
)
def test_a_site_that_is_none(answer: httpx.Response, words: str) -> None:
    transport = httpx.MockTransport(lambda request: answer)
    http = httpx.Client(transport=transport)
    with Client(URL, http=http) as there, pytest.raises(RemoteError, match=words):
        there.search("tea")


def test_a_site_that_cannot_be_reached() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    http = httpx.Client(transport=httpx.MockTransport(refuse))
    with Client(URL, http=http) as there, pytest.raises(RemoteError, match="asked: no route"):
        there.get("tea")


def test_settings_of_one_search_are_taken_along(there: Client, here: clew.Clew) -> None:
    settings = {"fields": {"title": 2.5}, "fold": False, "passages": 1}
    found = there.search("home visits", settings=settings)
    assert found.hits == here.search("home visits", settings=settings).hits
    assert found.hits != here.search("home visits").hits
