"""A request is a plain value: made from what people write, kept, sent, and asked again."""

from __future__ import annotations

import inspect
from typing import Any, get_type_hints

import msgspec
import pytest

from clew.errors import QueryError
from clew.index import Facet, Filters, Span
from clew.index.query import Within
from clew.search import Options, Request, Searcher
from clew.search.request import changed
from clew.settings import FieldWeights, SearchSettings


def test_a_request_from_what_people_write() -> None:
    request = Request.of(
        "home visits",
        kind="thesis",
        filters={"access": ["open", "safeguarded"], "year": "2010.."},
        order="newest",
        limit=5,
        facets=["kind"],
        years=["period"],
        exact=True,
        settings={"passages": 1},
    )
    assert request == Request(
        words="home visits",
        filters=Filters(
            chosen={Facet.ACCESS: ("open", "safeguarded"), Facet.KIND: ("thesis",)},
            spans=(Within(Span.YEAR, 2010, None),),
        ),
        order="newest",
        limit=5,
        facets=("kind",),
        years=("period",),
        settings={
            "passages": 1,
            "corrections": False,
            "expansions": False,
            "vocabularies": False,
        },
    )


def test_it_comes_back_from_json_as_it_was() -> None:
    request = Request.of("x", filters={"kind": "award", "value": (1, None)}, cursor="10-3")
    assert msgspec.json.decode(msgspec.json.encode(request), type=Request) == request
    assert msgspec.json.encode(Request()) == b"{}"


def test_asking_by_request_and_by_options_is_the_same(by_words: Searcher) -> None:
    options = Options(filters={"kind": ["award", "dataset"]}, facets=["kind"], limit=1)
    answer = by_words.search("visits", **options)
    assert answer == by_words.answer(Request.of("visits", **options))
    assert (answer.total, len(answer.hits), answer.facets[0].facet) == (2, 1, "kind")


def test_every_option_but_two_is_a_field_of_the_request() -> None:
    folded = {"kind", "exact"}  # into the filters, and into the settings
    assert set(get_type_hints(Options)) - folded == set(Request.__struct_fields__) - {"words"}
    named = inspect.getdoc(Options) or ""
    assert [name for name in get_type_hints(Options) if f"``{name}``" not in named] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"order": "beauty"}, r"There is no order 'beauty'. There are: score, newest, oldest"),
        ({"kind": "dragon"}, r"There is no kind 'dragon'. The kinds are: dataset, award"),
        ({"limit": 0}, r"0 is no number of results; it is from 1 to 1,000"),
        ({"limit": 1001}, r"1001 is no number of results"),
        ({"offset": -1}, r"Results cannot begin at -1"),
        ({"filters": {"colour": "red"}}, r"Nothing can be filtered by 'colour'"),
    ],
)
def test_options_that_make_no_sense(options: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Request.of("x", **options)


def test_settings_are_read_as_what_they_hold() -> None:
    base = SearchSettings()
    new = changed(base, {"meaning_weight": "0.25", "expansions": "false", "passages": 1})
    assert (new.meaning_weight, new.expansions, new.passages) == (0.25, False, 1)
    assert changed(base, {}) == base


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": {"title": 2, "org": 0.25}},
        {"fields.title": "2", "fields.org": "0.25"},
        {"fields": {"title": 2}, "fields.org": 0.25},
        {"fields": FieldWeights(title=2.0, org=0.25, keyword=0.5)},
    ],
)
def test_fields_that_are_not_named_keep_their_weights(changes: dict[str, Any]) -> None:
    base = SearchSettings(snippet=9, fields=FieldWeights(keyword=0.5))
    assert changed(base, changes) == SearchSettings(
        snippet=9, fields=FieldWeights(title=2.0, org=0.25, keyword=0.5)
    )
    assert base.fields == FieldWeights(keyword=0.5)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": 1}, r"There is no setting 'colour'. There are: depth, meaning_weight"),
        ({"meaning_weight": "much"}, r"The setting 'meaning_weight' cannot be 'much'"),
        ({"meaning_weight": 1.5}, r"'meaning_weight' cannot be 1.5: Expected `float` <= 1.0"),
        ({"depth": 0}, r"The setting 'depth' cannot be 0: Expected `int` >= 1"),
        ({"passages": -1}, r"The setting 'passages' cannot be -1: Expected `int` >= 0"),
        (
            {"fields": {"titel": 2}},
            r"No field 'titel' has a weight. There are: text, title, person, org, funder, keyword; "
            r"write fields.title=0.5, for one.",
        ),
        ({"fields.body": 2}, r"No field 'body' has a weight. There are: text, title, person"),
        ({"fields.": 2}, r"No field '' has a weight"),
        ({"fields": {3: 2}}, r"No field '3' has a weight"),
        (
            {"fields.title": "much"},
            r"The setting 'fields.title' cannot be 'much': Expected `float`",
        ),
        (
            {"fields": {"title": -1}},
            r"The setting 'fields.title' cannot be -1: Expected `float` >=",
        ),
        ({"fields": {"title": float("inf")}}, r"'fields.title' cannot be inf: Expected `float` <="),
        ({"fields": "title"}, r"The setting 'fields' cannot be 'title': Expected `object`"),
        ({"fields": None}, r"The setting 'fields' cannot be None: Expected `object`"),
    ],
)
def test_settings_that_make_no_sense(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        changed(SearchSettings(), changes)
