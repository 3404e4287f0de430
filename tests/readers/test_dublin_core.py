"""Dublin Core: simple, qualified, in the dialects of theses and of OpenAIRE."""

from __future__ import annotations

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
from clew.readers.dublin_core import reader

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
# Invented for these tests: no such paper, people or awards.
PAPER = f"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" {SPACES}>
  <dc:title xml:lang="cy">Drysau a grisiau</dc:title>
  <dc:title xml:lang="en">Doors and Stairs</dc:title>
  <dc:creator>Okafor, Ngozi</dc:creator>
  <dc:contributor>Elm, Bo</dc:contributor>
  <dc:publisher>Elm Press</dc:publisher>
  <dc:subject>doors</dc:subject><dc:subject>stairs</dc:subject>
  <dc:description>On doors.</dc:description>
  <dc:date>2018-05-01T12:00:00Z</dc:date><dc:date>2017</dc:date>
  <dc:type>info:eu-repo/semantics/article</dc:type><dc:type>PeerReviewed</dc:type>
  <dc:format>application/pdf</dc:format>
  <dc:identifier>https://repository.example/17</dc:identifier>
  <dc:identifier>doi:10.99999/doors</dc:identifier>
  <dc:identifier>Okafor, N. (2017) Doors and Stairs. Journal of Doors, 3, 10-19.</dc:identifier>
  <dc:source>Journal of Doors</dc:source>
  <dc:language>eng</dc:language>
  <dc:relation>info:eu-repo/grantAgreement/EC/FP7/282625/EU/Doors</dc:relation>
  <dc:relation>info:eu-repo/semantics/altIdentifier/hdl/https://hdl.handle.net/9999/17</dc:relation>
  <dc:relation>https://doi.org/10.99999/stairs</dc:relation>
  <dc:relation>Stairs; 4</dc:relation>
  <dc:coverage>1990-1995</dc:coverage><dc:coverage>Wales</dc:coverage>
  <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
  <dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>
</oai_dc:dc>"""


def read(text: str) -> Reading:
    document = Document(text.encode(), "record.xml")
    assert reader.sniff(document) > 0.9
    return reader.read(document)


def described(inside: str) -> Record:
    """Read a description that says nothing but its title and what is given."""
    return read(f"<dc {SPACES}><dc:title>A</dc:title>{inside}</dc>").records[0]


def related(type: LinkType, target: Identifier, quote: str, term: str = "relation") -> Relation:
    return Relation(type=type, target=Target(identifier=target), quote=quote, term=term)


def test_a_whole_description() -> None:
    grant = "info:eu-repo/grantAgreement/EC/FP7/282625/EU/Doors"
    assert read(PAPER).records == (
        Record(
            key="10.99999/doors",
            kind=Kind.PUBLICATION,
            title="Doors and Stairs",
            alternative_titles=("Drysau a grisiau",),
            subtype="article",
            identifiers=(
                Identifier(scheme="doi", value="10.99999/doors"),
                Identifier(scheme="handle", value="9999/17"),
            ),
            description=(Section(name="description", text="On doors."),),
            contributions=(
                Contribution(
                    agent=Agent.person("Okafor, Ngozi", given="Ngozi", family="Okafor"),
                    role=Role.AUTHOR,
                ),
                Contribution(
                    agent=Agent.person("Elm, Bo", given="Bo", family="Elm"), role=Role.CONTRIBUTOR
                ),
                Contribution(agent=Agent.organisation("Elm Press"), role=Role.PUBLISHER),
            ),
            subjects=("doors", "stairs"),
            period=Period(start="1990", end="1995"),
            published="2017",
            places=(Place(name="Wales", code="GB-WLS"),),
            language="en",
            access="openAccess",
            licence="https://creativecommons.org/licenses/by/4.0/",
            container="Journal of Doors",
            volume="3",
            pages="10-19",
            urls=("https://repository.example/17",),
            relations=(
                related(LinkType.FUNDED_BY, Identifier(scheme="local", value="EC:282625"), grant),
                related(
                    LinkType.RELATED_TO,
                    Identifier(scheme="doi", value="10.99999/stairs"),
                    "https://doi.org/10.99999/stairs",
                ),
            ),
            extra={
                "languages": {"cy": {"title": ["Drysau a grisiau"]}},
                "date": ["2018-05-01T12:00:00Z"],
                "type": ["PeerReviewed"],
                "format": ["application/pdf"],
                "identifier": ["Okafor, N. (2017) Doors and Stairs. Journal of Doors, 3, 10-19."],
                "relation": ["Stairs; 4"],
            },
        ),
    )


def test_a_british_thesis() -> None:
    text = f"""<uketd_dc:uketddc {SPACES}
      xmlns:uketd_dc="http://naca.central.cranfield.ac.uk/ethos-oai/2.0/"
      xmlns:uketdterms="http://naca.central.cranfield.ac.uk/ethos-oai/terms/">
      <dc:title>Who Answers</dc:title><dc:creator>Ash, C.</dc:creator>
      <uketdterms:advisor>Moss, Ada</uketdterms:advisor>
      <uketdterms:institution>University of Northshore</uketdterms:institution>
      <uketdterms:qualificationlevel>doctoral</uketdterms:qualificationlevel>
      <uketdterms:qualificationname>Ph.D.</uketdterms:qualificationname>
      <uketdterms:sponsor>Elm Trust</uketdterms:sponsor>
      <uketdterms:grantnumber>ES/Z000003/1</uketdterms:grantnumber>
      <dcterms:abstract>On bells.</dcterms:abstract>
      <dcterms:issued>2019-11</dcterms:issued>
      <dc:identifier xsi:type="dcterms:URI">https://hdl.handle.net/9999/22</dc:identifier>
      <dcterms:isReferencedBy xsi:type="dcterms:URI">https://repository.example/22
      </dcterms:isReferencedBy></uketd_dc:uketddc>"""
    (record,) = read(text).records
    assert (record.kind, record.degree, record.published) == (Kind.THESIS, "Ph.D.", "2019-11")
    assert record.identifiers == (Identifier(scheme="handle", value="9999/22"),)
    assert [(part.agent.name, part.role) for part in record.contributions] == [
        ("Ash, C.", Role.AUTHOR),
        ("Moss, Ada", Role.SUPERVISOR),
        ("University of Northshore", Role.AWARDING_INSTITUTION),
        ("Elm Trust", Role.FUNDER),
    ]
    assert record.relations == (
        related(
            LinkType.FUNDED_BY,
            Identifier(scheme="award", value="ES/Z000003/1"),
            "ES/Z000003/1",
            "grantnumber",
        ),
    )
    assert record.urls == ("https://repository.example/22",)
    assert record.extra == {"qualificationlevel": ["doctoral"]}


def test_a_thesis_as_etd_ms_describes_it() -> None:
    text = """<thesis xmlns="http://www.ndltd.org/standards/metadata/etdms/1.0/">
      <title>Who Answers</title><creator>Ash, C.</creator><date>2019</date>
      <degree><name>PhD</name><grantor>University of Northshore</grantor></degree></thesis>"""
    (record,) = read(text).records
    assert (record.kind, record.degree) == (Kind.THESIS, "PhD")
    assert record.contributions[1].role == Role.AWARDING_INSTITUTION
    assert record.extra == {}


def test_dspace_writes_terms_as_attributes() -> None:
    text = """<dublin_core><dcvalue element="title" qualifier="none">Doors</dcvalue>
      <dcvalue element="contributor" qualifier="author">Elm, Bo</dcvalue>
      <dcvalue element="date" qualifier="issued">2015</dcvalue>
      <dcvalue element="date" qualifier="accessioned">2016-02-03</dcvalue></dublin_core>"""
    (record,) = read(text).records
    assert (record.title, record.published) == ("Doors", "2015")
    assert record.contributions[0].role == Role.AUTHOR
    assert record.extra == {"dateAccessioned": ["2016-02-03"]}


@pytest.mark.parametrize(
    ("type", "kind", "subtype"),
    [
        ("Dataset", Kind.DATASET, "Dataset"),
        ("info:eu-repo/semantics/doctoralThesis", Kind.THESIS, "doctoral Thesis"),
        ("Thesis or Dissertation", Kind.THESIS, "Thesis or Dissertation"),
        ("Software", Kind.SOFTWARE, "Software"),
        ("Text", Kind.PUBLICATION, None),
        ("http://purl.org/dc/dcmitype/Image", Kind.DATASET, "Image"),
        ("Book chapter", Kind.PUBLICATION, "Book chapter"),
    ],
)
def test_kinds(type: str, kind: Kind, subtype: str | None) -> None:
    record = described(f"<dc:type>{type}</dc:type>")
    assert (record.kind, record.subtype) == (kind, subtype)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("Dataset", "Software"), Kind.SOFTWARE),
        (("Software", "Dataset"), Kind.SOFTWARE),
        (("Text", "Image", "PhD thesis"), Kind.THESIS),
        (("Text", "Other"), Kind.PUBLICATION),
    ],
)
def test_of_several_types_the_first_kind_counts_in_whatever_order(
    types: tuple[str, ...], kind: Kind
) -> None:
    assert described("".join(f"<dc:type>{type}</dc:type>" for type in types)).kind == kind


@pytest.mark.parametrize(
    ("inside", "period", "places"),
    [
        ("<dcterms:temporal>1939/1945</dcterms:temporal>", Period(start="1939", end="1945"), ()),
        (
            "<dcterms:temporal>name=The war; start=1939; end=1945;</dcterms:temporal>",
            Period(start="1939", end="1945"),
            (),
        ),
        (
            "<dcterms:spatial>Scotland</dcterms:spatial>",
            None,
            (Place(name="Scotland", code="GB-SCT"),),
        ),
        (
            "<dcterms:spatial>name=The coast; northlimit=54.1; southlimit=53.2</dcterms:spatial>",
            None,
            (Place(name="The coast"),),
        ),
        ("<dc:coverage>2010/2005</dc:coverage>", None, ()),
        ("<dcterms:temporal>Long ago</dcterms:temporal>", None, ()),
    ],
)
def test_coverage(inside: str, period: Period | None, places: tuple[Place, ...]) -> None:
    record = described(inside)
    assert (record.period, record.places) == (period, places)
    kept = "limit" in inside or "Long ago" in inside or "2010" in inside
    assert bool(record.extra) == kept


def test_several_in_an_envelope() -> None:
    inner = PAPER.replace("doors</dc:identifier>", "{0}</dc:identifier>")
    records = "".join(
        f"<record><header><identifier>oai:x:{n}</identifier></header><metadata>"
        f"{inner.format(n)}</metadata></record>"
        for n in (1, 2)
    )
    nothing = f"<record><metadata><dc {SPACES}/></metadata></record>"
    reading = read(f"<OAI-PMH><ListRecords>{records}{nothing}</ListRecords></OAI-PMH>")
    assert [record.key for record in reading.records] == ["oai:x:1", "oai:x:2"]
    assert reading.notices == (
        Notice(message="A description with neither title nor identifier was left out."),
    )


def test_a_description_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="neither a title nor an identifier"):
        read(f"<dc {SPACES}><dc:date>2010</dc:date></dc>")


@pytest.mark.parametrize(
    "text",
    [
        f"<rdf:RDF xmlns:rdf='x'><skos:Concept {SPACES}><dc:title>A</dc:title>"
        "</skos:Concept></rdf:RDF>",
        "<html><head><meta name='dc.title'/></head></html>",
        "words about <dc> and so on",
    ],
)
def test_other_documents_are_not_sniffed(text: str) -> None:
    assert reader.sniff(Document(text.encode(), "x")) == 0.0


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<&]￾￿"), max_size=60)
)
def test_any_words_in_any_term_are_read(words: str) -> None:
    terms = ("date", "coverage", "identifier", "relation", "rights", "type", "language", "creator")
    described("".join(f"<dc:{term}>{words}</dc:{term}>" for term in terms))


def test_real_repositories(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "oai-pmh"
    path = folder / "pyoai" / "fake1" / "00005.xml"
    reading = reader.read(Document(path.read_bytes(), path.name))
    assert len(reading.records) == 16
    assert all(record.title and record.identifiers for record in reading.records)
    path = folder / "sickle" / "ListRecords2.xml"
    reading = reader.read(Document(path.read_bytes(), path.name))
    assert (len(reading.records), len(reading.notices)) == (1, 1)
