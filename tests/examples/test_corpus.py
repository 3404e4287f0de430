"""The invented documents: all there, all listed, well made, and nobody else's words."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from clew.model import parse_identifier

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CORPUS = EXAMPLES / "corpus"
BROKEN = EXAMPLES / "broken"
REGISTER = EXAMPLES / "register"
DOCUMENTS = sorted(
    path for folder in (CORPUS, REGISTER) for path in folder.rglob("*") if path.is_file()
)
THREADS = ("doorstep", "night-line", "kinship")

_LISTED = re.compile(r"\]\(((?:corpus|register|broken)/[^)]+)\)")
_TEXT_ROW = re.compile(rb"([0-9a-f]+):T([0-9a-f]+),")
_ROW_START = re.compile(rb"[0-9a-f]*:[\[\]{}\"A-Za-z]|$")
_PUSH = re.compile(r'self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)')


def of(folder: str, *suffixes: str) -> list[Path]:
    """Return the documents of a folder that end in one of the suffixes."""
    return [p for p in DOCUMENTS if p.parent.name == folder and p.name.endswith(suffixes)]


def name(path: Path) -> str:
    """Return a path as the README lists it."""
    return path.relative_to(EXAMPLES).as_posix()


def payload(path: Path) -> bytes:
    """Return a flight payload, put together again where a page pushes it in pieces."""
    if path.suffix != ".html":
        return path.read_bytes()
    pieces = _PUSH.findall(path.read_text(encoding="utf-8"))
    return "".join(json.loads(piece) for piece in pieces).encode()


def text_rows(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each text row of a payload: the bytes it says it has, those it has, what follows."""
    at = 0
    while at < len(content):
        if row := _TEXT_ROW.match(content, at):
            size, start = int(row[2], 16), row.end()
            at = start + size
            yield size, content[start:at], content[at : at + 12]
        else:
            at = content.index(b"\n", at) + 1


def test_there_are_at_least_forty_four_documents() -> None:
    assert len(DOCUMENTS) >= 44


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in DOCUMENTS) < 1_500_000


def test_the_readme_lists_every_document_once_and_no_other() -> None:
    listed = _LISTED.findall((EXAMPLES / "README.md").read_text(encoding="utf-8"))
    broken = [path for path in BROKEN.iterdir() if path.is_file()]
    assert sorted(listed) == sorted(name(path) for path in [*DOCUMENTS, *broken])


def test_the_readme_says_that_all_is_invented() -> None:
    assert "Every document in this folder is **invented**" in (EXAMPLES / "README.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("thread", THREADS)
def test_each_thread_has_two_awards_a_dataset_a_thesis_a_publication_and_a_course(
    thread: str,
) -> None:
    own = [path.name for path in DOCUMENTS if path.name.startswith(thread)]
    for part in ("award", "-2.xml", "dataset", "thesis", "article", "book", "course"):
        assert any(part in each for each in own), part


@pytest.mark.parametrize("path", of("flight", ".txt", ".html"), ids=name)
def test_text_rows_of_a_payload_have_the_bytes_they_say(path: Path) -> None:
    for size, held, rest in text_rows(payload(path)):
        assert size == len(held) >= 1024
        assert _ROW_START.match(rest), rest


@pytest.mark.parametrize("path", of("flight", ".txt", ".html"), ids=name)
def test_every_reference_of_a_payload_leads_to_a_row(path: Path) -> None:
    content = payload(path).decode()
    rows = set(re.findall(r"(?:^|(?<=\n)|(?<=[.}\]]))([0-9a-f]{1,2}):", content))
    assert set(re.findall(r'"\$L?([0-9a-f]{1,2})"', content)) <= rows


@pytest.mark.parametrize("path", of("gtr-xml", ".xml"), ids=name)
def test_awards_are_well_formed_and_named_after_their_reference(path: Path) -> None:
    root = etree.parse(path).getroot()
    reference = root.findtext(".//{http://gtr.ukri.org/api}grantReference") or ""
    assert parse_identifier(reference, "award")
    assert path.stem.endswith(reference.replace("/", "-"))


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.suffix == ".html"], ids=name)
def test_pages_hold_readable_json(path: Path) -> None:
    page = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        assert json.loads(script.text or "")["@context"]


@pytest.mark.parametrize("path", of("pdf", ".pdf"), ids=name)
def test_pdfs_open_and_have_text_on_every_page(path: Path) -> None:
    for page in pypdfium2.PdfDocument(path):
        assert len(page.get_textpage().get_text_range()) > 40


@pytest.mark.parametrize("document", of("pdf", ".pdf"), ids=name)
def test_pdfs_break_no_word_of_their_text(document: Path) -> None:
    _, text = made_from(document)
    _, _, body = text.partition("\n\n")
    assert set(re.findall(r"[^\W\d_]+", body)) <= set(re.findall(r"[^\W\d_]+", prose(document)))


def test_the_thesis_in_pdf_has_fifteen_pages_and_an_outline() -> None:
    thesis = pypdfium2.PdfDocument(CORPUS / "pdf" / "kinship-thesis-kept-in-the-family.pdf")
    assert len(thesis) >= 15
    assert len(list(thesis.get_toc())) >= 25


@pytest.mark.parametrize("path", of("thesis", ".txt"), ids=name)
def test_theses_are_long_and_cite_what_they_list(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 4000 <= len(text.split()) <= 9000
    body, _, end = re.split(r"\n(BIBLIOGRAPHY|References)\n", text, maxsplit=1)
    entries = re.split(r"\n(?:APPENDIX|Appendix) ", end)[0].strip().split("\n\n")
    assert len(entries) >= 25
    for entry in entries:
        surname = re.split(r"[,\s]", entry)[0]
        year = re.search(r"\d{4}[a-z]?", entry.split(surname, 1)[1])
        assert year, entry
        assert re.search(re.escape(surname) + r".{0,60}" + year[0], body), entry


def test_every_identifier_has_a_test_shape_and_a_valid_check_digit() -> None:
    everything = "\n".join(prose(path) for path in DOCUMENTS)
    dois = re.findall(r"\b10\.\d{4,}/", everything)
    awards = re.findall(r"\b[A-Z]{2}/[A-Z]\d{4}", everything)
    isbns = re.findall(r"\b978[\d-]{10,14}\b", everything)
    orcids = re.findall(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", everything)
    assert set(dois) == {"10.5555/"}
    assert {award[3:5] for award in awards} == {"Z9"}
    assert isbns
    assert all(i.startswith("978") and parse_identifier(i, "isbn") for i in isbns)
    assert orcids
    assert all(orcid.startswith("0000-0000-") and orcid_checks(orcid) for orcid in orcids)


def orcid_checks(orcid: str) -> bool:
    """Say whether the last character of an ORCID iD is its ISO 7064 MOD 11-2 check."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == orcid[-1]


def made_from(document: Path) -> tuple[Any, str]:
    """Return the program that makes a document, and the text that it is made from."""
    folder = EXAMPLES / "make" / document.parent.name
    (source,) = (path for path in folder.iterdir() if path.stem == document.name.split(".")[0])
    program = runpy.run_path(str(folder.with_suffix(".py")))
    return program["render"], source.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", of("flight", ".txt", ".html"), ids=name)
def test_payloads_are_what_their_program_makes(document: Path) -> None:
    render, facts = made_from(document)
    assert render(json.loads(facts)) == document.read_bytes()


@pytest.mark.parametrize("document", of("pdf", ".pdf"), ids=name)
def test_pdfs_say_what_their_program_makes(document: Path, tmp_path: Path) -> None:
    render, text = made_from(document)
    again = tmp_path / document.name
    # Not byte for byte: compression differs from one zlib to another.
    again.write_bytes(render(text))
    assert prose(again) == prose(document)


def prose(path: Path) -> str:
    """Return the words of a document, without the marks of its format."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if path.suffix == ".xml":
        return "\n".join(map(str, etree.parse(path).getroot().itertext()))
    if path.parent.name == "flight":
        return payload(path).decode()
    return path.read_text(encoding="utf-8")


def sentences(path: Path) -> set[tuple[str, ...]]:
    """Return every run of twelve words in the prose of a document."""
    text = re.sub(r"\\[nt]|<[^<>]*>", " ", prose(path))
    # The names of a payload's or a page's fields are the format's own, and shared by all.
    runs: set[tuple[str, ...]] = set()
    for stretch in re.split(r'[\\"{}\[\]|]+', text):
        words = re.findall(r"[\w/]+", stretch.casefold())
        runs.update(tuple(words[n : n + 12]) for n in range(len(words) - 11))
    return runs


def test_no_twelve_words_in_a_row_are_anybody_elses(shared: Path) -> None:
    real = [*(shared / "seeds").iterdir(), *(shared / "data/harmony-items/pages").iterdir()]
    theirs = set().union(*(sentences(path) for path in real))
    assert len(theirs) > 10_000
    assert {name(p): sentences(p) & theirs for p in DOCUMENTS if sentences(p) & theirs} == {}


@pytest.fixture
def broken() -> dict[str, bytes]:
    """Return the bytes of every broken document by its name."""
    return {path.name: path.read_bytes() for path in BROKEN.iterdir()}


def test_broken_documents_are_broken_as_promised(broken: dict[str, bytes]) -> None:
    *_, (size, held, _) = text_rows(broken["truncated-payload.rsc.txt"])
    assert len(held) < size
    assert not all(
        _ROW_START.match(rest) for *_, rest in text_rows(broken["wrong-byte-count.rsc.txt"])
    )
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(broken["not-well-formed.xml"])
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(broken["locked.pdf"])
    pictures = pypdfium2.PdfDocument(broken["image-only.pdf"])
    assert [page.get_textpage().get_text_range() for page in pictures] == ["", ""]
    assert b"\0" in broken["not-text.txt"]
    assert broken["empty.txt"] == b""
    assert b"<!ENTITY" in broken["outside-entity.xml"]
