"""Files, folders and archives are opened whole, in one order, and with limits."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from clew.errors import BrokenDocument, LockedDocument, SourceError, TooLarge
from clew.harvest import Arrival, archive, arrivals


def body(arrival: Arrival) -> bytes:
    with arrival.open() as stream:
        return stream.read()


def taken(target: Path) -> list[tuple[str, bytes]]:
    return [(Path(a.location).name, body(a)) for a in arrivals(str(target))]


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, content in members.items():
            archive_file.writestr(name, content)
    return path


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    assert taken(tmp_path / "a.txt") == [("a.txt", b"one")]


def test_a_folder_is_walked_in_order_and_hidden_names_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".git/config", "a/.hidden", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    assert taken(tmp_path) == [
        ("z.txt", b"a/z.txt"),
        ("b.txt", b"b.txt"),
        ("c.txt", b"c.txt"),
    ]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2"])
def test_a_tar_keeps_its_own_order(tmp_path: Path, mode: str) -> None:
    path = make_tar(tmp_path / "x.tar", {"./b": b"2", "a": b"1", ".c": b"3"}, mode)
    assert [(a.location, body(a)) for a in arrivals(str(path))] == [
        (f"{path}!b", b"2"),
        (f"{path}!a", b"1"),
    ]


def test_a_zip(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"in/a": b"1", "b": b"2"})
    assert [(a.location, body(a)) for a in arrivals(str(path))] == [
        (f"{path}!in/a", b"1"),
        (f"{path}!b", b"2"),
    ]


def test_a_zip_that_is_one_document_stays_one(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "book.epub", {"mimetype": b"application/epub+zip", "a": b"1"})
    assert [a.location for a in arrivals(str(path))] == [str(path)]


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    make_tar(tmp_path / "x.tar.gz", {"a": b"1"})
    assert taken(tmp_path) == [("x.tar.gz!a", b"1")]


def test_a_name_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"up/../../evil": b"1"})
    assert [a.location for a in arrivals(str(path))] == []


def test_a_damaged_archive_gives_what_came_before(tmp_path: Path) -> None:
    noise = bytes((i * 7919 >> 3) & 255 for i in range(300_000))
    whole = make_tar(tmp_path / "x.tar", {"a": b"1", "b": noise}, "w").read_bytes()
    (tmp_path / "x.tar").write_bytes(whole[:100_000])
    first, last = arrivals(str(tmp_path / "x.tar"))
    assert (first.location, first.error) == (f"{tmp_path / 'x.tar'}!a", None)
    assert isinstance(last.error, BrokenDocument)
    assert "is a damaged archive" in str(last.error)
    assert body(last) == whole[:100_000]


def test_an_archive_that_swells_is_refused_but_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "SWELL_FREE", 1000)
    monkeypatch.setattr(archive, "SWELL_LIMIT", 10)
    path = make_zip(tmp_path / "bomb.zip", {"a": b"small", "b": bytes(10_000_000)})
    first, last = arrivals(str(path))
    assert body(first) == b"small"
    assert isinstance(last.error, TooLarge)
    assert "swells without measure: b has more than" in str(last.error)
    assert body(last) == path.read_bytes()


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "x.zip", {"a": b"1"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # local header: encrypted
    content[content.index(b"PK\x01\x02") + 8] |= 1  # central directory: encrypted
    path.write_bytes(content)
    (only,) = arrivals(str(path))
    assert isinstance(only.error, LockedDocument)
    assert "needs a password" in str(only.error)


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"There is no .*nowhere"):
        list(arrivals(str(tmp_path / "nowhere")))


def test_a_file_that_may_not_be_opened_says_so_only_when_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    (arrival,) = arrivals(str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").unlink()
    with pytest.raises(SourceError, match="cannot be opened: No such file"):
        arrival.open()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"piped"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert [(a.location, body(a)) for a in arrivals("-")] == [("stdin:", b"piped")]
