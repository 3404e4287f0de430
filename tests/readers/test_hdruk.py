"""Datasets of HDR UK. All are invented, save those read from the real files."""

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
    Category,
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
    Variable,
)
from clew.readers.hdruk import reader
from clew.readers.registry import choose

FULL: dict[str, Any] = {
    "identifier": "lamp-uuid",
    "version": "1.0.0",
    "issued": "2031-05-01T10:00:00Z",
    "summary": {
        "title": "Lamps on the stairs",
        "abstract": "We counted lamps.",
        "doiName": "10.5072/lamps.1",
        "publisher": {"name": "ALLIANCE > Fen College", "memberOf": "ALLIANCE"},
        "keywords": "lamps,;,stairs",
        "populationSize": 41,
    },
    "documentation": {"description": "Twice.", "associatedMedia": ["http://lamps.example/1"]},
    "coverage": {
        "spatial": "https://www.geonames.org/countries/GB/united-kingdom.html",
        "typicalAgeRange": "5-11",
        "gender": ["Female"],
        "pathway": "NOT APPLICABLE",
    },
    "provenance": {
        "origin": {"datasetType": [{"name": "Lifestyle", "subTypes": ["Sleep"]}]},
        "temporal": {
            "startDate": "2029-01-01",
            "endDate": "2030-12-31",
            "distributionReleaseDate": "2031-04-09",
        },
    },
    "accessibility": {
        "usage": {
            "resourceCreator": "Ada Moss",
            "isReferencedBy": ["10.5072/paper", "a talk"],
            "dataUseLimitation": "NO LINKAGE,Lamp counts only",
        },
        "access": {"accessRights": "Ask first.", "dataController": "Lamp Office"},
        "formatAndStandards": {"language": "en"},
    },
    "enrichmentAndLinkage": {
        "derivedFrom": [{"pid": None, "title": "Dim", "url": "https://lamps.example/dim"}]
    },
    "structuralMetadata": {
        "tables": [
            {
                "name": "lamps",
                "columns": [
                    {
                        "name": "lit",
                        "description": "Is it lit?",
                        "dataType": "int",
                        "values": [{"name": "1", "description": "yes", "frequency": 30}],
                    }
                ],
            }
        ]
    },
}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.json"))


def test_reads_a_dataset_in_full() -> None:
    expected = Record(
        key="lamp-uuid",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.1"),
            Identifier(scheme="local", value="hdruk:lamp-uuid"),
        ),
        description=(
            Section(name="abstract", text="We counted lamps."),
            Section(name="description", text="Twice."),
        ),
        contributions=(
            Contribution(
                agent=Agent.organisation("Fen College"), role=Role.PUBLISHER, note="ALLIANCE"
            ),
            Contribution(agent=Agent.person("Ada Moss"), role=Role.CREATOR),
            Contribution(
                agent=Agent.organisation("Lamp Office"),
                role=Role.CONTRIBUTOR,
                note="data controller",
            ),
        ),
        keywords=("lamps", "stairs"),
        subjects=("Lifestyle", "Sleep"),
        period=Period(start="2029-01-01", end="2030-12-31"),
        published="2031-04-09",
        places=(Place(name="United Kingdom", code="GB"),),
        language="en",
        access="Ask first.",
        urls=("http://lamps.example/1",),
        variables=(
            Variable(
                name="lit",
                label="Is it lit?",
                file="lamps",
                categories=(Category(code="1", label="yes", frequency=30),),
                extra={"dataType": "int"},
            ),
        ),
        design=Design(
            ages=(Amount(text="5-11", least=5, most=11, unit="years"),),
            sexes=(Term(text="Female"),),
            sample_size=(Amount(text="41", least=41, most=41),),
            consent=(
                Term(
                    text="NO LINKAGE",
                    code="Limited.LinkageRefused",
                    term="Some or all did not consent to linkage",
                    vocabulary="Consent",
                ),
                Term(text="Lamp counts only"),
            ),
        ),
        relations=(
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=Identifier(scheme="doi", value="10.5072/paper")),
                quote="10.5072/paper",
                term="isReferencedBy",
                inverse=True,
            ),
            Relation(
                type=LinkType.BASED_ON,
                target=Target(
                    identifier=Identifier(scheme="url", value="https://lamps.example/dim")
                ),
                quote="Dim",
                term="derivedFrom",
            ),
        ),
        extra={
            "version": "1.0.0",
            "issued": "2031-05-01T10:00:00Z",
            "summary": {"publisher": {"memberOf": "ALLIANCE"}},
            "accessibility": {"usage": {"isReferencedBy": {"url": "a talk"}}},
            "structuralMetadata": {"tables": {"name": "lamps"}},
        },
    )
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize("wrapped", [[FULL], {"metadata": FULL}, {"data": [{"metadata": FULL}]}])
def test_datasets_come_alone_and_wrapped(wrapped: Any) -> None:
    assert read(wrapped) == read(FULL)


def test_the_gateways_own_model_and_later_schemata() -> None:
    later = {
        "required": {"gatewayPid": "p1"},
        "summary": {"title": "Lamps", "dataCustodian": {"name": "Fen College"}},
        "coverage": {"spatial": "England, Wales", "typicalAgeRangeMin": 0, "typicalAgeRangeMax": 9},
        "accessibility": {},
    }
    document = Document(json.dumps(later).encode(), "x")
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert record.key == "p1"
    assert [place.name for place in record.places] == ["England", "Wales"]
    assert record.design == Design(
        ages=(Amount(text="0 to 9", least=0, most=9, unit="years"),),
    )


TABLE = (
    "pid,title,abstract,doi,publisher,dataController,statisticalPopulation,accessRights,"
    "datasetStartDate,datasetEndDate,ageBand,1.0.0\n"
    'p1,Lamps,"We counted,\nlamps.",Not Available,HUB > Fen College,Lamp Office,41,Ask first.,'
    "2029-01-01,soon,Not Known,v1\n"
    "p2,Stairs,Dim.,,Fen College,In Progress,many,,2031-01-01,2030-01-01,0-4,\n"
)


def test_reads_the_table() -> None:
    document = Document(TABLE.encode(), "datasets.csv")
    assert choose(document) is reader
    reading = reader.read(document)
    lamps, stairs = reading.records
    assert (lamps.key, lamps.title, lamps.abstract) == ("p1", "Lamps", "We counted,\nlamps.")
    assert lamps.contributions[0].agent.name == "Fen College"
    assert lamps.design == Design(sample_size=(Amount(text="41", least=41, most=41),))
    assert lamps.extra["revisions"] == [{"version": "1.0.0", "id": "v1"}]
    assert (stairs.period, stairs.extra["summary"]) == (None, {"populationSize": "many"})
    assert [notice.message for notice in reading.notices] == [
        "“soon” is no date; it is kept under “extra” as it stands.",
        "The period from 2031-01-01 to 2030-01-01 ends before it starts; "
        "it is kept under “extra” as it stands.",
    ]


def test_a_template_is_refused() -> None:
    template = {"summary": {"title": "Short[{'maxLength': 150}]"}, "coverage": {}, "provenance": {}}
    with pytest.raises(BrokenDocument, match="is a template of HDR UK's schema"):
        read(template)
    with pytest.raises(BrokenDocument, match="holds no dataset"):
        read({"data": []})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "name", "usage", "temporal", "keywords"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*FULL]), _JSON))
def test_no_shape_of_values_breaks_it(values: dict[str, Any]) -> None:
    assert read([FULL, {"summary": {"title": "Lamps"}} | values]).records


READ = (
    "schemata/docs__HDRUK__3.0.0.example.json",
    "schemata/docs__HDRUK__4.0.0.example.json",
    "schemata/hdr_schemata__examples__GWDM__1.0__example.json",
    "schemata/hdr_schemata__examples__HDRUK__2.1.2__example.json",
    "schemata-2/hdr_schemata__examples__GWDM__1.0__example.json",
)
TEMPLATES = (
    "schemata/docs__HDRUK__2.2.0.example.json",
    "schemata-2/docs__HDRUK__2.2.0.example.json",
    "schemata-2/docs__HDRUK__3.0.0.example.json",
)


@pytest.mark.parametrize("name", READ)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    document = Document((shared / "data" / "metadata" / "hdruk" / name).read_bytes(), name)
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert record.abstract
    assert record.contributions


@pytest.mark.parametrize("name", TEMPLATES)
def test_refuses_the_real_templates(shared: Path, name: str) -> None:
    document = Document((shared / "data" / "metadata" / "hdruk" / name).read_bytes(), name)
    assert choose(document) is reader
    with pytest.raises(BrokenDocument, match="is a template"):
        reader.read(document)


def test_reads_the_real_table(shared: Path) -> None:
    path = shared / "data" / "metadata" / "hdruk" / "datasets.v2.csv"
    document = Document(path.read_bytes(), path.name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert len(reading.records) == 605
    assert all(record.title and record.abstract for record in reading.records)
