"""Sorts of file that describe nothing to catalogue, and how to tell them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from clew.model import Document
from clew.readers.common.csv_rows import is_data
from clew.readers.common.json_document import outline
from clew.readers.common.turtle import is_turtle


class Sort(NamedTuple):
    """A sort of file: how to tell it, what it is, what to use instead, and how sure that is.

    ``locked`` is whether nobody can read it who has not the key.
    """

    tells: Callable[[Document], bool]
    what: str
    hint: str
    sure: float = 0.99
    locked: bool = False


_RECORDING = re.compile(r"\s{0,9}interactions:\s{0,9}\n- (?:request|recorded_at|response):")
_HEAD = 4_000
_CITATION_FILE = re.compile(r"^cff-version:\s{0,9}\S", re.M)
# Stand at the beginning of our own JSON.
_OURS = ("slug", "kind", "revision", "held")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
# The stream that holds a locked office document, by its name there: [MS-OFFCRYPTO] 1.3.3
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
# The first member of an EPUB is its media type, as it stands: EPUB 3.3, section 4.2.1
_BOOK = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S)
# Fonts may be garbled in a book that anybody can read; its text may not.
_LOCKED_TEXT = re.compile(rb"CipherReference\s[^>]{0,200}\.(?:x?html?|opf)[\"']", re.I)
_ENCRYPTION = "META-INF/encryption.xml"
_LONGEST_LIST = 2**20  # bytes of the list of what is locked
# gzip, bzip2, xz, zip, 7z, and a tar's mark in its 257th byte
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c")


def known(document: Document) -> Sort | None:
    """Return the sort of file that a document is, if it is one of these."""
    return next((sort for sort in _SORTS if sort.tells(document)), None)


def _is_recording(document: Document) -> bool:
    return bool(_RECORDING.match(document.sample.lstrip("\ufeff")))


def _is_zotero(document: Document) -> bool:
    return "http://www.zotero.org/namespaces/export#" in document.sample[:_HEAD]


def _is_citation_file(document: Document) -> bool:
    head = document.sample[:_HEAD]
    return "\nmessage:" in f"\n{head}" and bool(_CITATION_FILE.search(head))


def _is_npm(document: Document) -> bool:
    paths = outline(document)
    marks = {"dependencies", "devDependencies", "scripts", "main", "private", "bin", "exports"}
    other = {"@context", "resources", "title", "type"}
    return {"name", "version"} <= paths and len(paths & marks) >= 2 and not paths & other


def _is_locked_office(document: Document) -> bool:
    return _is_old_office(document) and _LOCKED_STREAM in document.content


def _is_old_office(document: Document) -> bool:
    return document.content.startswith(_OLD_OFFICE)


def _is_office(document: Document) -> bool:
    return document.content.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in document.content


def _is_book(document: Document) -> bool:
    return bool(_BOOK.match(document.content))


def _is_locked_book(document: Document) -> bool:
    if not _is_book(document):
        return False
    try:
        with ZipFile(BytesIO(document.content)) as book, book.open(_ENCRYPTION) as stream:
            return bool(_LOCKED_TEXT.search(stream.read(_LONGEST_LIST)))
    except (BadZipFile, zlib.error, KeyError, OSError, RuntimeError, NotImplementedError):
        return False


def _is_packed(document: Document) -> bool:
    return document.content.startswith(_PACKED) or document.content[257:262] == b"ustar"


def _is_ours(document: Document) -> bool:
    head = document.sample.lstrip("[ \r\n")[:2_000]
    return head.startswith('{"number":') and all(f'"{name}":' in head for name in _OURS)


def _is_data(document: Document) -> bool:
    sample = document.sample.lstrip("\ufeff").lstrip()
    return document.is_text and sample[:1] not in ("<", "{", "[", "@") and is_data(document)


_SORTS = (
    Sort(
        _is_recording,
        "is a recording of HTTP exchanges (a VCR cassette), not a document",
        "Add the answers in it as files of their own.",
    ),
    Sort(
        _is_citation_file,
        "is a citation file (CFF) in YAML, which tells how to cite the software beside it",
        "Save it as CodeMeta or BibTeX, for instance with cffconvert, and add that.",
    ),
    Sort(
        _is_zotero,
        "is Zotero RDF, a form for Zotero itself",
        "Export the same from Zotero as CSL JSON, BibLaTeX or RIS, and add that.",
    ),
    Sort(
        is_turtle,
        "is RDF in Turtle that says nothing in the terms of DCAT",
        "Export its datasets as DCAT, or as schema.org JSON-LD, and add that.",
        sure=0.06,
    ),
    Sort(
        _is_npm,
        "is an npm package.json: it tells how to build a program, not what it is",
        "Add the program's codemeta.json, or what is registered with its DOI.",
    ),
    Sort(
        _is_locked_office,
        "is an office document that needs a password",
        "Open it with the password, save it as PDF without one, and add that.",
        locked=True,
    ),
    Sort(
        _is_old_office,
        "is an office document of the old kind (.doc, .xls, .ppt), which Clew does not read",
        "Save a text as PDF, a table as CSV, and add that.",
    ),
    Sort(
        _is_locked_book,
        "is an e-book (EPUB) locked with rights management (DRM): its text is encrypted",
        "Ask its publisher for a copy without, and add that as PDF or as pages.",
        locked=True,
    ),
    Sort(
        _is_book,
        "is an e-book (EPUB), which Clew does not read",
        "Save it as PDF, or unpack it and add the folder, whose pages are read one by one.",
    ),
    Sort(
        _is_office,
        "is an office document (.docx, .xlsx, .pptx), which Clew does not read",
        "Save a text as PDF, a table as CSV, and add that.",
    ),
    Sort(
        _is_packed,
        "is a packed file: an archive",
        "Add it by itself, so that its files are read one by one.",
    ),
    Sort(
        _is_ours,
        "is what Clew itself writes as JSON: what several sources say of things it has already",
        "Add the sources, or export as `jsonld`; `clew dump` and `clew restore` take all along.",
    ),
    Sort(
        _is_data,
        "is a table of data: none of its columns holds the titles of works, datasets or awards",
        "Add what describes the data (DDI, DataCite, datapackage.json), or name a column “title”.",
        sure=0.02,
    ),
)
