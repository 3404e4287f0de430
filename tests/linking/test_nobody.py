"""What stands before a year and is no author."""

from __future__ import annotations

import pytest

from clew.linking.nobody import may_be_nobody, names_nobody


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("her book Doors (", "Palgrave"),
        ("Doors. London: ", "Routledge"),
        ("Doors. Elm University ", "Press"),
        ("a report by the Home ", "Office"),
        ("Microsoft ", "Office"),
        ("the Children ", "Act"),
        ("the Labour Force ", "Survey"),
        ("in ", "Sept"),
        ("", "Between"),
        ("(", "WHO"),
        ("(", "DWP"),
        ("(University of ", "Tallow"),
        ("the Ministry for the ", "Quiet"),
        ("El Clima-", "Census-Tracts"),
    ],
)
def test_nobody(before: str, word: str) -> None:
    assert names_nobody(word, before)


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("(", "Tallow"),
        ("the work of ", "Tallow"),
        ("Okoro and ", "Tallow"),
        ("as shown by Mia ", "Tallow"),
        ("(", "Law"),
        ("(", "Pearson"),
        ("(", "Taylor-Gooby"),
        ("(", "O’Rourke"),
        ("(", "FERGUSON"),
        ("(", "McDaid"),
    ],
)
def test_somebody(before: str, word: str) -> None:
    assert not names_nobody(word, before)


def test_names_of_houses_and_places_are_doubtful() -> None:
    assert [one for one in ("pearson", "kenya", "law", "tallow") if may_be_nobody(one)] == [
        "pearson",
        "kenya",
        "law",
    ]


def test_a_long_sentence_before_a_word_takes_no_time() -> None:
    assert not names_nobody("Tallow", "A" * 2_000 + " of of of of" * 10_000)
