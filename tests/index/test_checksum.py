"""How a file looks, and what its first bytes come to."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from clew.index.checksum import crc, stamp


def test_a_file_looks_otherwise_once_it_was_written_to(tmp_path: Path) -> None:
    file = tmp_path / "file"
    assert stamp(file) is None
    file.write_bytes(b"abc")
    os.utime(file, ns=(5, 7))
    assert stamp(file) == (3, 7)
    file.write_bytes(b"abcd")
    assert stamp(file) == (4, file.stat().st_mtime_ns)


@pytest.mark.parametrize("size", [0, 1, 5, 1 << 20, (1 << 20) + 3])
@pytest.mark.parametrize("length", [0, 1, 4, 1 << 20, 1 << 21])
def test_of_a_files_first_bytes_as_of_bytes(tmp_path: Path, size: int, length: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    (tmp_path / "file").write_bytes(data[:size])
    assert crc(tmp_path / "file", length) == zlib.crc32(data[: min(size, length)])


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        crc(tmp_path / "file", 3)
