"""Sources and harvests from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Run
from harvest.server import Repository, serving


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.intake.crew.ALONE", 10**9)


@pytest.fixture
def repository() -> Repository:
    return Repository(6, page=4, malformed={1})


@pytest.fixture
def address(repository: Repository) -> Iterator[str]:
    with serving(repository) as server:
        yield f"{server.address}/oai"


@pytest.fixture
def ashby(run: Run, address: str) -> str:
    """Add the repository as a source and return its name."""
    told = ("--address", address, "--private", "--rate", 0, "--title", "Ashby Archive")
    assert run("sources", "add", "ashby", "--protocol", "oai-pmh", *told).code == 0
    return "ashby"


def test_well_known_sources_are_added_by_name(run: Run) -> None:
    assert "fsd" in run("sources", "list", "--presets").out
    said = run("sources", "add", "fsd", "--every", "month", "--take", "sets=language:en")
    assert said.code == 0
    assert said.out.startswith("fsd                  oai-pmh        month  https://services.fsd")
    assert run("sources", "list", "--json").json["sources"][0]["take"] == {
        "format": "oai_ddi25",
        "sets": ["language:en"],
    }


def test_no_sources_yet(run: Run) -> None:
    assert "No sources yet" in run("sources", "list").out
    assert run("sources", "status").out == "No sources.\n"
    assert run("harvest").out == "No source's time has come; name one to harvest it now.\n"


def test_what_cannot_be_added(run: Run) -> None:
    assert "There is no preset nobody" in run("sources", "add", "nobody").err
    said = run("sources", "add", "x", "--protocol", "files", "--address", "/x", "--take", "y")
    assert said.code == 2
    assert "y is no KEY=VALUE" in said.err
    assert run("sources", "add", "fsd", "--take", "set=x").code == 1
    assert "No sources yet" in run("sources", "list").out


def test_a_source_is_tried_without_keeping_anything(run: Run, ashby: str) -> None:
    said = run("sources", "test", ashby)
    assert said.code == 1
    assert "read       oai:ashby.example:0\n           dublin-core" in said.out
    assert "failed     oai:ashby.example:1" in said.out
    assert run("status", "--json").json["counts"]["documents"] == 0
    found = run("sources", "test", ashby, "--json").json["documents"]
    assert [sorted(one) for one in found] == [
        ["location", "reader", "title"],
        ["error", "location"],
        ["location", "reader", "title"],
    ]


def test_harvest_and_status(run: Run, ashby: str, repository: Repository) -> None:
    said = run("harvest")
    assert said.code == 1
    assert said.out.startswith("ashby: complete, 5 new, 1 failed; ")
    repository.malformed, repository.versions = set(), {1: 1, 3: 1}
    said = run("harvest", ashby)
    assert said.code == 0
    assert said.out.startswith("ashby: complete, 1 new, 1 updated; ")
    lines = run("sources", "status").out.splitlines()
    assert lines[0] == "Ashby Archive (ashby), every week"
    assert [line.split(";")[0] for line in lines[1:3]] == [
        "  ashby: complete, 1 new, 1 updated",
        "  ashby: complete, 5 new, 1 failed",
    ]
    assert lines[3].startswith("  links: 6 well; last seen 20")
    assert run("search", "revised", "--json").json["total"] == 2


def test_status_as_json(run: Run, ashby: str) -> None:
    run("harvest", ashby)
    (one,) = run("sources", "status", ashby, "--json").json["sources"]
    (report,) = one["reports"]
    assert (report["outcome"], report["counted"]) == ("complete", {"failed": 1, "new": 5})
    assert one["links"]["here"] == 5
    assert one["links"]["failing"] == 1
    assert one["troubles"][0]["what"] == "failing"
    assert one["due"] is False
    assert one["source"]["name"] == ashby


def test_full_and_since(run: Run, ashby: str, repository: Repository) -> None:
    repository.malformed = set()
    assert run("harvest", ashby, "--full").out.startswith("ashby: complete, 6 new;")
    assert run("harvest", ashby, "--full").out.startswith("ashby: complete, 6 unchanged;")
    run("harvest", ashby, "--since", "2031-05-02")
    assert repository.asked[-1]["from"] == "2031-05-02T00:00:00Z"
    both = run("harvest", ashby, "--since", "2031-05-02", "--full")
    assert (both.code, "just one of --full and --since" in both.err) == (2, True)


def test_a_source_that_does_not_answer(run: Run, tmp_path: Path) -> None:
    run("sources", "add", "bad", "--protocol", "files", "--address", tmp_path / "nowhere")
    said = run("harvest", "bad", "--json")
    assert said.code == 1
    (report,) = said.json["runs"]
    assert report["outcome"] == "stopped"
    assert "There is no " in report["error"]
    assert run("harvest", "nobody").code == 1


def test_files_as_a_source(run: Run, corpus: Path) -> None:
    run("sources", "add", "corpus", "--protocol", "files", "--address", corpus)
    first = run("harvest", "corpus", "--json").json["runs"][0]["counted"]
    assert first["new"] > 20
    again: dict[str, Any] = run("harvest", "corpus", "--json").json["runs"][0]["counted"]
    assert again == {"unchanged": sum(first.values())}


def test_a_source_is_removed_and_its_records_stay(run: Run, ashby: str) -> None:
    run("harvest", ashby)
    held = run("status", "--json").json["counts"]["records"]
    assert run("sources", "remove", ashby).code == 0
    assert run("sources", "remove", ashby).code == 1
    assert run("status", "--json").json["counts"]["records"] == held
