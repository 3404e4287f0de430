"""Languages are one under all their codes and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.vocabularies import language_code


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
