"""Sums of files that only grow: altered bytes are told; growing, copying and cutting are not."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.index.vectors import sums

Pieces = list[tuple[bytes, bytes]]


def grow(folder: Path, *pieces: tuple[bytes, bytes]) -> None:
    """Write pieces behind what two files hold, and sum them."""
    for rows, keys in pieces:
        written = {}
        for name, data in (("rows", rows), ("keys", keys)):
            with (folder / name).open("ab") as out:
                written[name] = (out.tell(), data)
                out.write(data)
        sums.add(folder, written)


def noted(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "sums.json").read_bytes())
    return found


def as_another(file: Path) -> None:
    """Let a file look as if it had been written to."""
    os.utime(file, ns=(1_000_000_000, 1_000_000_000))


def test_a_sum_goes_on_from_where_it_stood(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"), (b"two", b"2"), (b"three", b"3"))
    file = tmp_path / "rows"
    assert noted(tmp_path)["rows"] == {
        "length": 11,
        "crc": zlib.crc32(b"onetwothree"),
        "stamp": [11, file.stat().st_mtime_ns],
    }
    assert noted(tmp_path)["keys"]["crc"] == zlib.crc32(b"123")
    assert sums.altered(tmp_path) == []


def test_what_was_there_before_any_sum_is_summed_with_the_rest(tmp_path: Path) -> None:
    (tmp_path / "rows").write_bytes(b"older ")
    (tmp_path / "keys").write_bytes(b"0")
    grow(tmp_path, (b"one", b"1"))
    assert noted(tmp_path)["rows"]["crc"] == zlib.crc32(b"older one")
    assert noted(tmp_path)["keys"]["crc"] == zlib.crc32(b"01")


def test_a_torn_tail_that_was_cut_off_is_summed_as_written(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"))
    (tmp_path / "rows").write_bytes(b"one")
    (tmp_path / "rows").write_bytes(b"onetwo")
    sums.add(tmp_path, {"rows": (3, b"two")})
    assert noted(tmp_path)["rows"]["crc"] == zlib.crc32(b"onetwo")


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.tuples(st.binary(min_size=1, max_size=9), st.just(b"k")), min_size=1),
    at=st.integers(0, 10_000),
    change=st.integers(1, 255),
)
def test_any_altered_byte_is_told(
    tmp_path_factory: pytest.TempPathFactory, pieces: Pieces, at: int, change: int
) -> None:
    folder = tmp_path_factory.mktemp("sums")
    grow(folder, *pieces)
    file = folder / "rows"
    data = bytearray(file.read_bytes())
    data[at % len(data)] ^= change
    file.write_bytes(data)
    as_another(file)
    assert sums.altered(folder) == [file]


def test_what_is_written_behind_and_not_yet_summed_is_no_damage(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"))
    before = noted(tmp_path)
    with (tmp_path / "rows").open("ab") as out:
        out.write(b"half a r")
    assert sums.altered(tmp_path) == []
    assert noted(tmp_path) == before


def test_a_copy_is_summed_once(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"))
    for name in ("rows", "keys"):
        as_another(tmp_path / name)
    assert sums.altered(tmp_path) == []
    assert {one["stamp"][1] for one in noted(tmp_path).values()} == {1_000_000_000}


def test_of_a_file_that_was_cut_nothing_is_told(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"), (b"two", b"2"))
    os.truncate(tmp_path / "rows", 4)
    assert sums.altered(tmp_path) == []


def test_a_file_that_is_gone_is_another_matter(tmp_path: Path) -> None:
    grow(tmp_path, (b"one", b"1"))
    (tmp_path / "rows").unlink()
    assert sums.altered(tmp_path) == []


def test_others_that_took_their_place_meanwhile_are_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(tmp_path, (b"one", b"1"))
    (tmp_path / "rows").write_bytes(b"ONE")
    as_another(tmp_path / "rows")

    def compacted(file: Path, length: int) -> int:
        (tmp_path / "sums.json").write_text("{}")
        return zlib.crc32(file.read_bytes()[:length])

    monkeypatch.setattr("clew.index.vectors.sums.crc", compacted)
    assert sums.altered(tmp_path) == []


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"rows": 1}', b"\xff"])
def test_an_illegible_note_is_as_none(tmp_path: Path, note: bytes) -> None:
    grow(tmp_path, (b"one", b"1"))
    (tmp_path / "sums.json").write_bytes(note)
    assert sums.altered(tmp_path) == []
    grow(tmp_path, (b"two", b"2"))
    assert noted(tmp_path)["rows"]["crc"] == zlib.crc32(b"onetwo")


def test_where_nothing_can_be_written_sums_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, data: bytes) -> None:
        raise PermissionError("Read-only file system")

    grow(tmp_path, (b"one", b"1"))
    before = noted(tmp_path)
    as_another(tmp_path / "rows")
    monkeypatch.setattr(Path, "write_bytes", refused)
    assert sums.altered(tmp_path) == []
    assert noted(tmp_path) == before
