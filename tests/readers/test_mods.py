"""MODS: a whole invented article, theses, data, and what libraries write differently."""

from __future__ import annotations

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
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.mods import reader

# Invented for these tests: no such article, people or journal.
ARTICLE = """<mods xmlns="http://www.loc.gov/mods/v3" version="3.7"
    xmlns:xlink="http://www.w3.org/1999/xlink">
  <titleInfo><nonSort>The</nonSort><title>Door</title><subTitle>a history</subTitle></titleInfo>
  <titleInfo type="alternative"><title>Doors</title></titleInfo>
  <name type="personal">
    <namePart type="family">Okafor</namePart><namePart type="given">Ngozi</namePart>
    <role><roleTerm type="text">author</roleTerm><roleTerm type="code">aut</roleTerm></role>
    <affiliation>University of Northshore</affiliation>
    <nameIdentifier type="orcid">https://orcid.org/0000-0002-1825-0097</nameIdentifier>
  </name>
  <name type="corporate"><namePart>Ashby Survey Office</namePart>
    <role><roleTerm>Data collector</roleTerm></role></name>
  <name type="personal"><namePart>Elm, Bo</namePart><namePart type="date">1950-</namePart></name>
  <typeOfResource>text</typeOfResource>
  <genre>journal article</genre>
  <originInfo><publisher>Elm Press</publisher>
    <dateIssued encoding="w3cdtf" keyDate="yes">2018-05</dateIssued></originInfo>
  <language><languageTerm type="code" authority="iso639-2b">eng</languageTerm>
    <languageTerm type="text">English</languageTerm></language>
  <physicalDescription><extent>10 pages</extent></physicalDescription>
  <abstract>On doors.</abstract>
  <note type="funding">Council for Invented Research, ES/Z000001/1</note>
  <note>With plates.</note>
  <subject authority="lcsh"><topic>Doors</topic><topic>History</topic></subject>
  <subject><geographic>Wales</geographic><temporal>1990/1995</temporal></subject>
  <relatedItem type="host"><titleInfo><title>Journal of Doors</title></titleInfo>
    <identifier type="issn">2049-3630</identifier>
    <part><detail type="volume"><number>3</number></detail>
      <detail type="issue"><number>2</number></detail>
      <extent unit="page"><start>10</start><end>19</end></extent></part></relatedItem>
  <relatedItem type="references"><titleInfo><title>Tide tables</title></titleInfo>
    <identifier type="doi">10.99999/tide</identifier></relatedItem>
  <identifier type="doi">10.99999/door</identifier>
  <identifier type="local">17</identifier>
  <identifier type="isbn" invalid="yes">123</identifier>
  <location><url>https://library.example/17</url></location>
  <accessCondition type="use and reproduction"
    xlink:href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</accessCondition>
  <recordInfo><recordIdentifier>rec17</recordIdentifier></recordInfo>
</mods>"""


def read(text: str) -> Reading:
    document = Document(text.encode(), "mods.xml")
    assert reader.sniff(document) > 0.9
    return reader.read(document)


def mods(inside: str) -> Record:
    """Read a description that says nothing but its title and what is given."""
    title = "<titleInfo><title>A</title></titleInfo>"
    return read(f'<mods xmlns="http://www.loc.gov/mods/v3">{title}{inside}</mods>').records[0]


def test_a_whole_article() -> None:
    ngozi = Agent.person(
        given="Ngozi",
        family="Okafor",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    assert read(ARTICLE).records == (
        Record(
            key="10.99999/door",
            kind=Kind.PUBLICATION,
            title="The Door",
            subtitle="a history",
            alternative_titles=("Doors",),
            subtype="journal article",
            identifiers=(
                Identifier(scheme="doi", value="10.99999/door"),
                Identifier(scheme="local", value="local:17"),
                Identifier(scheme="issn", value="2049-3630"),
            ),
            description=(Section(name="abstract", text="On doors."),),
            contributions=(
                Contribution(agent=ngozi, role=Role.AUTHOR, affiliation="University of Northshore"),
                Contribution(
                    agent=Agent.organisation("Ashby Survey Office"),
                    role=Role.CONTRIBUTOR,
                    note="Data collector",
                ),
                Contribution(
                    agent=Agent.person("Elm, Bo", given="Bo", family="Elm"), role=Role.AUTHOR
                ),
                Contribution(agent=Agent.organisation("Elm Press"), role=Role.PUBLISHER),
            ),
            subjects=("Doors -- History",),
            period=Period(start="1990", end="1995"),
            published="2018-05",
            places=(Place(name="Wales", code="GB-WLS"),),
            language="en",
            access="CC BY 4.0",
            licence="https://creativecommons.org/licenses/by/4.0/",
            container="Journal of Doors",
            volume="3",
            issue="2",
            pages="10-19",
            urls=("https://library.example/17",),
            relations=(
                Relation(
                    type=LinkType.CITES,
                    target=Target(identifier=Identifier(scheme="doi", value="10.99999/tide")),
                    quote="Tide tables, 10.99999/tide",
                    term="references",
                ),
                Relation(
                    type=LinkType.FUNDED_BY,
                    target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                    quote="Council for Invented Research, ES/Z000001/1",
                    term="note",
                ),
            ),
            extra={
                "name": {"@dates": "1950-"},
                "typeOfResource": "text",
                "physicalDescription": {"extent": "10 pages"},
                "note": "With plates.",
                "subject": {"@authority": "lcsh"},
                "relatedItem": [
                    {"@type": "host"},
                    {"@type": "references", "titleInfo": {"title": "Tide tables"}},
                ],
                "identifier": {"@type": "isbn", "@invalid": "yes", "text": "123"},
                "recordInfo": {"recordIdentifier": "rec17"},
            },
        ),
    )


def test_a_thesis() -> None:
    record = mods(
        "<genre>Thesis</genre><note type='thesis degree name'>PhD</note>"
        "<name><namePart>Moss, Ada</namePart>"
        "<role><roleTerm>Thesis advisor</roleTerm></role></name>"
        "<name type='corporate'><namePart>University of Northshore</namePart>"
        "<role><roleTerm>Degree grantor</roleTerm></role></name>"
    )
    assert (record.kind, record.degree) == (Kind.THESIS, "PhD")
    assert [part.role for part in record.contributions] == [
        Role.SUPERVISOR,
        Role.AWARDING_INSTITUTION,
    ]
    degree = "<extension><etd><degree><name>MPhil</name></degree></etd></extension>"
    assert mods(f"<genre>dissertation</genre>{degree}").degree == "MPhil"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2018-05-04", "2018-05-04"),
        ("20180504", "2018-05-04"),
        ("[2018]", "2018"),
        ("c2018", "2018"),
        ("2018?", "2018"),
        ("May 2018", "2018-05"),
        ("n.d.", None),
        ("20181", None),
    ],
)
def test_dates_as_cataloguers_write_them(written: str, date: str | None) -> None:
    record = mods(f"<originInfo><dateIssued>{written}</dateIssued></originInfo>")
    assert record.published == date
    assert bool(record.extra) == (date is None)


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<genre>dataset</genre>", Kind.DATASET),
        ("<typeOfResource>software, multimedia</typeOfResource>", Kind.SOFTWARE),
        ("<genre>book chapter</genre>", Kind.PUBLICATION),
        ("", Kind.PUBLICATION),
    ],
)
def test_kinds(inside: str, kind: Kind) -> None:
    assert mods(inside).kind == kind


def test_the_same_title_in_two_languages() -> None:
    text = """<mods xmlns="http://www.loc.gov/mods/v3">
      <titleInfo xml:lang="cy"><title>Drysau</title></titleInfo>
      <titleInfo xml:lang="en"><title>Doors</title></titleInfo>
      <abstract xml:lang="cy">Am ddrysau.</abstract><abstract xml:lang="en">On doors.</abstract>
      </mods>"""
    (record,) = read(text).records
    assert (record.title, record.alternative_titles) == ("Doors", ("Drysau",))
    assert record.description == (Section(name="abstract", text="On doors."),)
    assert record.extra == {
        "languages": {"cy": {"title": ["Drysau"], "description": ["Am ddrysau."]}}
    }


def test_a_collection() -> None:
    one = "<mods:mods><mods:titleInfo><mods:title>{}</mods:title></mods:titleInfo></mods:mods>"
    text = (
        '<mods:modsCollection xmlns:mods="http://www.loc.gov/mods/v3">'
        f"{one.format('A')}{one.format('B')}<mods:mods/></mods:modsCollection>"
    )
    reading = read(text)
    assert [record.title for record in reading.records] == ["A", "B"]
    assert reading.notices == (
        Notice(message="A description with neither title nor identifier was left out."),
    )


def test_one_in_an_envelope() -> None:
    text = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header>'
        f"<identifier>oai:x:1</identifier></header><metadata>{ARTICLE}</metadata></record>"
        "</GetRecord></OAI-PMH>"
    )
    (record,) = read(text).records
    assert record.key == "oai:x:1"
    assert record.extra["oai"] == {"identifier": "oai:x:1"}


def test_a_description_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="neither a title nor an identifier"):
        read('<mods xmlns="http://www.loc.gov/mods/v3"><genre>x</genre></mods>')


def test_other_documents_are_not_sniffed() -> None:
    assert reader.sniff(Document(b"<modsecurity><rule/></modsecurity>", "x")) == 0.0
    assert reader.sniff(Document(b"<mods><game/></mods>", "x")) == 0.0


@given(
    st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<&"), max_size=40)
)
def test_any_words_in_any_element_are_read(words: str) -> None:
    leaves = ("genre", "abstract", "note", "identifier", "accessCondition", "typeOfResource")
    mods("".join(f"<{leaf}>{words}</{leaf}>" for leaf in leaves))
