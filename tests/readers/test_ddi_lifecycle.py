"""DDI-Lifecycle: a whole invented instance, fragments of one, and what archives really send."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.errors import NoText
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
    Section,
    Target,
    Term,
    Variable,
)
from clew.readers.ddi_lifecycle import reader

SPACES = " ".join(
    f'xmlns:{short}="ddi:{name}:3_3"'
    for short, name in {
        "i": "instance",
        "r": "reusable",
        "s": "studyunit",
        "d": "datacollection",
        "l": "logicalproduct",
        "p": "physicalinstance",
        "a": "archive",
        "c": "conceptualcomponent",
    }.items()
)


def number(id: str) -> str:
    return f"<r:Agency>example.nsa</r:Agency><r:ID>{id}</r:ID><r:Version>1</r:Version>"


def to(name: str, id: str) -> str:
    return f"<{name}Reference>{number(id)}</{name}Reference>"


# Invented for these tests: no such archive, study or people.
STUDY = f"""<s:StudyUnit>{number("su1")}
  <r:UserID typeOfUserID="StudyNumber">NSA88</r:UserID>
  <r:Citation>
    <r:Title><r:String xml:lang="en">Walking to the Door</r:String>
      <r:String xml:lang="cy">Cerdded at y drws</r:String></r:Title>
    <r:Creator>{to("r:Creator", "person1")}</r:Creator>
    <r:Contributor><r:ContributorName><r:String>Elm, Bo</r:String></r:ContributorName>
      <r:ContributorRole>Interviewer</r:ContributorRole>
    {to("r:Contributor", "org1")}</r:Contributor>
    <r:Publisher>{to("r:Publisher", "org1")}</r:Publisher>
    <r:PublicationDate><r:SimpleDate>2018-03</r:SimpleDate></r:PublicationDate>
    <r:InternationalIdentifier><r:IdentifierContent>doi:10.99999/nsa-88</r:IdentifierContent>
    </r:InternationalIdentifier>
  </r:Citation>
  <r:Abstract><r:Content xml:lang="en">How workers come to the door.</r:Content></r:Abstract>
  {to("r:Universe", "uni1")}
  <r:SeriesStatement>
    <r:SeriesRepositoryLocation>https://archive.example/series/7</r:SeriesRepositoryLocation>
    <r:SeriesName><r:String>Door Studies</r:String></r:SeriesName></r:SeriesStatement>
  <r:FundingInformation>{to("r:AgencyOrganization", "org1")}
    <r:GrantNumber>ES/Z000001/1</r:GrantNumber><r:GrantNumber>17</r:GrantNumber>
  </r:FundingInformation>
  <r:Coverage>
    <r:TopicalCoverage>{number("top1")}
      <r:Subject controlledVocabularyName="CESSDA Topics">Health.PublicHealth</r:Subject>
      <r:Keyword>doors</r:Keyword></r:TopicalCoverage>
    <r:SpatialCoverage>{to("r:GeographicLocation", "geo1")}<r:CountryCode>IE</r:CountryCode>
    </r:SpatialCoverage>
    <r:TemporalCoverage><r:ReferenceDate><r:StartDate>2014</r:StartDate><r:EndDate>2016</r:EndDate>
    </r:ReferenceDate></r:TemporalCoverage>
  </r:Coverage>
  <r:AnalysisUnit>Individual</r:AnalysisUnit>
  <r:KindOfData type="Quantitative">Numeric</r:KindOfData>
  <r:OtherMaterial>{number("om1")}<r:TypeOfMaterial>Related Publication</r:TypeOfMaterial>
    <r:Description><r:Content>Moss, Ada: Tide tables. Leeds: Elm Press 2011</r:Content>
    </r:Description></r:OtherMaterial>
  <r:OtherMaterial>{number("om2")}<r:TypeOfMaterial>Questionnaire</r:TypeOfMaterial>
    <r:Citation><r:Title><r:String>Questions</r:String></r:Title></r:Citation>
    <r:ExternalURLReference>https://archive.example/q.pdf</r:ExternalURLReference>
  </r:OtherMaterial>
  <r:OtherMaterial>{number("om3")}<r:TypeOfMaterial>Notes</r:TypeOfMaterial></r:OtherMaterial>
  {to("d:DataCollection", "dc1")}
  <l:LogicalProduct><l:VariableScheme>
    <l:Variable>{number("v1")}
      <l:VariableName><r:String>knock</r:String></l:VariableName>
      <r:Label><r:Content xml:lang="en">Did you knock?</r:Content>
        <r:Content xml:lang="cy">Wnaethoch chi guro?</r:Content></r:Label>
      {to("r:Question", "q1")}
      <l:VariableRepresentation><r:CodeRepresentation>{to("r:CodeList", "cl1")}
      </r:CodeRepresentation></l:VariableRepresentation>
    </l:Variable>
    <l:Variable>{number("v2")}</l:Variable>
  </l:VariableScheme></l:LogicalProduct>
  <p:PhysicalInstance>{number("pi1")}
    <r:Citation><r:Title><r:String>doors.tab</r:String></r:Title></r:Citation>
    <p:DataFileIdentification><p:DataFileURI>https://archive.example/doors.tab</p:DataFileURI>
    </p:DataFileIdentification>
    <p:GrossFileStructure><p:CaseQuantity>41</p:CaseQuantity></p:GrossFileStructure>
    <p:StatisticalSummary><p:VariableStatistics>{to("r:Variable", "v1")}
      <p:UnfilteredCategoryStatistics><p:VariableCategory>
        <p:CategoryValue>1</p:CategoryValue><p:CategoryStatistic>
          <p:TypeOfCategoryStatistic>Frequency</p:TypeOfCategoryStatistic>
          <p:Statistic>29</p:Statistic></p:CategoryStatistic>
      </p:VariableCategory></p:UnfilteredCategoryStatistics></p:VariableStatistics>
    </p:StatisticalSummary>
  </p:PhysicalInstance>
  <a:Archive><a:ArchiveSpecific><a:Item><a:Access>{number("acc1")}
    <r:Description><r:Content>Registered users only.</r:Content></r:Description>
  </a:Access></a:Item></a:ArchiveSpecific></a:Archive>
</s:StudyUnit>"""
PARTS = {
    "person": f"""<a:Individual>{number("person1")}<a:IndividualIdentification>
      <a:IndividualName><a:FullName><r:String>Okafor, Ngozi</r:String></a:FullName>
      </a:IndividualName>
      <a:ResearcherID><a:ResearcherIdentification>0000-0002-1825-0097</a:ResearcherIdentification>
      </a:ResearcherID></a:IndividualIdentification></a:Individual>""",
    "organisation": f"""<a:Organization>{number("org1")}<a:OrganizationIdentification>
      <a:OrganizationName><r:String>Northshore Study Archive</r:String></a:OrganizationName>
      </a:OrganizationIdentification></a:Organization>""",
    "relation": f"""<a:Relation><a:SourceObject>{to("a:Individual", "person1")}</a:SourceObject>
      <a:TargetObject>{to("a:Organization", "org1")}</a:TargetObject></a:Relation>""",
    "universe": f"""<c:Universe>{number("uni1")}<c:UniverseName><r:String>Family workers</r:String>
      </c:UniverseName></c:Universe>""",
    "location": f"""<r:GeographicLocation>{number("geo1")}<r:LocationValue>
      <r:LocationValueName><r:String>Great Britain</r:String></r:LocationValueName>
      <r:GeographicLocationIdentifier><r:GeographicCode>UK</r:GeographicCode>
      </r:GeographicLocationIdentifier></r:LocationValue></r:GeographicLocation>""",
    "collection": f"""<d:DataCollection>{number("dc1")}
      <d:Methodology><d:TimeMethod>{number("tm1")}
        <d:TypeOfTimeMethod>Longitudinal.Panel</d:TypeOfTimeMethod></d:TimeMethod>
        <d:SamplingProcedure><d:TypeOfSamplingProcedure>Nonprobability.Purposive
        </d:TypeOfSamplingProcedure><r:Description><r:Content>Whoever was in.</r:Content>
        </r:Description></d:SamplingProcedure></d:Methodology>
      <d:CollectionEvent>{number("ce1")}
        {to("d:DataCollectorOrganization", "org1")}
        <d:DataCollectionDate><r:StartDate>2016-05-01</r:StartDate><r:EndDate>2016-09-30</r:EndDate>
        </d:DataCollectionDate>
        <d:ModeOfCollection><r:Description><r:Content>By lantern</r:Content></r:Description>
        </d:ModeOfCollection></d:CollectionEvent></d:DataCollection>""",
    "question": f"""<d:QuestionItem>{number("q1")}<d:QuestionText><d:LiteralText>
      <d:Text>Did you knock or ring?</d:Text></d:LiteralText></d:QuestionText></d:QuestionItem>""",
    "codes": f"""<l:CodeList>{number("cl1")}
      <l:Code>{to("r:Category", "ca1")}<r:Value>1</r:Value></l:Code>
      <l:Code>{to("r:Category", "elsewhere")}<r:Value>2</r:Value></l:Code></l:CodeList>""",
    "category": f"""<l:Category>{number("ca1")}<r:Label><r:Content>Knocked</r:Content></r:Label>
      </l:Category>""",
}


def whole() -> str:
    return f"<i:DDIInstance {SPACES}>{STUDY}{''.join(PARTS.values())}</i:DDIInstance>"


def fragments() -> str:
    parts = "".join(f"<i:Fragment>{part}</i:Fragment>" for part in (*PARTS.values(), STUDY))
    return f"<i:FragmentInstance {SPACES}>{to('i:TopLevel', 'su1')}{parts}</i:FragmentInstance>"


def read(text: str) -> Reading:
    document = Document(text.encode(), "study.xml")
    assert reader.sniff(document) > 0.9
    return reader.read(document)


ARCHIVE = Agent.organisation("Northshore Study Archive")
KEY = "example.nsa:su1"


def expected(record: Record) -> Record:
    ngozi = Agent.person(
        "Okafor, Ngozi",
        given="Ngozi",
        family="Okafor",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    return Record(
        key=KEY,
        kind=Kind.DATASET,
        title="Walking to the Door",
        alternative_titles=("Cerdded at y drws",),
        identifiers=(
            Identifier(scheme="doi", value="10.99999/nsa-88"),
            Identifier(scheme="local", value="NSA88"),
        ),
        description=(Section(name="abstract", text="How workers come to the door."),),
        contributions=(
            Contribution(agent=ngozi, role=Role.CREATOR, affiliation=ARCHIVE.name),
            Contribution(
                agent=Agent.person("Elm, Bo", given="Bo", family="Elm"),
                role=Role.CONTRIBUTOR,
                note="Interviewer",
                affiliation=ARCHIVE.name,
            ),
            Contribution(agent=ARCHIVE, role=Role.PUBLISHER),
            Contribution(agent=ARCHIVE, role=Role.CONTRIBUTOR, note="data collector"),
            Contribution(agent=ARCHIVE, role=Role.FUNDER),
        ),
        keywords=("doors",),
        subjects=("Public health",),
        period=Period(start="2014", end="2016"),
        published="2018-03",
        places=(Place(name="Great Britain", code="GB"), Place(name="Ireland", code="IE")),
        language="en",
        access="Registered users only.",
        variables=(
            Variable(
                name="knock",
                label="Did you knock?",
                question="Did you knock or ring?",
                options=("Knocked", "2"),
                categories=(
                    Category(code="1", label="Knocked", frequency=29),
                    Category(code="2"),
                ),
                extra={"languages": {"cy": {"label": ["Wnaethoch chi guro?"]}}},
            ),
        ),
        design=Design(
            time_method=(
                Term(
                    text="Longitudinal.Panel",
                    code="Longitudinal.Panel",
                    term="Longitudinal: Panel",
                    vocabulary="TimeMethod",
                ),
            ),
            modes_of_collection=(Term(text="By lantern"),),
            sampling=(
                Term(
                    text="Whoever was in.",
                    code="Nonprobability.Purposive",
                    term="Non-probability: Purposive",
                    vocabulary="SamplingProcedure",
                ),
            ),
            analysis_units=(
                Term(
                    text="Individual",
                    code="Individual",
                    term="Individual",
                    vocabulary="AnalysisUnit",
                ),
            ),
            kinds_of_data=(
                Term(
                    text="Numeric", code="Numeric", term="Numeric", vocabulary="GeneralDataFormat"
                ),
                Term(text="Quantitative"),
            ),
            universe=(Term(text="Family workers"),),
            sample_size=(Amount(text="41", least=41, most=41, unit="cases"),),
            collected=Period(start="2016-05-01", end="2016-09-30"),
        ),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Northshore Study Archive ES/Z000001/1",
                term="GrantNumber",
            ),
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(
                    identifier=Identifier(scheme="local", value="Northshore Study Archive:17")
                ),
                quote="Northshore Study Archive 17",
                term="GrantNumber",
            ),
            Relation(
                type=LinkType.PART_OF,
                target=Target(
                    identifier=Identifier(scheme="url", value="https://archive.example/series/7")
                ),
                quote="Door Studies",
                term="SeriesStatement",
            ),
            Relation(
                type=LinkType.DOCUMENTS,
                target=Target(
                    identifier=Identifier(scheme="url", value="https://archive.example/q.pdf")
                ),
                quote="Questions",
                term="OtherMaterial",
                inverse=True,
            ),
        ),
        extra=record.extra,
    )


@pytest.mark.parametrize("text", [whole(), fragments()], ids=["whole", "fragments"])
def test_a_whole_study(text: str) -> None:
    record = read(text).records[0]
    assert record == expected(record)


def test_what_has_no_field_is_kept() -> None:
    extra = read(whole()).records[0].extra
    assert extra["series"] == ["Door Studies"]
    assert extra["files"] == [
        {"name": "doors.tab", "cases": "41", "uri": "https://archive.example/doors.tab"}
    ]
    assert extra["vocabularies"] == {
        "subjects": [
            {"term": "Public health", "vocabulary": "CESSDA Topics", "code": "Health.PublicHealth"}
        ]
    }
    assert extra["languages"] == {"cy": {"title": ["Cerdded at y drws"]}}
    assert "FundingInformation" not in extra
    assert {"TypeOfMaterial": "Notes"} in extra["OtherMaterial"]
    assert "Northshore Study Archive" in str(extra["Organization"])


def test_a_publication_is_a_record_of_its_own() -> None:
    _, publication = read(whole()).records
    raw = "Moss, Ada: Tide tables. Leeds: Elm Press 2011"
    assert publication == Record(
        key=f"{KEY} OtherMaterial tide tables",
        kind=Kind.PUBLICATION,
        title="Tide tables",
        subtype="Related Publication",
        contributions=publication.contributions,
        published="2011",
        relations=(
            Relation(
                type=LinkType.BASED_ON,
                target=Target(key=KEY),
                quote=raw,
                term="OtherMaterial",
            ),
        ),
        extra=publication.extra,
    )
    assert [part.agent.family for part in publication.contributions] == ["Moss"]


@pytest.mark.parametrize(
    ("title", "group", "whole"),
    [
        ("2006", "Door Census", "Door Census: 2006"),
        ("2006-2008", "Door Census", "Door Census: 2006-2008"),
        ("2006", None, "2006"),
        ("Doors of 2006", "Door Census", "Doors of 2006"),
    ],
)
def test_a_year_alone_is_told_with_its_group(title: str, group: str | None, whole: str) -> None:
    def called(words: str) -> str:
        return f"<r:Citation><r:Title><r:String>{words}</r:String></r:Title></r:Citation>"

    reading = read(
        f'<i:DDIInstance {SPACES} xmlns:g="ddi:group:3_3"><g:Group>{called(group) if group else ""}'
        f"<s:StudyUnit>{number('1')}{called(title)}</s:StudyUnit></g:Group></i:DDIInstance>"
    )
    assert [record.title for record in reading.records] == [whole]


def test_several_studies_in_a_group() -> None:
    def unit(id: str) -> str:
        title = f"<r:Citation><r:Title><r:String>Wave {id}</r:String></r:Title></r:Citation>"
        return f"<s:StudyUnit>{number(id)}{title}</s:StudyUnit>"

    group = "<r:Citation><r:Title><r:String>Waves</r:String></r:Title></r:Citation>"
    reading = read(
        f'<i:DDIInstance {SPACES} xmlns:g="ddi:group:3_3"><g:Group>{group}{unit("1")}{unit("2")}'
        f"{unit('1')}</g:Group></i:DDIInstance>"
    )
    assert [(record.key, record.title) for record in reading.records] == [
        ("example.nsa:1", "Wave 1"),
        ("example.nsa:2", "Wave 2"),
    ]
    assert reading.records[0].extra["series"] == ["Waves"]
    assert reading.notices == (
        Notice(message="Studies that stand in it more than once were read once."),
    )


def test_fragments_without_a_study_are_refused() -> None:
    with pytest.raises(NoText, match="without a study"):
        read(f"<i:FragmentInstance {SPACES}>{PARTS['universe']}</i:FragmentInstance>")


def test_references_by_urn_and_in_circles() -> None:
    study = (
        "<s:StudyUnit><r:URN>urn:ddi:example.nsa:su9:2</r:URN><r:Citation><r:Title>"
        "<r:String>Round</r:String></r:Title></r:Citation><d:DataCollectionReference>"
        "<r:URN>urn:ddi:example.nsa:dc9:1</r:URN></d:DataCollectionReference></s:StudyUnit>"
        "<d:DataCollection><r:URN>urn:ddi:example.nsa:dc9:4</r:URN><d:MethodologyReference>"
        "<r:URN>urn:ddi:example.nsa:dc9:4</r:URN></d:MethodologyReference><d:CollectionEvent>"
        "<d:ModeOfCollection><d:TypeOfModeOfCollection>CATI</d:TypeOfModeOfCollection>"
        "</d:ModeOfCollection></d:CollectionEvent></d:DataCollection>"
    )
    (record,) = read(f"<i:DDIInstance {SPACES}>{study}</i:DDIInstance>").records
    assert record.key == "round"
    assert record.design
    assert [term.code for term in record.design.modes_of_collection] == ["Interview.Telephone.CATI"]


def _shared(shared: Path, name: str) -> list[Record]:
    path = shared / "data" / "metadata" / "ddi" / name
    return list(reader.read(Document(path.read_bytes(), path.name)).records)


def test_a_real_study_of_gesis(shared: Path) -> None:
    record, *publications = _shared(shared, "cmv-ddi-v32-gesis-2800.xml")
    assert str(record.identifiers[0]) == "10.4232/1.11888"
    assert len([p for p in record.contributions if p.role == Role.CREATOR]) == 7
    assert record.design
    assert record.design.sample_size == (Amount(text="3518", least=3518, most=3518, unit="cases"),)
    assert len(publications) > 10


def test_real_fragments_of_sikt(shared: Path) -> None:
    (record,) = _shared(shared, "cdc-indexer/xml/ddi_3_3/compliant_fragments_cmm_ddi_3_3.xml")
    assert str(record.identifiers[0]) == "10.18712/nsd-nsd3174-v1"
    assert record.places == (Place(name="Nepal", code="NP"),)
    assert len(record.contributions) == 15
