"""Bibliographies in BibTeX and BibLaTeX. All are invented, save those read from the real files."""

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
from clew.readers.bibtex import reader
from clew.readers.bibtex.names import author, names
from clew.readers.common.latex import from_latex
from clew.readers.registry import choose

FULL = r"""
% The lamps of Wickmere
@string{jdp = "Journal of Dim Places"}
@article{moss2031,
  author = {Moss, Ada and {Rope and Tide Trust} and van der Berg, Jan and others},
  title = {{Lamps} on the \emph{stairs}: caf\'e \& {\"o}il},
  subtitle = {A count},
  journal = jdp,
  year = 2031, month = apr,
  volume = {7}, number = 2, pages = {101--119},
  keywords = {lamps, stairs},
  abstract = {We counted lamps. Twice.},
  doi = {https://doi.org/10.5072/LAMPS.7},
  issn = {0378-5955},
  url = {http://lamps.example/x_7},
  publisher = {Wickmere Press},
  address = {Wickmere},
  copyright = {CC BY 4.0},
  language = {english},
  file = {:papers/lamps.pdf:PDF},
}
"""


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.bib"))


def only(fields: str, type: str = "article") -> Record:
    (record,) = read(f"@{type}{{one, {fields}}}").records
    return record


def notices(reading: Reading) -> list[tuple[str | None, str]]:
    return [(notice.place, notice.message) for notice in reading.notices]


def test_reads_an_entry_in_full() -> None:
    ada = Agent.person("Moss, Ada", given="Ada", family="Moss")
    jan = Agent.person("van der Berg, Jan", given="Jan", family="van der Berg")
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs: café & öil",
        subtitle="A count",
        subtype="Journal article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
        ),
        description=(Section(name="abstract", text="We counted lamps. Twice."),),
        contributions=(
            Contribution(agent=ada, role=Role.AUTHOR),
            Contribution(agent=Agent.organisation("Rope and Tide Trust"), role=Role.AUTHOR),
            Contribution(agent=jan, role=Role.AUTHOR),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
        ),
        keywords=("lamps", "stairs"),
        published="2031-04",
        language="en",
        licence="CC BY 4.0",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/x_7",),
        extra={
            "citation key": "moss2031",
            "author and others": True,
            "address": "Wickmere",
            "file": ":papers/lamps.pdf:PDF",
        },
    )
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize(
    ("type", "fields", "kind", "subtype"),
    [
        ("phdthesis", "title={a}", Kind.THESIS, "PhD thesis"),
        ("thesis", "title={a}, type={mathesis}", Kind.THESIS, "Master's thesis"),
        ("dataset", "title={a}", Kind.DATASET, "Dataset"),
        ("misc", "title={a}, type={Data set}", Kind.DATASET, "Data set"),
        ("software", "title={a}", Kind.SOFTWARE, "Software"),
        ("techreport", "title={a}", Kind.PUBLICATION, "Report"),
        ("misc", "title={a}", Kind.PUBLICATION, None),
        ("zine", "title={a}", Kind.PUBLICATION, "zine"),
    ],
)
def test_types_are_kinds(type: str, fields: str, kind: Kind, subtype: str | None) -> None:
    record = only(fields, type)
    assert (record.kind, record.subtype) == (kind, subtype)


def test_a_thesis_has_an_institution_and_a_supervisor() -> None:
    record = only(
        "title={a}, author={Lie, Odd}, school={Fen College}, advisor={Moss, Ada}", "thesis"
    )
    assert [(one.agent.name, one.role) for one in record.contributions] == [
        ("Lie, Odd", Role.AUTHOR),
        ("Moss, Ada", Role.SUPERVISOR),
        ("Fen College", Role.AWARDING_INSTITUTION),
    ]


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ('year=1999, month = 1 # "~" # feb', "1999-02-01"),
        ("year={1999}, month={2}", "1999-02"),
        ("date={2029-05/2029-07}", "2029-05"),
        ("date={2029-05-04}", "2029-05-04"),
        ("year={2012}, month={Spring}", "2012"),
        ("month=may", None),
    ],
)
def test_dates(fields: str, published: str | None) -> None:
    assert only(f"title={{a}}, {fields}").published == published


def test_a_faulty_year_is_kept_with_a_notice() -> None:
    reading = read("@book{a, title={Lamps}, year={in press}}")
    assert notices(reading) == [
        ("entry a, line 1/year", "“in press” is no date; it is kept under “extra” as it stands.")
    ]
    assert reading.records[0].extra == {"citation key": "a", "year": "in press"}


def test_a_part_has_what_its_parent_says() -> None:
    text = """@incollection{child, title={Lamps}, crossref={BOOK}}
    @book{book, title={Dim Places}, publisher={Wickmere Press}, year=2030}"""
    child, parent = read(text).records
    assert (child.container, child.published) == ("Dim Places", "2030")
    assert child.relations == (
        Relation(
            type=LinkType.PART_OF, target=Target(key=parent.key), quote="BOOK", term="crossref"
        ),
    )
    assert child.extra == {"citation key": "child"}


def test_a_broken_entry_loses_no_other() -> None:
    reading = read("@book{a, title={A}}\n@misc{b, title = {never closed\n@book{c, title={C}}\n")
    assert [record.title for record in reading.records] == ["A", "C"]
    assert notices(reading) == [
        (
            "line 2",
            "“@misc{b, title = {never closed” is broken (a brace or quotation mark is missing) "
            "and left out.",
        )
    ]


def test_repeated_keys_and_fields_are_kept() -> None:
    reading = read('@book{a, title={A}}\n@book{a, title={B}}\n@book{c, title = "C", title={D}}')
    assert [record.title for record in reading.records] == ["A", "B", "C"]
    assert reading.records[2].alternative_titles == ("D",)
    again = read("@book{a, title={A}}\n@book{a, title={A}}")
    assert len(again.records) == 1
    assert notices(again) == [
        ("entry a, line 2", "It repeats Entry a, line 1 word for word and is left out.")
    ]


def test_numbers_and_addresses() -> None:
    record = only(
        "title={a}, eprint={2101.00001}, archiveprefix={arXiv}, isbn={0-306-40615-2}, pmid={123},"
        r"howpublished={\url{http://a.example/b_c}}, note={See \emph{there}}"
    )
    assert record.identifiers == (
        Identifier(scheme="isbn", value="9780306406157"),
        Identifier(scheme="pmid", value="123"),
        Identifier(scheme="arxiv", value="2101.00001"),
    )
    assert record.urls == ("http://a.example/b_c",)
    assert record.description == (Section(name="notes", text="See there"),)


def test_no_entry_is_told() -> None:
    with pytest.raises(BrokenDocument, match="holds no entry that can be read"):
        read("@comment{nothing}")


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Moss, Ada", "Ada", "Moss"),
        ("Moss, Jr, Ada", "Ada", "Moss, Jr"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Ada Moss", None, None),
        ("{Moss, Ada and Sons}", None, None),
    ],
)
def test_names_come_apart(name: str, given: str | None, family: str | None) -> None:
    agent = author(name)
    assert (agent.given, agent.family) == (given, family)


def test_and_inside_braces_parts_nobody() -> None:
    assert [*names("Ada Moss AND {Rope and Tide} and Odd Lie")] == [
        "Ada Moss",
        "{Rope and Tide}",
        "Odd Lie",
    ]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\v{S}}im{\'u}nek", "Šimúnek"),
        (r"na\"{\i}ve caf\'e", "naïve café"),
        (r"\O stfold \o y \ss", "Østfold øy ß"),
        (r"``quoted'' --- 50\% \& more", "“quoted” — 50% & more"),
        (r"\textit{in} \textbf{one}~word", "in one word"),
        (r"keeps \{braces\} and $x^2$", "keeps {braces} and $x^2$"),
        ("plain", "plain"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert from_latex(latex) == text


@given(st.text(alphabet="\\{}'\"`^~v ab$%", max_size=60))
def test_no_latex_breaks_it(text: str) -> None:
    plain = from_latex(text)
    assert len(plain) <= len(text) + 1


@given(st.text(alphabet='@{}"=,#% ab\nbook', max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert read("@book{a, title={A}}\n" + text + "\n").records


def test_hostile_braces_take_no_time() -> None:
    begun = time.process_time()
    read("@book{a, title={A}}\n@book{b, title={" + "{" * 50_000)
    from_latex("\\'" * 50_000 + "{\\" * 50_000)
    assert time.process_time() - begun < 5


def test_is_told_from_other_formats() -> None:
    assert choose(Document(FULL.encode(), "x")).name == "bibtex"
    assert reader.sniff(Document(b"@media screen { a { b: c } }", "x")) == 0
    assert reader.sniff(Document(b"@property\ndef a(self): pass\n", "x")) == 0


def test_reads_the_real_file(shared: Path) -> None:
    path = shared / "data" / "metadata" / "bolognese" / "crossref.bib"
    (record,) = reader.read(Document(path.read_bytes(), path.name)).records
    assert record.key == "10.7554/elife.01567"
    assert len(record.contributions) == 6
    assert record.published == "2014-02"
    assert record.extra == {"citation key": "Sankar_2014"}


@pytest.mark.parametrize(
    ("written", "keywords"),
    [
        ("lamps, stairs", ("lamps", "stairs")),
        ("lamps; stairs, doors", ("lamps", "stairs", "doors")),
        ("{lamps; stairs}", ("lamps", "stairs")),
        ("{lamps; stairs},", ("lamps; stairs",)),
        ("{lamps, stairs}, {NHS}", ("lamps, stairs", "NHS")),
        ("{{NHS} lamps, stairs}, doors", ("NHS lamps, stairs", "doors")),
        (r"R\&D, caf\'{e}, Z{\"u}rich", ("R&D", "café", "Zürich")),
        ("lamps,, ;lamps", ("lamps",)),
    ],
)
def test_what_stands_in_braces_is_one_keyword(written: str, keywords: tuple[str, ...]) -> None:
    record = read(f"@misc{{k, title = {{Lamps}}, keywords = {{{written}}}}}").records[0]
    assert record.keywords == keywords
    assert "keywords" not in record.extra


def test_a_long_hostile_list_of_keywords_is_quick() -> None:
    words = "{a,}" * 50_000
    (record,) = read(f"@misc{{k, title = {{Lamps}}, keywords = {{{words},b}}}}").records
    assert record.keywords == ("a," * 50_000, "b")
