"""The registry: who reads what, by content alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.errors import NoText, UnknownFormat
from clew.model import Document, Reading
from clew.readers import choose, read, registered

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "corpus"
READERS = {
    "flight": "flight",
    "gtr-xml": "gtr-xml",
    "gtr-page": "gtr-page",
    "web-page": "web page",
    "course": "course",
    "thesis": "thesis",
    "plain": "plain",
}
DOCUMENTS = sorted(
    path for folder in READERS for path in (EXAMPLES / folder).glob("*") if path.is_file()
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_finds_its_reader_whatever_its_name(path: Path) -> None:
    expected = READERS[path.parent.name]
    chosen = choose(Document(path.read_bytes(), "a/nameless/file.bin", "application/octet-stream"))
    # A course page that declares what it is goes to the reader of declared pages.
    assert chosen.name == expected or (expected, chosen.name) == ("course", "web page")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_is_read_into_records_of_their_own_keys(path: Path) -> None:
    reading = read(Document(path.read_bytes(), path.name))
    keys = [record.key for record in reading.records]
    assert keys
    assert len(set(keys)) == len(keys)
    assert all(record.title or record.identifiers for record in reading.records)
    named = {one.target.key for record in reading.records for one in record.relations}
    assert named - {None} <= set(keys)


def test_the_same_bytes_are_read_the_same_way_twice() -> None:
    for path in DOCUMENTS:
        document = Document(path.read_bytes(), path.name)
        assert read(document) == read(Document(path.read_bytes(), path.name))


def test_each_reader_has_a_name_of_its_own_and_a_version() -> None:
    names = [reader.name for reader in registered()]
    assert len(set(names)) == len(names)
    assert all(reader.version >= 1 for reader in registered())


@pytest.mark.parametrize("content", [b"", b"  \n\t", b"\n" * 100])
def test_an_empty_document_has_no_text(content: bytes) -> None:
    with pytest.raises(NoText) as caught:
        choose(Document(content, "box/a"))
    assert str(caught.value) == "box/a is empty. Check that the download finished."


class Sure:
    """A reader as sure of everything as it is told to be."""

    version = 1

    def __init__(self, name: str, sure: float) -> None:
        self.name = name
        self._sure = sure

    def sniff(self, document: Document) -> float:
        return self._sure

    def read(self, document: Document) -> Reading:
        return Reading(records=())


@pytest.mark.parametrize(
    ("sure", "chosen"),
    [((0.1, 0.9, 0.9), "1"), ((0.95, 0.2, 0.0), "0"), ((0.0, -1.0, 0.01), "2"), ((1, 1, 1), "0")],
)
def test_the_surest_is_chosen_and_of_equals_the_first(
    monkeypatch: pytest.MonkeyPatch, sure: tuple[float, ...], chosen: str
) -> None:
    readers = tuple(Sure(str(at), each) for at, each in enumerate(sure))
    monkeypatch.setattr("clew.readers.registry.registered", lambda: readers)
    assert choose(Document(b"anything", "box/a")).name == chosen


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 90, b'{"a": 1}', b"<a:b/>"])
def test_what_nobody_knows_is_of_unknown_format(content: bytes) -> None:
    with pytest.raises(UnknownFormat) as caught:
        choose(Document(content, "box/a"))
    assert str(caught.value).startswith("box/a is of no format that Clew reads. It reads: flight, ")


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 70_000,
        b"\xff\xfe" + b"\xd8" * 999,
        b"%PDF-1.4\n" + b"\xff" * 500,
        b"<html>" * 300,
        b"<?xml version='1.0'?>" + b"<a>" * 3_000,
        b'1:"$Sreact.fragment"\n2:["$",' + b"[" * 3_000,
        b"[" * 70_000,
        "“".encode() * 30_000,
    ],
)
def test_no_reader_raises_while_it_sniffs(content: bytes) -> None:
    for reader in registered():
        assert 0 <= reader.sniff(Document(content, "box/a")) <= 1
