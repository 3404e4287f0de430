"""Datasets of DCAT and CKAN. All are invented, save those read from the real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Amount,
    Catalogued,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
    Term,
)
from clew.readers.dcat import reader
from clew.readers.registry import choose

PACKAGE: dict[str, Any] = {
    "id": "lamps-1",
    "name": "lamps-on-the-stairs",
    "title": "Lamps on the stairs",
    "notes": "We counted lamps.",
    "url": "http://lamps.example/1",
    "author": "Moss, Ada",
    "license_title": "CC BY 4.0",
    "license_id": "cc-by",
    "organization": {"title": "Fen College", "name": "fen"},
    "tags": [{"name": "lamps", "display_name": "lamps"}],
    "groups": [{"title": "Housing"}],
    "resources": [{"name": "lamps.csv", "url": "http://lamps.example/1.csv", "format": "CSV"}],
    "extras": [
        {"key": "dcat_issued", "value": "2031-04-09"},
        {"key": "language", "value": '["en", "cy"]'},
        {"key": "guid", "value": "10.5072/lamps.1"},
        {"key": "temporal_start", "value": "2029-01-01"},
        {"key": "bbox-east-long", "value": "1.2"},
    ],
    "num_tags": 1,
}
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix health: <http://healthdataportal.eu/ns/health#> .
<http://lamps.example/catalogue> a dcat:Catalog ; dct:title "Lampbase" ;
  dcat:dataset <http://lamps.example/1> .
<http://lamps.example/1> a dcat:Dataset ;
  dct:title "Lamps on the stairs"@en, "Lampau ar y grisiau"@cy ;
  dct:description "We counted lamps."@en ;
  dct:identifier "https://doi.org/10.5072/LAMPS.1" ;
  dct:issued "2031-04-09T10:00:00Z"^^xsd:dateTime ;
  dct:creator [ a foaf:Person ; foaf:name "Moss, Ada" ] ;
  dct:publisher <http://fen.example/> ;
  dcat:keyword "lamps", "stairs" ;
  dct:temporal [ dcat:startDate "2029-01-01"^^xsd:date ; dcat:endDate "2030"^^xsd:gYear ] ;
  dct:spatial "Wickmere" ;
  dct:language <http://publications.europa.eu/resource/authority/language/ENG> ;
  dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC> ;
  dct:isReferencedBy <https://doi.org/10.5072/paper> ;
  health:minTypicalAge 5 ; health:maxTypicalAge 11 ;
  health:populationCoverage "Children on stairs" ;
  dcat:distribution [ dcat:accessURL <http://lamps.example/1.csv> ;
    dct:license <http://cc.example/by> ] .
<http://fen.example/> a foaf:Organization ; foaf:name "Fen College" .
"""


def read(value: Any) -> Reading:
    text = value if isinstance(value, str) else json.dumps(value)
    return reader.read(Document(text.encode(), "lamps"))


def doi(value: str) -> Identifier:
    return Identifier(scheme="doi", value=value)


ADA = Contribution(agent=Agent.person("Moss, Ada", given="Ada", family="Moss"), role=Role.CREATOR)
FEN = Contribution(agent=Agent.organisation("Fen College"), role=Role.PUBLISHER)


def test_consent_is_a_legal_basis_and_other_bases_stay() -> None:
    said = TURTLE.replace(
        "  dct:title", "  dpv:hasLegalBasis dpv:Consent, dpv:PublicTask ;\n  dct:title", 1
    )
    (record,) = read("@prefix dpv: <https://w3id.org/dpv#> .\n" + said).records
    assert record.design is not None
    assert record.design.consent == (
        Term(
            text="https://w3id.org/dpv#Consent",
            code="InformedConsent",
            term="Informed consent",
            vocabulary="Consent",
        ),
    )
    assert record.extra["https://w3id.org/dpv#hasLegalBasis"] == ["https://w3id.org/dpv#PublicTask"]


def test_reads_a_package_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(doi("10.5072/lamps.1"),),
        description=(Section(name="description", text="We counted lamps."),),
        contributions=(ADA, FEN),
        keywords=("lamps",),
        subjects=("Housing",),
        period=Period(start="2029-01-01"),
        published="2031-04-09",
        language="en",
        licence="CC BY 4.0",
        urls=("http://lamps.example/1",),
        extra={
            "id": "lamps-1",
            "name": "lamps-on-the-stairs",
            "license_id": "cc-by",
            "organization": {"title": "Fen College", "name": "fen"},
            "num_tags": 1,
            "language": ["cy"],
            "bbox-east-long": "1.2",
            "distribution": {
                "name": "lamps.csv",
                "url": "http://lamps.example/1.csv",
                "format": "CSV",
            },
        },
    )
    assert read(PACKAGE) == Reading(records=(expected,))


@pytest.mark.parametrize(
    "wrapped",
    [
        [PACKAGE],
        {"success": True, "result": PACKAGE},
        {"success": True, "result": {"count": 1, "results": [PACKAGE]}},
    ],
)
def test_packages_come_alone_in_lists_and_in_answers(wrapped: Any) -> None:
    assert read(wrapped) == read(PACKAGE)
    assert choose(Document(json.dumps(wrapped).encode(), "x")).name == "dcat"


def test_reads_turtle_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(doi("10.5072/lamps.1"),),
        description=(Section(name="description", text="We counted lamps."),),
        contributions=(ADA, FEN),
        keywords=("lamps", "stairs"),
        period=Period(start="2029-01-01", end="2030"),
        published="2031-04-09",
        places=(Place(name="Wickmere"),),
        language="en",
        access="non public",
        licence="http://cc.example/by",
        catalogues=(Catalogued(name="Lampbase", url="http://lamps.example/catalogue"),),
        urls=("http://lamps.example/1",),
        design=Design(
            universe=(Term(text="Children on stairs"),),
            ages=(Amount(text="5 to 11", least=5, most=11, unit="years"),),
        ),
        relations=(
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=doi("10.5072/paper")),
                quote="https://doi.org/10.5072/paper",
                term="isReferencedBy",
                inverse=True,
            ),
        ),
        extra={
            "languages": {"cy": {"title": ["Lampau ar y grisiau"]}},
            "publisher": {"@id": "http://fen.example/"},
            "distribution": {"accessURL": "http://lamps.example/1.csv"},
        },
    )
    assert read(TURTLE) == Reading(records=(expected,))
    assert choose(Document(TURTLE.encode(), "x")).name == "dcat"


def test_rdf_xml_and_json_ld_say_the_same() -> None:
    from rdflib import Graph

    graph = Graph().parse(data=TURTLE, format="turtle")
    expected = read(TURTLE)
    for format in ("xml", "json-ld"):
        document = Document(graph.serialize(format=format).encode(), "x")
        assert choose(document) is reader
        assert reader.read(document) == expected


def test_reads_plain_dcat() -> None:
    catalogue = {
        "title": "Lampbase",
        "dataset": [
            {
                "title": "Lamps",
                "identifier": "https://lamps.example/1",
                "issued": "2031-04-09T00:00:00Z",
                "publisher": {"name": "Fen College"},
                "theme": ["Housing"],
                "distribution": [{"downloadURL": "http://lamps.example/1.csv"}],
            }
        ],
    }
    (record,) = read(catalogue).records
    assert (record.key, record.subjects) == ("https://lamps.example/1", ("Housing",))
    assert record.contributions == (FEN,)


def test_contexts_that_lie_elsewhere_are_not_fetched() -> None:
    value = {
        "@context": ["https://nowhere.example/context", {"dcat": "http://www.w3.org/ns/dcat#"}],
        "@type": "dcat:Dataset",
        "http://purl.org/dc/terms/title": "Lamps",
        "dcat:theme": {"@context": "https://nowhere.example/more", "dcat:x": "y"},
    }
    (record,) = read(value).records
    assert record.title == "Lamps"


def test_entities_are_refused() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rdf [<!ENTITY a "b">]><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Dataset/></rdf:RDF>'
    )
    with pytest.raises(BrokenDocument, match="declares entities of its own"):
        read(bomb)


def test_what_is_broken_or_empty_is_told_with_its_line() -> None:
    with pytest.raises(BrokenDocument, match=r'Bad syntax \(Prefix "dct:" not bound\) \(line 2\)'):
        read("@prefix dcat: <http://www.w3.org/ns/dcat#> .\n<http://a.example> dct:title 'x' .\n")
    with pytest.raises(BrokenDocument, match="holds no dataset"):
        read("@prefix dcat: <http://www.w3.org/ns/dcat#> .\n")


def test_nodes_that_lead_back_end() -> None:
    loop = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        "<http://a.example> a dcat:Dataset ; dct:title 'Lamps' ; dct:hasPart <http://b.example> .\n"
        "<http://b.example> dct:isPartOf <http://a.example> ; dct:hasPart <http://b.example> .\n"
    )
    (record,) = read(loop).records
    assert [one.type for one in record.relations] == [LinkType.PART_OF]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PACKAGE, "key", "value", "@id", "start"]), inner)
    ),
    max_leaves=10,
)
_NAMES = [*PACKAGE, "spatial", "temporal", "license", "language", "theme", "qualified_relation"]


@given(st.dictionaries(st.sampled_from(_NAMES), _JSON))
def test_no_shape_of_values_breaks_it(values: dict[str, Any]) -> None:
    assert read([PACKAGE, {"notes": "x", "title": "Lamps"} | values]).records


# Datasets in each real file.
REAL = {
    "ckan/catalog_datasets_list.json": 2,
    "ckan/ckan_dataset.json": 1,
    "ckan/ckan_dataset_multilingual.json": 1,
    "ckan/ckan_full_dataset_dcat_ap.json": 1,
    "ckan/ckan_full_dataset_dcat_ap_vocabularies.json": 1,
    "ckan/ckan_full_dataset_dcat_us_vocabularies.json": 1,
    "ckan/dataset.json": 1,
    "ckan/full_ckan_dataset_legacy.json": 1,
    "ckan/health_dcat_ap.json": 1,
    "dcat/catalog_datasets_list.rdf": 2,
    "dcat/catalog_with_at_graph.jsonld": 1,
    "dcat/dataset.rdf": 1,
    "dcat/dataset_afs.ttl": 1,
    "dcat/dataset_deri.ttl": 1,
    "dcat/dataset_gob_es.ttl": 1,
    "dcat/dataset_health.ttl": 1,
    "dcat/dataset_health_no_blank.ttl": 1,
    "dcat/dataset_multilingual.ttl": 1,
    "dcat/dataset_sweden.rdf": 1,
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    document = Document((shared / "data" / "metadata" / "ckan" / name).read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert (len(reading.records), reading.notices) == (REAL[name], ())
    assert all(record.title and record.kind == Kind.DATASET for record in reading.records)


def test_refuses_the_real_file_with_an_unbound_prefix(shared: Path) -> None:
    path = shared / "data" / "metadata" / "ckan" / "dcat" / "dataset.ttl"
    document = Document(path.read_bytes(), path.name)
    assert choose(document) is reader
    with pytest.raises(BrokenDocument, match='Prefix "healthdcatap:" not bound'):
        reader.read(document)
