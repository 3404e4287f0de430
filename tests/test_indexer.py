"""The process that indexes while another one writes: it follows, ends, and may be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import Weave

import clew
from clew.catalogue import Catalogue
from clew.index import open_engine
from clew.indexer import Indexer
from clew.model import Kind, Record

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"


def test_it_follows_and_finishes(catalogue: Catalogue, weave: Weave, tmp_path: Path) -> None:
    indexer = Indexer(catalogue.path, tmp_path / "index")
    for title in ("Tea", "Milk"):
        weave(Record(key=title, kind=Kind.DATASET, title=title), at=title)
        indexer.stride()
    assert indexer.finish()
    engine = open_engine(tmp_path / "index")
    assert (engine.size, engine.revision) == (2, catalogue.revision)
    engine.close()


def test_one_that_was_killed_says_that_it_did_not_finish(
    catalogue: Catalogue, weave: Weave, tmp_path: Path
) -> None:
    weave(Record(key="tea", kind=Kind.DATASET, title="Tea"))
    indexer = Indexer(catalogue.path, tmp_path / "index")
    os.kill(indexer._process.pid, signal.SIGKILL)
    indexer._process.wait()
    for _ in range(3):
        indexer.stride()
    assert not indexer.finish()


def test_it_ends_when_its_writer_does(catalogue: Catalogue, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "clew.indexer", str(catalogue.path), str(tmp_path / "index"))
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("stride\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_an_add_with_it_finds_the_same_as_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for stride in (1, 10**6):
        monkeypatch.setattr("clew.indexing.STRIDE", stride)
        with clew.open(tmp_path / str(stride)) as opened:
            opened.add(str(CORPUS))
            overview = opened.overview()
            assert overview.indexed_revision == overview.revision
            hits = opened.search("family home visits", limit=20).hits
            found.append([(hit.id, hit.title) for hit in hits])
    assert found[0] == found[1]
    assert len(found[0]) > 5


def test_an_add_goes_on_when_it_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.indexing.STRIDE", 1)
    started: list[int] = []

    class Doomed(Indexer):
        def __init__(self, catalogue: Path, index: Path) -> None:
            super().__init__(catalogue, index)
            started.append(self._process.pid)
            self._process.kill()
            time.sleep(0.05)

    monkeypatch.setattr("clew.app.Indexer", Doomed)
    with clew.open(tmp_path) as opened:
        opened.add(str(CORPUS))
        overview = opened.overview()
        assert overview.indexed_revision == overview.revision
        assert opened.search("family").hits
    assert len(started) == 1
