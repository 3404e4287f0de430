"""Files that come beside metadata and describe nothing: refused with what they are."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from clew.errors import LockedDocument, UnknownFormat
from clew.model import Document
from clew.readers import choose
from clew.readers.unread import reader

RECORDING = "interactions:\n- request:\n    body: null\n    uri: https://a.example/works/1\n"
NPM = {"name": "stairs", "version": "1.0.0", "scripts": {"build": "x"}, "dependencies": {}}
ZOTERO = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#">'
    "<bib:Book><z:itemType>book</z:itemType></bib:Book></rdf:RDF>"
)
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


OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")


def locked_list(*files: str) -> str:
    entries = "".join(
        f'<enc:EncryptedData><enc:CipherData><enc:CipherReference URI="{file}"/></enc:CipherData>'
        "</enc:EncryptedData>"
        for file in files
    )
    return f'<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{entries}</encryption>'


def book(encryption: str | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("chapters/one.xhtml", "<html><body><p>Stairs creak.</p></body></html>")
        if encryption is not None:
            archive.writestr("META-INF/encryption.xml", encryption)
    return made.getvalue()


def office() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLD_OFFICE + LOCKED_STREAM + bytes(100), "a.bin is an office document that needs a passw"),
        (book(locked_list("chapters/one.xhtml")), "a.bin is an e-book .EPUB. locked with rights"),
        (book(locked_list("font.otf", "package.opf")), "a.bin is an e-book .EPUB. locked with"),
    ],
)
def test_what_needs_a_key_is_said_to_be_locked(content: bytes, said: str) -> None:
    document = Document(content, "a.bin")
    with pytest.raises(LockedDocument, match=said) as refused:
        choose(document).read(document)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLD_OFFICE + WORD_STREAM, "is an office document of the old kind"),
        (office(), r"is an office document \(.docx"),
        (book(), "is an e-book .EPUB., which"),
        # Only its fonts are garbled; the list is cut off; the archive is.
        (book(locked_list("fonts/fine.otf")), "is an e-book .EPUB., which"),
        (book("<encryption"), "is an e-book .EPUB., which"),
        (book(locked_list("chapters/one.xhtml"))[:120], "is an e-book .EPUB., which"),
        (b"oil\n12\n13\n14\n", "is a table of data"),
        (b"oil,wick\n1.5,2\n3,4\n-5,1e3\n", "is a table of data"),
    ],
)
def test_office_documents_books_and_narrow_tables_by_name(content: bytes, said: str) -> None:
    document = Document(content, "a.bin")
    with pytest.raises(UnknownFormat, match=said) as refused:
        choose(document).read(document)
    assert refused.value.hint


@pytest.mark.parametrize("place", ["colours.csv", "https://a.example/colours.TSV"])
def test_a_file_named_as_a_table_is_no_prose(place: str) -> None:
    document = Document(b"colour\nred\nblue\ngreen\n", place)
    assert choose(document).name == "unread"
    assert choose(Document(document.content, "colours.txt")).name == "plain"


def test_a_list_of_books_is_no_list_of_numbers() -> None:
    document = Document(b"Stairs\n1 of 4 creaks.\n2 do not.\n3 are of stone.\n", "a.txt")
    assert choose(document).name == "plain"


def test_a_locked_book_that_swells_takes_no_room() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/encryption.xml", " " * 30_000_000)
    document = Document(made.getvalue(), "a.epub")
    with pytest.raises(UnknownFormat, match="is an e-book"):
        choose(document).read(document)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (RECORDING.encode(), "is a recording of HTTP exchanges"),
        (ZOTERO.encode(), "is Zotero RDF"),
        (json.dumps(NPM).encode(), "is an npm package.json"),
        (CITATION.encode(), "is a citation file"),
        (b"# stairs\n@prefix : <https://example.org/> .\n:a a :Stair .\n", "is RDF in Turtle"),
        (b"\xef\xbb\xbf@base <https://example.org/> .\n<a> a <Stair> .\n", "is RDF in Turtle"),
        (b"PREFIX ex: <https://example.org/>\nex:a a ex:Stair .\n", "is RDF in Turtle"),
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
        "Prefix and suffix <of words>\nare parts of words.\n" * 9,
        "@home: a study <of stairs>\n",
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


def test_turtle_in_the_terms_of_dcat_is_read() -> None:
    told = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<https://example.org/a> a dcat:Dataset .\n"
    )
    assert choose(Document(told.encode(), "a.ttl")).name == "dcat"


@pytest.mark.parametrize("text", ["{\n  'name': 'stairs',\n}\n", "['stairs', 'doors']\n"])
def test_what_is_nearly_json_is_no_prose(text: str) -> None:
    with pytest.raises(UnknownFormat, match="is of no format that Clew reads"):
        choose(Document(text.encode(), "a.json"))
