"""The site as a whole: what guards it, and what it says when something is wrong."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

import clew
from clew.api.opened import LookedUp
from clew.api.problem import problem_of
from clew.api.site import Site, absolute
from clew.errors import (
    CatalogueBusy,
    CatalogueError,
    ClewError,
    ExportError,
    NotFound,
    QueryError,
)
from clew.web.application import application
from clew.web.guard import HEADERS


def test_every_answer_carries_what_guards_its_readers(client: TestClient) -> None:
    for path in ("/", "/nothing-here", "/static/clew.css", "/health"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path


def test_the_policy_lets_nothing_run_that_is_in_the_page_itself() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_a_program_gets_a_problem_and_a_person_gets_a_page(client: TestClient) -> None:
    problem = client.get("/nothing-here", headers={"Accept": "application/json"})
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json() == {
        "type": "urn:clew:problem:NotFound",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
    }
    page = client.get("/nothing-here")
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "There is nothing at this address." in page.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("No resource is called 'x'."), 404),
        (QueryError("There is no facet 'x'."), 400),
        (ExportError("'x' is not an export format."), 406),
        (CatalogueBusy("Another process is writing."), 503),
        (CatalogueError("/secret/path cannot be used."), 500),
    ],
)
def test_each_error_has_its_status(error: ClewError, status: int) -> None:
    assert problem_of(error).status == status


def test_our_own_faults_keep_their_inside_to_themselves() -> None:
    assert "/secret" not in str(problem_of(CatalogueError("/secret/path cannot be used.")))


def broken(home: Path) -> TestClient:
    app = application(home)

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError("a secret in a trace")

    @app.get("/counts/{number}")
    def counts(number: int, limit: int = 10) -> int:
        return number + limit

    return TestClient(app, raise_server_exceptions=False)


def test_what_nobody_foresaw_shows_no_trace(filled: Path) -> None:
    with broken(filled) as client:
        for accept in ("text/html", "application/json"):
            answer = client.get("/breaks", headers={"Accept": accept})
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text
        page = client.get("/breaks", headers={"Accept": "text/html"})
        assert page.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_a_wrong_parameter_is_named(filled: Path) -> None:
    with broken(filled) as client:
        answer = client.get("/counts/many?limit=few")
        assert answer.status_code == 422
        problem = answer.json()
        assert problem["detail"] == "What was given for number, limit cannot be used."
        assert [(one["name"], one["where"]) for one in problem["errors"]] == [
            ("number", "path"),
            ("limit", "query"),
        ]


def test_reading_goes_on_while_another_writes(filled: Path) -> None:
    with (
        TestClient(application(filled)) as client,
        clew.open(filled) as writer,
        writer.catalogue.writing(),
        writer.catalogue.transaction(),
    ):
        assert client.get("/health").json()["status"] == "ok"
        assert client.get("/").status_code == 200


def test_many_requests_at_once_each_have_a_catalogue_of_their_own(filled: Path) -> None:
    app = application(filled)
    together = threading.Barrier(2, timeout=10)

    @app.get("/together")
    def wait(catalogue: LookedUp) -> int:
        together.wait()
        return id(catalogue)

    with TestClient(app) as client:
        seen: list[int] = []
        ask = [
            threading.Thread(target=lambda: seen.append(client.get("/together").json()))
            for _ in range(2)
        ]
        for thread in ask:
            thread.start()
        for thread in ask:
            thread.join()
    assert len(set(seen)) == 2


def test_an_address_is_the_public_one_where_it_is_known(filled: Path) -> None:
    app = application(filled, Site(name="Wexmoor", url="https://clew.wexmoor.example/"))
    found: list[str] = []

    @app.get("/tell")
    def tell(request: Request) -> None:
        found.append(absolute(request, "/r/one"))

    with TestClient(app) as client:
        client.get("/tell")
    assert found == ["https://clew.wexmoor.example/r/one"]


def test_files_are_kept_by_browsers_as_long_as_their_content_is_named(client: TestClient) -> None:
    assert "immutable" not in client.get("/static/clew.css").headers["cache-control"]
    assert "immutable" in client.get("/static/clew.css?v=1").headers["cache-control"]
