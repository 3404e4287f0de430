"""Which variables belong where, and what they are found by."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from support import Weave

from clew.catalogue import Catalogue
from clew.catalogue.variables import Keys, keys_of
from clew.model import Category, Kind, Record, Variable


def dataset(title: str, *variables: Variable) -> Record:
    return Record(key="d", kind=Kind.DATASET, title=title, variables=variables)


def test_spelling_makes_no_difference_to_keys() -> None:
    one = Variable(name="RING_1", label="Hour of the first ring.", question="At what hour?")
    other = Variable(name="ring 1", label="hour of  the first ring", question="At what hour")
    assert keys_of(one) == keys_of(other)


def test_what_is_not_said_is_no_key() -> None:
    assert keys_of(Variable(name="x", label="–", question=None))[1:] == (None, None)


def test_label_and_question_are_not_mixed_up(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="a", label="How often?")), at="1")
    weave(dataset("Doors", Variable(name="b", question="How often?")), at="2")
    assert catalogue.variables.sharing(keys_of(Variable(name="z", label="How often?"))) == (
        catalogue.variables.of(catalogue.resources.number("bells"))
    )


@given(st.text(), st.none() | st.text(), st.none() | st.text())
def test_any_variable_has_keys_that_fit_the_database(
    name: str, label: str | None, question: str | None
) -> None:
    keys = keys_of(Variable(name=name, label=label, question=question))
    assert all(key is None or 0 <= key < 2**63 for key in keys)


def test_what_is_gone_is_not_found(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="ring")))
    weave(dataset("Bells"))
    assert catalogue.variables.of(catalogue.resources.number("bells")) == []
    assert catalogue.variables.sharing(keys_of(Variable(name="ring"))) == []


def test_parents_are_told_for_variables_only(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="ring")))
    variable = catalogue.resources.number("bells--ring")
    assert catalogue.variables.parents([1, variable]) == {variable: "bells"}


def test_a_crowd_is_passed_over(catalogue: Catalogue, weave: Weave) -> None:
    for number in range(4):
        weave(dataset(f"Bells {number}", Variable(name="sex", label="Sex")), at=str(number))
    keys = keys_of(Variable(name="sex"))
    assert len(catalogue.variables.sharing(keys, 4)) == 4
    assert catalogue.variables.sharing(keys, 3) == []


def test_no_key_at_all(catalogue: Catalogue, weave: Weave) -> None:
    weave(dataset("Bells", Variable(name="ring")))
    assert catalogue.variables.sharing(Keys(name=1, label=None, question=None)) == []


def test_thousands_take_seconds(catalogue: Catalogue, weave: Weave) -> None:
    many = tuple(
        Variable(name=f"q{n % 900}", label=f"Ring {n}", categories=(Category(code="1"),))
        for n in range(2_000)
    )
    began = time.process_time()
    weave(dataset("Bells", *many))
    weave(dataset("Bells, again", *many))
    assert time.process_time() - began < 15  # half a second on a quiet machine
    children = catalogue.variables.of(1)
    assert len({child.slug for child in children}) == len(children) == 2_000
    assert children[1_000].slug == "bells--q100-2"
