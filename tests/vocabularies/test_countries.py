"""Countries are one under all their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.vocabularies import country_code, country_name


@pytest.mark.parametrize(
    "words", ["GB", "UK", "gb", "uk", "Great Britain", "United Kingdom", "U.K."]
)
def test_gb_and_uk_are_one(words: str) -> None:
    assert country_code(words) == "GB"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("England", "GB-ENG"),
        ("wales", "GB-WLS"),
        ("Northern Ireland", "GB-NIR"),
        ("United States of America", "US"),
        ("Ivory Coast", "CI"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Côte d'Ivoire", "CI"),
        ("Deutschland", "DE"),
    ],
)
def test_a_country_is_found_by_its_names(words: str, code: str) -> None:
    assert country_code(words) == code


@pytest.mark.parametrize("words", ["", "Atlantis", "XX", "the coast of Wales", "x" * 5_000])
def test_what_is_no_country_has_no_code(words: str) -> None:
    assert country_code(words) is None


def test_a_code_has_a_name() -> None:
    assert country_name("GB") == "United Kingdom"
    assert country_name("GB-SCT") == "Scotland"
    assert country_name("XX") is None


@given(st.text(max_size=150))
def test_a_code_stands_for_itself(words: str) -> None:
    code = country_code(words)
    assert code is None or country_code(code) == code
