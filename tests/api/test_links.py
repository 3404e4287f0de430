"""Deciding on links over the interface and with the package's client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient
from support import copied

import clew
from clew.api.v1 import ASKED
from clew.catalogue.decisions import Decision
from clew.client import Client
from clew.errors import CatalogueBusy, LinkingError, NotFound, RemoteError
from clew.linking import Question, Ruling
from clew.members import Members, Role
from clew.web.application import application

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://there.example"


@pytest.fixture
def home(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ASKED, "rate", 1e6)
    return copied(filled, tmp_path)


@pytest.fixture
def site(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), base_url=URL) as made:
        yield made


def token(home: Path, role: Role = Role.CURATOR, scope: str = "decisions") -> str:
    members = Members(home / "members.db")
    name = f"{role}-{scope}"
    account = members.accounts.open(f"{name}@example.org", "Ada", NOW, role=role)
    secret = members.tokens.make(account.number, "test", [scope], NOW)
    members.close()
    return secret


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def asked(home: Path) -> list[Question]:
    with clew.open(home) as catalogue:
        return list(catalogue.links.questions(10))


def test_the_queue_is_what_the_desk_asks(site: TestClient, home: Path) -> None:
    found = site.get("/api/v1/links/questions?limit=10", headers=bearer(token(home)))
    assert found.status_code == 200
    assert msgspec.json.decode(found.content, type=list[Question]) == asked(home)


def test_a_decision_is_made_told_and_undone(site: TestClient, home: Path) -> None:
    headers = bearer(token(home))
    question = next(one for one in asked(home) if one.type == "same-as")
    body = {"question": question.id, "answer": "accept", "note": "Told so."}
    made = site.post("/api/v1/links/decisions", json=body, headers=headers)
    assert made.status_code == 200, made.text
    decision = msgspec.json.decode(made.content, type=Decision)
    assert (decision.number, decision.verdict, decision.made_by, decision.note) == (
        1,
        "join",
        "Ada",
        "Told so.",
    )
    (ruling,) = site.get("/api/v1/links/decisions", headers=headers).json()
    assert ruling["decision"] == made.json()
    assert ruling["ones"] == ruling["others"]
    undone = site.delete("/api/v1/links/decisions/1", headers=headers)
    assert undone.json()["undone_by"] == "Ada"
    assert question.id in [one.id for one in asked(home)]
    again = site.delete("/api/v1/links/decisions/1", headers=headers)
    assert again.status_code == 404
    assert again.json()["detail"] == "There is no decision 1 to undo."


def test_decisions_come_in_pages(site: TestClient, home: Path) -> None:
    headers = bearer(token(home))
    for question in asked(home)[:3]:
        body = {"question": question.id, "answer": "unsure"}
        assert site.post("/api/v1/links/decisions", json=body, headers=headers).status_code == 200
    first = site.get("/api/v1/links/decisions?limit=2", headers=headers).json()
    assert [one["decision"]["number"] for one in first] == [3, 2]
    rest = site.get("/api/v1/links/decisions?limit=2&before=2", headers=headers).json()
    assert [one["decision"]["number"] for one in rest] == [1]
    for path in (f"?before={'9' * 30}", "?before=0", f"/{'9' * 30}"):
        method = "delete" if path.startswith("/") else "get"
        odd = site.request(method, f"/api/v1/links/decisions{path}", headers=headers)
        assert odd.status_code == 422, path


@pytest.mark.parametrize(
    ("body", "status", "kind", "says"),
    [
        ({"question": "nonsense", "answer": "accept"}, 409, "LinkingError", "is no question"),
        ({"question": "a/same-as/b", "answer": "accept"}, 404, "NotFound", "No resource"),
        ({"question": "a/same-as/b", "answer": "perhaps"}, 422, "WrongParameter", "answer"),
        ({"answer": "accept"}, 422, "WrongParameter", "question"),
    ],
)
def test_a_refusal_is_a_problem(
    site: TestClient, home: Path, body: dict[str, str], status: int, kind: str, says: str
) -> None:
    found = site.post("/api/v1/links/decisions", json=body, headers=bearer(token(home)))
    assert found.headers["content-type"] == "application/problem+json"
    problem = found.json()
    assert (found.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"urn:clew:problem:{kind}"
    assert says in problem["detail"]


ROUTES = [
    ("get", "/links/questions", None),
    ("get", "/links/decisions", None),
    ("post", "/links/decisions", {"question": "a/same-as/b", "answer": "accept"}),
    ("post", "/links/splits", {"resource": "a", "records": [1]}),
    ("delete", "/links/decisions/1", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_every_route_wants_a_curators_token_for_decisions(
    site: TestClient, home: Path, method: str, path: str, body: dict[str, Any] | None
) -> None:
    def ask(secret: str | None) -> Any:
        headers = bearer(secret) if secret else {}
        return site.request(method, f"/api/v1{path}", headers=headers, json=body)

    assert ask(None).status_code == 401
    assert ask("clew_guess").status_code == 401
    assert ask(token(home, scope="collections")).status_code == 403
    reader = ask(token(home, Role.READER))
    assert reader.status_code == 403
    assert reader.json()["detail"] == "This is for those with the role curator."
    assert ask(token(home)).status_code in (200, 404)
    assert ask(token(home, Role.ADMIN)).status_code in (200, 404)


def test_the_walk_above_knows_every_route_of_links(site: TestClient, home: Path) -> None:
    said = site.get("/api/v1/openapi.json").json()["paths"]
    known = {(method, path) for method, path, _ in ROUTES}
    there = {
        (method, path.removeprefix("/api/v1").replace("{number}", "1"))
        for path, operations in said.items()
        if "/links/" in path
        for method in operations
    }
    assert there == known


def test_each_route_says_what_it_gives_with_an_example(site: TestClient) -> None:
    said = site.get("/api/v1/openapi.json").json()
    for path, kind in (("questions", list[Question]), ("decisions", list[Ruling])):
        operation = said["paths"][f"/api/v1/links/{path}"]["get"]
        example = operation["responses"]["200"]["content"]["application/json"]["example"]
        assert msgspec.json.encode(msgspec.convert(example, kind)) == msgspec.json.encode(example)
        assert {"401", "403"} <= set(operation["responses"])
    post = said["paths"]["/api/v1/links/decisions"]["post"]
    assert {"401", "403", "409", "503"} <= set(post["responses"])
    (body,) = post["requestBody"]["content"].values()
    fields = said["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]
    assert set(fields["properties"]) == {"question", "answer", "note"}
    assert fields["properties"]["question"]["examples"] == [
        "knocking-twice/same-as/knocking-twice-2"
    ]


# The package's client


def test_the_client_has_the_desks_verbs(site: TestClient, home: Path) -> None:
    there = Client(URL, token(home), http=site)  # type: ignore[arg-type]
    assert there.links.questions(10) == asked(home)
    question = next(one for one in asked(home) if one.type == "same-as")
    made = there.links.decide(question.id, "accept", note="Told so.")
    assert (made.verdict, made.made_by, made.note) == ("join", "Ada", "Told so.")
    with clew.open(home) as here:
        assert here.links.decisions() == [made]
        assert here.links.rulings() == there.links.rulings()
        joined = here.get(question.one.id)
    assert there.links.undo(made.number).undone_by == "Ada"
    assert there.links.rulings(before=1) == []
    several = next(one for one in asked(home) if len(one.one.records) > 1).one
    split = there.links.split(several.id, several.records[-1].number)
    assert split.verdict == "split"
    assert joined.slug in (question.one.id, question.other.id)


def test_the_client_raises_what_the_desk_does(site: TestClient, home: Path) -> None:
    there = Client(URL, token(home), http=site)  # type: ignore[arg-type]
    with pytest.raises(LinkingError, match="is no question"):
        there.links.decide("nonsense", "accept")
    with pytest.raises(NotFound, match="No resource"):
        there.links.decide("a/same-as/b", "accept")
    with pytest.raises(NotFound, match="no decision 5"):
        there.links.undo(5)
    with pytest.raises(RemoteError, match="needs a token"):
        Client(URL, http=site).links.questions()  # type: ignore[arg-type]
    (first, *_) = asked(home)
    with (
        clew.open(home) as other,
        other.catalogue.writing(),
        pytest.raises(CatalogueBusy, match="Another process is writing"),
    ):
        there.links.decide(first.id, "reject")
