"""Languages are one under all their codes and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.vocabularies import language_code, language_name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("GER", "de"),
        ("deu", "de"),
        ("fre", "fr"),
        ("en_us", "en-US"),
        ("en-GB", "en-GB"),
        ("eng-GB", "en-GB"),
        ("zh-Hant", "zh-Hant"),
        ("Cymraeg", "cy"),
        ("Íslenska", "is"),
        ("mul", "mul"),
        ("tlh", "tlh"),
        ("English with subtitles", "English with subtitles"),
        ("", ""),
    ],
)
def test_a_language_is_one_under_all_its_names(words: str, code: str) -> None:
    assert language_code(words) == code


@given(st.text(max_size=80))
def test_a_code_stands_for_itself(words: str) -> None:
    assert language_code(language_code(words)) == language_code(words)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fi", "Finnish"),
        ("cy", "Welsh"),
        ("EN", "English"),
        ("en-GB", "English (GB)"),
        ("tlh", "tlh"),
        ("zz-ZZ", "zz-ZZ"),
        ("", ""),
    ],
)
def test_a_language_is_called_by_its_english_name(code: str, name: str) -> None:
    assert language_name(code) == name


@given(st.text(max_size=40))
def test_a_name_leads_back_to_its_code(words: str) -> None:
    code = language_code(words)
    assert "-" in code or language_code(language_name(code)) == code
