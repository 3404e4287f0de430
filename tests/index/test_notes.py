"""Notes beside files."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.index.notes import keep, note, noted


def test_a_note_says_what_was_told(tmp_path: Path) -> None:
    file = tmp_path / "note.json"
    assert noted(file, dict[str, int]) is None
    for told in ({"one": 1}, {"two": 2, "three": 3}, {}):
        note(file, told)
        assert noted(file, dict[str, int]) == told
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("written", [b"", b"{", b"[1]", b'{"one": "a"}', b"\xff\x00"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "note.json").write_bytes(written)
    assert noted(tmp_path / "note.json", dict[str, int]) is None


def test_a_note_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, data: bytes) -> None:
        raise PermissionError("Read-only file system")

    file = tmp_path / "note.json"
    note(file, {"one": 1})
    monkeypatch.setattr(Path, "write_bytes", refused)
    note(file, {"two": 2})
    assert noted(file, dict[str, int]) == {"one": 1}


def test_a_note_that_must_not_be_lost_says_what_was_told_or_that_it_cannot(tmp_path: Path) -> None:
    file = tmp_path / "note.json"
    keep(file, {"one": 1})
    keep(file, {"two": 2})
    assert noted(file, dict[str, int]) == {"two": 2}
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "nowhere" / "note.json", {})
