"""DCAT, CKAN, MODS and Dataverse in shapes that portals and libraries write; all invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clew.model import (
    AgentKind,
    Document,
    Identifier,
    LinkType,
    Period,
    Place,
    Record,
    Role,
    Target,
)
from clew.readers.common.dates import parse_period
from clew.readers.common.names import agent
from clew.readers.registry import choose


def read(content: str | dict[str, Any]) -> Record:
    text = content if isinstance(content, str) else json.dumps(content)
    document = Document(text.encode(), "x")
    return choose(document).read(document).records[0]


POLICY = {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "@type": "dcat:Catalog",
    "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
    "dataset": [
        {
            "@type": "dcat:Dataset",
            "title": "Rent rolls",
            "description": "Rents by tract.",
            "keyword": ["rent"],
            "identifier": "AG-17",
            "accessLevel": "restricted public",
            "issued": "2019-05-05",
            "publisher": {"@type": "org:Organization", "name": "Office of Rents"},
            "spatial": "United States",
            "temporal": "2010-01-01/2018-12-31",
            "distribution": [{"@type": "dcat:Distribution", "mediaType": "text/csv"}],
        }
    ],
}


def test_the_data_json_of_an_agency() -> None:
    told = read(POLICY)
    assert (told.title, told.access) == ("Rent rolls", "restricted public")
    assert told.period == Period(start="2010-01-01", end="2018-12-31")
    assert told.places == (Place(name="United States", code="US"),)
    assert [one.agent.name for one in told.contributions] == ["Office of Rents"]


def package(**more: Any) -> Record:
    fields = {"id": "a1", "name": "one", "resources": [{"url": "https://c.example/b.csv"}]}
    return read({"success": True, "result": fields | {"notes": "Of all.", "title": "One"} | more})


def test_a_portal_of_several_languages() -> None:
    told = package(
        title={"de": "Bänke", "en": "Benches"},
        notes={"de": "Alle Bänke.", "en": ""},
        keywords={"de": ["Bank"], "en": ["bench", "seat"]},
        organization={"name": "wex", "title": {"de": "Rat", "en": "Council"}},
    )
    assert (told.title, told.abstract, told.keywords) == (
        "Benches",
        "Alle Bänke.",
        ("bench", "seat"),
    )
    assert [one.agent.name for one in told.contributions] == ["Council"]
    assert told.extra["languages"] == {"de": {"title": ["Bänke"], "keyword": ["Bank"]}}


def test_the_times_and_places_of_a_council() -> None:
    told = package(
        extras=[
            {"key": "temporal_coverage-from", "value": "2019-01-01"},
            {"key": "temporal_coverage-to", "value": "2019-12-31"},
            {"key": "geographic_coverage", "value": "England"},
        ]
    )
    assert told.period == Period(start="2019-01-01", end="2019-12-31")
    assert told.places == (Place(name="England", code="GB-ENG"),)


TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://d.example/2> a dcat:Dataset ; dct:title "Bins" ; dct:identifier "bins-2" ;
  adms:identifier [ skos:notation "10.99999/bins" ] ;
  dct:creator [ foaf:name "Bram Quill" ; foaf:givenName "Bram" ; foaf:familyName "Quill" ] ;
  dct:spatial <http://publications.europa.eu/resource/authority/country/GBR> ;
  dcat:qualifiedRelation [ dct:relation <https://doi.org/10.99999/x> ;
    dcat:hadRole <http://www.iana.org/assignments/relation/related> ] ;
  prov:qualifiedAttribution [ prov:agent [ foaf:name "Elm Trust" ] ;
    dcat:hadRole <http://inspire.example/ResponsiblePartyRole/funder> ] ,
  [ prov:agent [ foaf:name "Wexmoor Council" ] ;
    dcat:hadRole <http://inspire.example/ResponsiblePartyRole/custodian> ] ."""


def test_what_dcat_says_by_way_of_others() -> None:
    told = read(TURTLE)
    assert told.identifiers == (
        Identifier(scheme="local", value="bins-2"),
        Identifier(scheme="doi", value="10.99999/bins"),
    )
    assert (told.contributions[0].agent.given, told.contributions[0].agent.family) == (
        "Bram",
        "Quill",
    )
    parts = {(one.agent.name, one.role, one.note) for one in told.contributions[1:]}
    assert parts == {
        ("Elm Trust", Role.FUNDER, None),
        ("Wexmoor Council", Role.CONTRIBUTOR, "custodian"),
    }
    assert told.places == (Place(name="United Kingdom", code="GB"),)
    assert [(one.type, one.target) for one in told.relations] == [
        (LinkType.RELATED_TO, Target(identifier=Identifier(scheme="doi", value="10.99999/x")))
    ]


METS = """<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3">
  <mets:dmdSec ID="D1"><mets:mdWrap MDTYPE="MODS"><mets:xmlData><mods:mods>
    <mods:titleInfo><mods:title>Letters of the tide keeper</mods:title></mods:titleInfo>
    <mods:name><mods:role><mods:roleTerm>creator</mods:roleTerm></mods:role>
      <mods:namePart>Keeper, Tom</mods:namePart></mods:name>
    <mods:genre>journal article</mods:genre>
    <mods:subject><mods:temporal>1900-1950</mods:temporal></mods:subject>
    <mods:relatedItem type="host"><mods:titleInfo><mods:title>Tides</mods:title></mods:titleInfo>
      <mods:part><mods:date>1911</mods:date></mods:part></mods:relatedItem>
  </mods:mods></mets:xmlData></mets:mdWrap></mets:dmdSec></mets:mets>"""


def test_mods_inside_mets() -> None:
    told = read(METS)
    assert told.title == "Letters of the tide keeper"
    assert (told.published, told.period) == ("1911", Period(start="1900", end="1950"))
    assert [one.role for one in told.contributions] == [Role.AUTHOR]


def test_a_grant_of_dataverse_is_named_as_in_its_ddi() -> None:
    told = {"grantNumberAgency": "Elm Trust", "grantNumberValue": "ET-9"}
    grant = {name: {"typeName": name, "value": value} for name, value in told.items()}
    fields = [
        {"typeName": "title", "multiple": False, "typeClass": "primitive", "value": "Night"},
        {"typeName": "grantNumber", "multiple": True, "typeClass": "compound", "value": [grant]},
    ]
    version = {"metadataBlocks": {"citation": {"displayName": "x", "fields": fields}}}
    record = read({"status": "OK", "data": {"id": 1, "latestVersion": version}})
    (funded,) = record.relations
    assert funded.target == Target(identifier=Identifier(scheme="local", value="Elm Trust:ET-9"))
    assert funded.quote == "Elm Trust, ET-9"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1990-1995", Period(start="1990", end="1995")),
        ("1990-12", Period(start="1990-12", end="1990-12")),
        ("01/09/2016-31/07/2017", None),
    ],
)
def test_years_joined_by_a_hyphen(text: str, period: Period | None) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Night Work Panel", AgentKind.ORGANISATION),
        ("Wexmoor Transport Lab", AgentKind.ORGANISATION),
        ("Welsh Government", AgentKind.ORGANISATION),
        ("Ada Labrador", AgentKind.PERSON),
        ("Unity Moss", AgentKind.PERSON),
        ("Desklow, Bram", AgentKind.PERSON),
    ],
)
def test_words_that_only_organisations_have(name: str, kind: AgentKind) -> None:
    assert agent(name).kind == kind
