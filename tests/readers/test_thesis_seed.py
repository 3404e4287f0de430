"""A real thesis of 350 pages, held to what a careful reader finds in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from clew.model import Document, FullText, Record, Role
from clew.readers.thesis import reader


@pytest.fixture(scope="module")
def document(request: pytest.FixtureRequest) -> Document:
    seeds: Path = request.getfixturevalue("seeds")
    path = seeds / "thesis-against-the-odds.txt"
    return Document(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def record(document: Document) -> Record:
    [found] = reader.read(document).records
    return found


@pytest.fixture(scope="module")
def full(record: Record) -> FullText:
    assert record.fulltext
    return record.fulltext


def test_its_title_page_and_abstract(record: Record) -> None:
    by_role = {c.role: (c.agent.name, c.department) for c in record.contributions}
    assert record.title
    assert record.title.casefold() == (
        "against the odds: success and collaboration in safeguarding children"
    )
    assert by_role[Role.AUTHOR][0] == "Andrew James Quin"
    assert by_role[Role.AWARDING_INSTITUTION] == (
        "Anglia Ruskin University",
        "Faculty of Health Social Care and Education",
    )
    assert (record.degree, record.published) == ("Doctor of Philosophy", "2015-09")
    assert len(record.keywords) == 4
    assert [len(section.text.split("\n\n")) for section in record.description] == [3]
    assert sorted(record.extra) == ["acknowledgements", "copyright declaration", "statement"]


def test_its_supervisors(record: Record) -> None:
    thanked = [c for c in record.contributions if c.role == Role.SUPERVISOR]
    assert [c.agent.name for c in thanked] == ["Shula Ramon", "Isabel Williams"]
    assert thanked[0].note == "Professor Shula Ramon, my Principal Supervisor"


def test_its_chapters_and_sections(full: FullText) -> None:
    assert [(h.number, h.page, len(h.children)) for h in full.contents] == [
        ("1", 1, 7),
        ("2", 28, 6),
        ("3", 60, 5),
        ("4", 104, 17),
        ("5", 148, 9),
        ("6", 179, 5),
        ("7", 211, 8),
        ("8", 238, 5),
        ("9", 271, 9),
    ]
    # The headings of chapters 5 to 7 run over two lines of the list.
    assert [h.title for h in full.contents[4:7]] == [
        "The multi-agency domain: the Bluechester LSCB",
        "The multi-professional domain: two safeguarding teams in Bluechester",
        "Safeguarding and the service user domain in Bluechester",
    ]
    headed = {passage.heading for passage in full.passages}
    sections = [(h.title, child.number) for h in full.contents for child in h.children]
    assert len(sections) == len({heading[1] for heading in headed if len(heading) == 2}) == 71


def test_its_figures_tables_and_appendices(full: FullText) -> None:
    assert [figure.number for figure in full.figures] == [str(n) for n in range(1, 23)]
    assert [table.number for table in full.tables] == [str(n) for n in range(1, 16)]
    assert [appendix.page for appendix in full.appendices] == [322, 329, 330, 339, 342, 344, 346]
    assert all(figure.page for figure in full.figures)
    # Lines with tabs, counted in the text: every table keeps its cells.
    assert [len(table.rows) for table in full.tables] == [
        4, 6, 2, 4, 4, 13, 6, 8, 4, 4, 5, 7, 4, 60, 13,
    ]  # fmt: skip


def test_its_table_of_studies(full: FullText) -> None:
    # Counted by hand over the seven pages it takes, and a footnote of chapter 3 speaks of sixty.
    table = full.tables[13]
    assert len(table.header) == 5
    assert len(table.rows) == 60
    assert {len(row) for row in table.rows} == {5}
    assert all(all(row) for row in table.rows)
    assert [table.rows[0][0], table.rows[-1][0]] == [
        "Keen et al., 2000",
        "Knei-Paz and Ribner, 2000",
    ]


def test_its_acronyms_and_notes(full: FullText) -> None:
    assert len(full.acronyms) == 31
    assert full.acronyms["CP plan"] == "Child Protection Plan"
    # Notes 10 and 51 are cited but not in the text.
    expected = [str(n) for n in range(1, 74) if n not in (10, 51)]
    assert [note.mark for note in full.footnotes] == expected


def test_its_bibliography_is_cited(full: FullText) -> None:
    assert len(full.references) == 397
    uncited = {r.raw.split(",")[0] for r in full.references if not r.mentions}
    # Four are nowhere in the text; the others stand there under another name (the broadcast),
    # misspelt (Hammersley, Schofield), or in a sentence that lost its words (Lupton).
    assert uncited == {
        "Allen",
        "Atkinson",
        "Baby P: The Whole Truth? 2009. Panorama. [TV programme] BBC. May 4",
        "Ferguson",
        "Field",
        "Hammersley",
        "Lupton",
        "Schofield",
    }
    mentions = [mention for r in full.references for mention in r.mentions]
    assert len(mentions) == 755
    assert max(len(mention.quote) for mention in mentions) <= 300
    assert all(mention.heading for mention in mentions)


def test_its_passages(full: FullText, document: Document) -> None:
    assert 580 <= len(full.passages) <= 680
    lengths = [len(passage.text.split()) for passage in full.passages]
    assert max(lengths) <= 250
    assert sum(length < 80 for length in lengths) < 20
    for passage in full.passages:
        there = document.text[passage.start : passage.end].split()
        words = passage.text.split()
        assert (there[0], there[-1]) == (words[0], words[-1])
    covered = sum(lengths) / len(document.text.split())
    assert covered > 0.8


def test_it_is_read_in_a_moment(document: Document) -> None:
    start = time.process_time()
    reader.read(document)
    assert time.process_time() - start < 4
