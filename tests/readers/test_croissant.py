"""Croissant descriptions. All are invented, save those read from the real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clew.errors import BrokenDocument
from clew.model import Document, Identifier, Kind, Variable
from clew.readers.croissant import reader
from clew.readers.registry import choose

FULL: dict[str, Any] = {
    "@context": {"@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
    "@type": "sc:Dataset",
    "conformsTo": "http://mlcommons.org/croissant/1.1",
    "name": "Lamps on the stairs",
    "url": "https://doi.org/10.5072/lamps.1",
    "license": "http://a.example/cc0",
    "distribution": [{"@type": "cr:FileObject", "@id": "lamps.csv", "name": "lamps.csv"}],
    "recordSet": [
        {
            "@type": "cr:RecordSet",
            "name": "lamps",
            "field": [
                {
                    "@type": "cr:Field",
                    "name": "lit",
                    "description": "Is it lit?",
                    "dataType": "sc:Boolean",
                    "source": {"fileObject": {"@id": "lamps.csv"}, "extract": {"column": "lit"}},
                },
                {"@type": "cr:Field", "@id": "lamps/steps"},
            ],
        }
    ],
}


def document(value: Any) -> Document:
    return Document(json.dumps(value).encode(), "croissant.json")


def test_reads_a_description_with_its_fields() -> None:
    assert choose(document(FULL)) is reader
    (record,) = reader.read(document(FULL)).records
    assert (record.kind, record.title) == (Kind.DATASET, "Lamps on the stairs")
    assert record.identifiers == (Identifier(scheme="doi", value="10.5072/lamps.1"),)
    assert record.licence == "http://a.example/cc0"
    assert record.variables == (
        Variable(
            name="lit",
            label="Is it lit?",
            file="lamps.csv",
            extra={
                "dataType": "sc:Boolean",
                "source": {"fileObject": {"@id": "lamps.csv"}, "extract": {"column": "lit"}},
            },
        ),
        Variable(name="lamps/steps"),
    )
    assert record.extra == {
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "distribution": [{"@type": "cr:FileObject", "@id": "lamps.csv", "name": "lamps.csv"}],
        "recordSet": {"@type": "cr:RecordSet", "name": "lamps"},
    }


def test_a_description_of_no_dataset_is_told() -> None:
    with pytest.raises(BrokenDocument, match="of no dataset"):
        reader.read(document(FULL | {"@type": "sc:Book"}))


@pytest.mark.parametrize("source", [None, "lamps.csv", {"fileObject": 3}, {"fileSet": "x"}])
def test_sources_in_odd_shapes(source: Any) -> None:
    value = FULL | {"recordSet": {"field": {"name": "lit", "source": source}}}
    (record,) = reader.read(document(value)).records
    assert record.variables[0].file == ("x" if source == {"fileSet": "x"} else None)


# Variables in each real file.
REAL = {
    "cars/expected/cars-croissant.json": 12,
    "cars/expected/cars-croissantSlim.json": 0,
    "max/expected/max-croissant.json": 3,
    "max/expected/max-croissantSlim.json": 0,
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    path = shared / "data" / "metadata" / "dataverse" / "croissant" / name
    found = Document(path.read_bytes(), name)
    assert choose(found) is reader
    (record,) = reader.read(found).records
    assert (record.kind, len(record.variables)) == (Kind.DATASET, REAL[name])
