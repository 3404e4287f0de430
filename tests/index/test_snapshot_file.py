"""Arrays in one file: what was written is read, and what is not whole is not read at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clew.index.snapshot import file

ARRAYS: dict[str, np.ndarray[Any, Any]] = {
    "numbers.": np.array([3, 5, 8], np.int64),
    "kind.bits": np.arange(6, dtype=np.uint64).reshape(2, 3),
    "kind.letters": np.frombuffer(b"award", np.uint8),
    "empty": np.empty((0, 7), np.uint16),
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file.write(tmp_path / "snapshot", ARRAYS, version=1, revision=12)
    return tmp_path / "snapshot"


def test_arrays_are_read_as_they_were_written(written: Path) -> None:
    found = file.read(written, 1)
    assert found is not None
    revision, arrays = found
    assert revision == 12
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].shape == array.shape
        assert arrays[name].tolist() == array.tolist()
        assert arrays[name].ctypes.data % array.dtype.itemsize == 0


def test_nothing_else_is_left_behind(written: Path) -> None:
    assert list(written.parent.iterdir()) == [written]


def test_what_was_read_stays_when_another_takes_its_place(written: Path) -> None:
    found = file.read(written, 1)
    assert found is not None
    file.write(written, {"numbers.": np.array([9])}, version=1, revision=13)
    assert found[1]["numbers."].tolist() == [3, 5, 8]
    again = file.read(written, 1)
    assert again is not None
    assert (again[0], again[1]["numbers."].tolist()) == (13, [9])


def test_a_file_of_another_version_is_none(written: Path) -> None:
    assert file.read(written, 2) is None


def test_no_file_is_none(tmp_path: Path) -> None:
    assert file.read(tmp_path / "snapshot", 1) is None


def test_a_file_that_ends_early_is_none(written: Path) -> None:
    whole = written.read_bytes()
    for length in (*range(0, len(whole), 7), len(whole) - 1):
        written.write_bytes(whole[:length])
        assert file.read(written, 1) is None


def test_a_directory_that_is_not_as_written_is_none(written: Path) -> None:
    whole = bytearray(written.read_bytes())
    begin = whole.index(b'{"version"')
    for at in range(begin, len(whole), 5):
        spoilt = bytearray(whole)
        spoilt[at] ^= 0x10
        written.write_bytes(spoilt)
        assert file.read(written, 1) is None


def test_arrays_that_would_lie_outside_are_none(tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    file.write(path, {"numbers.": np.arange(1000)}, version=1, revision=1)
    whole = path.read_bytes()
    path.write_bytes(whole[4000:])  # its end is as it was
    assert file.read(path, 1) is None


def test_what_cannot_be_written_leaves_what_was_there(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int) -> None:
        raise OSError("No space left on device")

    before = written.read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.write(written, {"numbers.": np.arange(9)}, version=1, revision=13)
    assert list(written.parent.iterdir()) == [written]
    assert written.read_bytes() == before
