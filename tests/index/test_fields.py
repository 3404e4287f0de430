"""What of an entry goes into the index: what is absent stays out, a zero does not."""

from __future__ import annotations

import pytest

from clew.index import Entry
from clew.index.query import NOT_STATED, Facet
from clew.index.studied import Studied
from clew.index.tantivy_engine.documents import resource_fields
from clew.index.tantivy_engine.schema import FACETS


def entry(**told: object) -> Entry:
    """Return an entry that says next to nothing besides."""
    return Entry(number=0, slug="a", revision=1, kind="dataset", title="", text="", **told)  # type: ignore[arg-type]


def test_what_is_absent_or_empty_goes_and_a_zero_stays() -> None:
    fields = resource_fields(entry(amount=0.0, studied=Studied(ages=(0,), waves=(0, None))))
    fields.pop("card")
    facets = {FACETS[facet]: [NOT_STATED] for facet in Facet if facet in FACETS}
    ends = {name: value for name, value in fields.items() if name.startswith("waves")}
    assert sorted(ends.values())[0] == 0.0
    assert {name: value for name, value in fields.items() if name not in ends} == facets | {
        "number": 0,
        "amount": 0.0,
        "age": [0],
        "as_written": "\n",
        FACETS[Facet.KIND]: ["dataset"],
    }


@pytest.mark.parametrize(
    ("people", "chosen"),
    [
        ((), [NOT_STATED]),
        (("",), [NOT_STATED]),
        (("Moss, Ada",), ["Moss, Ada"]),
        (("Moss, Ada", "", "Bell, Ira", "Moss, Ada"), ["Moss, Ada", "Bell, Ira"]),
        (("A" * 501, "A" * 502), ["A" * 500]),
    ],
)
def test_a_facet_has_each_value_once(people: tuple[str, ...], chosen: list[str]) -> None:
    assert resource_fields(entry(people=people))[FACETS[Facet.PERSON]] == chosen
