"""JSON-LD documents in the words of schema.org. All are invented, save the real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Reading,
    Record,
    Role,
    Section,
)
from clew.readers.json_ld import reader
from clew.readers.registry import choose

LAMPS: dict[str, Any] = {
    "@id": "https://doi.org/10.5072/lamps.1",
    "@type": "Dataset",
    "name": "Lamps on the stairs",
    "description": "We counted lamps.",
    "creator": {"@type": "Person", "givenName": "Ada", "familyName": "Moss"},
    "keywords": ["lamps", "stairs"],
    "datePublished": "2031-04-09",
    "measurementTechnique": "counting",
}
CONTEXT = {"@context": "https://schema.org/"}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.jsonld"))


def test_reads_a_thing_in_full() -> None:
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(Identifier(scheme="doi", value="10.5072/lamps.1"),),
        description=(Section(name="description", text="We counted lamps."),),
        contributions=(
            Contribution(agent=Agent.person(given="Ada", family="Moss"), role=Role.CREATOR),
        ),
        keywords=("lamps", "stairs"),
        published="2031-04-09",
        extra={"measurementTechnique": "counting"},
    )
    assert read(CONTEXT | LAMPS) == Reading(records=(expected,))


def expanded(thing: dict[str, Any]) -> dict[str, Any]:
    """Write a thing with the vocabulary's address before each name."""
    return {
        name if name.startswith("@") else f"http://schema.org/{name}": [
            expanded(value) if isinstance(value, dict) else {"@value": value}
            for value in (values if isinstance(values, list) else [values])
        ]
        if name not in ("@id", "@type")
        else f"http://schema.org/{values}"
        if name == "@type"
        else values
        for name, values in thing.items()
    }


@pytest.mark.parametrize(
    "shape",
    [
        [CONTEXT | LAMPS],
        CONTEXT | {"@graph": [LAMPS, {"@type": "WebPage", "@id": "http://a.example"}]},
        {"@context": {"sc": "https://schema.org/"}, "@type": "sc:Dataset"}
        | {f"sc:{n}" if n[0] != "@" else n: v for n, v in LAMPS.items() if n != "@type"},
        [expanded(LAMPS)],
    ],
)
def test_all_shapes_say_the_same(shape: Any) -> None:
    document = Document(json.dumps(shape).encode(), "x")
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert (record.key, record.title) == ("10.5072/lamps.1", "Lamps on the stairs")
    assert [one.agent.family for one in record.contributions] == ["Moss"]
    assert record.published == "2031-04-09"


def test_one_thing_on_each_line() -> None:
    other = CONTEXT | {"@type": "Book", "name": "Dim"}
    text = "\n".join(json.dumps(one) for one in (CONTEXT | LAMPS, other))
    records = reader.read(Document(text.encode(), "x")).records
    assert [record.title for record in records] == ["Lamps on the stairs", "Dim"]


def test_what_is_no_resource_is_told() -> None:
    with pytest.raises(BrokenDocument, match="describes no dataset, publication"):
        read(CONTEXT | {"@type": "Recipe", "name": "Soup"})
    with pytest.raises(BrokenDocument, match="is no JSON"):
        reader.read(Document(b'{"@type":', "x"))


def test_is_told_from_other_formats() -> None:
    assert reader.sniff(Document(b'{"name": "Dataset"}', "x")) == 0
    assert reader.sniff(Document(b"@type Dataset schema.org", "x")) == 0


# Records in each real file.
REAL = {
    "bolognese/aida.json": 1,
    "bolognese/codemeta_v2.json": 1,
    "bolognese/schema_org_geoshape.json": 1,
    "bolognese/schema_org_gtex.json": 1,
    "bolognese/schema_org_list.json": 214,
    "bolognese/schema_org_topmed.json": 1,
    "bolognese/schema_org_type_as_array.json": 1,
    "commonmeta/schema_org_front-matter.json": 1,
    "dataverse/croissant/cars/in/datasetSchemaDotOrg.json": 1,
    "dataverse/croissant/max/in/datasetSchemaDotOrg.json": 1,
    "hdruk/schemata/hdr_schemata__examples__SchemaOrg__BioSchema__example.json": 1,
    "hdruk/schemata/hdr_schemata__examples__SchemaOrg__GoogleRecommended__example.json": 1,
    "hdruk/schemata/hdr_schemata__models__SchemaOrg__.BioSchema__1.0__example.json": 1,
    "hdruk/schemata-2/hdr_schemata__examples__SchemaOrg__BioSchema__example.json": 1,
    "hdruk/schemata-2/hdr_schemata__models__SchemaOrg__.BioSchema__1.0__example.json": 1,
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    document = Document((shared / "data" / "metadata" / name).read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert len(reading.records) == REAL[name]
    assert all(record.title for record in reading.records)
