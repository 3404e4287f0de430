"""A dataset in Turtle, word for word, and what makes nodes of it."""

from __future__ import annotations

import msgspec
from export.things import read_back

from clew.export import choose
from clew.export.common.dcat import address, date
from clew.model import Identifier, Kind, Period, Record, Scheme

DOI = Identifier(scheme=Scheme.DOI, value="10.9999/doors")
PREFIXES = choose("dcat").frame.alone


def test_a_dataset_known_by_its_doi_alone_is_no_page() -> None:
    record = Record(
        key="k",
        kind=Kind.DATASET,
        title='Doors "counted"\\',
        identifiers=(DOI,),
        period=Period(start="1991"),
        published="2031-05",
        language="en",
    )
    assert choose("dcat").render(record) == PREFIXES + (
        "<https://doi.org/10.9999/doors> a dcat:Dataset ;\n"
        '  dct:title "Doors \\"counted\\"\\\\"@en ;\n'
        '  dct:identifier "https://doi.org/10.9999/doors" ;\n'
        '  dct:issued "2031-05"^^xsd:gYearMonth ;\n'
        '  dct:temporal [ a dct:PeriodOfTime ;\n    dcat:startDate "1991"^^xsd:gYear ] ;\n'
        "  dct:language <http://id.loc.gov/vocabulary/iso639-1/en> ;\n"
        "  dcat:distribution [ a dcat:Distribution ;\n"
        "    dcat:accessURL <https://doi.org/10.9999/doors> ] .\n"
    )
    back = read_back(choose("dcat").render(record), "dcat")
    assert (back.title, back.identifiers) == (record.title, record.identifiers)


def test_named_nodes_are_statements_of_their_own(dataset: Record) -> None:
    written = choose("dcat").render(dataset)
    subjects = [line.split(" ")[0] for line in written.splitlines() if line.startswith("<")]
    assert subjects == [
        "<https://doi.org/10.99999/mra-4471>",
        "<https://orcid.org/0000-0002-1825-0097>",
        "<https://creativecommons.org/licenses/by/4.0/>",
        "<https://archive.example.org/studies/4471>",
        "<https://gtr.ukri.org/projects?ref=ZZ%2FK00417X%2F1>",
    ]


def test_a_dataset_without_an_address_has_a_urn() -> None:
    record = Record(key="a key/1", kind=Kind.DATASET, title="Doors")
    assert "<urn:clew:a%20key%2F1> a dcat:Dataset" in choose("dcat").render(record)


def test_addresses_and_dates_that_may_stand_in_rdf() -> None:
    assert address("https://a.example/<x> y") == "https://a.example/%3Cx%3E%20y"
    assert date("2031-05-02") == {"@value": "2031-05-02", "@type": "xsd:date"}
    assert date("soon") is None
    assert date(None) is None


def test_json_ld_explains_its_prefixes(dataset: Record) -> None:
    document = msgspec.json.decode(choose("dcat-jsonld").render(dataset))
    used = {name.partition(":")[0] for name in document if ":" in name}
    assert used <= set(document["@context"])
    assert document["@id"] == "https://doi.org/10.99999/mra-4471"
