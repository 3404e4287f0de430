"""Which deposited data an output or an award speaks of."""

from __future__ import annotations

import time

import pytest
from gtr_documents import overview

from clew.model import Identifier, LinkType, Record, Relation, Target
from clew.readers.gtr_xml import reader
from clew.readers.gtr_xml.studies import mentions

Numbers = list[tuple[str, str]]


def numbers(record: Record) -> Numbers:
    return [(i.scheme, i.value) for i in record.identifiers]


def relations(record: Record) -> list[tuple[LinkType, bool, str, str]]:
    """Return what a record is related to by an identifier, with its quotation."""
    return [
        (r.type, r.inverse, r.target.identifier.value, r.quote)
        for r in record.relations
        if r.target.identifier
    ]


def dataset(description: str = "", url: str = "", title: str = "Lamp counts") -> Record:
    name = "gtr:researchDatabaseAndModelOutput"
    document = overview(
        output=f"<{name}s><{name}><gtr:description>{description}</gtr:description>"
        f"<gtr:title>{title}</gtr:title><gtr:url>{url}</gtr:url></{name}></{name}s>"
    )
    return reader.read(document).records[1]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://reshare.ukdataservice.ac.uk/854321/", [("ukda", "854321")]),
        ("http://discover.ukdataservice.ac.uk/catalogue/?sn=4321", [("ukda", "4321")]),
        ("https://discover.ukdataservice.ac.uk/#854321", [("ukda", "854321")]),
        (
            "http://doi.org/10.5255/UKDA-SN-4321-1",
            [("doi", "10.5255/UKDA-SN-4321-1"), ("ukda", "4321")],
        ),
        ("https://dx.doi.org/10.5555/LAMPS.7", [("doi", "10.5555/lamps.7")]),
        ("http://ukdataservice.ac.uk/news-and-events/eventsitem/?id=3508", []),
        ("http://discover.ukdataservice.ac.uk/series/?sn=2000031", []),
        ("http://lamps.example/counts", []),
    ],
)
def test_the_address_of_a_data_set_says_which_it_is(url: str, expected: Numbers) -> None:
    assert numbers(dataset(url=url)) == expected
    assert relations(dataset(url=url)) == []


def test_an_article_at_the_address_is_cited() -> None:
    url = "http://dx.doi.org/10.1371/journal.lamp.1"
    found = dataset(url=url)
    assert numbers(found) == []
    assert relations(found) == [(LinkType.CITES, False, "10.1371/journal.lamp.1", url)]


def test_the_title_may_name_the_study() -> None:
    found = dataset(title="Lamps, ReShare collection number 854321")
    assert numbers(found) == [("ukda", "854321")]


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (
            "Counts can be requested from ReShare, the archive (doi: 10.5255/UKDA-SN- 854321).",
            [],
        ),
        (
            "Counts are archived there (doi: 10.5255/UKDA-SN- 854321).",
            [("doi", "10.5255/UKDA-SN-854321"), ("ukda", "854321")],
        ),
        (
            "Lie, O. Lamps. [Data Collection]. Wickmere: UK Data Archive. 10.5255/UKDA-SN-854321#",
            [("doi", "10.5255/UKDA-SN-854321"), ("ukda", "854321")],
        ),
        ("They are held under licence as SN 4321 at the UKDA.", [("ukda", "4321")]),
        ("Will be released on ReShare (record number 854321) later.", [("ukda", "854321")]),
        ("Deposited as 10.5555/lamps.7.", [("doi", "10.5555/lamps.7")]),
        ("Deposited; see 10.1371/journal.lamp.1 for an account.", []),
        ("Deposited somewhere.", []),
    ],
)
def test_a_sentence_names_ones_own_data_when_it_tells_of_a_deposit(
    description: str, expected: Numbers
) -> None:
    assert numbers(dataset(description)) == expected


def test_what_is_similar_is_cited_and_what_is_based_on_is_linked() -> None:
    found = dataset(
        "A similar set of lamps is held in the data archive as SN 4322. Ours is a sample that is "
        "based on the great lamp count, available from the UK Data Archive under SN 4323.",
        "http://discover.ukdataservice.ac.uk/catalogue/?sn=4321",
    )
    assert numbers(found) == [("ukda", "4321")]
    assert relations(found) == [
        (
            LinkType.CITES,
            False,
            "4322",
            "A similar set of lamps is held in the data archive as SN 4322.",
        ),
        (
            LinkType.BASED_ON,
            False,
            "4323",
            "Ours is a sample that is based on the great lamp count, available from the UK Data "
            "Archive under SN 4323.",
        ),
    ]


def test_the_description_adds_the_doi_of_the_study_at_the_address() -> None:
    found = dataset(
        "Ask the archive (doi: 10.5255/UKDA-SN-854321).",
        "http://reshare.ukdataservice.ac.uk/854321/",
    )
    assert numbers(found) == [("ukda", "854321"), ("doi", "10.5255/UKDA-SN-854321")]
    assert relations(found) == []


def test_an_output_that_tells_of_two_studies_is_neither() -> None:
    found = dataset("Deposited as SN 4321 with the UKDA. Deposited as SN 4322, too.")
    assert numbers(found) == []
    assert [(kind, inverse, value) for kind, inverse, value, _ in relations(found)] == [
        (LinkType.PART_OF, True, "4321"),
        (LinkType.PART_OF, True, "4322"),
    ]


def award(output: str) -> Record:
    return reader.read(overview(output=output)).records[0]


def test_key_findings_tell_of_a_deposit() -> None:
    found = award(
        "<gtr:keyFindingsOutput><gtr:description>Lamps help. The counts, now deposited at the UK "
        "Data Service: http://dx.doi.org/10.5255/UKDA-SN-4321-1). More later.</gtr:description>"
        "</gtr:keyFindingsOutput>"
    )
    assert found.relations == (
        Relation(
            type=LinkType.OUTPUT_OF,
            target=Target(identifier=Identifier(scheme="ukda", value="4321")),
            quote="The counts, now deposited at the UK Data Service: "
            "http://dx.doi.org/10.5255/UKDA-SN-4321-1).",
            place="key findings",
            inverse=True,
        ),
    )


def test_the_address_of_key_findings_is_a_deposit() -> None:
    url = "http://reshare.ukdataservice.ac.uk/854321/4/Report.pdf"
    found = award(f"<gtr:keyFindingsOutput><gtr:url>{url}</gtr:url></gtr:keyFindingsOutput>")
    assert relations(found) == [(LinkType.OUTPUT_OF, True, "854321", url)]


@pytest.mark.parametrize("container", ["softwareAndTechnicalProduct", "researchMaterial"])
def test_words_about_tools_cite_a_study(container: str) -> None:
    name = f"gtr:{container}Output"
    found = award(
        f"<{name}s><{name}><gtr:description>Code to explore lamp counts, "
        "http://discover.ukdataservice.ac.uk/catalogue?sn=4321</gtr:description>"
        f"<gtr:type>Software</gtr:type></{name}></{name}s>"
    )
    assert [(kind, inverse, value) for kind, inverse, value, _ in relations(found)] == [
        (LinkType.CITES, False, "4321")
    ]


def test_a_deposit_outweighs_a_mention_elsewhere() -> None:
    name = "gtr:researchMaterialOutput"
    found = award(
        "<gtr:keyFindingsOutput><gtr:description>We used SN 4321.</gtr:description>"
        f"</gtr:keyFindingsOutput><{name}s><{name}><gtr:url>http://discover.ukdataservice.ac.uk/"
        f"catalogue?sn=4321</gtr:url></{name}></{name}s>"
    )
    assert [(kind, value) for kind, _, value, _ in relations(found)] == [
        (LinkType.OUTPUT_OF, "4321")
    ]


def test_a_study_that_is_an_output_already_is_not_told_twice() -> None:
    name = "gtr:researchDatabaseAndModelOutput"
    found = award(
        "<gtr:keyFindingsOutput><gtr:url>http://reshare.ukdataservice.ac.uk/854321/</gtr:url>"
        f"</gtr:keyFindingsOutput><{name}s><{name}><gtr:url>http://reshare.ukdataservice.ac.uk/"
        f"854321/</gtr:url></{name}></{name}s>"
    )
    assert found.relations == ()


def test_events_of_the_archive_are_no_studies() -> None:
    name = "gtr:disseminationOutput"
    found = award(
        f"<{name}s><{name}><gtr:url>http://ukdataservice.ac.uk/news-and-events/eventsitem/?id=3508"
        f"</gtr:url></{name}></{name}s><gtr:keyFindingsOutput><gtr:description>Shown at "
        "https://www.ukdataservice.ac.uk/news-and-events/newsitem/?id=4498.</gtr:description>"
        "</gtr:keyFindingsOutput>"
    )
    assert found.relations == ()


def test_a_long_sentence_is_quoted_around_the_number() -> None:
    ((found),) = mentions(f"{'lamp ' * 400}deposited as SN 4321 {'stair ' * 400}", "here")
    assert "SN 4321" in found.quote
    assert len(found.quote) <= 500


@pytest.mark.parametrize(
    "piece", ["SN ", "available ", "UKDA ", "similar. ", "10.1234/ ", "SN 4321. "]
)
def test_a_very_long_text_takes_no_long_time(piece: str) -> None:
    start = time.process_time()
    mentions(piece * (60_000 // len(piece)), "here")
    assert time.process_time() - start < 4
