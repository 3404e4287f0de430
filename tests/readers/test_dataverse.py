"""Datasets in Dataverse's JSON. All are invented, save those read from the real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, UnknownFormat
from clew.model import (
    Agent,
    Amount,
    Contribution,
    Design,
    Document,
    FullText,
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
    Variable,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.dataverse import reader
from clew.readers.registry import choose


def field(name: str, value: Any) -> dict[str, Any]:
    """Write a field as Dataverse does, compound values field by field."""
    values = value if isinstance(value, list) else [value]
    if values and isinstance(values[0], dict):
        value = [{inner: field(inner, one) for inner, one in each.items()} for each in values]
    return {"typeName": name, "multiple": isinstance(value, list), "value": value}


def export(citation: dict[str, Any], social: dict[str, Any], **version: Any) -> dict[str, Any]:
    blocks = {
        name: {"displayName": name, "fields": [field(n, v) for n, v in fields.items()]}
        for name, fields in (("citation", citation), ("socialscience", social))
    }
    return {
        "id": 11,
        "persistentUrl": "https://doi.org/10.5072/LAMPS/1",
        "publisher": "Wickmere Dataverse",
        "publicationDate": "2031-04-09",
        "datasetVersion": {"id": 2, "metadataBlocks": blocks, **version},
    }


CITATION: dict[str, Any] = {
    "title": "Lamps on the stairs",
    "alternativeTitle": ["Lamps"],
    "otherId": [{"otherIdAgency": "Lampbase", "otherIdValue": "L900"}],
    "author": [
        {
            "authorName": "Moss, Ada",
            "authorAffiliation": "Fen College",
            "authorIdentifierScheme": "ORCID",
            "authorIdentifier": "0000-0002-1825-0097",
        }
    ],
    "dsDescription": [{"dsDescriptionValue": "<p>We counted lamps.</p>"}],
    "subject": ["Social Sciences"],
    "keyword": [{"keywordValue": "lamps", "keywordVocabulary": "ELSST"}],
    "publication": [
        {
            "publicationCitation": "Moss, A. (2032). Dim stairs. Dusk, 3, 1-9.",
            "publicationIDType": "doi",
            "publicationIDNumber": "10.5072/ dim",
        },
        {"publicationURL": "https://doi.org/10.5072/other", "publicationRelationType": "IsCitedBy"},
    ],
    "contributor": [{"contributorType": "Funder", "contributorName": "Stair Trust"}],
    "grantNumber": [{"grantNumberAgency": "Lamp Council", "grantNumberValue": "ES/Z000001/1"}],
    "timePeriodCovered": [
        {"timePeriodCoveredStart": "2029-01-01", "timePeriodCoveredEnd": "2030-12-31"}
    ],
    "dateOfCollection": [{"dateOfCollectionStart": "2030-05"}],
    "otherReferences": ["Lind, B. (2019). Dim. Dusk, 3, 1."],
    "language": ["English"],
    "geographicCoverage": [{"country": "United Kingdom", "city": "Wickmere"}],
    "depositor": "Lie, Odd",
}
SOCIAL = {
    "unitOfAnalysis": ["Individual"],
    "universe": ["Stairs with lamps"],
    "targetSampleSize": {"targetSampleActualSize": "41"},
    "collectionMode": ["Telephone interview"],
}
FULL = export(
    CITATION,
    SOCIAL,
    license={"name": "CC0 1.0", "uri": "http://a.example/cc0"},
    termsOfAccess="Ask first.",
    versionState="RELEASED",
    files=[
        {
            "label": "lamps.tab",
            "dataFile": {
                "contentType": "text/tab-separated-values",
                "dataTables": [
                    {"dataVariables": [{"name": "lit", "label": "Is it lit?", "fileOrder": 0}]}
                ],
            },
        }
    ],
)


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.json"))


def test_reads_a_dataset_in_full() -> None:
    orcid = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    ada = Agent.person("Moss, Ada", given="Ada", family="Moss", identifiers=(orcid,))
    dataset = Record(
        key="10.5072/lamps/1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        alternative_titles=("Lamps",),
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps/1"),
            Identifier(scheme="local", value="Lampbase:L900"),
        ),
        description=(Section(name="description", text="We counted lamps."),),
        contributions=(
            Contribution(agent=ada, role=Role.CREATOR, affiliation="Fen College"),
            Contribution(agent=Agent.organisation("Stair Trust"), role=Role.FUNDER),
            Contribution(
                agent=Agent.person("Lie, Odd", given="Odd", family="Lie"),
                role=Role.CONTRIBUTOR,
                note="depositor",
            ),
            Contribution(agent=Agent.organisation("Wickmere Dataverse"), role=Role.PUBLISHER),
            Contribution(agent=Agent.organisation("Lamp Council"), role=Role.FUNDER),
        ),
        keywords=("lamps",),
        subjects=("Social Sciences",),
        period=Period(start="2029-01-01", end="2030-12-31"),
        published="2031-04-09",
        places=(Place(name="United Kingdom", code="GB"), Place(name="Wickmere")),
        language="en",
        access="Ask first.",
        licence="CC0 1.0",
        status="RELEASED",
        variables=(
            Variable(name="lit", label="Is it lit?", file="lamps.tab", extra={"fileOrder": 0}),
        ),
        design=Design(
            modes_of_collection=(
                Term(
                    text="Telephone interview",
                    code="Interview.Telephone",
                    term="Telephone interview",
                    vocabulary="ModeOfCollection",
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
            universe=(Term(text="Stairs with lamps"),),
            sample_size=(Amount(text="41", least=41, most=41),),
            collected=Period(start="2030-05"),
        ),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="grantNumber",
            ),
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=Identifier(scheme="doi", value="10.5072/other")),
                quote="10.5072/other",
                term="IsCitedBy",
                inverse=True,
            ),
        ),
        fulltext=FullText(references=(parse_reference("Lind, B. (2019). Dim. Dusk, 3, 1."),)),
        extra={
            "id": 11,
            "version id": 2,
            "license": {"uri": "http://a.example/cc0"},
            "keyword": {"keywordVocabulary": "ELSST"},
            "files": {
                "label": "lamps.tab",
                "dataFile": {"contentType": "text/tab-separated-values"},
            },
        },
    )
    reading = read(FULL)
    assert reading.notices == ()
    assert reading.records[0] == dataset
    (publication,) = reading.records[1:]
    assert (publication.title, publication.published) == ("Dim stairs", "2032")
    assert publication.identifiers == (Identifier(scheme="doi", value="10.5072/dim"),)
    assert publication.relations == (
        Relation(
            type=LinkType.BASED_ON,
            target=Target(key="10.5072/lamps/1"),
            quote="Moss, A. (2032). Dim stairs. Dusk, 3, 1-9.",
            term="publication",
        ),
    )


def test_answers_of_the_api_hold_the_same() -> None:
    version = FULL["datasetVersion"]
    outer = {name: value for name, value in FULL.items() if name != "datasetVersion"}
    answer = {"status": "OK", "data": {**outer, "latestVersion": version}}
    assert read(answer) == read(FULL)
    assert choose(Document(json.dumps(answer).encode(), "x")).name == "dataverse"


def test_reads_search_results() -> None:
    item = {
        "name": "Lamps on the stairs",
        "type": "dataset",
        "url": "https://doi.org/10.5072/LAMPS/1",
        "global_id": "doi:10.5072/LAMPS/1",
        "description": "We counted lamps.",
        "published_at": "2031-04-09T10:00:00Z",
        "publisher": "Fen College",
        "authors": ["Moss, Ada"],
        "keywords": ["lamps"],
        "subjects": ["Social Sciences"],
        "publications": [{"citation": "Moss, A. (2032). Dim stairs. Dusk, 3, 1-9."}],
        "fileCount": 3,
    }
    page = {"status": "OK", "data": {"items": [{"name": "Fens", "type": "dataverse"}, item]}}
    reading = read(page)
    assert [one.message for one in reading.notices] == [
        "It is a dataverse, not a dataset, and is left out."
    ]
    dataset, publication = reading.records
    assert (dataset.key, dataset.published) == ("10.5072/lamps/1", "2031-04-09")
    assert [one.agent.name for one in dataset.contributions] == ["Moss, Ada", "Fen College"]
    assert (dataset.keywords, dataset.subjects) == (("lamps",), ("Social Sciences",))
    assert (publication.title, dataset.extra) == ("Dim stairs", {"type": "dataset", "fileCount": 3})


def test_reads_an_ore_map() -> None:
    ore = {
        "@type": "ore:ResourceMap",
        "dvcore:generatedBy": {},
        "ore:describes": {
            "@id": "https://doi.org/10.5072/LAMPS/1",
            "title": "Lamps on the stairs",
            "author": [{"citation:authorName": "Moss, Ada"}],
            "citation:dsDescription": {"citation:dsDescriptionValue": "We counted lamps."},
            "schema:license": "http://a.example/cc0",
            "ore:aggregates": [{"schema:name": "lamps.tab"}],
        },
    }
    (record,) = read(ore).records
    assert (record.key, record.title) == ("10.5072/lamps/1", "Lamps on the stairs")
    assert (record.abstract, record.licence) == ("We counted lamps.", "http://a.example/cc0")
    assert record.extra == {"ore:aggregates": [{"schema:name": "lamps.tab"}]}


def test_a_list_of_files_is_no_dataset() -> None:
    with pytest.raises(UnknownFormat, match="lists the files of a Dataverse dataset"):
        read([{"storageIdentifier": "a", "contentType": "text/plain", "rootDataFileId": -1}])


def test_faulty_dates_stay_with_a_notice() -> None:
    citation = {"title": "Lamps", "timePeriodCovered": [{"timePeriodCoveredStart": "early"}]}
    reading = read(export(citation, {}))
    assert reading.records[0].period is None
    assert reading.records[0].extra["timePeriodCovered"] == {"timePeriodCoveredStart": "early"}
    assert [one.message for one in reading.notices] == [
        "“early” is no date; it is kept under “extra” as it stands."
    ]
    with pytest.raises(BrokenDocument, match="holds no dataset"):
        read({"datasetVersion": {"metadataBlocks": {}}})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*CITATION, "authorName", "value", "fields"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*CITATION, *SOCIAL, "files", "license"]), _JSON))
def test_no_shape_of_values_breaks_it(values: dict[str, Any]) -> None:
    dataset = {"title": "Lamps", "datasetVersion": {}, **values}
    assert read([FULL, dataset]).records


# Records and variables in each real file.
REAL = {
    "complete-dataset-with-files.json": (1, 0),
    "dataset-create-new-all-ddi-fields.json": (3, 0),
    "dataset-finch2.json": (2, 0),
    "odissei-cbs-metadata-input.json": (1, 3),
    "croissant/cars/in/datasetORE.json": (1, 0),
    "croissant/max/in/datasetORE.json": (2, 0),
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    path = shared / "data" / "metadata" / "dataverse" / name
    document = Document(path.read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert (len(reading.records), len(reading.records[0].variables)) == REAL[name]
    assert reading.notices == ()


@pytest.mark.parametrize("name", ["cars", "max"])
def test_refuses_the_real_lists_of_files(shared: Path, name: str) -> None:
    folder = shared / "data" / "metadata" / "dataverse" / "croissant" / name / "in"
    document = Document((folder / "datasetFileDetails.json").read_bytes(), name)
    assert choose(document) is reader
    with pytest.raises(UnknownFormat, match="lists the files"):
        reader.read(document)
