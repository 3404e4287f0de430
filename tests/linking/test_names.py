"""Names of people in the forms that sources write them."""

from __future__ import annotations

import pytest

from clew.linking.names import name_of, person_name
from clew.model import Agent


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Okoro SM", "okoro", ("s", "m")),
        ("Okoro S M", "okoro", ("s", "m")),
        ("S. M. Okoro", "okoro", ("s", "m")),
        ("Okoro, S.M. (Author)", "okoro", ("s", "m")),
        ("Delgado-Finch, Rosa M.", "delgado finch", ("rosa", "m")),
        ("Rosa Delgado-Finch", "delgado finch", ("rosa",)),
        ("Pieter van der Meer", "van der meer", ("pieter",)),
        ("van der Meer P", "van der meer", ("p",)),
        ("Prof. Ada Moss", "moss", ("ada",)),
        ("Åse Łyng", "łyng", ("ase",)),
        ("Plato", "plato", ()),
        ("", "", ()),
    ],
)
def test_a_name_is_taken_apart(written: str, family: str, given: tuple[str, ...]) -> None:
    assert person_name(written)[:2] == (family, given)


def test_a_source_that_tells_the_parts_apart_is_believed() -> None:
    agent = Agent.person("Maria del Mar Ruiz", given="Maria del Mar", family="Ruiz")
    assert name_of(agent)[:2] == ("ruiz", ("maria", "del", "mar"))
    assert name_of(Agent.person("Ruiz M"))[:2] == ("ruiz", ("m",))


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        ("Okoro S", "Samuel Okoro", True),
        ("Okoro Samuel", "Samuel Okoro", True),
        ("Okoro Samuel", "Okoro S", True),
        ("Samuel Okoro", "Okoro", True),
        ("S. T. Okoro", "S. M. Okoro", False),
        ("Okoro T", "Samuel Okoro", False),
        ("Samuel Okoro", "Samuel Okafor", False),
    ],
)
def test_two_names_may_be_one_persons_unless_a_part_contradicts(
    one: str, other: str, possible: bool
) -> None:
    assert person_name(one).may_be(person_name(other)) is possible
    assert person_name(other).may_be(person_name(one)) is possible
