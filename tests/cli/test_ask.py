"""``clew read``, ``search``, ``show``, ``thread`` and ``status``: the contract for scripts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli.conftest import EXAMPLES, Run

import clew

COURSE = "course/doorstep-course-second-look.txt"
AWARDS = ("gtr-page/doorstep-award-ES-Z900017-1.txt", "gtr-xml/doorstep-transfer-ES-Z900017-2.xml")


@pytest.fixture(scope="module")
def woven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that holds the doorstep thread."""
    home = tmp_path_factory.mktemp("woven") / "home"
    with clew.open(home) as catalogue:
        catalogue.add(*(str(path) for path in sorted((EXAMPLES / "corpus").glob("*/doorstep-*"))))
    return home


@pytest.fixture
def doorstep(run: Run, woven: Path, tmp_path: Path) -> Run:
    """Return a way to run commands on a catalogue of the doorstep thread."""
    shutil.copytree(woven, tmp_path / "home")
    return run


def test_read_as_jsonld(run: Run, corpus: Path) -> None:
    said = run("read", corpus / COURSE)
    assert (said.code, said.json["@type"]) == (0, "Course")


def test_read_as_json_keeps_everything(run: Run, corpus: Path) -> None:
    said = run("read", corpus / AWARDS[1], "--as", "json")
    kinds = [record["kind"] for record in said.json["records"]]
    assert kinds[0] == "award"
    assert "publication" in kinds


def test_read_several(run: Run, corpus: Path) -> None:
    said = run("read", corpus / "course", "--as", "json")
    assert len(said.json) == 6


def test_read_stores_nothing(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("read", corpus / COURSE)
    assert not (tmp_path / "home").exists()


def test_read_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 20)
    said = run("read", tmp_path / "a.bin", "--json")
    assert (said.code, said.out) == (1, "")
    assert json.loads(said.err)["error"] == "UnknownFormat"


def test_search_as_json(doorstep: Run) -> None:
    said = doorstep("search", "home visits", "--json", "--limit", "3")
    form = said.json
    assert set(form) >= {"query", "total", "mode", "results"}
    assert form["total"] >= 3
    assert len(form["results"]) == 3
    for result in form["results"]:
        assert {"id", "kind", "title", "score"} <= set(result)
    passages = [p for result in form["results"] for p in result["passages"]]
    assert passages
    assert all({"place", "snippet"} <= set(passage) for passage in passages)
    assert any("<mark>" in passage["snippet"] for passage in passages)


def test_search_one_kind(doorstep: Run) -> None:
    form = doorstep("search", "home visits", "--kind", "thesis", "--json").json
    assert {result["kind"] for result in form["results"]} == {"thesis"}


def test_search_in_words_names_the_place_of_a_passage(doorstep: Run) -> None:
    said = doorstep("search", "waiting on the doorstep", "--kind", "thesis")
    assert "ranked by words alone" in said.out
    assert " › " in said.out
    assert "**" in said.out


def test_search_for_nothing_known(doorstep: Run) -> None:
    said = doorstep("search", '"zzyzx quux"', "--json")
    assert (said.code, said.json["total"], said.json["results"]) == (0, 0, [])


def test_a_kind_that_is_none_is_wrong_usage(doorstep: Run) -> None:
    said = doorstep("search", "x", "--kind", "potato")
    assert said.code == 2
    assert "'potato' is not one of" in said.err


def test_show_by_any_name(doorstep: Run) -> None:
    slug = doorstep("show", "ES/Z900017/1", "--json").json["slug"]
    assert doorstep("show", slug, "--json").json["kind"] == "award"
    assert "ES/Z900017/1" in doorstep("show", slug).out
    assert doorstep("show", slug, "--as", "jsonld").json["@type"] == "MonetaryGrant"


def test_show_what_is_not_there(doorstep: Run) -> None:
    said = doorstep("show", "no-such-thing", "--json")
    assert (said.code, said.out) == (1, "")
    assert json.loads(said.err) == {
        "error": "NotFound",
        "message": "No resource is called 'no-such-thing'.",
        "hint": "Look for it with `clew search`; an id, a DOI, an award reference or a study number"
        " will do.",
    }


def test_the_thread_holds_every_kind(doorstep: Run) -> None:
    thread = doorstep("thread", "ES/Z900017/1", "--depth", "4", "--json").json
    kinds = {bead["kind"] for bead in thread["beads"]}
    assert kinds >= {"award", "dataset", "thesis", "publication", "course"}
    assert all(link["evidence"] and link["type"] and link["state"] for link in thread["links"])


def test_the_thread_as_a_picture(doorstep: Run) -> None:
    picture = doorstep("thread", "ES/Z900017/1", "--as", "svg").out
    assert ElementTree.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"


def test_a_thread_along_some_links(doorstep: Run) -> None:
    thread = doorstep("thread", "ES/Z900017/2", "--types", "funded-by,output-of", "--json").json
    assert {link["type"] for link in thread["links"]} == {"funded-by", "output-of"}
    options = ("--types", "funded-by", "--types", "transfer-of", "--states", "stated", "--json")
    thread = doorstep("thread", "ES/Z900017/2", *options).json
    assert ("transfer-of", "stated") in {(k["type"], k["state"]) for k in thread["links"]}
    assert {link["state"] for link in thread["links"]} == {"stated"}
    thread = doorstep("thread", "ES/Z900017/2", "--min-confidence", "1", "--json").json
    assert "suggested" not in {link["state"] for link in thread["links"]}


def test_a_thread_names_people_on_its_beads(doorstep: Run) -> None:
    thread = doorstep("thread", "ES/Z900017/2", "--json").json
    assert {bead["kind"] for bead in thread["beads"]}.isdisjoint({"person", "organisation"})
    award = next(b for b in thread["beads"] if "ES/Z900017/2" in b["identifiers"])
    assert [one["role"] for one in award["people"]][:1] == ["principal investigator"]
    lead = award["people"][0]
    assert f"led by {lead['name']}" in doorstep("thread", "ES/Z900017/2").out
    thread = doorstep("thread", lead["id"], "--depth", "1", "--json").json
    assert award["id"] in {bead["id"] for bead in thread["beads"]}


def test_a_type_or_state_that_is_none_is_wrong_usage(doorstep: Run) -> None:
    for option in ("--types", "--states"):
        said = doorstep("thread", "ES/Z900017/2", option, "stated,potato")
        assert (said.code, "is not one of" in said.err) == (2, True)


def test_a_form_that_is_none(doorstep: Run) -> None:
    said = doorstep("thread", "ES/Z900017/1", "--as", "potato")
    assert said.code == 2
    assert "'potato' is not an export format for a thread" in said.err


def test_status(doorstep: Run) -> None:
    form = doorstep("status", "--json").json
    assert form["counts"]["thesis"] == 1
    assert form["revision"] == form["indexed_revision"]
    assert "prepared" in form["trouble"]
    assert "clew encoder prepare" in doorstep("status").out


def test_status_of_nothing(run: Run) -> None:
    assert run("status", "--json").json["counts"] == {"documents": 0, "records": 0, "links": 0}


def test_embedding_without_an_encoder_says_what_to_do(doorstep: Run) -> None:
    said = doorstep("embed", "--json")
    assert said.code == 1
    assert json.loads(said.err)["error"] == "EncoderMissing"
    assert "clew encoder prepare" in said.err
