"""``clew add``: reports, exit codes, and what a second time does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.conftest import EXAMPLES, Run

from clew.catalogue import Catalogue

BROKEN = sorted(path.name for path in (EXAMPLES / "broken").iterdir())
COURSE = "course/doorstep-course-second-look.txt"


def test_one_document(run: Run, corpus: Path) -> None:
    said = run("add", corpus / COURSE, "--json")
    assert said.code == 0
    (report,) = said.json["documents"]
    assert {name: report[name] for name in ("path", "status", "kind")} == {
        "path": str(corpus / COURSE),
        "status": "new",
        "kind": "course",
    }
    assert said.json["summary"] == {"new": 1}


def test_the_same_again(run: Run, corpus: Path) -> None:
    first = run("add", corpus / COURSE, "--json").json["documents"][0]
    again = run("add", corpus / COURSE, "--json").json["documents"][0]
    assert again == first | {"status": "unchanged"}


def test_a_whole_folder_in_words(run: Run, corpus: Path) -> None:
    said = run("add", corpus / "course")
    lines = said.out.splitlines()
    assert said.code == 0
    assert len(lines) == 7
    assert lines[-1] == "6 documents: 6 new."
    assert all(line.split()[:2] == ["new", "course"] for line in lines[:-1])


def test_a_failure_is_told_and_the_rest_is_kept(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = run("add", tmp_path / "empty.txt", corpus / COURSE)
    assert said.code == 1
    assert said.out.splitlines()[0] == (
        f"failed     {tmp_path / 'empty.txt'} is empty. Check that the download finished."
    )
    assert said.out.splitlines()[-1] == "2 documents: 1 new, 1 failed."


def test_a_place_that_is_not_there(run: Run, tmp_path: Path) -> None:
    said = run("add", tmp_path / "nowhere", "--json")
    assert said.code == 1
    assert said.json == {
        "documents": [
            {
                "path": str(tmp_path / "nowhere"),
                "status": "failed",
                "error": f"There is no {tmp_path / 'nowhere'}. Check the path.",
            }
        ],
        "summary": {"failed": 1},
    }


def test_from_a_pipe(run: Run, corpus: Path) -> None:
    said = run("add", "-", "--json", stdin=(corpus / COURSE).read_bytes())
    assert said.json["documents"][0]["path"] == "stdin:"
    assert said.json["documents"][0]["kind"] == "course"


def test_nothing_to_add_is_wrong_usage(run: Run) -> None:
    said = run("add")
    assert said.code == 2
    assert "Missing argument" in said.err


def test_another_writer_is_told(run: Run, corpus: Path, tmp_path: Path) -> None:
    other = Catalogue(tmp_path / "home" / "catalogue.db")
    with other.writing():
        said = run("add", corpus / COURSE, "--json")
    other.close()
    assert said.code == 1
    assert said.out == ""
    assert '"error":"CatalogueBusy"' in said.err


@pytest.mark.parametrize("name", BROKEN)
def test_every_broken_document_gets_one_clear_sentence(run: Run, corpus: Path, name: str) -> None:
    said = run("add", corpus.parent / "broken" / name, "--json")
    (report,) = said.json["documents"]
    text = report.get("error") or " ".join(report.get("notices", ())) or report["title"]
    assert text
    assert "Traceback" not in said.err
    assert "defeated its reader" not in text
    if report["status"] == "failed":
        assert said.code == 1
        assert name in text
        assert text.endswith(".")


def test_killing_it_at_any_moment_does_no_harm(run: Run, corpus: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clew", "add", str(corpus)]
    home = tmp_path / "killed"
    environment = os.environ | {"CLEW_HOME": str(home)}
    for wait in (0.4, 0.8, 1.2, 1.6, 2.0):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert subprocess.run(command, env=environment, capture_output=True).returncode == 0
    assert run("add", corpus).code == 0
    prints = []
    for folder in (home, tmp_path / "home"):
        catalogue = Catalogue(folder / "catalogue.db")
        prints.append(catalogue.fingerprint())
        catalogue.close()
    assert prints[0] == prints[1]
