"""Awards in the XML of Gateway to Research."""

from __future__ import annotations

import csv
import html
import lzma
import re
import tarfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from gtr_documents import AWARD_ID, FULL, overview, plain
from lxml import etree

from clew.errors import BrokenDocument, TooLarge
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.gtr_xml import reader


def organisation(name: str, number: str) -> Agent:
    return Agent.organisation(name, identifiers=(Identifier(scheme="gtr", value=number),))


def award(document: Document) -> Record:
    return reader.read(document).records[0]


def messages(reading: Reading) -> list[tuple[str | None, str]]:
    return [(notice.place, notice.message) for notice in reading.notices]


def test_reads_an_award_in_full() -> None:
    reading = reader.read(Document(FULL.encode(), "lamps.xml"))
    assert messages(reading) == [
        (
            "personRoles 2/orcidId",
            "“0000-0002-1825-0098” is no orcid identifier; it is kept under “extra” as it stands.",
        )
    ]
    zoë = Agent.person(
        given="Zoë Ffion Mai",
        family="Tân-Harker",
        identifiers=(
            Identifier(scheme="gtr", value="PERSON-1"),
            Identifier(scheme="orcid", value="0000-0002-1825-0097"),
        ),
    )
    odd = Agent.person(
        given="Odd", family="Lie", identifiers=(Identifier(scheme="gtr", value="PERSON-2"),)
    )
    lanterns = organisation("Lantern Society", "ORG-3")
    expected = Record(
        key=AWARD_ID,
        kind=Kind.AWARD,
        title='"Who left it on?" Lamps on the stairs',
        subtype="Research Grant",
        identifiers=(
            Identifier(scheme="award", value="ES/Z000001/1"),
            Identifier(scheme="res", value="RES-000-22-0001"),
            Identifier(scheme="gtr", value=AWARD_ID),
        ),
        description=(
            Section(name="abstract", text="Stairs are dark.\n\nWe count lamps."),
            Section(name="technical summary", text="Counting, twice."),
            Section(name="planned impact", text="Fewer falls."),
            Section(name="key findings", text="Lamps help."),
            Section(name="exploitation pathways", text="Landlords may fit them."),
        ),
        contributions=(
            Contribution(agent=zoë, role=Role.PRINCIPAL_INVESTIGATOR),
            Contribution(agent=zoë, role=Role.FELLOW),
            Contribution(agent=odd, role=Role.CO_INVESTIGATOR, note="RESEARCHER_COI"),
            Contribution(
                agent=organisation("University of Wickmere", "ORG-1"),
                role=Role.LEAD_ORGANISATION,
                department="Sch of Light & Shade",
            ),
            Contribution(agent=organisation("ESRC", "ORG-2"), role=Role.FUNDER),
            Contribution(agent=lanterns, role=Role.PARTNER, note="COLLABORATOR"),
            Contribution(agent=lanterns, role=Role.FUNDER, note="CO_FUNDER"),
        ),
        keywords=("Housing & home",),
        subjects=("Sociology",),
        period=Period(start="2014-09-01", end="2016-08-31"),
        amount=Money(amount=Decimal(120500), currency="GBP"),
        status="Closed",
        urls=("https://gtr.ukri.org/projects?ref=ES%2FZ000001%2F1", "http://lamps.example"),
        extra={
            "leadResearchOrganisation": {
                "address": {"line1": "Beacon Yard", "region": "East Fens"},
                "typeInd": "RO",
            },
            # No ORCID iD: its check digit is wrong.
            "personRoles": [{"orcidId": "0000-0002-1825-0098"}],
            "fund": {"type": "INCOME_ACTUAL"},
            "healthCategories": [{"id": "H1", "percentage": "100", "text": "Injuries"}],
            "researchSubjects": [{"id": "S1", "percentage": "60", "text": "Sociology"}],
            "researchTopics": [
                {"id": "T1", "text": "Housing & home"},
                {"id": "T0", "text": "Unclassified"},
            ],
            "newThing": {"level": "7"},
            "disseminationOutputs": [
                {
                    "description": "A talk & a walk",
                    "form": "A talk or presentation",
                    "id": "D1",
                    "url": "http://lamps.example/talk?a=1&copy=2",
                }
            ],
            "impactSummaryOutputs": [{"id": "I1", "impactTypes": ["Societal"]}],
            "keyFindingsOutput": {"id": "K1", "sectors": ["Energy,Environment"]},
        },
    )
    assert reading.records == (expected,)


def publication(fields: str) -> Record:
    document = overview(
        f"<gtr:publications><gtr:publication>{fields}</gtr:publication></gtr:publications>"
    )
    return reader.read(document).records[1]


def test_reads_a_publication() -> None:
    found = publication(
        """<gtr:authors><gtr:author url="http://gtr.ukri.org:80/a/b1"><gtr:id>b1</gtr:id>
        <gtr:otherNames>Tân, Zoë</gtr:otherNames></gtr:author></gtr:authors>
        <gtr:date>2015-01-01</gtr:date><gtr:id>P1</gtr:id><gtr:issn>0378-5955</gtr:issn>
        <gtr:outcomeId>5505</gtr:outcomeId>
        <gtr:parentPublicationTitle>Stairs &amp;amp; Landings</gtr:parentPublicationTitle>
        <gtr:title>Lamps   and
        &lt;i&gt;ladders&lt;/i&gt;</gtr:title>"""
    )
    assert found == Record(
        key="P1",
        kind=Kind.PUBLICATION,
        title="Lamps and ladders",
        identifiers=(
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="gtr", value="P1"),
            Identifier(scheme="gtr-outcome", value="5505"),
        ),
        contributions=(
            Contribution(
                agent=Agent.person("Tân, Zoë", given="Zoë", family="Tân"), role=Role.AUTHOR
            ),
        ),
        published="2015",
        container="Stairs & Landings",
        relations=(
            Relation(
                type=LinkType.OUTPUT_OF,
                target=Target(key=AWARD_ID),
                quote="Lamps and ladders",
                place="publications 1",
            ),
        ),
        extra={"authors": [{"id": "b1"}]},
    )


def test_keeps_the_author_line_where_it_names_several() -> None:
    found = publication(
        "<gtr:authors><gtr:author><gtr:otherNames>Tân Z, Lie O et al</gtr:otherNames></gtr:author>"
        "</gtr:authors><gtr:id>P1</gtr:id>"
    )
    assert [c.agent.name for c in found.contributions] == ["Tân Z", "Lie O"]
    assert found.extra == {"authors": [{"otherNames": "Tân Z, Lie O et al"}]}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2015-01-01", "2015"),
        ("2015-01-02", "2015-01-02"),
        ("2015-11", "2015-11"),
        ("2015", "2015"),
    ],
)
def test_the_first_of_january_stands_for_the_year(date: str, expected: str) -> None:
    assert publication(f"<gtr:date>{date}</gtr:date>").published == expected


@pytest.mark.parametrize(
    ("fields", "expected", "extra"),
    [
        ("<gtr:isbn>978-0-306-40615-7</gtr:isbn>", [("isbn", "9780306406157")], {}),
        ("<gtr:isbn>ISBN 0306406152</gtr:isbn>", [("isbn", "9780306406157")], {}),
        ("<gtr:isbn>ISSN 0378-5955</gtr:isbn>", [("issn", "0378-5955")], {}),
        (
            "<gtr:issn>03785955 2434561X</gtr:issn>",
            [("issn", "0378-5955"), ("issn", "2434-561X")],
            {},
        ),
        ("<gtr:issn>978-0-306-40615-7</gtr:issn>", [("isbn", "9780306406157")], {}),
        ("<gtr:issn>Lie, Odd</gtr:issn>", [], {"issn": "Lie, Odd"}),
        ("<gtr:isbn>-</gtr:isbn>", [], {"isbn": "-"}),
        ("<gtr:doi>http://dx.doi.org/10.5555/ABC</gtr:doi>", [("doi", "10.5555/abc")], {}),
    ],
)
def test_book_and_journal_numbers(
    fields: str, expected: list[tuple[str, str]], extra: dict[str, str]
) -> None:
    found = publication(fields)
    assert [(i.scheme, i.value) for i in found.identifiers] == expected
    assert found.extra == extra


def test_an_output_without_an_id_has_its_place_for_a_key() -> None:
    assert publication("<gtr:title>Lamps</gtr:title>").key == "publications 1"


def test_two_outputs_with_one_id_are_two() -> None:
    twice = "<gtr:publication><gtr:id>P1</gtr:id></gtr:publication>" * 2
    reading = reader.read(overview(f"<gtr:publications>{twice}</gtr:publications>"))
    assert [record.key for record in reading.records] == [AWARD_ID, "P1", "P1 2"]


def test_reads_software() -> None:
    document = overview(
        output="""<gtr:softwareAndTechnicalProductOutputs><gtr:softwareAndTechnicalProductOutput>
        <gtr:description>It counts.</gtr:description><gtr:id>W1</gtr:id>
        <gtr:impact>Fewer falls.</gtr:impact><gtr:outcomeId>77</gtr:outcomeId>
        <gtr:title>lampcount</gtr:title><gtr:type>Software</gtr:type>
        <gtr:url>https://doi.org/10.5281/zenodo.1 http://lamps.example/code</gtr:url>
        <gtr:yearFirstProvided>2016</gtr:yearFirstProvided>
        </gtr:softwareAndTechnicalProductOutput></gtr:softwareAndTechnicalProductOutputs>"""
    )
    assert reader.read(document).records[1:] == (
        Record(
            key="W1",
            kind=Kind.SOFTWARE,
            title="lampcount",
            subtype="Software",
            identifiers=(
                Identifier(scheme="doi", value="10.5281/zenodo.1"),
                Identifier(scheme="gtr", value="W1"),
                Identifier(scheme="gtr-outcome", value="77"),
            ),
            description=(
                Section(name="description", text="It counts."),
                Section(name="impact", text="Fewer falls."),
            ),
            published="2016",
            urls=("https://doi.org/10.5281/zenodo.1", "http://lamps.example/code"),
            relations=(
                Relation(
                    type=LinkType.OUTPUT_OF,
                    target=Target(key=AWARD_ID),
                    quote="lampcount",
                    place="softwareAndTechnicalProductOutputs 1",
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("container", "kind_of_output", "expected"),
    [
        ("researchDatabaseAndModel", "Database/Collection of data", Kind.DATASET),
        ("researchDatabaseAndModel", "Data handling &amp; control", Kind.DATASET),
        ("researchDatabaseAndModel", "", Kind.DATASET),
        ("researchDatabaseAndModel", "Computer model/algorithm", Kind.SOFTWARE),
        ("researchDatabaseAndModel", "Data analysis technique", Kind.SOFTWARE),
        ("softwareAndTechnicalProduct", "Webtool/Application", Kind.SOFTWARE),
        ("softwareAndTechnicalProduct", "Physical Model/Kit", None),
        ("researchMaterial", "Database/Collection of Data/Biological Samples", Kind.DATASET),
        ("researchMaterial", "Antibody", None),
        ("product", "Diagnostic Tool - Imaging", None),
    ],
)
def test_the_type_decides_what_an_output_is(
    container: str, kind_of_output: str, expected: Kind | None
) -> None:
    name = f"gtr:{container}Output"
    document = overview(
        output=f"<{name}s><{name}><gtr:title>Lamp</gtr:title><gtr:type>{kind_of_output}</gtr:type>"
        f"</{name}></{name}s>"
    )
    first, *outputs = reader.read(document).records
    assert [record.kind for record in outputs] == ([expected] if expected else [])
    kept = [{"title": "Lamp", "type": html.unescape(kind_of_output)}]
    assert first.extra == ({} if expected else {f"{container}Outputs": kept})


@pytest.mark.parametrize(
    ("year", "published", "extra"),
    [
        ("2016", "2016", {}),
        ("2014,2015", None, {"yearFirstProvided": "2014,2015"}),
        ("Pre-2006", None, {"yearFirstProvided": "Pre-2006"}),
    ],
)
def test_several_years_are_no_year(year: str, published: str | None, extra: dict[str, str]) -> None:
    name = "gtr:researchDatabaseAndModelOutput"
    document = overview(
        output=f"<{name}s><{name}><gtr:yearFirstProvided>{year}</gtr:yearFirstProvided></{name}></{name}s>"
    )
    record = reader.read(document).records[1]
    assert (record.published, record.extra) == (published, extra)


def funding(fields: str) -> Record:
    name = "gtr:furtherFundingOutput"
    document = overview(
        "<gtr:identifiers><gtr:identifier type='RES'>RES-000-22-0001</gtr:identifier>"
        "</gtr:identifiers>",
        f"<{name}s><{name}>{fields}</{name}></{name}s>",
    )
    return reader.read(document).records[1]


def test_reads_further_funding() -> None:
    found = funding(
        """<gtr:amountPounds>3200</gtr:amountPounds><gtr:country>Norway</gtr:country>
        <gtr:currCode>NOK</gtr:currCode><gtr:department>Lamp desk</gtr:department>
        <gtr:description>Lamps again</gtr:description><gtr:end>2018-12-02</gtr:end>
        <gtr:fundingOrg>Fyrfondet</gtr:fundingOrg><gtr:fundingRef>FF 12/7</gtr:fundingRef>
        <gtr:id>F1</gtr:id><gtr:outcomeId>58</gtr:outcomeId><gtr:start>2017-01-01</gtr:start>"""
    )
    assert found == Record(
        key="F1",
        kind=Kind.AWARD,
        identifiers=(
            Identifier(scheme="funding-ref", value="FF 12/7"),
            Identifier(scheme="gtr", value="F1"),
            Identifier(scheme="gtr-outcome", value="58"),
        ),
        description=(Section(name="description", text="Lamps again"),),
        contributions=(
            Contribution(
                agent=Agent.organisation("Fyrfondet"), role=Role.FUNDER, department="Lamp desk"
            ),
        ),
        period=Period(start="2017-01-01", end="2018-12-02"),
        amount=Money(amount=Decimal(3200), currency="GBP"),
        relations=(
            Relation(
                type=LinkType.OUTPUT_OF,
                target=Target(key=AWARD_ID),
                quote="Lamps again",
                place="furtherFundingOutputs 1",
            ),
        ),
        extra={"country": "Norway", "currCode": "NOK"},
    )


@pytest.mark.parametrize(
    ("reference", "expected", "extra"),
    [
        ("ES/Z000009/1", ("award", "ES/Z000009/1"), {}),
        ("ESRC ES/Z000009/1", ("award", "ES/Z000009/1"), {"fundingRef": "ESRC ES/Z000009/1"}),
        ("12345", ("funding-ref", "12345"), {}),
        # The award reported as its own consequence, in either of its numbers.
        ("ES/Z000001/1", None, {"fundingRef": "ES/Z000001/1"}),
        ("RES-000-22-0001", None, {"fundingRef": "RES-000-22-0001"}),
    ],
)
def test_the_reference_of_further_funding(
    reference: str, expected: tuple[str, str] | None, extra: dict[str, str]
) -> None:
    found = funding(f"<gtr:fundingRef>{reference}</gtr:fundingRef>")
    assert found.identifiers == (
        (Identifier(scheme=expected[0], value=expected[1]),) if expected else ()
    )
    assert found.extra == extra


def test_a_period_that_ends_before_it_starts_is_kept_aside() -> None:
    found = funding("<gtr:end>2014-01-02</gtr:end><gtr:start>2015-04-01</gtr:start>")
    assert found.period is None
    assert found.extra == {"start": "2015-04-01", "end": "2014-01-02"}


@pytest.mark.parametrize(
    ("fund", "notice"),
    [
        (
            "<gtr:start>31/31/2014</gtr:start>",
            ("projectComposition/project/fund/start", "“31/31/2014” is no date"),
        ),
        (
            "<gtr:valuePounds>lots</gtr:valuePounds>",
            ("projectComposition/project/fund/valuePounds", "“lots” is no amount of money"),
        ),
        (
            "<gtr:valuePounds>-5</gtr:valuePounds>",
            ("projectComposition/project/fund/valuePounds", "“-5” is no amount of money"),
        ),
        (
            "<gtr:valuePounds>1e999</gtr:valuePounds>",
            ("projectComposition/project/fund/valuePounds", "“1e999” is no amount of money"),
        ),
        (
            "<gtr:valuePounds>NaN</gtr:valuePounds>",
            ("projectComposition/project/fund/valuePounds", "“NaN” is no amount of money"),
        ),
    ],
)
def test_nonsense_is_noticed_and_the_rest_kept(fund: str, notice: tuple[str, str]) -> None:
    reading = reader.read(
        overview(
            f"<gtr:status>Active</gtr:status><gtr:fund>{fund}<gtr:end>2016</gtr:end></gtr:fund>"
        )
    )
    place, fault = notice
    assert messages(reading) == [(place, f"{fault}; it is kept under “extra” as it stands.")]
    found = reading.records[0]
    assert (found.amount, found.period, found.status) == (None, Period(end="2016"), "Active")
    assert list(found.extra["fund"].values()) == [re.findall("“(.*)”", fault)[0]]


def test_nought_pounds_means_not_known() -> None:
    reading = reader.read(overview("<gtr:fund><gtr:valuePounds>0</gtr:valuePounds></gtr:fund>"))
    assert (reading.records[0].amount, reading.notices) == (None, ())
    assert reading.records[0].extra == {"fund": {"valuePounds": "0"}}


@pytest.mark.parametrize(
    "text", ["N/A", "n/a", "None", "Not Applicable", "-", "Abstracts are not yet available here."]
)
def test_a_text_that_says_nothing_is_absent(text: str) -> None:
    assert award(overview(f"<gtr:abstractText>{text}</gtr:abstractText>")).description == ()


@pytest.mark.parametrize(
    ("reference", "identifiers", "fault"),
    [
        ("ES/Z00001X/1", [("award", "ES/Z00001X/1")], None),
        ("G0800001", [("award", "G0800001")], None),
        ("104321", [("local", "104321")], None),
        ("not_applicable", [], "“not_applicable” is no reference of an award; it is kept"),
        ("", [], "The project has no reference."),
    ],
)
def test_references(reference: str, identifiers: list[tuple[str, str]], fault: str | None) -> None:
    reading = reader.read(
        plain(f"<project><id>A1</id><grantReference>{reference}</grantReference></project>")
    )
    (found,) = reading.records
    assert [(i.scheme, i.value) for i in found.identifiers] == [*identifiers, ("gtr", "A1")]
    assert found.key == "A1"
    assert [message.startswith(fault or "?") for _, message in messages(reading)] == (
        [True] if fault else []
    )


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ("<grantReference>ES/Z000001/1</grantReference>", "ES/Z000001/1"),
        ("<title>Lamps</title>", "award"),
    ],
)
def test_the_key_without_an_id(fields: str, key: str) -> None:
    assert award(plain(f"<project>{fields}</project>")).key == key


def test_a_person_with_an_unknown_role_keeps_its_word() -> None:
    document = plain(
        "<personRoles><personRole><surname>Lie</surname><roles><role><name>CARETAKER</name></role>"
        "</roles></personRole><personRole><surname>Moe</surname></personRole><personRole><id>X</id>"
        "</personRole></personRoles><project><id>A</id></project>"
    )
    assert award(document).contributions == (
        Contribution(agent=Agent.person(family="Lie"), role=Role.CONTRIBUTOR, note="CARETAKER"),
        Contribution(agent=Agent.person(family="Moe"), role=Role.CONTRIBUTOR),
    )


def test_a_collaborator_that_has_no_role_is_still_a_partner() -> None:
    document = plain(
        "<collaborations><collaborator><name>Lantern Society</name></collaborator>"
        "<collaborator><name>Candle Club</name></collaborator></collaborations>"
        "<project><id>A</id></project>"
    )
    assert [(c.agent.name, c.role, c.note) for c in award(document).contributions] == [
        ("Lantern Society", Role.PARTNER, "COLLABORATOR"),
        ("Candle Club", Role.PARTNER, "COLLABORATOR"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "<project><id>A</id><title><b>nested</b></title></project>",
        "<project><id>A</id><title>one</title><title>two</title></project>",
        "<project><id>A</id><fund>text</fund></project>",
        "<project><id>A</id><publications>text</publications></project>",
        "<project><id>A</id><publications><publication>text</publication></publications></project>",
        "<project><id>A</id><projectHierarchy>text</projectHierarchy></project>",
        "<project><id>A</id><projectHierarchy><parents>text</parents></projectHierarchy></project>",
        "<project><id>A</id><researchTopics><researchTopic>text</researchTopic></researchTopics></project>",
        "<project><id>A</id><output><keyFindingsOutput>text</keyFindingsOutput></output></project>",
        "<project><id>A</id><identifiers><identifier>X1</identifier></identifiers></project>",
        "<project>text<id>A</id></project><personRoles>text</personRoles>",
    ],
)
def test_an_unforeseen_shape_is_read_as_far_as_it_goes(content: str) -> None:
    assert award(plain(content)).key == "A"


def test_many_elements_of_one_name_take_no_long_time() -> None:
    start = time.process_time()
    found = award(plain(f"<project><id>A</id>{'<note>n</note>' * 100_000}</project>"))
    assert len(found.extra["note"]) == 100_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "content", ["", "<project/>", "<project>text</project>", "<person><id>A</id></person>"]
)
def test_no_project_is_an_error(content: str) -> None:
    with pytest.raises(BrokenDocument) as caught:
        reader.read(plain(content))
    assert str(caught.value) == (
        "lamps.xml is a projectOverview without a project. "
        "Fetch it again from the award's page on Gateway to Research."
    )


def test_a_truncated_document_says_where() -> None:
    with pytest.raises(BrokenDocument, match=r"not well-formed XML: .* \(line 42, column \d+\)"):
        reader.read(Document(FULL[: FULL.index("</gtr:title>")].encode(), "lamps.xml"))


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY who "Lie">',
        '<!ENTITY who SYSTEM "file:///etc/hostname">',
        '<!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;',
        '<!ENTITY a "ha"><!ENTITY who "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_entities_are_refused(subset: str) -> None:
    content = (
        f"<!DOCTYPE projectOverview [{subset}]><projectOverview><projectComposition><project>"
        "<id>A</id><title>by &who;</title></project></projectComposition></projectOverview>"
    )
    with pytest.raises(BrokenDocument):
        reader.read(Document(content.encode(), "lamps.xml"))


def test_too_much_xml_is_refused() -> None:
    with pytest.raises(TooLarge):
        reader.read(Document(b"<projectOverview>" + b" " * (65 * 1024 * 1024), "lamps.xml"))


def test_deep_nesting_is_refused() -> None:
    deep = "<children><child>" * 400
    with pytest.raises(BrokenDocument):
        reader.read(plain(f"<project><projectHierarchy>{deep}"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FULL, 1.0),
        ("<projectOverview>", 1.0),
        ('<?xml version="1.0"?>\n<!-- hello -->\n<ns2:projectOverview xmlns:ns2="x">', 1.0),
        ("<projectOverviews>", 0.0),
        ("<html><body>&lt;projectOverview&gt;</body></html>", 0.0),
        ("a text about the projectOverview element", 0.0),
        ("", 0.0),
    ],
)
def test_sniffs_content(content: str, expected: float) -> None:
    assert reader.sniff(Document(content.encode(), "x")) == expected


def test_sniffs_utf_16() -> None:
    assert reader.sniff(Document(FULL.encode("utf-16"), "x")) == 1.0


# What follows reads real awards, where they are there.


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, tuple[bytes, Reading]]:
    """Read every tenth real award, and those that a table speaks of."""
    folder = shared / "data/metadata/gtr"
    wanted = {
        row["gtr_id"]
        for name in ("award_to_ukds_links.tsv", "award_suffix_groups.tsv")
        for row in rows(folder / name)
    }
    found: dict[str, tuple[bytes, Reading]] = {}
    with tarfile.open(fileobj=lzma.open(folder / "gtr-2018-projects.tar.xz")) as archive:
        for number, member in enumerate(archive):
            content = archive.extractfile(member) if member.isfile() else None
            name = Path(member.name).stem
            if content and (name in wanted or number % 10 == 0):
                read = content.read()
                found[name] = (read, reader.read(Document(read, member.name)))
    return found


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def test_every_study_that_a_real_award_names_is_linked(
    shared: Path, readings: dict[str, tuple[bytes, Reading]]
) -> None:
    links = list(rows(shared / "data/metadata/gtr/award_to_ukds_links.tsv"))
    assert len(links) == 66
    for link in links:
        study = Identifier(scheme="ukda", value=link["ukds_study_number"])
        first, *outputs = readings[link["gtr_id"]][1].records
        related = {relation.target.identifier for relation in first.relations}
        own = {i for record in outputs if record.kind == Kind.DATASET for i in record.identifiers}
        assert study in related | own, link


def test_real_awards_in_several_parts_say_so(
    shared: Path, readings: dict[str, tuple[bytes, Reading]]
) -> None:
    groups: dict[str, list[str]] = {}
    for row in rows(shared / "data/metadata/gtr/award_suffix_groups.tsv"):
        groups.setdefault(row["stem"], []).append(row["gtr_id"])
    stated = [
        stem
        for stem, members in groups.items()
        if any(
            relation.type == LinkType.TRANSFER_OF
            for member in members
            for record in readings[member][1].records
            for relation in record.relations
        )
    ]
    assert (len(groups), len(stated)) == (100, 99)


def test_nothing_that_a_real_award_says_is_dropped(
    readings: dict[str, tuple[bytes, Reading]],
) -> None:
    # What comes out in another form: years, ISBNs, references, roles, "not applicable".
    changed = {"date", "isbn", "issn", "name", "fundingRef"}
    for content, reading in list(readings.values())[::4]:
        kept = "|".join(map(letters, texts(msgspec.to_builtins(reading))))
        for element in etree.fromstring(content).iter():
            name = str(element.tag).rpartition("}")[2]
            text = letters(element.text or "")
            if len(element) == 0 and name not in changed and len(text) > 20:
                assert text in kept or text.startswith("Abstractsarenot"), (name, element.text)


def letters(text: str) -> str:
    for _ in range(3):
        text = html.unescape(text)
    return re.sub(r"\W+", "", re.sub(r"</?[a-zA-Z][^<>]*>", "", text))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def test_real_awards_are_read_in_good_time(readings: dict[str, tuple[bytes, Reading]]) -> None:
    documents = [Document(content, name) for name, (content, _) in readings.items()][:200]
    start = time.process_time()
    for document in documents:
        reader.read(document)
    # Measured: three milliseconds each; a busy machine may take longer.
    assert (time.process_time() - start) / len(documents) < 0.02
