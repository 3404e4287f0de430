"""Studies of the CESSDA Data Catalogue: a whole invented one, and what the API really gives."""

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
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Period,
    Place,
    Record,
    Relation,
    Role,
    Section,
    Target,
    Term,
)
from clew.readers.cessda_json import reader
from clew.readers.cessda_json.parse import Studies, Study
from clew.readers.cessda_json.records import reading


def term(words: str, id: str = "", vocab: str = "") -> dict[str, str]:
    return {"vocab": vocab, "vocabUri": "", "id": id, "term": words}


# Invented for these tests: no such study or people.
STUDY: dict[str, Any] = {
    "studyNumber": "nsa-4711",
    "titleStudy": {"cy": "Drysau", "en": "Doors"},
    "abstract": {"en": "<p>On doors.</p>", "cy": "Am ddrysau."},
    "pidStudies": {
        "en": [{"agency": "DOI", "pid": "10.99999/doors"}, {"agency": "NSA", "pid": "4711"}],
        "cy": [{"agency": "DOI", "pid": "10.99999/doors"}],
    },
    "creators": {
        "en": [
            {
                "name": "Okafor, Ngozi",
                "affiliation": "University of Northshore",
                "identifiers": [{"type": "ORCID", "uri": "https://orcid.org/0000-0002-1825-0097"}],
            }
        ]
    },
    "publisher": {"en": {"abbr": "NSA", "publisher": "Northshore Study Archive"}},
    "publicationYear": "2018-03-02",
    "keywords": {"en": [term("bells", "b1", "ELSST")]},
    "classifications": {"en": [term("Youth")]},
    "typeOfTimeMethods": {"en": [term("Panel"), term("Pitkä", "TimeSeries")]},
    "typeOfModeOfCollections": {},
    "samplingProcedureFreeTexts": {"en": ["Whoever was in."]},
    "unitTypes": {"en": [term("Individual")]},
    "universe": {"en": {"inclusion": "Workers", "exclusion": "Managers"}},
    "dataKindFreeTexts": {"en": [{"dataKindFreeText": "Numeric", "type": "Quantitative"}]},
    "dataCollectionPeriodStartdate": "2016-05-01",
    "dataCollectionPeriodEnddate": "2016-09-30",
    "dataCollectionYear": 2016,
    "studyAreaCountries": {"en": [{"abbr": "GB", "country": "Great Britain"}]},
    "dataAccess": "Restricted",
    "dataAccessFreeTexts": {"en": ["Registered users only."]},
    "funding": {
        "en": [
            {"agency": "Council", "grantNumber": "ES/Z000001/1"},
            {"agency": "Elm Trust", "grantNumber": "17"},
        ]
    },
    "series": {"en": [{"names": ["Door Studies"], "uris": []}]},
    "relatedPublications": {
        "en": [{"title": "Ebb", "holdings": ["doi:10.99999/ebb"], "publicationDate": "2019"}]
    },
    "studyUrl": {"en": "https://archive.example/4711"},
    "lastModified": "2020-01-01T00:00:00Z",
}


def document(value: Any) -> Document:
    return Document(json.dumps(value).encode(), "study.json")


def known(words: str, code: str, name: str, vocabulary: str) -> Term:
    return Term(text=words, code=code, term=name, vocabulary=vocabulary)


def test_a_whole_study() -> None:
    assert reader.sniff(document(STUDY)) > 0.9
    record, publication = reader.read(document(STUDY)).records
    ngozi = Agent.person(
        "Okafor, Ngozi",
        given="Ngozi",
        family="Okafor",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    assert record == Record(
        key="nsa-4711",
        kind=Kind.DATASET,
        title="Doors",
        alternative_titles=("Drysau",),
        identifiers=(
            Identifier(scheme="doi", value="10.99999/doors"),
            Identifier(scheme="local", value="NSA:4711"),
        ),
        description=(Section(name="abstract", text="On doors."),),
        contributions=(
            Contribution(agent=ngozi, role=Role.CREATOR, affiliation="University of Northshore"),
            Contribution(agent=Agent.organisation("Northshore Study Archive"), role=Role.PUBLISHER),
        ),
        keywords=("bells",),
        subjects=("Youth",),
        period=Period(start="2016-05-01", end="2016-09-30"),
        published="2018-03-02",
        places=(Place(name="Great Britain", code="GB"),),
        language="en",
        access="Registered users only.\nRestricted",
        urls=("https://archive.example/4711",),
        design=Design(
            time_method=(
                known("Panel", "Longitudinal.Panel", "Longitudinal: Panel", "TimeMethod"),
                known("Pitkä", "TimeSeries", "Time series", "TimeMethod"),
            ),
            sampling=(Term(text="Whoever was in."),),
            analysis_units=(known("Individual", "Individual", "Individual", "AnalysisUnit"),),
            kinds_of_data=(
                known("Numeric", "Numeric", "Numeric", "GeneralDataFormat"),
                Term(text="Quantitative"),
            ),
            universe=(Term(text="Workers"),),
            excluded=(Term(text="Managers"),),
            collected=Period(start="2016-05-01", end="2016-09-30"),
        ),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Council ES/Z000001/1",
                term="grantNumber",
            ),
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="local", value="Elm Trust:17")),
                quote="Elm Trust 17",
                term="grantNumber",
            ),
        ),
        extra={
            "languages": {
                "cy": {
                    "title": "Drysau",
                    "description": "Am ddrysau.",
                    "identifiers": [{"agency": "DOI", "pid": "10.99999/doors"}],
                }
            },
            "vocabularies": {"keywords": [{"term": "bells", "vocabulary": "ELSST", "id": "b1"}]},
            "series": ["Door Studies"],
            "lastModified": "2020-01-01T00:00:00Z",
        },
    )
    assert (publication.title, publication.published) == ("Ebb", "2019")
    assert publication.identifiers == (Identifier(scheme="doi", value="10.99999/ebb"),)
    assert publication.relations[0].target == Target(key="nsa-4711")


def test_a_withdrawn_study_is_noted() -> None:
    withdrawn = document({"studyNumber": "9", "lastModified": "2017-05-02T08:31:32Z"})
    assert reader.sniff(withdrawn) > 0.9
    found = reader.read(withdrawn)
    assert found.records == ()
    assert found.notices == (Notice(message="The catalogue has withdrawn this study.", place="9"),)


def test_several_in_a_list() -> None:
    records = reader.read(document([STUDY, STUDY | {"studyNumber": "nsa-4712"}])).records
    assert [r.key for r in records if r.kind == Kind.DATASET] == ["nsa-4711", "nsa-4712"]
    with pytest.raises(NoText, match="empty list"):
        reader.read(document([]))


def test_what_is_cut_off_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="is no JSON"):
        reader.read(Document(document(STUDY).content[:-9], "study.json"))


@pytest.mark.parametrize("value", [{"title": "A"}, {"studyNumber": "9"}, {"unitTypes": {}}])
def test_other_json_is_not_sniffed(value: Any) -> None:
    assert reader.sniff(document(value)) == 0.0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.just("en"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(STUDY)), _JSON, max_size=5))
def test_no_shape_of_a_field_breaks_it(strange: dict[str, Any]) -> None:
    facts = STUDY | {name: value for name, value in strange.items() if name != "titleStudy"}
    assert reading(Studies((Study(facts),), "x")).records


def test_real_studies(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "ddi" / "cdc-indexer"
    paths = sorted(folder.rglob("*.json"))
    assert len(paths) == 7
    for path in paths:
        one = Document(path.read_bytes(), path.name)
        assert reader.sniff(one) > 0.9, path.name
        found = reader.read(one)
        assert bool(found.records) != bool(found.notices), path.name
