"""DataCite JSON: answers of the API, and the forms that libraries write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, NoText
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.common.datacite import canonical, record
from clew.readers.datacite_json import reader

# Invented for these tests: no such software, people or awards.
ATTRIBUTES: dict[str, Any] = {
    "id": "https://doi.org/10.99999/KNOCK",
    "doi": "10.99999/knock",
    "prefix": "10.99999",
    "identifiers": [{"identifier": "https://code.example/knock", "identifierType": "URL"}],
    "creators": [
        {
            "name": "Okafor, Ngozi",
            "nameType": "Personal",
            "givenName": "Ngozi",
            "familyName": "Okafor",
            "affiliation": ["University of Northshore"],
            "nameIdentifiers": [
                {
                    "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                    "nameIdentifierScheme": "ORCID",
                    "schemeUri": "https://orcid.org",
                }
            ],
        }
    ],
    "titles": [{"title": "Knock: a doorbell", "lang": "en"}],
    "publisher": {"name": "Elm Forge"},
    "container": {"type": "Series", "title": "Bells", "volume": 4, "firstPage": "7"},
    "publicationYear": 2021,
    "subjects": [{"subject": "bells"}],
    "contributors": [],
    "dates": [{"date": "2021-03-04", "dateType": "Issued"}],
    "language": None,
    "types": {"ris": "COMP", "resourceTypeGeneral": "Software", "resourceType": ""},
    "relatedIdentifiers": [
        {
            "relatedIdentifier": "10.99999/knock-1",
            "relatedIdentifierType": "DOI",
            "relationType": "IsNewVersionOf",
        }
    ],
    "sizes": [],
    "version": "2.1",
    "rightsList": [{"rights": "MIT", "rightsIdentifier": "mit", "rightsIdentifierScheme": "SPDX"}],
    "descriptions": [{"description": "Rings.<br>Twice.", "descriptionType": "Abstract"}],
    "fundingReferences": [{"funderName": "Elm Trust", "awardNumber": "ES/Z000002/1"}],
    "url": "https://forge.example/knock",
    "viewCount": 0,
    "state": "findable",
}
RECORD = Record(
    key="10.99999/knock",
    kind=Kind.SOFTWARE,
    title="Knock: a doorbell",
    subtype="Software",
    identifiers=(Identifier(scheme="doi", value="10.99999/knock"),),
    description=(Section(name="abstract", text="Rings.\nTwice."),),
    contributions=(
        Contribution(
            agent=Agent.person(
                "Okafor, Ngozi",
                given="Ngozi",
                family="Okafor",
                identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
            ),
            role=Role.CREATOR,
            affiliation="University of Northshore",
        ),
        Contribution(agent=Agent.organisation("Elm Forge"), role=Role.PUBLISHER),
        Contribution(agent=Agent.organisation("Elm Trust"), role=Role.FUNDER),
    ),
    keywords=("bells",),
    published="2021-03-04",
    licence="mit",
    container="Bells",
    volume="4",
    pages="7",
    urls=("https://forge.example/knock", "https://code.example/knock"),
    relations=(
        Relation(
            type=LinkType.FUNDED_BY,
            target=Target(identifier=Identifier(scheme="award", value="ES/Z000002/1")),
            quote="Elm Trust, ES/Z000002/1",
            term="fundingReference",
        ),
        Relation(
            type=LinkType.VERSION_OF,
            target=Target(identifier=Identifier(scheme="doi", value="10.99999/knock-1")),
            quote="10.99999/knock-1",
            term="IsNewVersionOf",
        ),
    ),
    extra={"version": "2.1", "rightsList": ATTRIBUTES["rightsList"]},
)


def document(value: Any) -> Document:
    return Document(json.dumps(value).encode(), "dois.json")


@pytest.mark.parametrize(
    "value",
    [
        ATTRIBUTES,
        [ATTRIBUTES],
        {"data": {"id": "10.99999/knock", "type": "dois", "attributes": ATTRIBUTES}},
        {
            "data": [{"id": "10.99999/knock", "type": "dois", "attributes": ATTRIBUTES}],
            "meta": {"total": 1},
            "links": {"next": "https://api.example/dois?page[cursor]=2"},
        },
    ],
    ids=["plain", "list", "answer", "page"],
)
def test_the_same_metadata_in_any_wrapper(value: Any) -> None:
    assert reader.sniff(document(value)) >= 0.9
    assert reader.read(document(value)).records == (RECORD,)


def test_forms_of_the_past_and_of_libraries() -> None:
    older = {
        "identifier": {"identifier": "10.99999/old", "identifierType": "DOI"},
        "creators": [
            {
                "creatorName": "Elm, Bo",
                "nameIdentifiers": [
                    {"nameIdentifier": "0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}
                ],
                "affiliations": ["Elm Institute"],
            }
        ],
        "titles": [{"title": "Old"}],
        "resourceType": {"resourceTypeGeneral": "Software", "resourceType": "Script"},
        "fundingReferences": [
            {
                "funderName": "Elm Trust",
                "funderIdentifier": {
                    "funderIdentifier": "https://doi.org/10.13039/100000001",
                    "funderIdentifierType": "Crossref Funder ID",
                },
                "awardNumber": {"awardNumber": "9", "awardURI": "https://doi.org/10.99999/award"},
            }
        ],
    }
    crosscite = {
        "id": "https://doi.org/10.99999/old",
        "creator": {"type": "Person", "name": "Bo Elm", "givenName": "Bo", "familyName": "Elm"},
        "title": "Old",
        "publication-year": "2016",
        "resource-type-general": "Software",
        "resource_type": "Script",
        "dates": {"date": "2016-03-27", "dateType": "Issued"},
    }
    first, second = (reader.read(document(value)).records[0] for value in (older, crosscite))
    assert first.identifiers == second.identifiers
    assert (first.kind, first.subtype) == (second.kind, second.subtype) == (Kind.SOFTWARE, "Script")
    assert first.contributions[0].affiliation == "Elm Institute"
    assert str(first.contributions[0].agent.identifiers[0]) == "0000-0002-1825-0097"
    assert str(first.contributions[1].agent.identifiers[0]) == "10.13039/100000001"
    assert first.relations[0].target == Target(
        identifier=Identifier(scheme="doi", value="10.99999/award")
    )
    assert second.contributions[0].agent.family == "Elm"
    assert second.published == "2016-03-27"


def test_one_without_title_and_number_is_left_out() -> None:
    empty = {"types": {"resourceTypeGeneral": "Text"}, "titles": []}
    reading = reader.read(document([ATTRIBUTES, empty]))
    assert reading.records == (RECORD,)
    assert reading.notices == (Notice(message="Left out for having neither title nor DOI: 1."),)
    with pytest.raises(NoText, match="without a title or a DOI"):
        reader.read(document(empty))


@pytest.mark.parametrize("text", ['{"titles": [', '{"a": 1 "b": 2}', "[" * 5_000 + "]" * 5_000])
def test_what_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(BrokenDocument, match="is no JSON"):
        reader.read(Document(text.encode(), "dois.json"))


@pytest.mark.parametrize(
    "value",
    [
        {"@context": "https://schema.org", "creator": {}, "resourceTypeGeneral": "Dataset"},
        {"title": "A package", "version": "1"},
        {"message": {"title": ["A"], "type": "journal-article"}},
    ],
)
def test_other_json_is_not_sniffed(value: Any) -> None:
    assert reader.sniff(document(value)) == 0.0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)), _JSON, max_size=5))
def test_no_shape_of_a_field_breaks_it(strange: dict[str, Any]) -> None:
    made = record(canonical(ATTRIBUTES | strange))
    assert made is None or made.kind in Kind


def test_every_real_file_is_read(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "datacite"
    for path in sorted(folder.rglob("*.json")):
        one = Document(path.read_bytes(), path.name)
        assert reader.sniff(one) >= 0.9, path.name
        (found,) = reader.read(one).records
        assert found.title, path.name
        assert found.identifiers, path.name


def test_xml_and_json_of_one_record_agree(shared: Path) -> None:
    from clew.readers.datacite_xml import reader as xml

    folder = shared / "data" / "metadata" / "datacite" / "inveniosoftware" / "4.5"
    for path in sorted(folder.glob("*.json")):
        twin = path.with_suffix(".xml")
        if not twin.is_file():
            continue
        one = reader.read(Document(path.read_bytes(), path.name)).records[0]
        other = xml.read(Document(twin.read_bytes(), twin.name)).records[0]
        for name in ("key", "kind", "title", "subtitle", "relations", "container", "pages"):
            assert getattr(one, name) == getattr(other, name), (path.name, name)


def test_a_missing_comma_is_told(shared: Path) -> None:
    path = shared / "data" / "metadata" / "bolognese" / "datacite_software_missing_comma.json"
    with pytest.raises(BrokenDocument, match="delimiter"):
        reader.read(Document(path.read_bytes(), path.name))
