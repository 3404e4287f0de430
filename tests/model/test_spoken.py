"""Descriptions in the reader's language, out of what sources say in several."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.described import resource

from clew.model import Kind, Record, Section, chosen, spoken, told_in

FINNISH = {
    "title": ["Ovien takana"],
    "description": ["Kuka avaa oven?", "Kaksi kaupunkia."],
    "keywords": [{"vocab": "YSO", "term": "lapset"}, {"term": "ovet"}],
    "access": ["Vain tutkimukseen."],
    "contributions": ["Virtanen"],
}
RECORD = Record(
    key="k",
    kind=Kind.DATASET,
    title="Behind doors",
    alternative_titles=("Ovien takana", "BD"),
    description=(Section(name="abstract", text="Who opens?"), Section(name="area", text="Towns.")),
    keywords=("children", "doors"),
    subjects=("Families",),
    language="en",
    access="For research only.",
    extra={"languages": {"fi": FINNISH, "sv": {"titles": "Bakom dörrar"}, "de": {"series": ["x"]}}},
)


def test_a_thing_is_told_in_another_language() -> None:
    (record,) = told_in(resource(RECORD), ["fi-FI", "en"]).records
    assert record == msgspec.structs.replace(
        RECORD,
        title="Ovien takana",
        alternative_titles=("Behind doors", "BD"),
        description=(
            Section(name="abstract", text="Kuka avaa oven?"),
            Section(name="area", text="Kaksi kaupunkia."),
        ),
        keywords=("lapset", "ovet"),
        access="Vain tutkimukseen.",
    )


def test_what_is_not_said_in_it_stays_as_it_leads() -> None:
    (record,) = told_in(resource(RECORD), ["sv"]).records
    assert record.title == "Bakom dörrar"
    assert record.description == RECORD.description
    assert record.keywords == RECORD.keywords


def test_each_source_is_told_as_it_can_be() -> None:
    other = Record(key="o", kind=Kind.DATASET, title="Behind doors", language="en")
    told = told_in(resource(other, RECORD), ["fi"])
    assert [record.title for record in told.records] == ["Behind doors", "Ovien takana"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], None),
        (["en"], None),
        (["en", "fi"], None),
        (["fi"], "fi"),
        (["FI_fi"], "fi"),
        (["nl", "sv", "fi"], "sv"),
        # A series alone is no description.
        (["de"], None),
        (["", "*", "klingon"], None),
    ],
)
def test_the_first_language_there_is_is_chosen(wanted: list[str], expected: str | None) -> None:
    assert chosen(resource(RECORD), wanted) == expected


def test_languages_are_listed_the_leading_one_first() -> None:
    assert spoken(resource(RECORD)) == ("en", "fi", "sv")
    assert spoken(resource(Record(key="k", kind=Kind.DATASET))) == ("en",)


def test_the_language_of_a_thing_need_not_be_that_of_its_description() -> None:
    about_finnish = msgspec.structs.replace(RECORD, language="fi")
    assert spoken(resource(about_finnish)) == ("en", "fi", "sv")
    german = msgspec.structs.replace(RECORD, language="de-AT")
    assert spoken(resource(german)) == ("de", "fi", "sv")


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "fi",
        ["fi"],
        {"fi": None},
        {"fi": "Ovien takana"},
        {"fi": {"title": None, "description": [[], 3, {"term": 7}, " "]}},
        {"": {"title": ["Nowhere"]}},
    ],
)
def test_odd_shapes_say_nothing(odd: Any) -> None:
    one = resource(msgspec.structs.replace(RECORD, extra={"languages": odd}))
    assert spoken(one) == ("en",)
    assert told_in(one, ["fi"]) == one


said = st.dictionaries(
    st.sampled_from(["title", "titles", "description", "keywords", "access", "series"]),
    st.text(max_size=4) | st.lists(st.text(max_size=4), max_size=2) | st.none(),
)


@given(st.dictionaries(st.sampled_from(["fi", "sv", "de"]), said), st.sampled_from(["fi", "de"]))
def test_nothing_that_leads_is_lost(others: dict[str, Any], language: str) -> None:
    one = resource(msgspec.structs.replace(RECORD, extra={"languages": others}))
    (record,) = told_in(one, [language]).records
    assert RECORD.title in (record.title, *record.alternative_titles)
    assert record.title
    assert record.description
    assert (chosen(one, [language]) is None) == (language not in spoken(one))
    assert told_in(told_in(one, [language]), ["en"]).records == (record,)
