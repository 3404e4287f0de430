"""``clew.open``: one object with a verb for everything, and an index that never stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import clew
from clew.catalogue import Catalogue
from clew.errors import (
    CatalogueBusy,
    CatalogueError,
    EncoderMissing,
    IndexError_,
    NotFound,
    QueryError,
)
from clew.home import Home
from clew.intake import Status
from clew.model import Kind

TALK = ("Kettle talk in the front room", "10.5555/kettle")
DOORS = ("Counting doors that stay shut", "10.5555/doors")
HALLS = ("Hallways of a hundred visits", "10.5555/halls")


class LetterEncoder:
    """Says what a text is about by its letters."""

    name = "letters"
    dimensions = 8

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [list(blake2b(text.encode(), digest_size=8).digest()) for text in texts]
        found = np.array(rows, np.float32).reshape(len(texts), self.dimensions) + 1
        shares: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return shares


def article(title: str, doi: str) -> str:
    return f"TY  - JOUR\nTI  - {title}\nPY  - 2019\nDO  - {doi}\nER  - \n"


@pytest.fixture(autouse=True)
def no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that this user has prepared or stored be found."""
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CLEW_HOME", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three articles."""
    made = tmp_path / "papers"
    made.mkdir()
    for number, one in enumerate((TALK, DOORS, HALLS), 1):
        (made / f"{number}.ris").write_text(article(*one))
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def full(home: Path, folder: Path) -> Path:
    """Return a home that holds the three articles, all closed."""
    with clew.open(home) as catalogue:
        catalogue.add(str(folder))
    return home


def titles(catalogue: clew.Clew, words: str) -> list[str]:
    return [hit.title for hit in catalogue.search(words).hits]


def revisions(catalogue: clew.Clew) -> tuple[int, int]:
    overview = catalogue.overview()
    return overview.revision, overview.indexed_revision


def test_adding_reports_on_each_document_as_it_comes(home: Path, folder: Path) -> None:
    seen: list[str] = []
    with clew.open(home) as catalogue:
        added = catalogue.add(str(folder), progress=lambda one: seen.append(one.path))
    assert [(one.status, one.kind, one.title) for one in added] == [
        (Status.NEW, Kind.PUBLICATION, title) for title, _ in (TALK, DOORS, HALLS)
    ]
    assert seen == [one.path for one in added]


def test_adding_again_changes_nothing(full: Path, folder: Path) -> None:
    with clew.open(full) as catalogue:
        before = catalogue.catalogue.fingerprint()
        added = catalogue.add(str(folder), str(folder / "1.ris"))
        assert {one.status for one in added} == {Status.UNCHANGED}
        assert len(added) == 4
        assert catalogue.catalogue.fingerprint() == before


def test_a_target_that_is_not_there_costs_the_others_nothing(home: Path, folder: Path) -> None:
    with clew.open(home) as catalogue:
        added = catalogue.add(str(folder / "9.ris"), str(folder / "1.ris"))
        assert [one.status for one in added] == [Status.FAILED, Status.NEW]
        assert added[0].error == f"There is no {folder / '9.ris'}. Check the path."
        assert titles(catalogue, "kettle") == [TALK[0]]


def test_what_was_added_is_found_at_once_and_after_opening_again(home: Path, folder: Path) -> None:
    with clew.open(home) as catalogue:
        assert titles(catalogue, "kettle") == []
        catalogue.add(str(folder))
        assert titles(catalogue, "kettle") == [TALK[0]]
    with clew.open(home) as catalogue:
        assert titles(catalogue, "kettle") == [TALK[0]]
        assert catalogue.search("kettle", kind="course").hits == ()
        assert len(catalogue.search("the of in a doors kettle visits", limit=1).hits) == 1


def test_a_document_that_changes_is_found_by_its_new_words_only(full: Path, folder: Path) -> None:
    (folder / "1.ris").write_text(article("Samovar talk in the front room", TALK[1]))
    with clew.open(full) as catalogue:
        (added, *_) = catalogue.add(str(folder / "1.ris"))
        assert added.status == Status.UPDATED
        assert titles(catalogue, "samovar") == ["Samovar talk in the front room"]
        assert titles(catalogue, '"kettle"') == []


@pytest.mark.parametrize("name", ["kettle-talk-in-the-front-room", "doi:10.5555/KETTLE"])
def test_getting_a_resource_by_id_or_identifier(full: Path, name: str) -> None:
    with clew.open(full) as catalogue:
        resource = catalogue.get(name)
        assert (resource.label, resource.kind) == (TALK[0], Kind.PUBLICATION)
        assert resource.held[0].source == "files"


def test_what_is_not_there_or_makes_no_sense_is_told(full: Path) -> None:
    with clew.open(full) as catalogue:
        for verb in (catalogue.get, catalogue.thread):
            with pytest.raises(NotFound, match="No resource is called 'dragon'"):
                verb("dragon")
        with pytest.raises(QueryError, match="There is no kind 'dragon'"):
            catalogue.search("kettle", kind="dragon")


def test_a_thread_begins_at_its_resource(full: Path) -> None:
    with clew.open(full) as catalogue:
        thread = catalogue.thread("10.5555/kettle")
    assert thread.root == "kettle-talk-in-the-front-room"
    assert [(bead.id, bead.depth) for bead in thread.beads] == [(thread.root, 0)]


def test_an_overview_without_an_encoder(full: Path, folder: Path) -> None:
    (folder / "empty.ris").write_bytes(b"")
    with clew.open(full) as catalogue:
        catalogue.add(str(folder))
        overview = catalogue.overview()
    assert overview.counts == {"documents": 4, "records": 3, "links": 0, "publication": 3}
    assert overview.revision == overview.indexed_revision > 0
    assert (overview.home, overview.encoder, overview.vectors) == (str(full), None, 0)
    assert overview.without_vector == 3
    assert [failure.location for failure in overview.failures] == [str(folder / "empty.ris")]


def test_embedding_without_an_encoder_says_what_to_do(full: Path) -> None:
    with clew.open(full) as catalogue, pytest.raises(EncoderMissing, match="clew encoder prepare"):
        catalogue.embed()


def test_embedding_gives_a_vector_to_what_has_none(
    full: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.meaning.load", lambda name, options: LetterEncoder())
    ticks: list[tuple[int, int | None]] = []
    with clew.open(full) as catalogue:
        assert catalogue.overview().without_vector == 3
        assert catalogue.embed(lambda done, total: ticks.append((done, total))) == 3
        assert catalogue.embed() == 0
        overview = catalogue.overview()
        assert (overview.encoder, overview.vectors, overview.without_vector) == ("letters", 3, 0)
        assert "meaning" in catalogue.search("kettle").mode
    assert ticks == [(3, 3)]
    (folder / "1.ris").write_text(article("Samovar talk", TALK[1]))
    with clew.open(full) as catalogue:
        catalogue.add(str(folder))
        assert catalogue.embed() == 1


def erase(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def test_a_deleted_index_is_built_again_by_the_next_search(full: Path) -> None:
    erase(full / "index")
    with clew.open(full) as catalogue:
        now, indexed = revisions(catalogue)
        assert indexed == 0 < now
        assert titles(catalogue, "hallways") == [HALLS[0]]
        assert revisions(catalogue) == (now, now)


@pytest.mark.parametrize("begin", [b"", b"\x00" * 40, b"{}", b"words"], ids=repr)
def test_a_damaged_index_is_put_aside_and_built_again(full: Path, begin: bytes) -> None:
    for path in (full / "index").rglob("*"):
        if path.is_file() and not path.name.endswith(".lock"):
            path.write_bytes(begin)
    with clew.open(full) as catalogue:
        assert titles(catalogue, "hallways") == [HALLS[0]]
        notice = catalogue._engine.notice or ""
        assert "is built anew" in notice
    with clew.open(full) as catalogue:
        assert catalogue._engine.notice is None
        assert titles(catalogue, "kettle") == [TALK[0]]


def spoil(home: Path, ending: str, share: float) -> None:
    """Overwrite the beginning of files, as a failing disk does; opening notices nothing."""
    for file in (home / "index" / "resources").glob(f"*.{ending}"):
        data, before = bytearray(file.read_bytes()), file.stat()
        zeros = bytes(int(share * len(data)))
        data[: len(zeros)] = zeros
        file.write_bytes(data)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(("ending", "share"), [("term", 0.75), ("store", 0.5)])
def test_an_index_found_damaged_by_a_search_is_built_again_and_the_search_answered(
    full: Path, ending: str, share: float
) -> None:
    spoil(full, ending, share)
    with clew.open(full) as catalogue:
        assert titles(catalogue, "hallways") == [HALLS[0]]
        assert "not as written" in (catalogue.overview().notice or "")
        assert [one.text for one in catalogue.suggest("kett")] == [TALK[0]]
    with clew.open(full) as catalogue:
        assert catalogue.overview().notice is None
        assert titles(catalogue, "kettle") == [TALK[0]]


def test_one_bit_altered_in_an_index_is_noticed_before_it_is_asked(full: Path) -> None:
    with clew.open(full) as catalogue:
        catalogue.search("hallways")  # whatever had not been indexed now is
    file = next((full / "index" / "resources").glob("*.idx"))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with clew.open(full) as catalogue:
        assert f"{file.name} not as written" in (catalogue.overview().notice or "")
        assert titles(catalogue, "hallways") == [HALLS[0]]


def test_trouble_without_damage_is_told_and_nothing_is_put_aside(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **options: object) -> None:
        raise IndexError_("No more files can be opened.")

    with clew.open(full) as catalogue:
        monkeypatch.setattr(catalogue._engine, "counts", fails)
        with pytest.raises(IndexError_, match="No more files"):
            catalogue.search("hallways")
    assert [one.name for one in full.iterdir() if "broken" in one.name] == []


_CRASH = """
import os, sys, clew
with clew.open(sys.argv[1]) as catalogue:
    catalogue.add(*sys.argv[2:], progress=lambda one: os._exit(9))
"""


def test_what_a_crash_left_out_of_the_index_is_caught_up(full: Path, folder: Path) -> None:
    late = folder / "late.ris"
    late.write_text(article("Latecomers at the gate", "10.5555/late"))
    done = subprocess.run([sys.executable, "-c", _CRASH, str(full), str(late)])
    assert done.returncode == 9
    with clew.open(full) as catalogue:
        now, indexed = revisions(catalogue)
        assert indexed < now
        assert titles(catalogue, "latecomers") == ["Latecomers at the gate"]
        assert revisions(catalogue) == (now, now)


@pytest.fixture
def writer(full: Path) -> Iterator[Catalogue]:
    """Return the same catalogue, opened by somebody who is writing."""
    made = Catalogue(full / "catalogue.db")
    with made.writing():
        yield made
    made.close()


def test_nobody_else_can_write_meanwhile(full: Path, folder: Path, writer: Catalogue) -> None:
    with clew.open(full) as catalogue, pytest.raises(CatalogueBusy, match="Another process"):
        catalogue.add(str(folder))


def test_but_everybody_can_read(full: Path, writer: Catalogue) -> None:
    with clew.open(full) as catalogue:
        assert titles(catalogue, "kettle") == [TALK[0]]
        assert catalogue.get(TALK[1]).label == TALK[0]
        assert catalogue.overview().counts["publication"] == 3


def test_an_index_that_is_behind_waits_for_the_writer(full: Path) -> None:
    erase(full / "index")
    writer = Catalogue(full / "catalogue.db")
    with clew.open(full) as catalogue:
        with writer.writing():
            assert titles(catalogue, "kettle") == []
        assert titles(catalogue, "kettle") == [TALK[0]]
    writer.close()


def test_one_process_searches_while_another_writes(full: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(8):
        (more / f"{number}.ris").write_text(article(f"Porch {number}", f"10.5555/porch.{number}"))
    command = [sys.executable, "-m", "clew", "add", str(more)]
    environment = os.environ | {"CLEW_HOME": str(full)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    found: list[int] = []
    with clew.open(full) as catalogue:
        while process.poll() is None:
            found.append(catalogue.search("porch").total)
            assert titles(catalogue, "kettle") == [TALK[0]]
            time.sleep(0.05)
        assert process.returncode == 0
        found.append(catalogue.search("porch").total)
        assert revisions(catalogue)[0] == revisions(catalogue)[1]
    assert found == sorted(found)
    assert found[-1] == 8


def test_what_is_no_catalogue_is_refused(home: Path) -> None:
    home.mkdir()
    (home / "catalogue.db").write_bytes(b"These are words, and no database at all. " * 99)
    with pytest.raises(CatalogueError, match="cannot be used as a catalogue"):
        clew.open(home)


def test_closing_lets_others_write(full: Path, folder: Path) -> None:
    first = clew.open(full)
    assert titles(first, "kettle") == [TALK[0]]
    first.close()
    first.close()
    with clew.open(full) as second:
        assert {one.status for one in second.add(str(folder))} == {Status.UNCHANGED}


def test_the_home_that_is_named_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEW_HOME", str(tmp_path / "set"))
    assert Home.at(tmp_path / "named").folder == tmp_path / "named"
    assert Home.at().folder == tmp_path / "set"
    assert Home.at("").folder == tmp_path / "set"


def test_without_one_it_is_in_the_user_s_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Home.at().folder == tmp_path / "data" / "clew"
    monkeypatch.setenv("XDG_DATA_HOME", "")
    assert Home.at().folder == tmp_path / ".local" / "share" / "clew"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert Home.at().folder == tmp_path / ".local" / "share" / "clew"


def test_a_tilde_is_the_user_s_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = Home.at("~/tea")
    assert home.folder == tmp_path / "tea"
    assert (home.catalogue, home.index, home.vectors) == (
        tmp_path / "tea" / "catalogue.db",
        tmp_path / "tea" / "index",
        tmp_path / "tea" / "vectors",
    )


def test_opening_makes_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEW_HOME", str(tmp_path / "deep" / "down"))
    with clew.open() as catalogue:
        assert catalogue.search("anything").total == 0
        assert catalogue.overview().counts == {"documents": 0, "records": 0, "links": 0}
    assert (tmp_path / "deep" / "down" / "catalogue.db").is_file()


def test_public_names_are_there_and_others_are_not() -> None:
    assert set(clew.__all__) == {
        *("Clew", "ClewError", "Client", "Overview", "__version__", "open")
    }
    assert all(getattr(clew, name) for name in clew.__all__)
    with pytest.raises(AttributeError, match="module 'clew' has no attribute 'dragon'"):
        clew.dragon  # noqa: B018


def test_reading_alone_loads_no_search_engine() -> None:
    script = (
        "import sys, clew, clew.readers, clew.intake.worker;"
        "slow = {'tantivy', 'onnxruntime', 'simsimd', 'httpx', 'clew.catalogue', 'clew.app'};"
        "print(sorted(slow & set(sys.modules)));"
        "clew.open; print('clew.app' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split("\n") == ["[]", "True", ""]


def test_two_open_catalogues_write_in_turn_and_read_each_other(full: Path, tmp_path: Path) -> None:
    papers = [tmp_path / f"more-{number}.ris" for number in range(4)]
    for number, paper in enumerate(papers):
        paper.write_text(article(f"Lantern {number} in the porch", f"10.5555/lantern{number}"))
    with clew.open(full) as one, clew.open(full) as other:
        for number, paper in enumerate(papers):
            writer, reader = (one, other) if number % 2 else (other, one)
            writer.add(str(paper))
            assert len(titles(reader, "lantern")) == len(titles(writer, "lantern")) == number + 1


def entry(title: str, journal: str) -> str:
    return f"TY  - JOUR\nTI  - {title}\nAU  - Okoro, Sam\nPY  - 2019\nJO  - {journal}\nER  - \n"


def test_what_is_added_is_compared_once_it_is_read(tmp_path: Path) -> None:
    title = "Kettle talk in the front room of a hundred houses"
    (tmp_path / "a.ris").write_text(entry(title, "Close Practice"))
    (tmp_path / "b.ris").write_text(entry(title.upper(), "Close Practice"))
    with clew.open(tmp_path / "home") as catalogue:
        catalogue.add(str(tmp_path / "a.ris"))
        catalogue.add(str(tmp_path / "b.ris"), match=False)
        assert catalogue.overview().counts["publication"] == 2
        assert catalogue.links.waiting() == 1
        catalogue.add(str(tmp_path / "b.ris"))
        assert catalogue.overview().counts["publication"] == 1
        assert catalogue.overview().revision == catalogue.overview().indexed_revision
        (hit,) = catalogue.search("kettle talk").hits
        (question,) = catalogue.links.questions()
        assert question.id.startswith(f"{hit.id}/holds/")
        catalogue.links.decide(question.id, "split", by="Ada")
        assert len(catalogue.search("kettle talk").hits) == 2
        catalogue.links.undo(by="Ada")
        assert [one.id for one in catalogue.search("kettle talk").hits] == [hit.id]
