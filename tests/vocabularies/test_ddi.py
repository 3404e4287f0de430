"""The DDI vocabularies are found by code, by term and by other usual names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Term
from clew.vocabularies import VOCABULARIES, find, matched


@pytest.mark.parametrize(
    ("vocabulary", "words", "code"),
    [
        ("TimeMethod", "Longitudinal.Panel.Interval", "Longitudinal.Panel.Interval"),
        ("TimeMethod", "longitudinal: panel", "Longitudinal.Panel"),
        ("TimeMethod", "Cross-sectional (one-time) study", "CrossSection"),
        ("AnalysisUnit", "Individuals", "Individual"),
        ("AnalysisUnit", "Institutions/organisations", "OrganizationOrInstitution"),
        ("ModeOfCollection", "Face-to-face  interview:  Paper-and-pencil (PAPI)",
         "Interview.FaceToFace.PAPI"),
        ("SamplingProcedure", "Non-probability: Respondent-assisted",
         "Nonprobability.RespondentAssisted"),
        ("GeneralDataFormat", "Numeric data", "Numeric"),
        ("TopicClassification", "Youth", "SocialStratificationAndGroupings.Youth"),
        ("TypeOfInstrument", "Topic guide", "InterviewSchemeAndThemes"),
    ],
)  # fmt: skip
def test_a_concept_is_found(vocabulary: str, words: str, code: str) -> None:
    concept = find(vocabulary, words)
    assert concept is not None
    assert concept.code == code


def test_a_concept_knows_its_address() -> None:
    assert find("TimeMethod", "Panel") == (
        "TimeMethod",
        "Longitudinal.Panel",
        "Longitudinal: Panel",
        "https://ddialliance.org/Specification/DDI-CV/TimeMethod_1.2.html#Longitudinal.Panel",
    )


@pytest.mark.parametrize("words", ["", "s", "by carrier pigeon", "x" * 10_000])
def test_what_is_no_concept_is_none(words: str) -> None:
    assert find("ModeOfCollection", words) is None


def test_a_term_keeps_the_words_of_the_source() -> None:
    assert matched("ModeOfCollection", "Ovelta ovelle", "Interview.FaceToFace") == Term(
        text="Ovelta ovelle",
        code="Interview.FaceToFace",
        term="Face-to-face interview",
        vocabulary="ModeOfCollection",
    )
    assert matched("ModeOfCollection", "By lantern", None, "Lantern") == Term(text="By lantern")


@given(st.text(max_size=300), st.sampled_from(VOCABULARIES))
def test_any_words_are_kept(words: str, vocabulary: str) -> None:
    assert matched(vocabulary, words).text == words


def test_the_tables_are_those_published(shared: Path) -> None:
    for vocabulary in VOCABULARIES:
        path = shared / "data" / "vocabularies" / "ddi-cv" / f"{vocabulary}.json"
        published = json.loads(path.read_text("utf-8"))
        english = next(one for one in published["versions"] if one["language"] == "en")
        for concept in english["concepts"]:
            found = find(vocabulary, concept["notation"])
            assert found is not None
            assert found.uri == concept["uri"]
