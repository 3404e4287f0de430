"""The interface for programs: every route, every refusal, and what it says of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

import clew
from clew.api.limits import Limit
from clew.api.v1 import ASKED
from clew.api.v1.feedback import GIVEN
from clew.export import choose, formats
from clew.members import Members
from clew.model import Resource, Thread
from clew.search import Answer

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests ask as often as they like."""
    monkeypatch.setattr(ASKED, "rate", 1e6)
    monkeypatch.setattr(GIVEN, "rate", 1e6)


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    found = client.get(f"/api/v1{path}", params=parameters)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/json"
    return found.json()


def problem(client: TestClient, path: str, **parameters: Any) -> dict[str, Any]:
    found = client.get(f"/api/v1{path}", params=parameters)
    assert found.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = found.json()
    assert body["status"] == found.status_code
    return body


@pytest.fixture(scope="session")
def dataset(client: TestClient) -> str:
    """The id of a dataset of the corpus."""
    hits = get(client, "/search", q="home visits", kind="dataset")["hits"]
    return str(hits[0]["id"])


def test_search_answers_as_the_package_does(client: TestClient, filled: Path) -> None:
    found = client.get("/api/v1/search", params={"q": "home visits", "facets": "kind", "limit": 5})
    with clew.open(filled) as catalogue:
        expected = catalogue.search("home visits", limit=5, facets=("kind",))
    assert msgspec.json.decode(found.content, type=Answer) == expected
    assert expected.total > 5


def test_pages_follow_each_other(client: TestClient) -> None:
    whole = [hit["id"] for hit in get(client, "/search", q="children", limit=40)["hits"]]
    paged, cursor = [], None
    while True:
        more: dict[str, str] = {"cursor": cursor} if cursor else {}
        page = get(client, "/search", q="children", limit=7, **more)
        paged += [hit["id"] for hit in page["hits"]]
        cursor = page.get("next")
        if cursor is None or len(paged) >= 40:
            break
    assert paged[:40] == whole
    assert len(set(paged)) == len(paged)


def test_filters_are_parameters(client: TestClient) -> None:
    both = get(client, "/search", kind=["thesis", "award"], limit=100)
    assert {hit["kind"] for hit in both["hits"]} == {"thesis", "award"}
    early = get(client, "/search", kind="dataset", period="1900..2012", limit=100)["total"]
    whole = get(client, "/search", kind="dataset", limit=100)["total"]
    assert 0 < early < whole


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({"limit": 0}, 422, "limit"),
        ({"limit": "many"}, 422, "limit"),
        ({"kidn": "thesis"}, 400, "There is no parameter 'kidn'."),
        ({"kind": "kettle"}, 400, "kettle"),
        ({"order": "backwards"}, 400, "backwards"),
        ({"cursor": "nonsense"}, 400, "cursor"),
        ({"period": "soon"}, 400, "period"),
        ({"facets": "kettles"}, 400, "kettles"),
        ({"fields": "hits,kettles"}, 400, "There is no field 'kettles'."),
    ],
)
def test_a_wrong_parameter_is_named(
    client: TestClient, parameters: dict[str, Any], status: int, words: str
) -> None:
    found = problem(client, "/search", **parameters)
    assert found["status"] == status
    assert words in json.dumps(found)
    assert found["type"].startswith("urn:clew:problem:")


@pytest.mark.parametrize(
    "q", ['"unbalanced', "((", "AND OR", "🦆" * 50, "x" * 10_000, "\x00", "a:b:c"]
)
def test_any_text_is_a_query(client: TestClient, q: str) -> None:
    assert get(client, "/search", q=q)["total"] >= 0


def test_completions(client: TestClient) -> None:
    found = get(client, "/suggest", q="home", limit=3)
    assert 0 < len(found) <= 8
    assert all("home" in one["text"].casefold() for one in found)


def test_the_inside_of_a_facet(client: TestClient) -> None:
    found = get(client, "/facets/keyword", text="child", q="visits")
    assert found["facet"] == "keyword"
    assert all("child" in value["value"].casefold() for value in found["choices"])
    assert problem(client, "/facets/kettle")["status"] == 400


def test_what_is_like_a_text(client: TestClient) -> None:
    text = "Social workers visit families at home and write down what children say."
    found = client.post("/api/v1/like", json={"text": text, "limit": 3})
    assert found.status_code == 200
    assert len(found.json()["hits"]) == 3
    assert client.post("/api/v1/like", json={"text": ""}).status_code == 422


def test_a_resource_by_id_and_by_identifier(client: TestClient, filled: Path, dataset: str) -> None:
    found = client.get(f"/api/v1/resources/{dataset}")
    resource = msgspec.json.decode(found.content, type=Resource)
    with clew.open(filled) as catalogue:
        expected = catalogue.get(dataset)
    assert (resource.slug, resource.label) == (dataset, expected.label)
    doi = next(
        one for record in expected.records for one in record.identifiers if one.scheme == "doi"
    )
    for spelling in (doi.value, f"https://doi.org/{doi.value}", f"doi:{doi.value.upper()}"):
        assert get(client, f"/resources/{spelling}")["slug"] == dataset


def test_only_the_fields_that_are_asked_for(client: TestClient, dataset: str) -> None:
    found = get(client, f"/resources/{dataset}", fields="slug, kind")
    assert found == {"slug": dataset, "kind": "dataset"}


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("jsonld", "application/ld+json"),
        ("ris", "application/x-research-info-systems"),
        ("bibtex", "application/x-bibtex"),
    ],
)
def test_a_resource_in_any_form_by_name_and_by_header(
    client: TestClient, dataset: str, name: str, media: str
) -> None:
    path = f"/api/v1/resources/{dataset}"
    named = client.get(path, params={"as": name})
    asked = client.get(path, headers={"Accept": f"{media};q=0.9, text/x-kettle"})
    assert named.status_code == asked.status_code == 200
    assert named.text == asked.text
    assert named.headers["content-type"].startswith(media)


def test_a_form_that_is_none_is_refused(client: TestClient, dataset: str) -> None:
    found = problem(client, f"/resources/{dataset}", **{"as": "kettle"})
    assert found["status"] == 406
    assert "jsonld" in found["hint"]


def test_the_parts_of_a_resource(client: TestClient, dataset: str) -> None:
    records = get(client, f"/resources/{dataset}/records")
    assert records[0]["record"]["kind"] == "dataset"
    links = get(client, f"/resources/{dataset}/links")
    assert {"type", "state", "slug", "kind", "title"} <= set(links[0])
    thread = client.get(f"/api/v1/resources/{dataset}/thread", params={"depth": 1})
    found = msgspec.json.decode(thread.content, type=Thread)
    assert found.root == dataset
    assert len(found.beads) > 1
    svg = client.get(f"/api/v1/resources/{dataset}/thread", params={"as": "svg"})
    assert svg.headers["content-type"].startswith("image/svg+xml")
    similar = get(client, f"/resources/{dataset}/similar", limit=3)
    assert dataset not in {hit["id"] for hit in similar["hits"]}
    assert isinstance(get(client, f"/resources/{dataset}/variables"), list)


def test_passages_have_a_place(client: TestClient) -> None:
    thesis = get(client, "/search", kind="thesis", limit=1)["hits"][0]["id"]
    first = get(client, f"/resources/{thesis}/passages", limit=2)
    second = get(client, f"/resources/{thesis}/passages", limit=2, offset=2)
    assert len(first) == 2
    assert first != second
    assert first[0]["passage"]["text"]
    whole = get(client, f"/resources/{thesis}")
    assert "passages" not in json.dumps(whole["held"][0]["record"].get("fulltext", {}))


def test_a_document_comes_as_it_was_received(client: TestClient, dataset: str) -> None:
    sha256 = get(client, f"/resources/{dataset}/records")[0]["document"]
    found = client.get(f"/api/v1/documents/{sha256}")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in found.headers["content-security-policy"]
    assert hashlib.sha256(found.content).hexdigest() == sha256
    assert problem(client, "/documents/none")["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/resources/no-such-thing",
        "/resources/no-such-thing/records",
        "/resources/no-such-thing/thread",
        "/resources/10.5555/none",
        "/no-such-route",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert problem(client, path)["status"] == 404


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient, dataset: str) -> None:
    path = f"/api/v1/resources/{dataset}"
    stamp = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": stamp})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(path, headers={"If-None-Match": '"something else"'})
    assert other.status_code == 200


def test_how_much_there_is(client: TestClient, filled: Path) -> None:
    with clew.open(filled) as catalogue:
        counts = catalogue.catalogue.counts()
    assert get(client, "/catalogue")["counts"] == counts
    assert get(client, "/sources") == []


@pytest.fixture
def token(filled: Path) -> Iterator[str]:
    """A token of a new member that allows collections."""
    members = Members(filled / "members.db")
    email = f"ada{len(members.accounts.all())}@example.org"
    account = members.accounts.open(email, "Ada", NOW, password="a kettle sings at noon")
    yield members.tokens.make(account.number, "test", ["collections"], NOW)
    members.close()


def test_a_collection_is_made_filled_and_deleted(
    client: TestClient, token: str, dataset: str
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    path = "/api/v1/collections"
    made = client.post(path, json={"title": "Visits", "resources": [dataset]}, headers=headers)
    assert made.status_code == 200
    number = made.json()["number"]
    assert [kept["resource"] for kept in made.json()["kept"]] == [dataset]
    thesis = get(client, "/search", kind="thesis", limit=1)["hits"][0]["id"]
    put = client.put(f"{path}/{number}/items/{thesis}", json={"note": "long"}, headers=headers)
    assert [(kept["resource"], kept.get("note")) for kept in put.json()["kept"]] == [
        (dataset, None),
        (thesis, "long"),
    ]
    assert client.delete(f"{path}/{number}/items/{dataset}", headers=headers).status_code == 204
    left = client.get(f"{path}/{number}", headers=headers).json()
    assert [kept["resource"] for kept in left["kept"]] == [thesis]
    assert [one["title"] for one in client.get(path, headers=headers).json()] == ["Visits"]
    assert client.delete(f"{path}/{number}", headers=headers).status_code == 204
    assert client.get(f"{path}/{number}", headers=headers).status_code == 404


def test_what_is_not_in_the_catalogue_cannot_be_kept(client: TestClient, token: str) -> None:
    found = client.post(
        "/api/v1/collections",
        json={"title": "Visits", "resources": ["no-such-thing"]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert found.status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/collections"),
        ("post", "/collections"),
        ("get", "/collections/1"),
        ("delete", "/collections/1"),
        ("put", "/collections/1/items/x"),
        ("delete", "/collections/1/items/x"),
    ],
)
@pytest.mark.parametrize("shown", [None, "Bearer clew_wrong", "Basic YTpi"])
def test_collections_need_a_token(
    client: TestClient, method: str, path: str, shown: str | None
) -> None:
    headers = {"Authorization": shown} if shown else {}
    body = {"json": {"title": "x"}} if method in {"post", "put"} else {}
    found = getattr(client, method)(f"/api/v1{path}", headers=headers, **body)
    assert found.status_code == 401
    assert found.headers["www-authenticate"] == "Bearer"


def test_a_token_allows_no_more_than_it_says(client: TestClient, filled: Path) -> None:
    members = Members(filled / "members.db")
    account = members.accounts.open("eve@example.org", "Eve", NOW, password="a kettle at noon")
    secret = members.tokens.make(account.number, "test", ["feedback"], NOW)
    members.close()
    found = client.get("/api/v1/collections", headers={"Authorization": f"Bearer {secret}"})
    assert found.status_code == 403
    assert found.json()["detail"] == "This token allows feedback; this needs collections."


def test_feedback_is_taken_from_anybody(client: TestClient, filled: Path) -> None:
    body = {"verdict": "too-low", "comment": "Should be first.", "context": {"query": "tea"}}
    found = client.post("/api/v1/feedback", json=body)
    assert found.status_code == 200
    members = Members(filled / "members.db")
    given = members.feedback.all(1)[0]
    members.close()
    assert (given.number, given.comment) == (found.json()["number"], "Should be first.")
    assert given.context == {"query": "tea"}
    wrong = client.post("/api/v1/feedback", json={"verdict": "splendid"})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["name"] == "verdict"


def test_a_limit_lets_a_burst_through_and_then_a_steady_stream() -> None:
    time = [0.0]
    limit = Limit(burst=2, rate=0.5, what="knocks", clock=lambda: time[0])
    assert [limit.take("a") for _ in range(3)] == [0, 0, 2]
    assert limit.take("b") == 0
    time[0] = 1.0
    assert limit.take("a") == 1
    time[0] = 2.0
    assert limit.take("a") == 0
    time[0] = 100.0
    assert [limit.take("a") for _ in range(3)] == [0, 0, 2]


def test_a_limit_forgets_addresses_it_has_not_seen_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clew.api.limits._REMEMBERED", 3)
    limit = Limit(burst=1, rate=1, what="knocks", clock=lambda: 0.0)
    for who in "abcd":
        assert limit.take(who) == 0
    assert limit.take("d") > 0
    assert limit.take("a") == 0


def test_who_asks_too_often_is_told_to_wait(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ASKED, "burst", 1)
    monkeypatch.setattr(ASKED, "rate", 0.1)
    monkeypatch.setattr(ASKED, "_left", type(ASKED._left)())
    answers = [client.get("/api/v1/catalogue") for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 429]
    assert answers[1].headers["retry-after"] == "10"
    assert answers[1].json()["detail"] == "Too many requests from this address; wait 10 s."


def test_it_describes_itself(client: TestClient) -> None:
    said = get(client, "/openapi.json")
    assert said["openapi"].startswith("3.1")
    components = said["components"]["schemas"]
    assert {"Answer", "Hit", "Resource", "Thread", "Collection", "Problem"} <= set(components)
    assert "HTTPValidationError" not in components
    wanted = [part for part in _references(said) if part not in components]
    assert wanted == []
    for path, operations in said["paths"].items():
        if path.startswith("/api/v1/"):
            for operation in operations.values():
                assert operation["summary"], path
                assert {"400", "404", "422", "429"} <= set(operation["responses"]), path


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


@pytest.mark.parametrize("form", [one.name for one in formats() if one.many])
def test_results_threads_and_collections_in_every_form_of_lists(
    client: TestClient, filled: Path, dataset: str, token: str, form: str
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    body = {"title": "Tea", "resources": [dataset]}
    made = client.post("/api/v1/collections", json=body, headers=headers).json()["number"]
    collection = f"/api/v1/collections/{made}?as={form}"
    export = f"/api/v1/export?as={form}"
    thread = f"/api/v1/resources/{dataset}/thread?depth=1&as={form}"
    with clew.open(filled) as catalogue:
        beads = [bead.id for bead in catalogue.thread(dataset, 1).beads]
        for path, expected in (
            (f"{export}&id={dataset}", catalogue.export(form, dataset)),
            (f"{export}&id={dataset}&threads=true", catalogue.export(form, dataset, threads=True)),
            (f"{export}&q=tea", catalogue.export(form, words="tea")),
            (thread, _thread(catalogue, dataset, form, beads)),
            (collection, catalogue.export(form, dataset)),
        ):
            found = client.get(path, headers=headers)
            assert found.status_code == 200, found.text
            assert found.text == "".join(expected), path


def _thread(catalogue: clew.Clew, name: str, form: str, beads: list[str]) -> Iterator[str]:
    """All that is on a thread; formats of threads write the thread itself."""
    if form in {one.name for one in formats(of=Thread)}:
        return iter([choose(form, of=Thread).render(catalogue.thread(name, 1))])
    return catalogue.export(form, *beads)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/export", 422, "as"),
        ("/export?as=kettle", 406, "'kettle' is not an export format"),
        ("/export?as=thread-svg", 406, "holds one thing only"),
        ("/export?as=ris&id=no-such-thing", 404, "no-such-thing"),
        ("/export?as=ris&limit=10001", 422, "limit"),
        ("/export?as=ris&kidn=thesis", 400, "There is no parameter 'kidn'."),
        ("/sources?kettle=on", 400, "There is no parameter 'kettle'."),
        ("/resources/a/records?kettle=on", 400, "There is no parameter 'kettle'."),
        ("/resources/a/thread?types=kettle", 422, "types"),
        ("/resources/a/thread?min_confidence=2", 422, "min_confidence"),
    ],
)
def test_what_cannot_be_exported_is_told_before_anything_is_sent(
    client: TestClient, path: str, status: int, words: str
) -> None:
    found = client.get(f"/api/v1{path}")
    assert (found.status_code, found.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert words in found.text


def test_an_export_of_results_stops_where_it_is_told_to(client: TestClient) -> None:
    chosen = "/api/v1/export?as=jsonl&q=children&limit=3&kind=award&kind=thesis"
    lines = client.get(chosen).text.splitlines()
    assert len(lines) == 3
    assert {json.loads(line)["kind"] for line in lines} <= {"award", "thesis"}


def test_a_format_without_a_name_is_none(client: TestClient, dataset: str, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post("/api/v1/collections", json={"title": "Tea"}, headers=headers).json()
    paths = (f"resources/{dataset}", f"resources/{dataset}/thread", f"collections/{made['number']}")
    for path in paths:
        refused = client.get(f"/api/v1/{path}?as=", headers=headers)
        assert refused.status_code == 406, path
        assert "'' is not an export format" in refused.json()["detail"]


def test_an_empty_collection_is_an_empty_list(client: TestClient, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post("/api/v1/collections", json={"title": "Nothing"}, headers=headers).json()
    path = f"/api/v1/collections/{made['number']}"
    assert client.get(f"{path}?as=csl-json", headers=headers).json() == []
    assert client.get(f"{path}?as=jsonl", headers=headers).text.strip() == ""


def test_people_and_organisations_with_their_works(client: TestClient, filled: Path) -> None:
    people = get(client, "/people", limit=1000)
    assert {hit["kind"] for hit in people["hits"]} == {"person"}
    houses = get(client, "/organisations", limit=1000)
    assert {hit["kind"] for hit in houses["hits"]} == {"organisation"}
    person, house = people["hits"][0], houses["hits"][0]
    assert get(client, f"/people/{person['id']}")["slug"] == person["id"]
    assert get(client, f"/organisations/{house['id']}")["slug"] == house["id"]
    works = get(client, f"/people/{person['id']}/works", limit=100)
    with clew.open(filled) as catalogue:
        names = [one.title for one in catalogue.get(person["id"]).records if one.title]
        chosen = {"filters": {"person": names}, "order": "newest", "settings": {"fold": False}}
        expected = catalogue.search(limit=100, **chosen)  # type: ignore[arg-type]
    assert [hit["id"] for hit in works["hits"]] == [hit.id for hit in expected.hits]
    assert expected.total > 0
    assert get(client, f"/organisations/{house['id']}/works", part="funder")["total"] >= 0


def test_a_person_is_no_organisation(client: TestClient) -> None:
    person = get(client, "/people", limit=1)["hits"][0]["id"]
    found = problem(client, f"/organisations/{person}")
    assert (found["status"], found["detail"]) == (
        404,
        f"{person} is a person, and no organisation.",
    )
