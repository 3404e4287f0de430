"""What was typed, understood with what the index holds."""

from __future__ import annotations

import pytest
from search.conftest import make_entry

from clew.index import Facet, Filters, memory_engine
from clew.index.studied import Studied
from clew.search import Answer, Searcher

CITATION = (
    "Quill, B. and Okoro, N. (2031) 'Copper prices in four exchanges', Wire Quarterly, 1(2), "
    "pp. 1-9. doi:10.9999/nobody.has.this"
)


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def test_a_citation_of_what_is_not_here_is_searched_by_its_words(by_words: Searcher) -> None:
    answer = by_words.search(CITATION)
    assert ids(answer)[0] == "r4"
    assert answer.notes == (
        "Nothing here has the identifier doi:10.9999/nobody.has.this; the rest was searched as "
        "words.",
    )


def test_a_citation_of_what_is_here_goes_to_it(by_words: Searcher) -> None:
    known = CITATION.replace("10.9999/nobody.has.this", "10.1234/wards")
    assert ids(by_words.search(known)) == ["r2"]


def test_in_a_formula_an_unknown_identifier_is_obeyed(by_words: Searcher) -> None:
    answer = by_words.search("copper doi:10.9999/nobody")
    assert (answer.total, answer.notes) == (0, ())


@pytest.mark.parametrize("text", ["😀 🎉", "-", "???", '""', "( )", "~"])
def test_what_has_no_words_finds_nothing_and_says_so(by_words: Searcher, text: str) -> None:
    answer = by_words.search(text)
    assert (answer.total, answer.hits, answer.loosen) == (0, (), ())
    assert answer.notes == (f"“{text}” has no words to search for.",)


def test_nothing_typed_is_everything(by_words: Searcher) -> None:
    answer = by_words.search("  ")
    assert (answer.total, answer.notes) == (5, ())


@pytest.fixture
def cased() -> Searcher:
    engine = memory_engine()
    engine.replace(
        [
            make_entry(1, "One", access="Open"),
            make_entry(2, "Two", access="open"),
            make_entry(3, "Three", access="Réservé"),
            make_entry(4, "Four"),
        ]
    )
    engine.commit(1)
    return Searcher(engine)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("open", ["r2"]),
        ("Open", ["r1"]),
        ("OPEN", ["r1", "r2"]),
        ("reserve", ["r3"]),
        ("not stated", ["r4"]),
        ("closed", []),
    ],
)
def test_values_are_found_as_people_write_them(
    cased: Searcher, value: str, found: list[str]
) -> None:
    assert sorted(ids(cased.search("", filters={"access": value}))) == found
    assert sorted(ids(cased.search(f'access:"{value}"'))) == found
    others = cased.search(f'-access:"{value}"', facets=["access"])
    assert len(others.hits) == 4 - len(found)


def test_the_value_as_held_is_what_is_chosen(cased: Searcher) -> None:
    answer = cased.search("", filters={"access": ["OPEN"]}, facets=["access"])
    assert [c.value for c in answer.facets[0].choices if c.chosen] == ["Open", "open"]
    assert answer.conditions == ("access is Open or access is open",)
    assert cased.choices("access", "", filters=Filters(chosen={Facet.ACCESS: ("OPEN",)})).choices


def test_a_value_that_nothing_has_is_told_with_those_there_are(cased: Searcher) -> None:
    answer = cased.search("access:closed")
    assert answer.total == 0
    (note,) = answer.notes
    assert note.startswith("Nothing here has “closed” for access; there are ")
    assert {"Open", "open", "Réservé"} <= set(note.removesuffix(".").split("are ")[1].split(", "))
    assert cased.search('access:"not stated"').notes == ()


@pytest.mark.parametrize("value", ["GB", "uk", '"Great Britain"', '"united kingdom"', "GBR"])
def test_a_country_by_any_of_its_names_and_codes(value: str) -> None:
    engine = memory_engine()
    engine.replace(
        [
            make_entry(number, country, studied=Studied(countries=(country,)))
            for number, country in ((1, "United Kingdom"), (2, "Norway"))
        ]
    )
    engine.commit(1)
    answer = Searcher(engine).search(f"country:{value}")
    assert (ids(answer), answer.notes) == (["r1"], ())


def test_a_faulty_value_is_told_as_it_was_typed_whatever_is_mended() -> None:
    engine = memory_engine()
    engine.replace([make_entry(number, f"The son of {number}") for number in range(1, 9)])
    engine.commit(1)
    answer = Searcher(engine).search("year:soon")
    assert answer.correction
    assert answer.correction.showing == "year:son"
    assert answer.notes == (
        "“year:soon” was searched as words: write a year or a range of years, such as "
        "year:2010..2018.",
    )
