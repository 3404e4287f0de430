"""Countries by their adjectives, and the few vocabularies of our own."""

from __future__ import annotations

import pytest

from clew.vocabularies import VOCABULARIES, country_code, country_name, country_of, find
from clew.vocabularies.table import rows


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("Finnish", "FI"),
        ("British", "GB"),
        ("UK", "GB"),
        ("Scottish", "GB-SCT"),
        ("Northern Irish", "GB-NIR"),
        ("Nepali", "NP"),
        ("polish", None),
        ("Lunar", None),
        ("", None),
    ],
)
def test_an_adjective(adjective: str, code: str | None) -> None:
    assert country_of(adjective) == code


def test_every_adjective_is_of_a_known_country_and_of_one_only() -> None:
    table = [(code, names.split("|")) for code, names in rows("peoples.tsv")]
    assert [code for code, _ in table if country_name(code) is None] == []
    names = [name for _, each in table for name in each]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("words", ["UK", "GB", "Great Britain", "United Kingdom", "Britain"])
def test_one_country_has_one_code(words: str) -> None:
    assert country_code(words) == "GB"


@pytest.mark.parametrize(
    ("vocabulary", "words", "code"),
    [
        ("KindOfData", "qualitative", "Qualitative"),
        ("Sex", "Female", "Female"),
        ("AccessLevel", "Safeguarded", "Safeguarded"),
        ("AccessLevel", "info:eu-repo/semantics/openAccess", "Open"),
        ("AccessLevel", "Restricted", "Controlled"),
        ("Consent", "Informed consent", "InformedConsent"),
        ("Consent", "Consent has limits", "Limited"),
        ("Consent", "GENERAL RESEARCH USE", "ReuseConsented"),
    ],
)
def test_vocabularies_of_our_own_are_found_alike(vocabulary: str, words: str, code: str) -> None:
    concept = find(vocabulary, words)
    assert concept is not None
    assert concept.code == code
    assert vocabulary not in VOCABULARIES
