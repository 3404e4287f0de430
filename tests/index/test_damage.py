"""Damage that opening does not notice: told when it is met, and found by checksums."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clew.errors import IndexError_
from clew.index import Engine, Entry, Facet, Filters, memory_engine, open_engine
from clew.index.query import Everything, Phrase
from clew.index.tantivy_engine.damage import damaged, reading

EntryMaker = Callable[..., Entry]
ALL = Filters()


@pytest.fixture
def index(tmp_path: Path, entry: EntryMaker) -> Path:
    engine = open_engine(tmp_path / "index")
    engine.replace(entry(number, f"Lamps and oil of street {number}") for number in range(1, 60))
    engine.commit(59)
    engine.close()
    return tmp_path / "index"


def spoil(index: Path, ending: str) -> Path:
    """Overwrite the middle of a file, as a failing disk does: its time stays what it was."""
    file = next((index / "resources").glob(f"*.{ending}"))
    data, before = bytearray(file.read_bytes()), file.stat()
    data[len(data) // 4 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 4)
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return file


def ask_everything(engine: Engine) -> None:
    terms = {token.term: 1.0 for token in engine.analyse("lamps oil")}
    engine.rank(terms, Phrase("lamps and oil"), ALL, 10)
    engine.facets(list(Facet), Everything(), ALL, 10)
    engine.cards(engine.numbers(Everything(), ALL).tolist())


def test_an_index_as_it_was_written_has_no_damage(index: Path) -> None:
    assert damaged(index) == []
    engine = open_engine(index)
    ask_everything(engine)
    assert engine.condemned() is False


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "store", "fast", "fieldnorm"])
def test_damage_is_found_whether_it_is_met_or_not(index: Path, ending: str) -> None:
    file = spoil(index, ending)
    assert damaged(index) == [file]
    engine = open_engine(index)
    with suppress(IndexError_):
        ask_everything(engine)
    assert engine.condemned() is True
    again = open_engine(index)
    assert (again.revision, again.size) == (0, 0)
    assert again.notice == (
        f"The search index in {index} is damaged: {file.name} not as written. "
        "It was put aside as index.broken-1 and is built anew."
    )
    assert engine.condemned() is True  # somebody else has put it aside meanwhile


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 7,
        b"\x00" * 40,
        b"words" * 100,
        b'{"crc":1}\x09\x00\x00\x00\x39\x05\x00\x00',
        b"{}\x02\x00\x00\x00\x39\x05\x00\x00",
        b"{]\x02\x00\x00\x00\x39\x05\x00\x00",
        b"{}\xff\xff\xff\xff\x39\x05\x00\x00",
    ],
)
def test_a_file_of_anything_else_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.idx").write_bytes(content)
    assert damaged(tmp_path) == [tmp_path / "a.idx"]


def test_what_has_no_checksum_is_left_out(tmp_path: Path) -> None:
    for name in ("meta.json", ".tantivy-writer.lock", "state.json.new"):
        (tmp_path / name).write_bytes(b"")
    assert damaged(tmp_path) == []


class PanicException(BaseException):
    """As those of extension modules are called."""


@pytest.mark.parametrize("trouble", [ValueError, KeyError, OSError, PanicException])
def test_trouble_in_reading_is_told(trouble: type[BaseException]) -> None:
    @reading
    def ask() -> int:
        raise trouble("torn")

    with pytest.raises(IndexError_, match=r"The search index cannot be read: '?torn'?\."):
        ask()


@pytest.mark.parametrize("other", [KeyboardInterrupt, SystemExit, TypeError, AssertionError])
def test_all_else_passes(other: type[BaseException]) -> None:
    @reading
    def ask() -> int:
        raise other

    with pytest.raises(other):
        ask()


def test_an_index_in_memory_is_never_damaged() -> None:
    assert memory_engine().condemned() is False
