"""What people choose, as plain values, and what is said when it makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from clew.errors import QueryError
from clew.index import Facet, Filters, Span
from clew.index.query import And, Everything, Is, Or, Unstated, Within
from clew.search.choosing import filters_of


@pytest.mark.parametrize(
    ("choices", "filters"),
    [
        ({}, Filters()),
        ({"access": "open"}, Filters(chosen={Facet.ACCESS: ("open",)})),
        ({"kind": "theses"}, Filters(chosen={Facet.KIND: ("thesis",)})),
        (
            {"person": ["Nia Okoro", "Bea Quill", "Nia Okoro"]},
            Filters(chosen={Facet.PERSON: ("Nia Okoro", "Bea Quill")}),
        ),
        ({"year": "2010..2018"}, Filters(spans=(Within(Span.YEAR, 2010, 2018),))),
        ({"period": 1940}, Filters(spans=(Within(Span.PERIOD, 1940, 1940),))),
        ({"value": (None, 5000)}, Filters(spans=(Within(Span.AMOUNT, None, 5000),))),
        (
            {"published": ["..1950", (2001, 2003), "not stated"]},
            Filters(
                spans=(
                    Within(Span.PUBLISHED, None, 1950),
                    Within(Span.PUBLISHED, 2001, 2003),
                    Unstated(Span.PUBLISHED),
                )
            ),
        ),
        ({"language": "not stated"}, Filters(chosen={Facet.LANGUAGE: ("not stated",)})),
        ({"source": ("one", "two")}, Filters(chosen={Facet.SOURCE: ("one", "two")})),
    ],
)
def test_what_is_chosen(choices: dict[str, Any], filters: Filters) -> None:
    assert filters_of(choices) == filters


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"colour": "red"}, r"Nothing can be filtered by 'colour'. There are: kind, .*year"),
        ({"kind": "dragon"}, r"'kind' cannot be 'dragon'. The kinds are dataset, award, thesis"),
        ({"year": "soon"}, r"'year' cannot be 'soon'. Write a year or a range of years, such as"),
        ({"value": "much"}, r"'value' cannot be 'much'. Write a number or a range, such as"),
        ({"kind": (1, 2)}, r"'kind' has no range. What has one: year, period, published, value"),
    ],
)
def test_what_makes_no_sense_says_what_would(choices: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        filters_of(choices)


def test_of_one_range_any_will_do_and_across_them_all() -> None:
    filters = filters_of({"year": ["2001", "2005"], "period": "1990", "access": "open"})
    assert filters.query == And(
        (
            Or((Is(Facet.ACCESS, "open"),)),
            Or((Within(Span.YEAR, 2001, 2001), Within(Span.YEAR, 2005, 2005))),
            Within(Span.PERIOD, 1990, 1990),
        )
    )
    assert filters_of({}).query == Everything()


def test_filters_without_and_but() -> None:
    filters = filters_of({"access": "open", "year": "2001", "period": "1990"})
    assert filters.without(Facet.ACCESS) == filters_of({"year": "2001", "period": "1990"})
    assert filters.without(Span.YEAR) == filters_of({"access": "open", "period": "1990"})
    other = filters_of({"year": "2009", "kind": "award"})
    assert filters.but(other) == filters_of(
        {"access": "open", "kind": "award", "period": "1990", "year": "2009"}
    )
