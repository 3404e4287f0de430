"""What a source asks to be said stands wherever its records are: shown, written, found, linked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import Run, run

import clew
from clew import export
from clew.model import Credit, Resource, Thread

LINE = "Metadata from the Ashby Archive, Hill Road."
ASKED = Credit(source="ashby", title="Ashby Archive", line=LINE, rights="CC BY 4.0")
STUDY = """<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.5555/ASHBY.7</identifier>
  <creators><creator><creatorName>Moss, Ada</creatorName></creator></creators>
  <titles><title>Ringing twice</title></titles>
  <publisher>Ashby Archive</publisher><publicationYear>2031</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Dataset</resourceType>
</resource>"""

__all__ = ["run"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home into which a source with a credit line was harvested."""
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "seven.xml").write_text(STUDY, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    (home / "clew.toml").write_text(
        f'[sources.ashby]\nprotocol = "files"\naddress = "{tmp_path / "studies"}"\n'
        f'title = "Ashby Archive"\nrights = "CC BY 4.0"\ncredit = "{LINE}"\n'
    )
    with clew.open(home) as catalogue:
        assert [report.outcome for report in catalogue.harvest("ashby")] == ["complete"]
    return home


@pytest.fixture
def catalogue(home: Path) -> Iterator[clew.Clew]:
    """Return the catalogue that was harvested."""
    with clew.open(home) as opened:
        yield opened


def test_a_record_knows_what_its_source_asks_for(catalogue: clew.Clew) -> None:
    resource = catalogue.get("10.5555/ashby.7")
    assert resource.credits == (ASKED,)
    assert str(ASKED) == f"{LINE} (CC BY 4.0)"


def test_shown(catalogue: clew.Clew) -> None:
    text = export.choose("text", of=Resource).render(catalogue.get("10.5555/ashby.7"))
    assert text.endswith(f"Credit\n------\n– {LINE} (CC BY 4.0)\n")


def test_as_json(catalogue: clew.Clew) -> None:
    form = json.loads(export.choose("json", of=Resource).render(catalogue.get("ringing-twice")))
    assert form["held"][0]["credit"] == {
        "source": "ashby",
        "title": "Ashby Archive",
        "line": LINE,
        "rights": "CC BY 4.0",
    }


def test_as_jsonld(catalogue: clew.Clew) -> None:
    form = json.loads(export.choose("jsonld", of=Resource).render(catalogue.get("ringing-twice")))
    (page,) = form["subjectOf"]
    assert (page["creditText"], page["copyrightNotice"]) == (LINE, "CC BY 4.0")


def test_found(catalogue: clew.Clew) -> None:
    assert catalogue.search("ringing").credits == (ASKED,)
    assert catalogue.search("nothing of the sort").credits == ()


def test_found_on_the_command_line(home: Path, run: Run) -> None:
    said = run("search", "ringing", "--home", home, "--json")
    assert said.json["credits"] == [
        {"source": "ashby", "title": "Ashby Archive", "line": LINE, "rights": "CC BY 4.0"}
    ]
    assert f"{LINE} (CC BY 4.0)" in run("search", "ringing", "--home", home).out


def test_on_a_thread(catalogue: clew.Clew) -> None:
    told = catalogue.thread("ringing-twice")
    assert told.credits == (ASKED,)
    text = export.choose("text", of=Thread).render(told)
    assert f"\nCredit\n------\n– {LINE} (CC BY 4.0)\n" in text


def test_a_source_that_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "seven.xml").write_text(STUDY, "utf-8")
    with clew.open(tmp_path / "home") as catalogue:
        catalogue.add(str(tmp_path / "seven.xml"))
        resource = catalogue.get("ringing-twice")
        assert (resource.credits, resource.held[0].credit) == ((), None)
        assert "Credit" not in export.choose("text", of=Resource).render(resource)
        assert catalogue.search("ringing").credits == ()


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        (Credit(source="ashby"), "ashby"),
        (Credit(source="ashby", title="Ashby Archive"), "Ashby Archive"),
        (Credit(source="ashby", title="Ashby Archive", rights="CC0"), "Ashby Archive (CC0)"),
        (Credit(source="ashby", title="Ashby Archive", line="By Ashby"), "By Ashby"),
    ],
)
def test_a_credit_in_one_line(credit: Credit, said: str) -> None:
    assert str(credit) == said
