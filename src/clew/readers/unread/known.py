"""Sorts of file that describe nothing to catalogue, and how to tell them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from clew.model import Document
from clew.readers.common.csv_rows import is_table
from clew.readers.common.json_document import outline


class Sort(NamedTuple):
    """A sort of file: how to tell it, what it is, what to use instead, and how sure that is."""

    tells: Callable[[Document], bool]
    what: str
    hint: str
    sure: float = 0.99


_RECORDING = re.compile(r"\s{0,9}interactions:\s{0,9}\n- (?:request|recorded_at|response):")
_CITATION_FILE = re.compile(r"^cff-version:\s{0,9}\S", re.M)
# Stand at the beginning of our own JSON.
_OURS = ("slug", "kind", "revision", "held")
# gzip, bzip2, xz, zip, 7z, and a tar's mark in its 257th byte
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c")


def known(document: Document) -> Sort | None:
    """Return the sort of file that a document is, if it is one of these."""
    return next((sort for sort in _SORTS if sort.tells(document)), None)


def _is_recording(document: Document) -> bool:
    return bool(_RECORDING.match(document.sample.lstrip("\ufeff")))


def _is_citation_file(document: Document) -> bool:
    head = document.sample[:4_000]
    return "\nmessage:" in f"\n{head}" and bool(_CITATION_FILE.search(head))


def _is_npm(document: Document) -> bool:
    paths = outline(document)
    marks = {"dependencies", "devDependencies", "scripts", "main", "private", "bin", "exports"}
    other = {"@context", "resources", "title", "type"}
    return {"name", "version"} <= paths and len(paths & marks) >= 2 and not paths & other


def _is_packed(document: Document) -> bool:
    return document.content.startswith(_PACKED) or document.content[257:262] == b"ustar"


def _is_ours(document: Document) -> bool:
    head = document.sample.lstrip("[ \r\n")[:2_000]
    return head.startswith('{"number":') and all(f'"{name}":' in head for name in _OURS)


def _is_data(document: Document) -> bool:
    sample = document.sample.lstrip("\ufeff").lstrip()
    return document.is_text and sample[:1] not in ("<", "{", "[", "@") and is_table(sample)


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
        _is_npm,
        "is an npm package.json: it tells how to build a program, not what it is",
        "Add the program's codemeta.json, or what is registered with its DOI.",
    ),
    Sort(
        _is_packed,
        "is a packed file: an archive, or an office document",
        "Add an archive by itself, so that its files are read one by one; save a text as PDF.",
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
