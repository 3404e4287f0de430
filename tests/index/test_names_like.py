"""Names are found from the beginning of any of their words, the commonest first."""

from __future__ import annotations

import pytest

from clew.index import Engine, Entry, Facet, memory_engine


def entry(number: int, *people: str, organisation: str = "", keyword: str = "") -> Entry:
    return Entry(
        number=number,
        slug=f"e{number}",
        revision=1,
        kind="award",
        title="T",
        text="T",
        people=people,
        organisations=(organisation,) if organisation else (),
        keywords=(keyword,) if keyword else (),
    )


@pytest.fixture
def engine() -> Engine:
    made = memory_engine()
    made.replace(
        [
            entry(1, "Nia Okoro", "Ola Núñez", organisation="University of Fenwick"),
            entry(2, "Nia Okoro", "Okoro Bell", keyword="night work"),
            entry(3, "Nils Berg", organisation="Fenwick House"),
            entry(4, "Okoro Okoro"),
        ]
    )
    made.commit(1)
    return made


@pytest.mark.parametrize(
    ("facet", "typed", "found"),
    [
        (Facet.PERSON, "ni", [("Nia Okoro", 2), ("Nils Berg", 1)]),
        (Facet.PERSON, "nia ok", [("Nia Okoro", 2)]),
        (Facet.PERSON, "okoro n", [("Nia Okoro", 2)]),
        (Facet.PERSON, "okoro", [("Nia Okoro", 2), ("Okoro Bell", 1), ("Okoro Okoro", 1)]),
        (Facet.PERSON, "nunez", [("Ola Núñez", 1)]),
        (Facet.ORGANISATION, "fen", [("Fenwick House", 1), ("University of Fenwick", 1)]),
        (Facet.KEYWORD, "wor", [("Night work", 1)]),
        (Facet.KEYWORD, "ni", [("Night work", 1)]),
        (Facet.KEYWORD, "x", []),
    ],
)
def test_names_like(engine: Engine, facet: Facet, typed: str, found: list[tuple[str, int]]) -> None:
    assert sorted(engine.names_like(facet, typed, 8)) == found
    counts = [count for _, count in engine.names_like(facet, typed, 8)]
    assert counts == sorted(counts, reverse=True)
    assert engine.names_like(facet, typed, 1) == engine.names_like(facet, typed, 8)[:1]


def test_what_is_taken_out_is_no_longer_named(engine: Engine) -> None:
    assert engine.names_like(Facet.PERSON, "ni", 8) == [("Nia Okoro", 2), ("Nils Berg", 1)]
    engine.remove([1, 3])
    engine.commit(2)
    assert engine.names_like(Facet.PERSON, "ni", 8) == [("Nia Okoro", 1)]
    assert engine.names_like(Facet.PERSON, "nils", 8) == []


def test_a_name_of_many_words_is_found_by_the_first_of_them() -> None:
    made = memory_engine()
    made.replace([entry(1, organisation=" ".join(f"word{n}" for n in range(300)))])
    made.commit(1)
    assert len(made.names_like(Facet.ORGANISATION, "word7", 8)) == 1
    assert made.names_like(Facet.ORGANISATION, "word9", 8) == []
