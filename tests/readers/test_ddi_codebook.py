"""DDI-Codebook: a whole invented study, and what real archives write differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.errors import BrokenDocument, NoText
from clew.model import (
    Agent,
    Amount,
    Category,
    Contribution,
    Design,
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
    Scheme,
    Section,
    Target,
    Term,
    Variable,
)
from clew.readers.ddi_codebook import reader

# Invented for these tests: no such archive, study or people.
STUDY = """<?xml version="1.0" encoding="UTF-8"?>
<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="en">
  <docDscr>
    <citation><titlStmt><titl>Description of study 4711</titl></titlStmt></citation>
  </docDscr>
  <stdyDscr>
    <citation>
      <titlStmt>
        <titl xml:lang="cy">Cerdded at y drws</titl>
        <subTitl>Visits by family workers</subTitl>
        <altTitl>WttD</altTitl>
        <parTitl xml:lang="en">Walking to the Door</parTitl>
        <IDNo agency="NSA">NSA4711</IDNo>
        <IDNo agency="DOI">10.99999/NSA-4711</IDNo>
      </titlStmt>
      <rspStmt>
        <AuthEnty affiliation="University of Northshore">Okafor, Ngozi
          <ExtLink URI="https://orcid.org/0000-0002-1825-0097" role="PID"/></AuthEnty>
        <AuthEnty>Lindqvist, A. B., Elm Institute, Department of Doors</AuthEnty>
      </rspStmt>
      <prodStmt>
        <producer role="Fieldwork">Ashby Survey Office</producer>
        <copyright>The authors. CC BY 4.0</copyright>
        <fundAg>Council for Invented Research</fundAg>
        <grantNo agency="Council for Invented Research">ES/Z000001/1</grantNo>
        <grantNo agency="Elm Trust">ET-17</grantNo>
      </prodStmt>
      <distStmt>
        <distrbtr abbr="NSA">Northshore Study Archive</distrbtr>
        <distDate date="2018-03-02">2 March 2018</distDate>
      </distStmt>
      <serStmt URI="https://archive.example/series/7"><serName>Door Studies</serName></serStmt>
      <verStmt><version date="2019-01-01">Edition 2</version></verStmt>
      <holdings URI="https://archive.example/studies/4711"/>
    </citation>
    <stdyInfo>
      <subject>
        <keyword vocab="ELSST" vocabURI="https://elsst.example/id/1"
          ID="home_visits">home visits</keyword>
        <keyword xml:lang="cy">ymweliadau</keyword>
        <topcClas vocab="CESSDA Topic Classification">Youth</topcClas>
      </subject>
      <abstract>How workers come to the door.<br/>Second paragraph.</abstract>
      <abstract xml:lang="cy">Sut mae gweithwyr yn dod.</abstract>
      <sumDscr>
        <timePrd date="2014" event="start"/>
        <timePrd date="2016" event="end"/>
        <collDate date="2016-05-01" event="start"/>
        <collDate date="2016-09-30T00:00:00Z" event="end">30 September 2016</collDate>
        <nation abbr="UK">Great Britain</nation>
        <geogCover>Wales</geogCover>
        <geogCover>The coast</geogCover>
        <anlyUnit>Workers<concept vocab="DDI Analysis Unit">Individual</concept></anlyUnit>
        <universe clusion="I">Family workers in three towns</universe>
        <universe clusion="E">Managers</universe>
        <dataKind type="Qualitative">Text</dataKind>
      </sumDscr>
    </stdyInfo>
    <method><dataColl>
      <timeMeth>Cross-sectional study</timeMeth>
      <dataCollector>Ashby Survey Office</dataCollector>
      <sampProc>Those who came first<concept vocab="House terms">first-come</concept></sampProc>
      <deviat>41 interviews</deviat>
      <collMode>Face-to-face interview</collMode>
      <resInstru>Topic guide</resInstru>
      <weight>None</weight>
    </dataColl></method>
    <dataAccs>
      <setAvail><avlStatus>Available</avlStatus></setAvail>
      <useStmt>
        <restrctn>Registered users only.</restrctn>
        <citReq>Name the authors.</citReq>
      </useStmt>
    </dataAccs>
    <othrStdyMat>
      <relMat>Guide for interviewers, <ExtLink URI="https://archive.example/guide.pdf"/></relMat>
      <relStdy>The forerunner, doi:10.99999/NSA-3001</relStdy>
      <relStdy>A study without a number</relStdy>
      <relPubl>Okafor, N. (2017) Doors and Stairs. Northshore: Elm Press.</relPubl>
    </othrStdyMat>
  </stdyDscr>
  <fileDscr ID="F1"><fileTxt>
    <fileName>doors.tab</fileName>
    <dimensns><caseQnty>41</caseQnty><varQnty>2</varQnty></dimensns>
  </fileTxt></fileDscr>
  <dataDscr>
    <var ID="V1" name="knock" files="F1" wave="1">
      <labl>Did you knock?</labl>
      <labl xml:lang="cy">Wnaethoch chi guro?</labl>
      <qstn><preQTxt>Think of today.</preQTxt><qstnLit>Did you knock or ring?</qstnLit></qstn>
      <sumStat type="vald">41</sumStat>
      <catgry><catValu>1</catValu><labl>Knocked</labl><catStat type="freq">29</catStat></catgry>
      <catgry><catValu>2</catValu><labl>Rang</labl><catStat type="freq">11.5</catStat></catgry>
      <catgry missing="Y"><catValu>9</catValu><labl>Refused</labl>
        <catStat type="freq">0</catStat></catgry>
    </var>
    <var ID="V2"/>
  </dataDscr>
</codeBook>
"""

DOI = Identifier(scheme="doi", value="10.99999/nsa-4711")


def read(text: str) -> Reading:
    document = Document(text.encode(), "study.xml")
    assert reader.sniff(document) > 0.9
    return reader.read(document)


def study(inside: str) -> Record:
    """Read a study that says nothing but its title and what is given."""
    title = "<citation><titlStmt><titl>Doors</titl></titlStmt></citation>"
    return read(f"<codeBook><stdyDscr>{title}{inside}</stdyDscr></codeBook>").records[0]


def one(text: str, code: str, term: str, vocabulary: str) -> tuple[Term, ...]:
    return (Term(text=text, code=code, term=term, vocabulary=vocabulary),)


def relation(
    type: LinkType, target: Identifier, quote: str, term: str, inverse: bool = False
) -> Relation:
    return Relation(
        type=type, target=Target(identifier=target), quote=quote, term=term, inverse=inverse
    )


def test_a_whole_study() -> None:
    ngozi = Agent.person(
        "Okafor, Ngozi",
        given="Ngozi",
        family="Okafor",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    lindqvist = Agent.person("Lindqvist, A. B.", given="A. B.", family="Lindqvist")
    office = Agent.organisation("Ashby Survey Office")
    council = "Council for Invented Research"
    record = read(STUDY).records[0]
    assert record == Record(
        key="NSA:NSA4711",
        kind=Kind.DATASET,
        title="Walking to the Door",
        subtitle="Visits by family workers",
        alternative_titles=("WttD", "Cerdded at y drws"),
        identifiers=(Identifier(scheme="local", value="NSA:NSA4711"), DOI),
        description=(
            Section(name="abstract", text="How workers come to the door.\n\nSecond paragraph."),
        ),
        contributions=(
            Contribution(agent=ngozi, role=Role.CREATOR, affiliation="University of Northshore"),
            Contribution(
                agent=lindqvist, role=Role.CREATOR, affiliation="Elm Institute, Department of Doors"
            ),
            Contribution(agent=office, role=Role.CONTRIBUTOR, note="Fieldwork"),
            Contribution(agent=office, role=Role.CONTRIBUTOR, note="data collector"),
            Contribution(
                agent=Agent.organisation("Northshore Study Archive"), role=Role.DISTRIBUTOR
            ),
            Contribution(agent=Agent.organisation(council), role=Role.FUNDER),
            Contribution(agent=Agent.organisation("Elm Trust"), role=Role.FUNDER),
        ),
        keywords=("home visits",),
        subjects=("Youth",),
        period=Period(start="2014", end="2016"),
        published="2018-03-02",
        places=(
            Place(name="Great Britain", code="GB"),
            Place(name="Wales", code="GB-WLS"),
            Place(name="The coast"),
        ),
        language="en",
        licence="CC BY 4.0",
        access="Registered users only.\nAvailable",
        urls=("https://archive.example/studies/4711",),
        design=Design(
            time_method=one("Cross-sectional study", "CrossSection", "Cross-section", "TimeMethod"),
            modes_of_collection=one(
                "Face-to-face interview",
                "Interview.FaceToFace",
                "Face-to-face interview",
                "ModeOfCollection",
            ),
            sampling=(Term(text="Those who came first"),),
            analysis_units=one("Workers", "Individual", "Individual", "AnalysisUnit"),
            kinds_of_data=(
                *one("Text", "Text", "Text", "GeneralDataFormat"),
                Term(text="Qualitative"),
            ),
            instruments=one(
                "Topic guide",
                "InterviewSchemeAndThemes",
                "Interview scheme and/or themes",
                "TypeOfInstrument",
            ),
            universe=(Term(text="Family workers in three towns"),),
            excluded=(Term(text="Managers"),),
            sample_size=(Amount(text="41 interviews", least=41, most=41, unit="interviews"),),
            collected=Period(start="2016-05-01", end="2016-09-30"),
        ),
        variables=(
            Variable(
                name="knock",
                label="Did you knock?",
                question="Did you knock or ring?",
                options=("Knocked", "Rang", "Refused"),
                categories=(
                    Category(code="1", label="Knocked", frequency=29),
                    Category(code="2", label="Rang", frequency=11.5),
                    Category(code="9", label="Refused", frequency=0, missing=True),
                ),
                wave="1",
                file="doors.tab",
                extra={
                    "@ID": "V1",
                    "qstn": {"preQTxt": "Think of today."},
                    "sumStat": {"@type": "vald", "text": "41"},
                    "languages": {"cy": {"label": ["Wnaethoch chi guro?"]}},
                },
            ),
            Variable(name="V2"),
        ),
        relations=(
            relation(
                LinkType.FUNDED_BY,
                Identifier(scheme="award", value="ES/Z000001/1"),
                f"{council} ES/Z000001/1",
                "grantNo",
            ),
            relation(
                LinkType.FUNDED_BY,
                Identifier(scheme="local", value="Elm Trust:ET-17"),
                "Elm Trust ET-17",
                "grantNo",
            ),
            relation(
                LinkType.PART_OF,
                Identifier(scheme="url", value="https://archive.example/series/7"),
                "Door Studies",
                "serStmt",
            ),
            relation(
                LinkType.CITES,
                Identifier(scheme="doi", value="10.99999/nsa-3001"),
                "The forerunner, doi:10.99999/NSA-3001",
                "relStdy",
            ),
            relation(
                LinkType.DOCUMENTS,
                Identifier(scheme="url", value="https://archive.example/guide.pdf"),
                "Guide for interviewers,",
                "relMat",
                inverse=True,
            ),
        ),
        extra={
            "languages": {
                "cy": {
                    "title": ["Cerdded at y drws"],
                    "keywords": ["ymweliadau"],
                    "description": ["Sut mae gweithwyr yn dod."],
                }
            },
            "vocabularies": {
                "keywords": [
                    {
                        "term": "home visits",
                        "vocabulary": "ELSST",
                        "uri": "https://elsst.example/id/1",
                        "id": "home_visits",
                    }
                ],
                "subjects": [
                    {
                        "term": "Youth",
                        "vocabulary": "CESSDA Topic Classification",
                        "code": "SocialStratificationAndGroupings.Youth",
                    }
                ],
            },
            "series": ["Door Studies"],
            "files": [{"name": "doors.tab", "cases": "41", "variables": "2"}],
            "docDscr": {"citation": {"titlStmt": {"titl": "Description of study 4711"}}},
            "stdyDscr": {
                "citation": {
                    "prodStmt": {
                        "copyright": "The authors. CC BY 4.0",
                    },
                    "distStmt": {"distrbtr": {"@abbr": "NSA"}},
                    "verStmt": {"version": {"@date": "2019-01-01", "text": "Edition 2"}},
                },
                "method": {
                    "dataColl": {
                        "sampProc": {"concept": {"@vocab": "House terms", "text": "first-come"}},
                        "weight": "None",
                    }
                },
                "dataAccs": {"useStmt": {"citReq": "Name the authors."}},
                "othrStdyMat": {"relStdy": "A study without a number"},
            },
        },
    )


def test_a_publication_based_on_it_is_a_record_of_its_own() -> None:
    raw = "Okafor, N. (2017) Doors and Stairs. Northshore: Elm Press."
    _, publication = read(STUDY).records
    assert publication == Record(
        key="NSA:NSA4711 relPubl doors and stairs",
        kind=Kind.PUBLICATION,
        title="Doors and Stairs",
        contributions=(
            Contribution(
                agent=Agent.person("N. Okafor", given="N.", family="Okafor"), role=Role.AUTHOR
            ),
        ),
        published="2017",
        relations=(
            Relation(
                type=LinkType.BASED_ON,
                target=Target(key="NSA:NSA4711"),
                quote=raw,
                term="relPubl",
            ),
        ),
        extra={"citation": raw, "publisher": "Elm Press"},
    )


ENVELOPE = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
  <record><header status="deleted"><identifier>oai:nsa:1</identifier></header></record>
  <record>
    <header><identifier>oai:nsa:2</identifier><datestamp>2020-01-01</datestamp>
      <setSpec>doors</setSpec></header>
    <metadata><codeBook xmlns="http://www.icpsr.umich.edu/DDI" version="1.2.2">
      <stdyDscr xmlns=""><citation><titlStmt>
        <titl> Knocking </titl><IDNo>7</IDNo><agency>doi</agency>
      </titlStmt></citation></stdyDscr></codeBook></metadata>
  </record>
  <record><header><identifier>oai:nsa:3</identifier></header>
    <metadata><codeBook><stdyDscr><citation/></stdyDscr></codeBook></metadata></record>
  <record><header><identifier>oai:nsa:4</identifier></header>
    <metadata><marc xmlns="http://marc.example/"/></metadata></record>
</ListRecords></OAI-PMH>"""


def test_several_records_in_an_envelope() -> None:
    reading = read(ENVELOPE)
    assert reading.records == (
        Record(
            key="oai:nsa:2",
            kind=Kind.DATASET,
            title="Knocking",
            identifiers=(Identifier(scheme=Scheme.LOCAL, value="7"),),
            extra={
                "oai": {"identifier": "oai:nsa:2", "datestamp": "2020-01-01", "sets": ["doors"]}
            },
        ),
    )
    assert reading.notices == (
        Notice(message="The repository has deleted this record.", place="oai:nsa:1"),
        Notice(message="A record was left out: it holds <marc>.", place="oai:nsa:4"),
        Notice(
            message="A codebook without a title or number of its study was left out.",
            place="oai:nsa:3",
        ),
    )


def test_a_study_twice_in_a_document_gets_two_keys() -> None:
    citation = "<citation><titlStmt><titl>A</titl></titlStmt></citation>"
    book = f"<codeBook><stdyDscr>{citation}</stdyDscr></codeBook>"
    assert [r.key for r in read(f"<all>{book}{book}</all>").records] == ["a", "a#2"]


def test_a_codebook_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="neither title nor number"):
        read("<codeBook><stdyDscr/></codeBook>")


def test_an_error_is_no_codebook() -> None:
    text = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><request>codeBook</request>'
        '<error code="noRecordsMatch">None here</error><x><codeBook/></x></OAI-PMH>'
    )
    with pytest.raises(NoText, match="noRecordsMatch: None here"):
        read(text)


def test_a_bomb_is_refused() -> None:
    text = '<!DOCTYPE a [<!ENTITY b "bang">]><codeBook><stdyDscr>&b;</stdyDscr></codeBook>'
    with pytest.raises(BrokenDocument, match="declares entities"):
        read(text)


def test_other_xml_is_not_sniffed() -> None:
    assert reader.sniff(Document(b"<resource/>", "x")) == 0.0
    assert reader.sniff(Document(b"about <codeBookish> things", "x")) == 0.0


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        ('<timePrd event="single" date="1999-04"/>', Period(start="1999-04", end="1999-04")),
        ("<timePrd>1990 - 1992</timePrd>", Period(start="1990", end="1992")),
        ('<timePrd event="start" date="1990"/>', Period(start="1990")),
        (
            '<timePrd event="start" date="2001"/><timePrd event="end" date="2002"/>'
            '<timePrd event="start" date="1996"/><timePrd event="end" date="1997"/>',
            Period(start="1996", end="2002"),
        ),
        ('<timePrd event="start" date="2005"/><timePrd event="end" date="1997"/>', None),
        ("<timePrd>Long ago</timePrd>", None),
        ('<collDate date="2010-02-30"/>', None),
        ('<collDate date="2010-02-01"/>', Period(start="2010-02-01", end="2010-02-01")),
    ],
)
def test_times(dates: str, period: Period | None) -> None:
    assert study(f"<stdyInfo><sumDscr>{dates}</sumDscr></stdyInfo>").period == period


def test_words_that_are_no_date_are_kept() -> None:
    record = study("<stdyInfo><sumDscr><collDate>Spring term</collDate></sumDscr></stdyInfo>")
    assert record.extra == {"stdyDscr": {"stdyInfo": {"sumDscr": {"collDate": "Spring term"}}}}


def test_a_number_in_front_is_a_study_number_where_the_archive_is_the_uk_data_service() -> None:
    text = """<codeBook><stdyDscr><citation><titlStmt><titl>A</titl><IDNo agency="UKDA">9001</IDNo>
      </titlStmt></citation><othrStdyMat><relStdy>9002 Doors again</relStdy></othrStdyMat>
      </stdyDscr></codeBook>"""
    assert read(text).records[0].relations == (
        relation(
            LinkType.CITES,
            Identifier(scheme="ukda", value="9002"),
            "9002 Doors again",
            "relStdy",
        ),
    )
    elsewhere = study("<othrStdyMat><relStdy>9002 Doors again</relStdy></othrStdyMat>")
    assert elsewhere.relations == ()


def test_publications_told_apart_by_line_breaks() -> None:
    record, *listed = read(
        "<codeBook><stdyDscr><citation><titlStmt><titl>A</titl></titlStmt></citation><othrStdyMat>"
        "<relPubl>Moss, A. (2011) Tide tables. Leeds: Elm Press.&lt;br&gt;"
        "Ash, B. (2012) Slack water. Leeds: Elm Press.</relPubl>"
        "<relPubl><citation><titlStmt><titl>Ebb</titl></titlStmt><distStmt>"
        '<distDate date="2013-05"/></distStmt><holdings URI="https://doi.org/10.99999/ebb"/></citation></relPubl>'
        "</othrStdyMat></stdyDscr></codeBook>"
    ).records
    assert [(p.title, p.published) for p in listed] == [
        ("Tide tables", "2011"),
        ("Slack water", "2012"),
        ("Ebb", "2013-05"),
    ]
    assert listed[2].identifiers == (Identifier(scheme="doi", value="10.99999/ebb"),)
    assert record.relations == ()


def test_the_first_language_leads_without_an_english_title() -> None:
    record = read(
        '<codeBook><stdyDscr><citation><titlStmt><titl xml:lang="fi">Ovet</titl>'
        '<parTitl xml:lang="sv">Dörrar</parTitl></titlStmt></citation><stdyInfo>'
        '<abstract xml:lang="sv">Om dörrar.</abstract></stdyInfo></stdyDscr></codeBook>'
    ).records[0]
    assert (record.title, record.language) == ("Ovet", "fi")
    assert record.alternative_titles == ("Dörrar",)
    assert record.description == (Section(name="abstract", text="Om dörrar."),)


def test_a_long_line_takes_no_longer_than_it_should() -> None:
    names = "A, B., " * 20_000
    record = study(f"<citation><rspStmt><AuthEnty>{names}</AuthEnty></rspStmt></citation>")
    assert record.title == "Doors"


def _shared(shared: Path, name: str) -> Document:
    path = shared / "data" / "metadata" / "ddi" / name
    return Document(path.read_bytes(), path.name)


def test_the_largest_finnish_study_has_all_its_variables(shared: Path) -> None:
    record = reader.read(_shared(shared, "cmv-ddi-v25-fsd-3271.xml")).records[0]
    assert len(record.variables) == 234
    assert sum(len(v.categories) for v in record.variables) == 992
    gender = next(v for v in record.variables if v.name == "T1")
    assert gender.options == ("Female", "Male")
    assert gender.extra["languages"]["fi"]["categories"] == ["Nainen", "Mies"]


def test_nesstar_has_all_its_variables(shared: Path) -> None:
    name = "cdc-indexer/xml/nesstar/synthetic_compliant_cmm_nesstar.xml"
    record = reader.read(_shared(shared, name)).records[0]
    assert len(record.variables) == 573
    assert sum(len(v.categories) for v in record.variables) == 3889
    assert record.variables[0].categories == (Category(code="CH", frequency=2141),)
    assert record.variables[0].file == "2004AP.NSDstat"


def test_the_uk_data_service_links_its_award(shared: Path) -> None:
    record = reader.read(_shared(shared, "cmv-ddi-v25-ukds-7481.xml")).records[0]
    awards = [r.target.identifier for r in record.relations if r.type == LinkType.FUNDED_BY]
    assert awards == [Identifier(scheme="award", value="RES-062-23-1629")]


def test_a_file_not_well_formed_is_refused(shared: Path) -> None:
    with pytest.raises(BrokenDocument, match="not well-formed"):
        reader.read(_shared(shared, "cmv-ddi-v25-ukds-7481-not-wellformed.invalid.xml"))
