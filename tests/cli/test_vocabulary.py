"""``clew vocabulary``, and searches that it widens."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import EXAMPLES, Run

VISITING = EXAMPLES / "vocabularies" / "visiting.ttl"
COURSE = "course/doorstep-course-second-look.txt"


def test_adding_listing_and_removing(run: Run) -> None:
    assert run("vocabulary", "list").out == (
        "No vocabularies yet; add one with `clew vocabulary add FILE`.\n"
    )
    added = run("vocabulary", "add", VISITING)
    line = "visiting                       4 terms, 4 other names  Terms for visiting"
    assert added == (0, f"{line}\nSearches use it from now on.\n", "")
    named = run(
        "vocabulary",
        "add",
        EXAMPLES / "vocabularies" / "helplines.csv",
        "--name",
        "calls",
        "--json",
    )
    assert named.json == {"name": "calls", "terms": 4, "names": 9}
    assert run("vocabulary", "list", "--json").json == {
        "vocabularies": [
            {"name": "calls", "terms": 4, "names": 9},
            {"name": "visiting", "title": "Terms for visiting", "terms": 4, "names": 8},
        ]
    }
    assert run("vocabulary", "list").out.splitlines()[1] == line
    assert run("vocabulary", "remove", "calls").out == "calls is out.\n"
    assert run("vocabulary", "remove", "calls").code == 1


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    said = run("vocabulary", "add", tmp_path / "no.ttl", "--json")
    assert (said.code, said.out) == (1, "")
    assert json.loads(said.err)["error"] == "VocabularyError"


def test_searches_are_widened_at_once(run: Run, corpus: Path) -> None:
    run("add", corpus / COURSE)
    assert run("search", "dropping in", "--json").json.get("expansions") is None
    run("vocabulary", "add", VISITING)
    found = run("search", "house calls", "--json").json
    assert {one["reason"] for one in found["expansions"]} <= {
        "other name in visiting",
        "narrower term in visiting",
    }
    assert any("home visits" in one["also"] for one in found["expansions"])
    assert found["total"] == 1
