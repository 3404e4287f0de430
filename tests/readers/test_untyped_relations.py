"""What a source only calls related is related, not cited."""

from __future__ import annotations

import json

import pytest

from clew.export import choose
from clew.model import Document, Identifier, Kind, LinkType, Record, Relation, Target
from clew.readers import read

TIDE = Identifier(scheme="doi", value="10.99999/tide")
DUBLIN_CORE = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Stairs</dc:title>
 <dc:relation>https://doi.org/10.99999/tide</dc:relation></oai_dc:dc>"""
MODS = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Stairs</title></titleInfo>
 <relatedItem><titleInfo><title>Tide tables</title></titleInfo>
 <identifier type="doi">10.99999/tide</identifier></relatedItem></mods>"""
DATACITE = json.dumps(
    {
        "id": "10.99999/stairs",
        "type": "dois",
        "attributes": {
            "doi": "10.99999/stairs",
            "titles": [{"title": "Stairs"}],
            "types": {"resourceTypeGeneral": "Dataset"},
            "schemaVersion": "http://datacite.org/schema/kernel-4",
            "relatedIdentifiers": [
                {
                    "relatedIdentifier": "10.99999/tide",
                    "relatedIdentifierType": "DOI",
                    "relationType": "Other",
                }
            ],
        },
    }
)


@pytest.mark.parametrize(
    "text", [DUBLIN_CORE, MODS, DATACITE], ids=["dublin core", "mods", "datacite"]
)
def test_related_is_not_cited(text: str) -> None:
    record = read(Document(text.encode(), "stairs", None)).records[0]
    assert [(one.type, one.target.identifier) for one in record.relations] == [
        (LinkType.RELATED_TO, TIDE)
    ]


def test_it_is_dublin_core_s_relation_in_json_ld() -> None:
    relation = Relation(type=LinkType.RELATED_TO, target=Target(identifier=TIDE), quote="tide")
    record = Record(key="k", kind=Kind.DATASET, title="Stairs", relations=(relation,))
    told = json.loads(choose("jsonld").render(record))
    assert [one["@id"] for one in told["dcterms:relation"]] == ["https://doi.org/10.99999/tide"]
    assert "citation" not in told
