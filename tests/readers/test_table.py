"""Tables of records. All are invented, save those read from the real files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, NoText, TooLarge
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.common.csv_rows import header, rows
from clew.readers.registry import choose
from clew.readers.table import reader
from clew.readers.table.columns import field_of

FULL = (
    "\ufeffrecord_id,Title,Authors,Abstract Note,Publication Year,Journal,Volume,Start Page,"
    "End Page,DOI,ISSN,Url,Keywords,Item Type,Funder,Grant Number,Country,Language,Publisher,"
    "label_included\n"
    '7,Lamps on the stairs,"Moss, Ada; Lie, Odd","We counted\nlamps.",2031.0,Dim Places,7,101,'
    "119,https://doi.org/10.5072/LAMPS.1,0378-5955,http://lamps.example/1,lamps; stairs,"
    "Data set,Lamp Council,ES/Z000001/1,United Kingdom,English,Wickmere Press,1\n"
)


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.csv"))


def only(header: str, row: str) -> Record:
    (record,) = read(f"title,{header}\nLamps,{row}\n").records
    return record


def test_reads_a_row_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        subtype="Data set",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.1"),
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="local", value="7"),
        ),
        description=(Section(name="abstract", text="We counted\nlamps."),),
        contributions=(
            Contribution(
                agent=Agent.person("Moss, Ada", given="Ada", family="Moss"), role=Role.CREATOR
            ),
            Contribution(
                agent=Agent.person("Lie, Odd", given="Odd", family="Lie"), role=Role.CREATOR
            ),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
            Contribution(agent=Agent.organisation("Lamp Council"), role=Role.FUNDER),
        ),
        keywords=("lamps", "stairs"),
        published="2031",
        places=(Place(name="United Kingdom", code="GB"),),
        language="en",
        container="Dim Places",
        volume="7",
        pages="101-119",
        urls=("http://lamps.example/1",),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="ES/Z000001/1",
                term="grant",
            ),
        ),
        extra={"label_included": "1"},
    )
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter(delimiter: str) -> None:
    text = f"title{delimiter}abstract{delimiter}doi\nLamps{delimiter}Dim.{delimiter}10.5072/a\n"
    document = Document(text.encode(), "x")
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert (record.title, record.abstract, record.key) == ("Lamps", "Dim.", "10.5072/a")


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Publication Year", "published"),
        ("publication_year", "published"),
        ("abstract ", "abstract"),
        ("Author(s)", "authors"),
        ("DOI", "doi"),
        ("some_column", None),
    ],
)
def test_columns_by_their_names(column: str, field: str | None) -> None:
    assert field_of(column) == field


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ('"Moss, Ada; Lie, Odd"', ["Moss, Ada", "Lie, Odd"]),
        ("\"['Moss, Ada', 'Lie, Odd']\"", ["Moss, Ada", "Lie, Odd"]),
        ('"Moss A., Lie O.B."', ["Moss A.", "Lie O.B."]),
        ('"Moss, Ada"', ["Moss, Ada"]),
        ("Tide Data Consortium", ["Tide Data Consortium"]),
    ],
)
def test_names_come_apart(cell: str, names: list[str]) -> None:
    assert [one.agent.name for one in only("authors", cell).contributions] == names


def test_terms_come_apart_but_not_in_brackets() -> None:
    record = only("keywords", '"cyst (diagnosis, surgery), lamps"')
    assert record.keywords == ("cyst (diagnosis, surgery)", "lamps")


def test_a_source_that_says_it_all() -> None:
    source = '"Dim Places (2031) 7:2 (101-119). Date of Publication: 9 Apr 2031"'
    record = only("source", source)
    assert (record.container, record.volume, record.issue) == ("Dim Places", "7", "2")
    assert (record.pages, record.published) == ("101-119", "2031-04-09")


def test_an_award_has_its_reference_and_time() -> None:
    record = only("type,grant reference,start date,end date", "Grant,ES/Z000001/1,2029,01/02/2031")
    assert record.kind == Kind.AWARD
    assert record.identifiers == (Identifier(scheme="award", value="ES/Z000001/1"),)
    assert record.period == Period(start="2029", end="2031-02-01")


def test_faulty_cells_stay_with_a_notice_under_their_column() -> None:
    reading = read("title,Year,DOI\nLamps,soon,10.1\n")
    assert reading.records[0].extra == {"Year": "soon", "DOI": "10.1"}
    assert [(notice.place, notice.message) for notice in reading.notices] == [
        ("line 2/DOI", "“10.1” is no doi identifier; it is kept under “extra” as it stands."),
        ("line 2/Year", "“soon” is no date; it is kept under “extra” as it stands."),
    ]


def test_repeated_and_empty_rows() -> None:
    reading = read("title,abstract,x\nLamps,Dim.,\nLamps,Dim.,\n,,1\n,,\nLamps,Dark.,\n")
    assert [record.abstract for record in reading.records] == ["Dim.", "Dark."]
    assert [(notice.place, notice.message) for notice in reading.notices] == [
        ("line 3", "It repeats Line 2 word for word and is left out."),
        ("line 4", "It has no title, identifier or description, and is left out."),
        ("line 6", "Line 2 has the same key, publication:lamps; both are kept."),
    ]


def test_rows_with_too_many_cells_are_kept() -> None:
    reading = read("title,doi\nLamps,10.5072/a,more,cells\n")
    assert reading.records[0].extra == {"further cells": "more cells"}
    assert [notice.message for notice in reading.notices] == [
        "It has 4 cells for 2 columns; the last are kept."
    ]


def test_what_holds_nothing_is_told() -> None:
    with pytest.raises(NoText, match="has no row below the names"):
        read("title,doi\n")
    with pytest.raises(BrokenDocument, match="holds no row that can be read"):
        read("title,x\n,1\n")
    endless = Document(b'title,abstract\n"' + b"a" * 5_000_000, "x")
    with pytest.raises(TooLarge, match="a cell that cannot be read"):
        list(rows(endless, []))


def test_is_told_from_other_texts() -> None:
    for text in ("Title: Lamps, by Ada\nIt is dim, and dark.\n", "a,b,c\n1,2,3\n", '{"title": 1}'):
        assert reader.sniff(Document(text.encode(), "x")) == 0
    assert header(Document(b'\xef\xbb\xbf"Title" ;doi\r\nx;y', "x")) == ["Title", "doi"]


@given(st.text(alphabet="a,;\"\n\t[]'1", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert read("title,authors,keywords,year\nLamps,x,y,2031\n" + text + '"\n').records


def test_long_cells_take_no_time() -> None:
    begun = time.process_time()
    read("title,authors,keywords,source\nLamps," + "A., " * 1 + "," + "(," * 50_000 + ",x (1\n")
    only("keywords", '"' + "a (b, " * 50_000 + '"')
    assert time.process_time() - begun < 8


# Records and notices in each real file.
REAL = {
    "duplicate_records.csv": (10, 12),
    "embase.csv": (6, 0),
    "embase_newpage.csv": (6, 0),
    "generic_bad_record_id.csv": (6, 10),
    "generic_column_names_with_spaces.csv": (2, 2),
    "generic_labels.csv": (2, 10),
    "generic_semicolon.csv": (2, 2),
    "generic_tab.csv": (2, 2),
    "generic_tab.tsv": (2, 2),
    "missing_values.csv": (3, 1),
    "record_id.csv": (10, 0),
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    path = shared / "data" / "metadata" / "ris-bib" / "asreview" / name
    document = Document(path.read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert (len(reading.records), len(reading.notices)) == REAL[name]


def test_a_table_of_awards_and_the_studies_they_paid_for() -> None:
    text = (
        "gtr_id\tgrant_reference\tukds_study_number\tgrant_title\n"
        "0B736F71-5D34-46BF-B34C-6C299DE91F73\tES/Z000017/1\t852024\tStairs by night\n"
        "0B736F71-5D34-46BF-B34C-6C299DE91F74\tES/Z000018/1\tnone\tStairs by day\n"
    )
    document = Document(text.encode(), "awards.tsv")
    assert choose(document).name == "table"
    first, second = choose(document).read(document).records
    assert (first.kind, first.title) == (Kind.AWARD, "Stairs by night")
    assert [str(one) for one in first.identifiers] == [
        "ES/Z000017/1",
        "0B736F71-5D34-46BF-B34C-6C299DE91F73",
    ]
    (told,) = first.relations
    assert (told.type, told.inverse, str(told.target.identifier)) == (
        LinkType.OUTPUT_OF,
        True,
        "852024",
    )
    assert (second.kind, second.relations) == (Kind.AWARD, ())
