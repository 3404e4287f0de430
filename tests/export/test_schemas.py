"""JSON exports keep to the schemas of those who made the formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from export.things import all_kinds

from clew.export import Item, choose
from clew.model import Record, Resource

SCHEMAS = Path(__file__).parent / "schemas"
CSL = jsonschema.Draft7Validator(json.loads((SCHEMAS / "csl-data.json").read_text("utf-8")))
DATACITE = jsonschema.Draft201909Validator(
    json.loads((SCHEMAS / "datacite-v4.5.json").read_text("utf-8"))
)


def wrong(validator: Any, written: object) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(written)]


@all_kinds
def test_csl_json(record: Record) -> None:
    written = json.loads("".join(choose("csl-json").write([Item.of(record)])))
    assert wrong(CSL, written) == []


def test_csl_json_of_a_thing_with_many_sources(resource: Resource) -> None:
    written = json.loads("".join(choose("csl-json").write([Item(resource=resource)] * 2)))
    assert wrong(CSL, written) == []


def test_the_schema_of_csl_finds_what_is_wrong() -> None:
    broken = [{"type": "kettle", "id": "k"}]
    assert len(wrong(CSL, broken)) == 1


# What the schema insists on and no source tells; in JSON nothing stands for that.
UNTOLD = {"publication": ["$: 'publisher' is a required property"]}
# Version 4.6 knows these; the schema that is to be had is of 4.5.
LATER = ("'Award' is not one of", "'Coverage' is not one of")


@all_kinds
def test_datacite_json(record: Record) -> None:
    written = json.loads(choose("datacite-json").render(record))
    # The schema is of what is sent; DataCite's own answers, as this format is, have numbers.
    written["publicationYear"] = str(written["publicationYear"])
    found = [one for one in wrong(DATACITE, written) if not one.split(": ")[1].startswith(LATER)]
    assert found == UNTOLD.get(record.kind, [])


def test_a_thesis_of_many_pages_is_in_no_journal(thesis: Record) -> None:
    assert thesis.pages
    assert "relatedItems" not in json.loads(choose("datacite-json").render(thesis))
    assert "relatedItem" not in choose("datacite").render(thesis)
