"""Bags: payload with its checksums checked, nothing of the wrapping."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest
from harvest.web import body, client, told

from clew.errors import BrokenDocument, SourceError
from clew.harvest import arrivals
from clew.harvest.protocol import Errand
from clew.harvest.registry import protocol


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = tmp_path / "bag"
    for name, text in {"data/a.txt": "one", "data/in/50% off.txt": "two"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (folder / "bag-info.txt").write_text("Source-Organization: Ashby Archive\n")
    (folder / "manifest-sha256.txt").write_text(
        f"{digest('one')}  data/a.txt\n{digest('two').upper()} data/in/50%25 off.txt\n"
    )
    return folder


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def taken(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (Path(a.location).relative_to(folder).as_posix(), body(a)) for a in arrivals(str(folder))
    ]


def test_the_payload(bag: Path) -> None:
    assert taken(bag) == [("data/a.txt", b"one"), ("data/in/50% off.txt", b"two")]
    assert [a.error for a in arrivals(str(bag))] == [None, None]


def test_a_bag_within_a_folder(bag: Path) -> None:
    assert len(list(arrivals(str(bag.parent)))) == 2


def test_a_changed_file_is_refused_but_kept(bag: Path) -> None:
    (bag / "data/a.txt").write_text("other")
    first, second = arrivals(str(bag))
    assert isinstance(first.error, BrokenDocument)
    assert "a.txt is not what its bag's manifest says (sha256)" in str(first.error)
    assert body(first) == b"other"
    assert second.error is None


def test_a_file_that_the_manifest_does_not_name(bag: Path) -> None:
    (bag / "data/z.txt").write_text("new")
    assert "z.txt is in no manifest of its bag" in str(list(arrivals(str(bag)))[-1].error)


def test_a_file_that_is_not_there(bag: Path) -> None:
    (bag / "data/a.txt").unlink()
    last = list(arrivals(str(bag)))[-1]
    with pytest.raises(SourceError, match=r"data/a\.txt is in the manifest of .*, but not in"):
        last.open()


@pytest.mark.parametrize(
    ("fetch", "hint"),
    [
        ("https://fen.example/a 12 data/a.txt\n", "where it is: https://fen.example/a."),
        (
            "https://fen.example/a - ./data/a.txt\n\nnonsense\n",
            "where it is: https://fen.example/a.",
        ),
        ("https://fen.example/b 12 data/b.txt\n", "Fetch the bag again."),
    ],
)
def test_a_file_that_is_left_to_be_fetched(bag: Path, fetch: str, hint: str) -> None:
    (bag / "data/a.txt").unlink()
    (bag / "fetch.txt").write_text(fetch)
    last = list(arrivals(str(bag)))[-1]
    with pytest.raises(SourceError) as refused:
        last.open()
    assert hint in str(refused.value)


def test_the_strongest_manifest_is_checked(bag: Path) -> None:
    (bag / "manifest-md5.txt").write_text("0 data/a.txt\n")
    assert [a.error for a in arrivals(str(bag))] == [None, None]


def test_no_manifest(bag: Path) -> None:
    (bag / "manifest-sha256.txt").unlink()
    with pytest.raises(SourceError, match="a bag without a manifest"):
        list(arrivals(str(bag)))


def test_files_are_a_source_like_others(bag: Path) -> None:
    nobody = client(lambda request: httpx.Response(404))
    found = told(protocol("files").steps(Errand(str(bag), nobody)))
    assert found == [
        (str(bag / "data/a.txt"), b"one"),
        (str(bag / "data/in/50% off.txt"), b"two"),
        "whole",
    ]
