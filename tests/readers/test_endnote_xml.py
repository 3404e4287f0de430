"""Reference libraries in EndNote's XML. All are invented."""

from __future__ import annotations

import pytest

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Reading,
    Record,
    Role,
    Section,
)
from clew.readers.endnote_xml import reader
from clew.readers.registry import choose

FULL = """<record><source-app name="EndNote" version="20.1">EndNote</source-app>
<rec-number>5</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal" font="default">Moss, Ada</style></author>
<author>Tide Data Consortium,</author></authors>
<secondary-authors><author>Lie, Odd</author></secondary-authors></contributors>
<auth-address>Fen College</auth-address>
<titles><title><style face="normal">Lamps on the </style><style face="italic">stairs</style></title>
<secondary-title>Journal of Dim Places</secondary-title><short-title>Lamps</short-title></titles>
<periodical><full-title>Journal of Dim Places</full-title><abbr-1>J. Dim Pl.</abbr-1></periodical>
<pages>101-119</pages><volume>7</volume><number>2</number>
<keywords><keyword>lamps</keyword><keyword>stairs; dusk</keyword></keywords>
<dates><year>2031</year><pub-dates><date>Apr 9</date></pub-dates></dates>
<pub-location>Wickmere</pub-location><publisher>Wickmere Press</publisher><isbn>0378-5955</isbn>
<accession-num>L900</accession-num><abstract>We counted lamps.&#xD;Twice.</abstract>
<urls><related-urls><url>http://lamps.example/7</url></related-urls>
<pdf-urls><url>internal-pdf://lamps.pdf</url></pdf-urls></urls>
<electronic-resource-num>10.5072/LAMPS.7</electronic-resource-num>
<remote-database-name>Lampbase</remote-database-name><language>English</language></record>"""


def library(*records: str) -> str:
    return f"<?xml version='1.0'?><xml><records>{''.join(records)}</records></xml>"


def read(text: str) -> Reading:
    return reader.read(Document(text.encode(), "lamps.xml"))


def only(fields: str, type: str = "Journal Article") -> Record:
    record = f'<record><ref-type name="{type}">0</ref-type>{fields}</record>'
    (found,) = read(library(record)).records
    return found


def test_reads_a_reference_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs",
        alternative_titles=("Lamps",),
        subtype="Journal Article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="local", value="Lampbase:L900"),
        ),
        description=(Section(name="abstract", text="We counted lamps.\nTwice."),),
        contributions=(
            Contribution(
                agent=Agent.person("Moss, Ada", given="Ada", family="Moss"), role=Role.AUTHOR
            ),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
            Contribution(
                agent=Agent.person("Lie, Odd", given="Odd", family="Lie"), role=Role.EDITOR
            ),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
        ),
        keywords=("lamps", "stairs", "dusk"),
        published="2031-04-09",
        language="en",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/7",),
        extra={
            "source-app": {"@name": "EndNote", "@version": "20.1", "text": "EndNote"},
            "rec-number": "5",
            "auth-address": "Fen College",
            "periodical": {"abbr-1": "J. Dim Pl."},
            "pub-location": "Wickmere",
            "urls": {"pdf-urls": {"url": "internal-pdf://lamps.pdf"}},
            "remote-database-name": "Lampbase",
        },
    )
    assert read(library(FULL)) == Reading(records=(expected,))


@pytest.mark.parametrize(
    ("type", "work", "kind", "subtype"),
    [
        ("Thesis", "PhD", Kind.THESIS, "PhD"),
        ("Dataset", "", Kind.DATASET, "Dataset"),
        ("Grant", "", Kind.AWARD, "Grant"),
        ("Generic", "Doctoral thesis", Kind.THESIS, "Doctoral thesis"),
        ("Generic", "", Kind.PUBLICATION, None),
    ],
)
def test_types_are_kinds(type: str, work: str, kind: Kind, subtype: str | None) -> None:
    told = f"<work-type>{work}</work-type>" if work else ""
    record = only(f"<titles><title>Lamps</title></titles>{told}", type)
    assert (record.kind, record.subtype) == (kind, subtype)


def test_a_thesis_has_a_supervisor_and_an_institution() -> None:
    people = (
        "<contributors><authors><author>Lie, Odd</author></authors><tertiary-authors>"
        "<author>Moss, Ada</author></tertiary-authors></contributors>"
        "<publisher>Fen College</publisher><auth-address>Wickmere</auth-address>"
    )
    record = only(f"<titles><title>Lamps</title></titles>{people}", "Thesis")
    assert [(one.agent.name, one.role, one.affiliation) for one in record.contributions] == [
        ("Lie, Odd", Role.AUTHOR, "Wickmere"),
        ("Moss, Ada", Role.SUPERVISOR, None),
        ("Fen College", Role.AWARDING_INSTITUTION, None),
    ]


def test_a_faulty_reference_loses_no_other() -> None:
    faulty = (
        "<record><titles><title>Lamps</title></titles><dates><year>soon</year></dates></record>"
    )
    reading = read(library(faulty, "<record><volume>1</volume></record>", FULL))
    assert [record.title for record in reading.records] == ["Lamps", "Lamps on the stairs"]
    assert [(notice.place, notice.message) for notice in reading.notices] == [
        ("reference 1/year", "“soon” is no date; it is kept under “extra” as it stands."),
        ("reference 2", "It has no title, identifier or description, and is left out."),
    ]


def test_what_is_broken_or_empty_is_told() -> None:
    with pytest.raises(BrokenDocument, match="not well-formed"):
        read("<xml><records><record>")
    with pytest.raises(BrokenDocument, match="holds no reference"):
        read(library())


def test_is_told_from_other_formats() -> None:
    assert choose(Document(library(FULL).encode(), "x")).name == "endnote-xml"
    assert reader.sniff(Document(b"<records><record><a/></record></records>", "x")) == 0
