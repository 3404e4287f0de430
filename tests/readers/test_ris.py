"""References in RIS, and as Web of Science exports them. All are invented."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.registry import choose
from clew.readers.ris import reader

FULL = """\ufeffTY  - JOUR
AU  - Moss, Ada
AU  - Tide Data Consortium
A2  - Okafor, Ngozi
TI  - Lamps on the stairs: a count
ST  - Lamps on the stairs
T2  - Journal of Dim Places
JF  - Journal of Dim Places
JA  - J. Dim Pl.
AB  - We counted lamps. Twice.
N1  - Read at the night school.
KW  - lamps
*stairs
KW  - dark; dusk
PY  - 2031
DA  - 2031/04/09/
VL  - 7
IS  - 2
SP  - 101
EP  - 119
SN  - 0378-5955 (print)
DO  - https://doi.org/10.5072/LAMPS.7
UR  - http://lamps.example/7; https://doi.org/10.5072/lamps.7
L1  - C:\\papers\\lamps.pdf
LA  - English
PB  - Wickmere Press
CY  - Wickmere
DB  - Lampbase
AN  - L900
C7  - shelf 4
ER  -
"""


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.ris"))


def only(fields: str, type: str = "JOUR") -> Record:
    (record,) = read(f"TY  - {type}\n{fields}\nER  - \n").records
    return record


def notices(reading: Reading) -> list[tuple[str | None, str]]:
    return [(notice.place, notice.message) for notice in reading.notices]


def test_reads_a_reference_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs: a count",
        alternative_titles=("Lamps on the stairs",),
        subtype="Journal article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="local", value="Lampbase:L900"),
        ),
        description=(
            Section(name="abstract", text="We counted lamps. Twice."),
            Section(name="notes", text="Read at the night school."),
        ),
        contributions=(
            Contribution(
                agent=Agent.person("Moss, Ada", given="Ada", family="Moss"), role=Role.AUTHOR
            ),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
            Contribution(
                agent=Agent.person("Okafor, Ngozi", given="Ngozi", family="Okafor"),
                role=Role.EDITOR,
            ),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
        ),
        keywords=("lamps", "stairs", "dark", "dusk"),
        published="2031-04-09",
        language="en",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/7",),
        extra={
            "JA": "J. Dim Pl.",
            "L1": "C:\\papers\\lamps.pdf",
            "CY": "Wickmere",
            "DB": "Lampbase",
            "C7": "shelf 4",
        },
    )
    assert read(FULL) == Reading(records=(expected,))


def test_reads_what_web_of_science_exports() -> None:
    text = """FN Clarivate Web of Science
VR 1.0
PT J
AU Moss, A
   Okafor, N
AF Moss, Ada
   Okafor, Ngozi
TI Lamps on the
   stairs
SO JOURNAL OF DIM PLACES
DT Article
DE lamps; dim
   places
CR Lind B, 2019, J DIM PLACES, V3, P1, DOI 10.5072/lind
FU Lamp Council [ES/Z000001/1, LC-7]; Stair Trust
PD MAY
PY 2031
DI 10.5072/wos.1
UT WOS:000001
ER

EF
"""
    (record,) = read(text).records
    assert record.title == "Lamps on the stairs"
    assert record.container == "JOURNAL OF DIM PLACES"
    assert record.keywords == ("lamps", "dim places")
    assert record.published == "2031-05"
    assert [str(one.agent.name) for one in record.contributions] == [
        "Moss, Ada",
        "Okafor, Ngozi",
        "Lamp Council",
        "Stair Trust",
    ]
    assert record.relations == tuple(
        Relation(
            type=LinkType.FUNDED_BY,
            target=Target(identifier=Identifier(scheme=scheme, value=value)),
            quote=f"Lamp Council, {value}",
            term="FU",
        )
        for scheme, value in (("award", "ES/Z000001/1"), ("funding-ref", "LC-7"))
    )
    assert isinstance(record.fulltext, FullText)
    assert record.fulltext.references[0].identifiers == (
        Identifier(scheme="doi", value="10.5072/lind"),
    )
    assert record.extra == {"short AU": ["Moss, A", "Okafor, N"], "DB": "Web of Science"}


@pytest.mark.parametrize(
    ("type", "kind", "subtype"),
    [
        ("THES", Kind.THESIS, "Thesis"),
        ("DATA", Kind.DATASET, "Dataset"),
        ("COMP", Kind.SOFTWARE, "Computer program"),
        ("GRNT", Kind.AWARD, "Grant"),
        ("CHAP", Kind.PUBLICATION, "Book section"),
        ("GEN", Kind.PUBLICATION, None),
        ("Journal Article", Kind.PUBLICATION, "Journal Article"),
        ("Dissertation", Kind.THESIS, "Dissertation"),
        ("", Kind.PUBLICATION, None),
    ],
)
def test_types_are_kinds(type: str, kind: Kind, subtype: str | None) -> None:
    record = only("TI  - Lamps", type)
    assert (record.kind, record.subtype) == (kind, subtype)


def test_a_thesis_has_an_institution_a_supervisor_and_a_subtitle() -> None:
    record = only(
        "T1  - Lamps\nT2  - dim and bright\nAU  - Lie,Odd\nA3  - Moss, Ada\nPB  - Fen College\n"
        "M3  - Master thesis",
        "THES",
    )
    assert (record.title, record.subtitle, record.subtype) == (
        "Lamps",
        "dim and bright",
        "Master thesis",
    )
    assert [(one.agent.name, one.role) for one in record.contributions] == [
        ("Lie,Odd", Role.AUTHOR),
        ("Moss, Ada", Role.SUPERVISOR),
        ("Fen College", Role.AWARDING_INSTITUTION),
    ]


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("PY  - 1948/07//", "1948-07"),
        ("Y1  - 2014//", "2014"),
        ("PY  - 2018/4/25", "2018-04-25"),
        ("PY  - 2012\nDA  - Nov", "2012-11"),
        ("PY  - 2012\nDA  - NOV 8", "2012-11-08"),
        ("PY  - 2017\nDA  - 2017///nan", "2017"),
        ("PY  - 2004\nDA  - 2011/01/01", "2004"),
        ("DA  - 3 May 2011", "2011-05-03"),
        ("TI  - no date", None),
    ],
)
def test_dates_as_programs_write_them(fields: str, published: str | None) -> None:
    assert only(fields).published == published


def test_a_faulty_year_is_kept_with_a_notice() -> None:
    reading = read("TY  - JOUR\nTI  - Lamps\nPY  - 10 15\nER  -\n")
    assert notices(reading) == [
        (
            "reference 1, line 1/PY",
            "“10 15” is no date; it is kept under “extra” as it stands.",
        )
    ]
    assert reading.records[0].published is None
    assert reading.records[0].extra == {"PY": "10 15"}


def test_a_repeated_reference_is_left_out_and_one_that_differs_is_kept() -> None:
    one = "TY  - JOUR\nTI  - Lamps\nDO  - 10.5072/a\nER  -\n"
    other = one.replace("Lamps", "Lanterns")
    reading = read(one + other + one)
    assert [(record.key, record.title) for record in reading.records] == [
        ("10.5072/a", "Lamps"),
        ("10.5072/a#2", "Lanterns"),
    ]
    assert notices(reading) == [
        (
            "reference 2, line 5",
            "Reference 1, line 1 has the same key, 10.5072/a; both are kept.",
        ),
        (
            "reference 3, line 9",
            "It repeats Reference 1, line 1 word for word and is left out.",
        ),
    ]


def test_what_is_not_closed_or_stands_outside_is_told() -> None:
    text = "1.\nTY  - JOUR\nTI  - Lamps\nTY  - BOOK\nTI  - Stairs\nER  -\nstray words\n2.\nTY - GEN"
    reading = read(f"{text}\nTI  - Doors")
    assert [record.title for record in reading.records] == ["Lamps", "Stairs", "Doors"]
    assert notices(reading) == [
        ("line 2", "It has no end (ER); it is kept."),
        ("line 7", "“stray words” stands outside any record and is left out."),
        ("line 9", "It has no end (ER); it is kept."),
    ]


def test_lines_below_a_field_belong_to_it() -> None:
    record = only("N2  - first line,\n      ER then second line\nthe last line\nEP  - nan")
    assert record.description == (
        Section(name="abstract", text="first line,\nER then second line\nthe last line"),
    )
    assert record.extra == {}


def test_one_author_with_one_address_works_there() -> None:
    assert only("AU  - Moss, Ada\nAD  - Fen College").contributions[0].affiliation == "Fen College"
    assert only("AU  - Moss, Ada\nAU  - Lie, Odd\nAD  - Fen College").extra == {"AD": "Fen College"}


def test_a_reference_of_nothing_is_left_out() -> None:
    reading = read("TY  - JOUR\nER  -\n\nTY  - BOOK\nTI  - Stairs\nER  -\n")
    assert [record.title for record in reading.records] == ["Stairs"]
    assert notices(reading) == [
        ("reference 1, line 1", "It has a type and nothing else, and is left out.")
    ]
    with pytest.raises(BrokenDocument, match="holds no reference that can be read"):
        read("TY  - JOUR\nER  -\n")


def test_tabs_single_blanks_dashes_and_line_ends() -> None:
    text = "TY -  BOOK\r\nA1\t- Moss, Ada\r\nT1 – Lamps\r\nER  -"
    (record,) = read(text).records
    assert (record.title, record.subtype) == ("Lamps", "Book")
    assert record.contributions[0].agent.family == "Moss"


def test_is_told_from_other_formats() -> None:
    assert choose(Document(FULL.encode(), "x")).name == "ris"
    assert reader.sniff(Document(b"FN Some Base\nVR 1.0\nPT J\n", "x")) == 0.95
    assert reader.sniff(Document(b"Dear Ada,\nTY is not a tag - here\n", "x")) == 0
    assert reader.sniff(Document(b'{"a": "\nTY  - JOUR"}', "x")) == 0


def test_a_long_line_takes_no_time() -> None:
    begun = time.process_time()
    read("TY  - JOUR\nTI  - " + "TY  - " * 200_000 + "\nKW  - " + "a;" * 100_000 + "\nER  -\n")
    assert time.process_time() - begun < 5


_TAGS = ["TY", "TI", "AU", "A2", "PY", "DA", "KW", "SN", "DO", "UR", "L1", "AN", "M3", "ER", "GN"]
_LINES = st.lists(
    st.tuples(st.sampled_from(_TAGS), st.text(max_size=20)).map(lambda f: f"{f[0]}  - {f[1]}")
    | st.text(max_size=20)
)


@given(_LINES)
def test_no_lines_break_it(lines: list[str]) -> None:
    text = "\n".join(["TY  - GEN", "TI  - Lamps", *lines])
    assert read(text).records


# Records and notices in each real file.
REAL = {
    "ris-bib/rispy/example_full_write.ris": (2, 2),
    "ris-bib/rispy/example_full_without_whitespace.ris": (2, 2),
    "ris-bib/rispy/example_basic.ris": (1, 0),
    "ris-bib/rispy/example_urls.ris": (2, 3),
    "ris-bib/rispy/example_wos.ris": (2, 0),
    "ris-bib/rispy/example_starting_newlines.ris": (1, 0),
    "ris-bib/rispy/example_empty_tag.ris": (1, 0),
    "ris-bib/rispy/example_bom.ris": (1, 0),
    "ris-bib/rispy/example_utf_chars.ris": (1, 0),
    "ris-bib/rispy/example_multiline.ris": (3, 0),
    "ris-bib/asreview/baseline_tag_and_field_definitions.ris": (1, 6),
    "ris-bib/asreview/baseline_tag-notes.ris": (12, 0),
    "ris-bib/asreview/baseline_reference_types.ris": (59, 2),
    "ris-bib/asreview/baseline_zotero.ris": (100, 0),
    "ris-bib/asreview/baseline_empty_values.ris": (4, 1),
    "ris-bib/asreview/faulty_year.ris": (1, 1),
    "ris-bib/asreview/embase.ris": (6, 0),
    "ris-bib/asreview/ovid_zotero.ris": (6, 0),
    "ris-bib/asreview/ris_issue_1099.txt": (7, 0),
    "ris-bib/asreview/ris_issue_992.txt": (19, 0),
    "bolognese/pure.ris": (1, 0),
    "bolognese/ris_bug.ris": (1, 0),
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    path = shared / "data" / "metadata" / name
    document = Document(path.read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert (len(reading.records), len(reading.notices)) == REAL[name]


@pytest.mark.parametrize(
    ("lines", "keywords"),
    [
        ("KW  - doors; stairs", ("doors", "stairs")),
        ("KW  - doors; stairs\nKW  - lamps", ("doors; stairs", "lamps")),
        ("KW  - *doors; stairs\nKW  - lamps", ("doors; stairs", "lamps")),
        ("KW  - doors; stairs\nKW  - lamps; dusk", ("doors", "stairs", "lamps", "dusk")),
        ("KW  - doors;\nKW  - stairs;\nKW  - lamps", ("doors", "stairs", "lamps")),
        ("KW  - doors\nstairs\nKW  - lamps; dusk", ("doors", "stairs", "lamps", "dusk")),
    ],
)
def test_a_semicolon_belongs_to_a_keyword_that_has_a_tag_of_its_own(
    lines: str, keywords: tuple[str, ...]
) -> None:
    assert only(f"TI  - Lamps\n{lines}").keywords == keywords


def test_web_of_science_lists_its_keywords_in_each_tag() -> None:
    text = "FN Web\nVR 1.0\nPT J\nTI Lamps\nDE doors; stairs\nID LIGHT\nER\nEF\n"
    assert read(text).records[0].keywords == ("doors", "stairs", "LIGHT")
