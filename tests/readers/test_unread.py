"""Files that come beside metadata and describe nothing: refused with what they are."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from clew.errors import UnknownFormat
from clew.model import Document
from clew.readers import choose
from clew.readers.unread import reader

RECORDING = "interactions:\n- request:\n    body: null\n    uri: https://a.example/works/1\n"
NPM = {"name": "stairs", "version": "1.0.0", "scripts": {"build": "x"}, "dependencies": {}}
CITATION = "cff-version: 1.2.0\nmessage: Please cite it.\ntitle: Stairs\nauthors:\n- name: Moss\n"


def packed() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.xml"), io.BytesIO())
    return made.getvalue()


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (RECORDING.encode(), "is a recording of HTTP exchanges"),
        (json.dumps(NPM).encode(), "is an npm package.json"),
        (CITATION.encode(), "is a citation file"),
        (gzip.compress(b"<a/>", mtime=0), "is a packed file"),
        (packed(), "is a packed file"),
        (zipped(), "is a packed file"),
    ],
)
def test_refused_by_what_it_is(content: bytes, said: str) -> None:
    document = Document(content, "a.bin")
    with pytest.raises(UnknownFormat, match=said) as refused:
        choose(document).read(document)
    assert refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "interactions: between people on stairs\n",
        "We recorded their interactions:\n- request: none\n",
        json.dumps({"name": "stairs", "version": "1", "resources": [], "scripts": 1, "main": 2}),
        json.dumps({"name": "stairs", "version": "1"}),
        "On page 3: cff-version: what it means\n",
    ],
)
def test_what_only_looks_like_it_is_left_to_others(text: str) -> None:
    assert reader.sniff(Document(text.encode(), "a.txt")) == 0


def test_every_real_file_is_read_or_refused_by_name(shared: Path) -> None:
    folder = shared / "data" / "metadata"
    for path in (*folder.rglob("*.yaml"), *folder.rglob("*.cff"), folder / "gtr"):
        if path.is_file():
            document = Document(path.read_bytes(), path.name)
            assert choose(document).name == "unread", path
