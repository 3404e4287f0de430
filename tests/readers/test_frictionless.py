"""Frictionless data packages. All are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Category,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
    Variable,
)
from clew.readers.frictionless import reader
from clew.readers.registry import choose

FULL: dict[str, Any] = {
    "profile": "tabular-data-package",
    "name": "lamps",
    "title": "Lamps on the stairs",
    "id": "https://doi.org/10.5072/lamps.1",
    "description": "We counted lamps.",
    "version": "1.0",
    "created": "2031-04-09T10:00:00Z",
    "homepage": "http://lamps.example/1",
    "keywords": ["lamps"],
    "licenses": [{"name": "CC0-1.0", "path": "http://a.example/cc0", "title": "CC0"}],
    "contributors": [
        {"title": "Ada Moss", "role": "author", "organization": "Fen College"},
        {"title": "Lamp Office", "roles": ["publisher", "wrangler"]},
    ],
    "sources": [
        {"title": "Dim counts", "path": "https://doi.org/10.5072/dim"},
        {"title": "A notebook"},
    ],
    "resources": [
        {
            "name": "lamps",
            "path": "lamps.csv",
            "schema": {
                "fields": [
                    {
                        "name": "lit",
                        "title": "Lit",
                        "description": "Is it lit?",
                        "type": "string",
                        "categories": [{"value": "y", "label": "yes"}, "n"],
                    },
                    {"name": "steps", "constraints": {"enum": ["1", "2"], "required": True}},
                ]
            },
        }
    ],
}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "datapackage.json"))


def test_reads_a_package_in_full() -> None:
    office = Agent.organisation("Lamp Office")
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(Identifier(scheme="doi", value="10.5072/lamps.1"),),
        description=(Section(name="description", text="We counted lamps."),),
        contributions=(
            Contribution(
                agent=Agent.person("Ada Moss"), role=Role.CREATOR, affiliation="Fen College"
            ),
            Contribution(agent=office, role=Role.PUBLISHER),
            Contribution(agent=office, role=Role.CONTRIBUTOR, note="wrangler"),
        ),
        keywords=("lamps",),
        published="2031-04-09",
        licence="http://a.example/cc0",
        urls=("http://lamps.example/1",),
        variables=(
            Variable(
                name="lit",
                label="Lit",
                question="Is it lit?",
                categories=(Category(code="y", label="yes"), Category(code="n")),
                file="lamps.csv",
                extra={"type": "string"},
            ),
            Variable(
                name="steps",
                categories=(Category(code="1"), Category(code="2")),
                file="lamps.csv",
                extra={"constraints": {"required": True}},
            ),
        ),
        relations=(
            Relation(
                type=LinkType.BASED_ON,
                target=Target(identifier=Identifier(scheme="doi", value="10.5072/dim")),
                quote="Dim counts",
                term="sources",
            ),
        ),
        extra={
            "profile": "tabular-data-package",
            "name": "lamps",
            "version": "1.0",
            "licenses": {"name": "CC0-1.0", "title": "CC0"},
            "sources": {"title": "A notebook"},
            "resources": {"name": "lamps", "path": "lamps.csv"},
        },
    )
    assert read(FULL) == Reading(records=(expected,))


def test_is_told_from_other_formats() -> None:
    assert choose(Document(json.dumps(FULL).encode(), "x")) is reader
    npm = {"name": "app", "scripts": {}, "dependencies": {}, "resources": [{"path": "x"}]}
    assert reader.sniff(Document(json.dumps(npm).encode(), "x")) == 0


def test_a_faulty_date_stays_and_no_resources_are_told() -> None:
    reading = read(FULL | {"created": "soon"})
    assert reading.records[0].extra["created"] == "soon"
    assert [notice.place for notice in reading.notices] == ["package/created"]
    with pytest.raises(BrokenDocument, match="lists no resources"):
        read({"name": "lamps"})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "schema", "fields", "enum", "value"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*FULL]), _JSON))
def test_no_shape_of_values_breaks_it(values: dict[str, Any]) -> None:
    assert read(FULL | values | {"title": "Lamps", "resources": [values]}).records


SCHEMA: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "fields": [
        {"name": "oil", "type": "number", "title": "Oil burnt"},
        {"name": "lit", "type": "string", "constraints": {"enum": ["yes", "no"]}},
    ],
    "primaryKey": "oil",
    "missingValues": ["-"],
}


def test_reads_a_table_schema_alone_if_it_says_of_what() -> None:
    content = json.dumps(SCHEMA | {"title": "Lamps counted", "description": "Each night."}).encode()
    document = Document(content, "schema.json")
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert (record.kind, record.title) == (Kind.DATASET, "Lamps counted")
    assert record.description == (Section(name="description", text="Each night."),)
    assert [(one.name, one.label) for one in record.variables] == [
        ("oil", "Oil burnt"),
        ("lit", None),
    ]
    assert record.variables[1].categories == (Category(code="yes"), Category(code="no"))
    assert "missingValues" in json.dumps(record.extra)


def test_a_table_schema_of_nothing_is_refused_by_name() -> None:
    document = Document(json.dumps(SCHEMA).encode(), "schema.json")
    with pytest.raises(BrokenDocument, match=r"schema\.json is a table schema") as refused:
        choose(document).read(document)
    assert refused.value.hint == (
        "Add the datapackage.json around it, or give the schema a “title”."
    )


@pytest.mark.parametrize(
    "value",
    [
        {"fields": [{"name": "a", "type": "text"}]},
        {"fields": [{"id": "a", "type": "text"}], "primaryKey": "a"},
        {"fields": "name", "primaryKey": "a"},
    ],
)
def test_fields_alone_are_no_table_schema(value: dict[str, Any]) -> None:
    assert reader.sniff(Document(json.dumps(value).encode(), "a.json")) == 0


def test_a_package_of_one_column_keeps_it() -> None:
    package = {"name": "lamps", "resources": [{"path": "l.csv", "schema": SCHEMA}]}
    package["resources"][0]["schema"] = {"fields": SCHEMA["fields"][:1]}  # type: ignore[index]
    document = Document(json.dumps(package).encode(), "datapackage.json")
    (record,) = choose(document).read(document).records
    assert [(one.name, one.file) for one in record.variables] == [("oil", "l.csv")]
