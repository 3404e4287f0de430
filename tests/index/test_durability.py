from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clew.errors import IndexError_
from clew.index import Entry, Filters, open_engine
from clew.index.query import Everything, Word
from clew.index.tantivy_engine import state

EntryMaker = Callable[..., Entry]
ALL = Filters()


def fill(path: Path, *entries: Entry) -> None:
    engine = open_engine(path)
    engine.replace(entries)
    engine.commit(len(entries))
    engine.close()


def test_an_index_is_there_when_opened_again(tmp_path: Path, entry: EntryMaker) -> None:
    fill(tmp_path / "index", entry(1, "Lamps"), entry(2, "Oil"))
    engine = open_engine(tmp_path / "index")
    assert (engine.revision, engine.size, engine.notice) == (2, 2, None)
    engine.replace([entry(2, "Olive oil")])
    engine.commit(3)
    engine.close()
    again = open_engine(tmp_path / "index")
    assert again.numbers(Word("olive"), ALL).tolist() == [2]
    assert again.size == 2


def test_what_was_not_committed_is_lost_and_nothing_else(tmp_path: Path, entry: EntryMaker) -> None:
    fill(tmp_path / "index", entry(1, "Lamps"))
    engine = open_engine(tmp_path / "index")
    engine.replace([entry(2, "Oil")])
    engine.close()
    assert open_engine(tmp_path / "index").numbers(Everything(), ALL).tolist() == [1]


def test_a_reader_sees_what_another_engine_commits(tmp_path: Path, entry: EntryMaker) -> None:
    fill(tmp_path / "index", entry(1, "Lamps"))
    reader = open_engine(tmp_path / "index")
    writer = open_engine(tmp_path / "index")
    writer.replace([entry(2, "Oil")])
    writer.commit(2)
    reader.refresh()
    assert (reader.size, reader.revision) == (2, 2)
    writer.close()


def test_a_second_writer_is_told_of_the_first(tmp_path: Path, entry: EntryMaker) -> None:
    first, second = open_engine(tmp_path / "index"), open_engine(tmp_path / "index")
    first.replace([entry(1, "Lamps")])
    with pytest.raises(IndexError_, match="Another process is probably writing"):
        second.replace([entry(2, "Oil")])
    first.close()


def broken_meta(index: Path) -> None:
    (index / "resources" / "meta.json").write_text("{")


def lost_segment(index: Path) -> None:
    for file in (index / "resources").glob("*.store"):
        file.unlink()


def older_version(index: Path) -> None:
    (index / "state.json").write_text('{"version": 0, "revision": 9}')


def unreadable_account(index: Path) -> None:
    (index / "state.json").write_bytes(b"\xff\xff")


def no_account(index: Path) -> None:
    (index / "state.json").unlink()


@pytest.mark.parametrize(
    "damage", [broken_meta, lost_segment, older_version, unreadable_account, no_account]
)
def test_a_damaged_index_is_put_aside_and_says_so(
    tmp_path: Path, entry: EntryMaker, damage: Callable[[Path], None]
) -> None:
    fill(tmp_path / "index", entry(1, "Lamps"))
    damage(tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    assert (engine.revision, engine.size) == (0, 0)
    assert engine.notice is not None
    assert "index.broken-1 and is built anew" in engine.notice
    assert (tmp_path / "index.broken-1").is_dir()
    engine.replace([entry(1, "Lamps")])
    engine.commit(1)
    engine.close()
    assert open_engine(tmp_path / "index").notice is None


def test_only_the_last_damaged_index_is_kept_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "index.broken-by-hand").mkdir()  # not ours
    for at in range(3):
        (tmp_path / "index").mkdir()
        (tmp_path / "index" / "mark").write_text(str(at))
        state.put_aside(tmp_path / "index")
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "index.broken-3",
        "index.broken-by-hand",
    ]
    assert (tmp_path / "index.broken-3" / "mark").read_text() == "2"


_WRITER = """
import sys
from clew.index import Entry, open_engine
engine = open_engine(sys.argv[1])
for start in range(engine.revision, 100_000, 50):
    numbers = range(start + 1, start + 51)
    engine.replace(
        Entry(number=n, slug=str(n), revision=n, kind="dataset", title=f"word{n}", text=f"word{n}")
        for n in numbers
    )
    engine.commit(start + 50)
    print(start + 50, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_killed_writer_loses_nothing_that_it_had_committed(tmp_path: Path) -> None:
    for wait in (0.05, 0.11, 0.23):
        command = [sys.executable, "-c", _WRITER, str(tmp_path / "index")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        committed = int(process.stdout.readline())
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        committed = int(rest[-1]) if rest else committed
        engine = open_engine(tmp_path / "index")
        assert engine.notice is None
        assert engine.revision >= committed
        assert engine.numbers(Everything(), ALL)[: engine.revision].tolist() == list(
            range(1, engine.revision + 1)
        )


def test_opening_writes_nothing_where_an_index_is(
    tmp_path: Path, entry: EntryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "index", entry(1, "Lamps"))

    def refuse(*given: object) -> None:
        raise AssertionError("Two that open at once would take each other's account away.")

    monkeypatch.setattr(state, "write", refuse)
    first, second = (open_engine(tmp_path / "index") for _ in range(2))
    assert (first.revision, second.revision) == (1, 1)
    assert first.numbers(Word("lamps"), ALL).tolist() == [1]
