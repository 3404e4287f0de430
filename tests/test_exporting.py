"""Resources taken away: by name, by search, by thread, all; from Python and the command line."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import clew
from clew.app import Clew
from clew.cli import main
from clew.errors import ExportError, NotFound
from clew.export import Item, choose
from clew.exporting import everything, named

RIS = """TY  - JOUR
TI  - Doors and stairs
AU  - Moss, Ada
DO  - 10.9999/doors
PY  - 2031
ER  -

TY  - DATA
TI  - Doors counted
AU  - Rope, Tom
DO  - 10.9999/counted
PY  - 2030
ER  -

TY  - JOUR
TI  - Tides
AU  - Moss, Ada
DO  - 10.9999/tides
PY  - 2029
ER  -
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a catalogue of three works and those who wrote them."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "three.ris").write_text(RIS, "utf-8")
    with clew.open(folder / "clew") as catalogue:
        catalogue.add(str(folder / "three.ris"))
    return folder / "clew"


@pytest.fixture
def filled(folder: Path) -> Iterator[Clew]:
    with clew.open(folder) as catalogue:
        yield catalogue


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--home", str(folder)])


def titles(written: str) -> list[str]:
    return [row["title"] for row in csv.DictReader(io.StringIO(written, newline=""))]


WORKS = ["Doors and stairs", "Doors counted", "Tides"]


def test_everything(filled: Clew) -> None:
    written = "".join(filled.export("csv"))
    assert [title for title in titles(written) if title in WORKS] == WORKS
    assert "".join(filled.export("ris")).count("TY  - ") == 3


def test_by_name_in_the_order_asked_for(filled: Clew) -> None:
    written = "".join(filled.export("csv", "10.9999/tides", "10.9999/doors", "10.9999/tides"))
    assert titles(written) == ["Tides", "Doors and stairs"]


def test_by_search(filled: Clew) -> None:
    found = titles("".join(filled.export("csv", words="doors")))
    assert sorted(found) == ["Doors and stairs", "Doors counted"]
    assert titles("".join(filled.export("csv", words="nothing of the sort"))) == []


def test_with_all_that_is_on_the_thread(filled: Clew) -> None:
    numbers = list(named(filled.catalogue, ["10.9999/doors"], threads=True))
    assert len(numbers) == len(set(numbers)) >= 1
    slugs = {bead.id for bead in filled.thread("10.9999/doors").beads}
    written = "".join(filled.export("jsonl", "10.9999/doors", threads=True))
    assert {json.loads(line)["slug"] for line in written.splitlines()} == slugs


def test_what_cannot_be(filled: Clew) -> None:
    with pytest.raises(NotFound):
        list(filled.export("csv", "no-such-thing"))
    with pytest.raises(ExportError, match="holds one thing only"):
        list(filled.export("text"))
    with pytest.raises(ExportError, match="'pdf' is not an export format"):
        filled.export("pdf")


def test_an_item_has_its_links(filled: Clew) -> None:
    item = filled.item("10.9999/doors")
    assert isinstance(item, Item)
    assert item.record.title == "Doors and stairs"
    assert {str(tie.type) for tie in item.ties} <= {"author-of", "related-to"}


def test_show_in_any_format(folder: Path) -> None:
    assert run(folder, "show", "10.9999/doors", "--as", "apa").output == (
        "Moss, A. (2031). Doors and stairs. https://doi.org/10.9999/doors\n"
    )
    refused = run(folder, "show", "10.9999/doors", "--as", "ddi")
    assert refused.exit_code == 2
    assert "The format ddi cannot hold a publication." in refused.output


def test_the_command(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.ris"
    assert run(folder, "export", "--all", "--as", "ris", "-o", str(file)).exit_code == 0
    assert file.read_bytes().count(b"ER  - \r\n") == 3
    assert [path.name for path in tmp_path.iterdir()] == ["all.ris"]
    lines = run(folder, "export", "--query", "tides").output.splitlines()
    assert [json.loads(line)["slug"] for line in lines] == ["tides"]
    assert titles(run(folder, "export", "10.9999/doors", "--as", "csv").output) == WORKS[:1]
    assert json.loads(run(folder, "export", "10.9999/doors", "--json").output)[0]["kind"]


@pytest.mark.parametrize("words", [[], ["x", "--all"], ["--all", "--query", "x"]])
def test_the_command_wants_one_way_to_choose(folder: Path, words: list[str]) -> None:
    assert run(folder, "export", *words).exit_code == 2


def test_a_failed_export_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "export", "nothing", "-o", str(tmp_path / "x.jsonl")).exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_check_fair(folder: Path) -> None:
    told = json.loads(run(folder, "check", "fair", "10.9999/doors", "--json").output)
    assert told["id"] == "10.9999/doors"
    assert 0.5 < told["score"] < 1
    assert run(folder, "check", "fair", "10.9999/doors").output.splitlines()[-1].endswith("points")


def test_check_fair_of_all(folder: Path) -> None:
    told = json.loads(run(folder, "check", "fair", "--all", "--json").output)
    assert (told["checked"], told["passing"]) == (3, 0)
    licence = next(one for one in told["failing"] if one["metric"] == "R1.1-01M")
    assert licence == {
        "metric": "R1.1-01M",
        "asks": "a licence by its address",
        "number": 3,
        "first": licence["first"],
    }
    assert len(licence["first"]) == 3
    lines = run(folder, "check", "fair", "--all").output.splitlines()
    assert lines[-1] == "0 of 3 pass every check"
    assert lines[0].startswith("– ")


@pytest.mark.parametrize("words", [[], ["10.9999/doors", "--all"]])
def test_check_fair_wants_one_or_all(folder: Path, words: list[str]) -> None:
    refused = run(folder, "check", "fair", *words)
    assert refused.exit_code == 2
    assert "Give the ID of one resource, or --all." in refused.output


def test_memory_does_not_grow_with_the_number_of_things(filled: Clew) -> None:
    items = list(everything(filled.catalogue))

    def peak(times: int) -> int:
        tracemalloc.start()
        for _ in choose("jsonl").write(item for _ in range(times) for item in items):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(200) < peak(10) + 200_000
