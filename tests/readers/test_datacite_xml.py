"""DataCite XML: a whole invented record, every relation, and what the older schemas write."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from clew.errors import BrokenDocument, UnknownFormat
from clew.model import (
    Agent,
    Contribution,
    Design,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Money,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.common.datacite.relations import RELATION_TYPES
from clew.readers.datacite_xml import reader

# Invented for these tests: no such dataset, people or awards.
RESOURCE = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.99999/DOORS</identifier>
  <creators>
    <creator>
      <creatorName nameType="Personal">Okafor, Ngozi</creatorName>
      <givenName>Ngozi</givenName><familyName>Okafor</familyName>
      <nameIdentifier nameIdentifierScheme="ORCID"
        schemeURI="https://orcid.org">0000-0002-1825-0097</nameIdentifier>
      <nameIdentifier nameIdentifierScheme="Wikidata">Q1</nameIdentifier>
      <affiliation affiliationIdentifier="https://ror.org/05gq02987"
        affiliationIdentifierScheme="ROR">University of Northshore</affiliation>
      <affiliation>Elm Institute</affiliation>
    </creator>
    <creator><creatorName nameType="Organizational">Ashby Survey Office</creatorName>
      <nameIdentifier nameIdentifierScheme="ISNI">0000 0001 2103 2683</nameIdentifier></creator>
  </creators>
  <titles>
    <title xml:lang="cy">Drysau</title>
    <title xml:lang="en">Doors</title>
    <title xml:lang="en" titleType="Subtitle">A survey</title>
    <title titleType="AlternativeTitle">DRS</title>
  </titles>
  <publisher publisherIdentifier="https://ror.org/05gq02987"
    publisherIdentifierScheme="ROR">Northshore Study Archive</publisher>
  <publicationYear>2019</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Survey data</resourceType>
  <subjects>
    <subject>doors</subject>
    <subject subjectScheme="FOS" valueURI="https://fos.example/5">Sociology</subject>
  </subjects>
  <contributors>
    <contributor contributorType="DataCollector"><contributorName>Elm, Bo</contributorName>
    </contributor>
    <contributor contributorType="Editor"><contributorName nameType="Personal">Ash, C.
    </contributorName></contributor>
  </contributors>
  <dates>
    <date dateType="Collected">2016-05-01/2016-09-30</date>
    <date dateType="Coverage">2014/2016</date>
    <date dateType="Issued">2019-02-01</date>
    <date dateType="Updated" dateInformation="typing errors">2020</date>
  </dates>
  <language>eng</language>
  <alternateIdentifiers>
    <alternateIdentifier alternateIdentifierType="Study number">NSA 17</alternateIdentifier>
    <alternateIdentifier alternateIdentifierType="URL">https://archive.example/17</alternateIdentifier>
  </alternateIdentifiers>
  <relatedIdentifiers>
    <relatedIdentifier relatedIdentifierType="DOI" relationType="IsSupplementTo">10.99999/paper
    </relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="bibcode"
      relationType="Cites">2018ELM..1</relatedIdentifier>
  </relatedIdentifiers>
  <relatedItems>
    <relatedItem relatedItemType="Book" relationType="References">
      <creators><creator><creatorName>Moss, Ada</creatorName></creator></creators>
      <titles><title>Tide tables</title></titles><publicationYear>2011</publicationYear>
      <publisher>Elm Press</publisher>
    </relatedItem>
  </relatedItems>
  <sizes><size>41 interviews</size><size/></sizes>
  <formats><format>text/csv</format></formats>
  <version>2.0</version>
  <rightsList>
    <rights rightsURI="info:eu-repo/semantics/openAccess"/>
    <rights rightsURI="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</rights>
  </rightsList>
  <descriptions>
    <description descriptionType="Methods" xml:lang="en">We asked.</description>
    <description descriptionType="Abstract" xml:lang="en">On doors.<br/>And stairs.</description>
    <description descriptionType="Abstract" xml:lang="cy">Ar ddrysau.</description>
  </descriptions>
  <geoLocations>
    <geoLocation><geoLocationPlace>Wales</geoLocationPlace></geoLocation>
    <geoLocation><geoLocationPoint><pointLatitude>52.1</pointLatitude>
      <pointLongitude>-3.2</pointLongitude></geoLocationPoint></geoLocation>
  </geoLocations>
  <fundingReferences>
    <fundingReference><funderName>Council for Invented Research</funderName>
      <funderIdentifier
        funderIdentifierType="Crossref Funder ID">10.13039/100000001</funderIdentifier>
      <awardNumber awardURI="https://awards.example/1">ES/Z000001/1</awardNumber>
      <awardTitle>At the door</awardTitle></fundingReference>
    <fundingReference><funderName>Elm Trust</funderName><awardNumber>17</awardNumber>
    </fundingReference>
    <fundingReference/>
  </fundingReferences>
</resource>"""


def read(text: str) -> Reading:
    document = Document(text.encode(), "resource.xml")
    assert reader.sniff(document) > 0.9
    return reader.read(document)


def resource(inside: str, general: str = "Dataset") -> Record:
    """Read a resource that says nothing but its DOI, title and what is given."""
    text = (
        '<resource xmlns="http://datacite.org/schema/kernel-4">'
        '<identifier identifierType="DOI">10.99999/a</identifier><titles><title>A</title></titles>'
        f'<resourceType resourceTypeGeneral="{general}"/>{inside}</resource>'
    )
    return read(text).records[0]


def funded(value: str, scheme: str, quote: str) -> Relation:
    return Relation(
        type=LinkType.FUNDED_BY,
        target=Target(identifier=Identifier(scheme=scheme, value=value)),
        quote=quote,
        term="fundingReference",
    )


def test_a_whole_resource() -> None:
    ror = Identifier(scheme="ror", value="05gq02987")
    ngozi = Agent.person(
        "Okafor, Ngozi",
        given="Ngozi",
        family="Okafor",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    office = Agent.organisation(
        "Ashby Survey Office", identifiers=(Identifier(scheme="isni", value="0000000121032683"),)
    )
    council = Agent.organisation(
        "Council for Invented Research",
        identifiers=(Identifier(scheme="doi", value="10.13039/100000001"),),
    )
    assert read(RESOURCE).records == (
        Record(
            key="10.99999/doors",
            kind=Kind.DATASET,
            title="Doors",
            subtitle="A survey",
            alternative_titles=("Drysau", "DRS"),
            subtype="Survey data",
            identifiers=(
                Identifier(scheme="doi", value="10.99999/doors"),
                Identifier(scheme="local", value="Study number:NSA 17"),
            ),
            description=(
                Section(name="abstract", text="On doors.\n\nAnd stairs."),
                Section(name="methods", text="We asked."),
            ),
            contributions=(
                Contribution(
                    agent=ngozi,
                    role=Role.CREATOR,
                    affiliation="University of Northshore; Elm Institute",
                ),
                Contribution(agent=office, role=Role.CREATOR),
                Contribution(
                    agent=Agent.person("Elm, Bo", given="Bo", family="Elm"),
                    role=Role.CONTRIBUTOR,
                    note="data collector",
                ),
                Contribution(
                    agent=Agent.person("Ash, C.", given="C.", family="Ash"), role=Role.EDITOR
                ),
                Contribution(
                    agent=Agent.organisation("Northshore Study Archive", identifiers=(ror,)),
                    role=Role.PUBLISHER,
                ),
                Contribution(agent=council, role=Role.FUNDER),
                Contribution(agent=Agent.organisation("Elm Trust"), role=Role.FUNDER),
            ),
            keywords=("doors",),
            subjects=("Sociology",),
            period=Period(start="2014", end="2016"),
            published="2019-02-01",
            places=(Place(name="Wales", code="GB-WLS"),),
            language="en",
            access="openAccess",
            licence="https://creativecommons.org/licenses/by/4.0/",
            urls=("https://archive.example/17",),
            design=Design(collected=Period(start="2016-05-01", end="2016-09-30")),
            relations=(
                funded(
                    "ES/Z000001/1",
                    "award",
                    "Council for Invented Research, ES/Z000001/1, At the door",
                ),
                funded("Elm Trust:17", "local", "Elm Trust, 17"),
                Relation(
                    type=LinkType.BASED_ON,
                    target=Target(identifier=Identifier(scheme="doi", value="10.99999/paper")),
                    quote="10.99999/paper",
                    term="IsSupplementTo",
                    inverse=True,
                ),
            ),
            fulltext=FullText(
                references=(
                    Reference(
                        raw="Moss, Ada. (2011). Tide tables. Elm Press",
                        authors=(Agent.person("Moss, Ada", given="Ada", family="Moss"),),
                        year="2011",
                        title="Tide tables",
                        publisher="Elm Press",
                    ),
                )
            ),
            extra={
                "languages": {"cy": {"title": ["Drysau"], "description": ["Ar ddrysau."]}},
                "people": [
                    {
                        "name": "Okafor, Ngozi",
                        "nameIdentifiers": [
                            {"nameIdentifier": "Q1", "nameIdentifierScheme": "Wikidata"}
                        ],
                        "affiliation": [
                            {
                                "name": "University of Northshore",
                                "affiliationIdentifier": "https://ror.org/05gq02987",
                                "affiliationIdentifierScheme": "ROR",
                            }
                        ],
                    }
                ],
                "vocabularies": {
                    "subjects": [
                        {
                            "term": "Sociology",
                            "subjectScheme": "FOS",
                            "valueUri": "https://fos.example/5",
                        }
                    ]
                },
                "sizes": ["41 interviews"],
                "formats": ["text/csv"],
                "version": "2.0",
                "dates": [
                    {"date": "2020", "dateType": "Updated", "dateInformation": "typing errors"}
                ],
                "rightsList": [
                    {
                        "rights": "CC BY 4.0",
                        "rightsUri": "https://creativecommons.org/licenses/by/4.0/",
                    }
                ],
                "fundingReferences": [
                    {
                        "funderName": "Council for Invented Research",
                        "funderIdentifier": "10.13039/100000001",
                        "funderIdentifierType": "Crossref Funder ID",
                        "awardNumber": "ES/Z000001/1",
                        "awardUri": "https://awards.example/1",
                        "awardTitle": "At the door",
                    }
                ],
                "relatedIdentifiers": [
                    {
                        "relatedIdentifier": "2018ELM..1",
                        "relatedIdentifierType": "bibcode",
                        "relationType": "Cites",
                    }
                ],
                "geoLocations": [
                    {"geoLocationPoint": [{"pointLatitude": "52.1", "pointLongitude": "-3.2"}]}
                ],
            },
        ),
    )


@pytest.mark.parametrize("word", RELATION_TYPES)
def test_every_relation_is_a_link(word: str) -> None:
    record = resource(
        '<relatedIdentifiers><relatedIdentifier relatedIdentifierType="DOI" '
        f'relationType="{word}">10.99999/b</relatedIdentifier></relatedIdentifiers>'
    )
    (relation,) = record.relations
    meaning = RELATION_TYPES[word]
    assert (relation.type, relation.inverse, relation.term) == (*meaning, word)
    assert record.extra == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cites", "IsCitedBy"),
        ("IsPartOf", "HasPart"),
        ("IsDocumentedBy", "Documents"),
        ("IsVersionOf", "HasVersion"),
        ("IsNewVersionOf", "IsPreviousVersionOf"),
        ("IsDerivedFrom", "IsSourceOf"),
        ("IsSupplementTo", "IsSupplementedBy"),
        ("Continues", "IsContinuedBy"),
        ("Obsoletes", "IsObsoletedBy"),
        ("IsTranslationOf", "HasTranslation"),
    ],
)
def test_a_relation_and_its_inverse_are_one_link(one: str, other: str) -> None:
    assert RELATION_TYPES[one].type == RELATION_TYPES[other].type
    assert RELATION_TYPES[one].inverse != RELATION_TYPES[other].inverse


def test_relations_of_the_published_schema_are_all_known(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "datacite" / "schema-kernel-4.6"
    text = (folder / "datacite-example-full-v4.xml").read_text("utf-8")
    words = {part.split('"')[0] for part in text.split('relationType="')[1:]}
    assert words - RELATION_TYPES.keys() == set()


@pytest.mark.parametrize(
    ("general", "own", "kind"),
    [
        ("Dataset", "", Kind.DATASET),
        ("Collection", "Report", Kind.DATASET),
        ("JournalArticle", "", Kind.PUBLICATION),
        ("Text", "Doctoral thesis", Kind.THESIS),
        ("Dissertation", "", Kind.THESIS),
        ("Software", "", Kind.SOFTWARE),
        ("Award", "Grant", Kind.AWARD),
        ("Other", "Course", Kind.COURSE),
        ("Other", "Dissertation", Kind.THESIS),
        ("Dataset", "Data of a dissertation", Kind.DATASET),
        ("Image", "", Kind.DATASET),
        ("literature", "journal article", Kind.PUBLICATION),
        ("literature", "doctoral thesis", Kind.THESIS),
        ("other research product", "software", Kind.SOFTWARE),
        ("dataset", "dataset", Kind.DATASET),
    ],
)
def test_kinds(general: str, own: str, kind: Kind) -> None:
    text = RESOURCE.replace(
        '<resourceType resourceTypeGeneral="Dataset">Survey data</resourceType>',
        f'<resourceType resourceTypeGeneral="{general}">{own}</resourceType>',
    )
    assert read(text).records[0].kind == kind


def test_an_award_has_an_amount_a_term_and_its_own_number() -> None:
    record = resource(
        '<dates><date dateType="Valid">2025-01-01/2027-12-31</date></dates>'
        "<sizes><size>900,000 GBP</size></sizes><fundingReferences><fundingReference>"
        "<funderName>Elm Trust</funderName><awardNumber>17</awardNumber><awardTitle>A</awardTitle>"
        "</fundingReference></fundingReferences>",
        general="Award",
    )
    assert record.amount == Money(amount=Decimal(900000), currency="GBP")
    assert record.period == Period(start="2025-01-01", end="2027-12-31")
    assert record.identifiers[1] == Identifier(scheme="local", value="Elm Trust:17")
    assert record.relations == ()


def test_the_second_schema() -> None:
    text = """<resource xmlns="http://datacite.org/schema/kernel-2.2">
      <identifier identifierType="DOI">10.99999/old</identifier>
      <creators><creator><creatorName>Moss, Ada</creatorName></creator></creators>
      <titles><title>Old</title></titles><publisher>Elm</publisher>
      <publicationYear>2010</publicationYear>
      <dates><date dateType="StartDate">2008-04</date><date dateType="EndDate">2009</date></dates>
      <rights>CC by-nd</rights><resourceType resourceTypeGeneral="Text">Monograph</resourceType>
      </resource>"""
    (record,) = read(text).records
    assert record.period == Period(start="2008-04", end="2009")
    assert record.licence == "CC by-nd"
    assert record.kind == Kind.PUBLICATION
    assert [(part.agent.name, part.role) for part in record.contributions] == [
        ("Moss, Ada", Role.AUTHOR),
        ("Elm", Role.PUBLISHER),
    ]
    assert record.extra == {}


def test_what_is_not_known_is_absent() -> None:
    record = resource(
        "<publisher>(:unav)</publisher><publicationYear>:tba</publicationYear>"
        "<creators><creator><creatorName>(:unkn)</creatorName></creator></creators>"
        "<dates><date dateType='Issued'/></dates><sizes><size/></sizes>"
    )
    assert record.contributions == ()
    assert record.published is None
    assert record.extra == {}


def test_where_an_article_appeared() -> None:
    record = resource(
        '<relatedItems><relatedItem relatedItemType="Journal" relationType="IsPublishedIn">'
        '<relatedItemIdentifier relatedItemIdentifierType="ISSN">2049-3630</relatedItemIdentifier>'
        "<titles><title>Journal of Doors</title></titles><volume>3</volume><issue>2</issue>"
        "<firstPage>10</firstPage><lastPage>19</lastPage></relatedItem></relatedItems>",
        general="JournalArticle",
    )
    assert (record.container, record.volume, record.issue, record.pages) == (
        "Journal of Doors",
        "3",
        "2",
        "10-19",
    )
    assert Identifier(scheme="issn", value="2049-3630") in record.identifiers
    assert record.extra == {}


def test_a_resource_of_openaire() -> None:
    text = """<oaire:resource xmlns:oaire="http://namespace.openaire.eu/schema/oaire/"
      xmlns:datacite="http://datacite.org/schema/kernel-4"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <datacite:titles><datacite:title>Bells under water</datacite:title></datacite:titles>
      <datacite:creators><datacite:creator>
        <datacite:creatorName nameType="Personal">Moss, Ada</datacite:creatorName>
      </datacite:creator></datacite:creators>
      <dc:publisher>Fen College</dc:publisher>
      <oaire:resourceType resourceTypeGeneral="literature"
        uri="http://purl.org/coar/resource_type/c_6501">journal article</oaire:resourceType>
      <datacite:identifier identifierType="DOI">10.5072/bells</datacite:identifier>
    </oaire:resource>"""
    (record,) = read(text).records
    assert (record.kind, record.subtype) == (Kind.PUBLICATION, "journal article")
    assert record.title == "Bells under water"
    assert record.identifiers == (Identifier(scheme="doi", value="10.5072/bells"),)
    assert [part.agent.name for part in record.contributions] == ["Moss, Ada", "Fen College"]


def test_resources_in_an_envelope() -> None:
    inner = RESOURCE.partition("?>")[2]
    text = f"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
      <record><header><identifier>oai:x:1</identifier></header><metadata>
        <oai_datacite xmlns="http://schema.datacite.org/oai/oai-1.1/"><payload>{inner}</payload>
        </oai_datacite></metadata></record>
      <record><header><identifier>oai:x:2</identifier></header><metadata>
        <resource xmlns="http://datacite.org/schema/kernel-4"/></metadata></record>
      <record><header status="deleted"><identifier>oai:x:3</identifier></header></record>
      </ListRecords></OAI-PMH>"""
    reading = read(text)
    assert [record.key for record in reading.records] == ["oai:x:1"]
    assert reading.records[0].extra["oai"] == {"identifier": "oai:x:1"}
    assert reading.notices == (
        Notice(message="The repository has deleted this record.", place="oai:x:3"),
        Notice(
            message="A resource with neither title nor identifier was left out.", place="oai:x:2"
        ),
    )


def test_a_resource_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="neither a title nor an identifier"):
        read('<resource xmlns="http://datacite.org/schema/kernel-4"><dates/></resource>')


def test_other_resources_are_not_sniffed() -> None:
    assert reader.sniff(Document(b"<resource><name>A</name></resource>", "x")) == 0.0
    with pytest.raises(UnknownFormat):
        reader.read(Document(b"<thing/>", "x"))


def test_every_real_resource_is_read(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "datacite"
    paths = sorted(folder.rglob("*.xml"))
    assert paths
    for path in paths:
        document = Document(path.read_bytes(), path.name)
        assert reader.sniff(document) > 0.9, path.name
        (record,) = reader.read(document).records
        assert record.title, path.name
        assert record.identifiers, path.name
        assert record.published, path.name
