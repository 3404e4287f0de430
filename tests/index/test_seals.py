"""Altered files of an index are noticed when it is opened; copies and merges are no damage."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.index import Entry, open_engine
from clew.index.tantivy_engine import seals

EntryMaker = Callable[..., Entry]
LONG_AGO = (1_000_000_000, 1_000_000_000)


def fill(index: Path, entry: EntryMaker, first: int, last: int) -> None:
    engine = open_engine(index)
    engine.replace(entry(n, f"Lamps and oil of street {n}") for n in range(first, last + 1))
    engine.commit(last)
    engine.close()


@pytest.fixture
def index(tmp_path: Path, entry: EntryMaker) -> Path:
    fill(tmp_path / "index", entry, 1, 40)
    return tmp_path / "index"


def noted(index: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads((index / "seals.json").read_bytes())
    return found


def one_file(index: Path, ending: str = "idx") -> Path:
    return next((index / "resources").glob(f"*.{ending}"))


def test_every_file_of_a_committed_segment_is_noted(index: Path) -> None:
    files = [*index.glob("resources/*.*"), *index.glob("units/*.*"), *index.glob("variables/*.*")]
    segments = [f for f in files if f.suffix not in (".json", ".lock")]
    assert len(segments) >= 6
    assert noted(index) == {
        str(file.relative_to(index)): [file.stat().st_size, file.stat().st_mtime_ns]
        for file in segments
    }
    assert seals.broken(index) == []


def test_what_was_taken_out_is_noted_as_well(index: Path) -> None:
    engine = open_engine(index)
    engine.remove([7])
    engine.commit(41)
    engine.close()
    assert [name for name in noted(index) if name.endswith(".del")]
    assert seals.broken(index) == []


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "store", "fast", "fieldnorm"])
def test_one_altered_bit_is_noticed_when_the_index_is_opened(index: Path, ending: str) -> None:
    file = one_file(index, ending)
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0x10
    file.write_bytes(data)
    assert seals.broken(index) == [file]
    engine = open_engine(index)
    assert (engine.revision, engine.size) == (0, 0)
    assert engine.notice == (
        f"The search index in {index} is damaged: {file.name} not as written. "
        "It was put aside as index.broken-1 and is built anew."
    )
    engine.close()


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index for tests that leave it as it was."""
    index = tmp_path_factory.mktemp("lasting") / "index"
    with closing(open_engine(index)) as engine:
        engine.replace(
            Entry(number=n, slug=str(n), revision=n, kind="dataset", title=f"lamp {n}", text="oil")
            for n in range(1, 10)
        )
        engine.commit(9)
    return index


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_any_altered_byte_is_noticed(lasting: Path, share: float, change: int) -> None:
    file = one_file(lasting)
    whole = file.read_bytes()
    spoilt = bytearray(whole)
    spoilt[int(share * whole.index(b'{"version"'))] ^= change  # there begins Tantivy's own note
    try:
        file.write_bytes(spoilt)
        assert seals.broken(lasting) == [file]
    finally:
        file.write_bytes(whole)


def test_a_file_that_was_cut_is_noticed(index: Path) -> None:
    file = one_file(index, "store")
    os.truncate(file, file.stat().st_size // 2)
    assert seals.broken(index) == [file]


def test_a_copy_is_checked_once_and_taken_as_it_is(index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    for file in copy.rglob("*.*"):
        os.utime(file, ns=LONG_AGO)
    assert noted(copy) == noted(index)
    engine = open_engine(copy)
    assert (engine.size, engine.notice) == (40, None)
    assert {stamp[1] for stamp in noted(copy).values()} == {LONG_AGO[0]}
    assert list(noted(copy)) == list(noted(index))


def test_a_copy_that_cannot_be_written_to_is_read(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, data: bytes) -> None:
        raise PermissionError("Read-only file system")

    before = noted(index)
    os.utime(one_file(index), ns=LONG_AGO)
    monkeypatch.setattr(Path, "write_bytes", refused)
    assert seals.broken(index) == []
    assert noted(index) == before


def test_what_others_took_the_place_of_is_not_missed(index: Path) -> None:
    gone = "resources/00000000000000000000000000000000.idx"
    (index / "seals.json").write_text(json.dumps(noted(index) | {gone: [9, 9]}))
    assert seals.broken(index) == []


def test_what_is_being_merged_is_not_noted(index: Path) -> None:
    half = index / "resources" / "0123456789abcdef0123456789abcdef.idx"
    half.write_bytes(b"half")
    seals.seal(index)
    assert str(half.relative_to(index)) not in noted(index)
    half.write_bytes(b"half written")
    assert seals.broken(index) == []
    assert open_engine(index).size == 40


@pytest.mark.parametrize("account", [b"", b"{", b"[]", b'{"a": "b"}', b"\xff"])
def test_without_a_legible_note_all_is_taken_as_it_is(index: Path, account: bytes) -> None:
    (index / "seals.json").write_bytes(account)
    assert seals.broken(index) == []
    (index / "seals.json").unlink()
    engine = open_engine(index)
    assert (engine.size, engine.notice) == (40, None)


def test_a_commit_notes_what_it_wrote(index: Path, entry: EntryMaker) -> None:
    before = set(noted(index))
    fill(index, entry, 41, 60)
    assert set(noted(index)) - before
    assert seals.broken(index) == []
