"""What two spellings of a title or a name share."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Agent, Reference, citation_keys, fold, in_one_case, title_key

TITLES = st.lists(
    st.sampled_from(["Home", "visits", "à la", "1984", "2017–2018", "(2009)", "№ 7", "™", "ﬁ"]),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Children’s Rights: a Review.", "children s rights a review"),
        ("Children's  rights —\na REVIEW", "children s rights a review"),
        ("Größe und Straße", "grosse und strasse"),
        ("São Tomé", "sao tome"),
        ("Sao Tomé".replace("é", "e\u0301"), "sao tome"),
        ("ﬁeld oﬃce", "field office"),
        ("Ｗｉｄｅ １２", "wide 12"),
        ("snake_case", "snake case"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Σίσυφος", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("KindWell™ at 10℃", "kindwelltm at 10 c"),
        ("家庭訪問", "家庭訪問"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("कि", "कि"),
        ("के", "के"),
        ("ที่ บ้าน", "ที่ บ้าน"),
        ("שָׁלוֹם", "שלום"),
        ("قُرْآن", "قران"),
        ("சமூகம்_பணி", "சமூகம் பணி"),
        ("…", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_is_words_with_one_space_between(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(
        character.isalnum() or character == " " or unicodedata.category(character) in ("Mn", "Mc")
        for character in folded
    )


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.lower()) == fold(text) or "ı" in text or "İ" in text


@given(TITLES, TITLES)
def test_what_is_folded_in_parts_is_folded_whole(one: str, other: str) -> None:
    parts = [part for part in (fold(one), fold(other)) if part]
    assert fold(f"{one} : {other}") == " ".join(parts)


def test_a_long_line_takes_no_time() -> None:
    assert fold("á_" * 200_000) == " ".join(["a"] * 200_000)
    assert title_key(" 2017" * 100_000) == "2017"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Social work practice: a study, 2017–2018", "social work practice a study"),
        ("Social work practice: a study", "social work practice a study"),
        ("The winter of 1947", "the winter of"),
        ("1984", "1984"),
        ("1984–1985", "1984"),
        ("Wave 2099", "wave"),
        ("Wave 2100", "wave 2100"),
        ("Wave 1799", "wave 1799"),
        ("Room 101", "room 101"),
        ("2001: a home visit", "2001 a home visit"),
        ("…", None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_without_its_years(title: str | None, key: str | None) -> None:
    assert title_key(title) == key


@given(TITLES)
def test_a_title_key_is_its_own_key(title: str) -> None:
    key = title_key(title)
    assert title_key(key) == key


@given(TITLES, st.integers(1800, 2099))
def test_a_year_more_makes_no_difference(title: str, year: int) -> None:
    if fold(title):
        assert title_key(f"{title}, {year}") == title_key(title)


@pytest.mark.parametrize(
    ("reference", "keys"),
    [
        (
            Reference(
                raw="Okoro, B. (2009a) Kettle talk.",
                title="Kettle talk.",
                year="2009a",
                authors=(Agent.person(given="B.", family="Okoro"), Agent.person("Zed")),
            ),
            ("kettle talk", "2009", "okoro"),
        ),
        (
            Reference(raw="…", authors=(Agent.organisation("Áras Office"),), year="2009"),
            (None, "2009", "aras office"),
        ),
        (Reference(raw="…", year="in press"), (None, "in press", None)),
        (Reference(raw="Untold."), (None, None, None)),
        (Reference(raw="…", authors=(Agent.person(""),)), (None, None, None)),
    ],
)
def test_the_keys_of_a_citation(
    reference: Reference, keys: tuple[str | None, str | None, str | None]
) -> None:
    assert citation_keys(reference) == keys


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CHILD CARE", "Child care"),
        ("child care", "Child care"),
        ("Child care", "Child care"),
        ("HOME CARE", "Home care"),
        ("BULLYING", "Bullying"),
        ("ÉCOLES", "Écoles"),
        # Names, short forms and what is written so on purpose stay.
        ("Child Care", "Child Care"),
        ("Great Britain", "Great Britain"),
        ("PTSD", "PTSD"),
        ("HIV/AIDS", "HIV/AIDS"),
        ("mRNA vaccines", "mRNA vaccines"),
        ("e-cigarettes", "E-cigarettes"),
        ("0–5 years", "0–5 years"),
        ("家庭", "家庭"),
        ("", ""),
    ],
)
def test_a_keyword_is_one_in_capitals_and_without(words: str, expected: str) -> None:
    assert in_one_case(words) == expected


@given(st.text(max_size=30))
def test_a_case_is_kept_and_nothing_else_is_changed(words: str) -> None:
    once = in_one_case(words)
    assert in_one_case(once) == once or not words.isascii()
    assert once.casefold() == words.casefold() or not words.isascii()
