"""Several descriptions of one thing become one record, the first one leading."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import (
    Agent,
    Catalogued,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Mention,
    Passage,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
)
from clew.readers.common.merge import merged, united_references


def doi(value: str) -> Identifier:
    return Identifier(scheme=Scheme.DOI, value=value)


def record(**fields: Any) -> Record:
    return Record(**({"key": "k", "kind": Kind.DATASET} | fields))


def part(name: str, role: Role) -> Contribution:
    return Contribution(agent=Agent.person(name), role=role)


def test_what_the_first_says_stands_and_gaps_are_filled() -> None:
    first = record(title="Tides", published="2001", extra={"a": 1})
    second = record(
        key="other",
        kind=Kind.PUBLICATION,
        title="TIDES",
        language="en",
        keywords=("x",),
        extra={"a": 2, "b": 3},
    )
    third = record(keywords=("y",), volume="4")
    assert merged(first, second, third) == record(
        title="Tides",
        published="2001",
        language="en",
        keywords=("x",),
        volume="4",
        extra={"a": 1, "b": 3},
    )


def test_one_alone_stays_as_it_is() -> None:
    assert merged(record(title="Tides")) == record(title="Tides")


def test_numbers_addresses_and_catalogues_add_up() -> None:
    first = record(
        identifiers=(doi("10.1/a"),),
        urls=("https://a.example",),
        catalogues=(Catalogued(name="Sea Archive", url="https://a.example"),),
    )
    second = record(
        identifiers=(doi("10.1/b"), doi("10.1/a")),
        urls=("https://a.example", "https://b.example"),
        catalogues=(Catalogued(name="SEA archive"), Catalogued(name="Quay")),
    )
    assert merged(first, second) == record(
        identifiers=(doi("10.1/a"), doi("10.1/b")),
        urls=("https://a.example", "https://b.example"),
        catalogues=(
            Catalogued(name="Sea Archive", url="https://a.example"),
            Catalogued(name="Quay"),
        ),
    )


def test_a_link_said_twice_is_one() -> None:
    target = Target(identifier=doi("10.1/a"))
    first = Relation(type=LinkType.CITES, target=target, quote="one")
    second = Relation(type=LinkType.CITES, target=target, quote="two")
    other = Relation(type=LinkType.CITES, target=target, quote="two", inverse=True)
    both = merged(record(relations=(first,)), record(relations=(second, other)))
    assert both.relations == (first, other)


def test_a_role_that_is_filled_takes_no_other_spelling() -> None:
    first = record(contributions=(part("Ada Öberg", Role.CREATOR),))
    second = record(
        contributions=(part("Öberg, A.", Role.AUTHOR), part("Elm Press", Role.PUBLISHER))
    )
    assert [one.agent.name for one in merged(first, second).contributions] == [
        "Ada Öberg",
        "Elm Press",
    ]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("description", "Low."), ("description", "High."), ["Low."]),
        (("description", "Low …"), ("description", "Low and lower."), ["Low and lower."]),
        (("abstract", "Low and lower."), ("description", "Low."), ["Low and lower."]),
        (("abstract", "Low."), ("description", "High."), ["Low.", "High."]),
    ],
)
def test_descriptions_of_one_name_do_not_repeat_each_other(
    first: tuple[str, str], second: tuple[str, str], kept: list[str]
) -> None:
    one, other = (record(description=(Section(name=n, text=t),)) for n, t in (first, second))
    assert [section.text for section in merged(one, other).description] == kept


def test_full_texts_complete_each_other() -> None:
    passage = Passage(text="Low.", start=0, end=4)
    work = Reference(raw="Ebb", title="Ebb")
    one = record(fulltext=FullText(references=(work,)))
    other = record(fulltext=FullText(passages=(passage,)))
    assert merged(one, other).fulltext == FullText(references=(work,), passages=(passage,))


def test_a_short_title_is_completed_by_the_long_one_and_keeps_its_place() -> None:
    mention = Mention(quote="in Ebb", start=3)
    short = Reference(raw="Ebb (Elm, 2011)", title="Ebb", year="2011", mentions=(mention,))
    long = Reference(raw="Moss: Ebb: notes", title="Ebb: notes", authors=(Agent.person("A Moss"),))
    other = Reference(raw="Ebb tide (1999)", title="Ebb tide", year="1999")
    assert united_references((long,), (short, other)) == (
        Reference(
            raw="Moss: Ebb: notes",
            title="Ebb: notes",
            authors=(Agent.person("A Moss"),),
            year="2011",
            mentions=(mention,),
        ),
        other,
    )


DESCRIBED = st.builds(
    record,
    title=st.none() | st.sampled_from(["Tides", "Ebb"]),
    keywords=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
    urls=st.lists(st.sampled_from(["https://a.example", "https://b.example"]), unique=True).map(
        tuple
    ),
    identifiers=st.lists(st.sampled_from([doi("10.1/a"), doi("10.1/b")]), unique=True).map(tuple),
    description=st.lists(
        st.sampled_from(["Low.", "High."]).map(lambda text: Section(name="abstract", text=text)),
        max_size=1,
    ).map(tuple),
    extra=st.dictionaries(st.sampled_from("ab"), st.integers(), max_size=2),
)


@given(DESCRIBED)
def test_a_record_merged_with_itself_stays_as_it_is(one: Record) -> None:
    assert merged(one, one, one) == one


@given(DESCRIBED, DESCRIBED, DESCRIBED)
def test_merging_by_steps_makes_no_difference(a: Record, b: Record, c: Record) -> None:
    assert merged(a, b, c) == merged(merged(a, b), c) == merged(a, merged(b, c))


@given(DESCRIBED, DESCRIBED)
def test_nothing_that_the_first_says_is_lost(first: Record, second: Record) -> None:
    both = merged(first, second)
    assert both.title == (first.title or second.title)
    assert set(both.urls) == {*first.urls, *second.urls}
    assert set(both.identifiers) == {*first.identifiers, *second.identifiers}
    assert both.extra == second.extra | first.extra


def test_works_without_titles_are_the_same_only_to_the_letter() -> None:
    one, other = Reference(raw="Moss 2004"), Reference(raw="Kern 2004")
    assert united_references((one,), (one, other)) == (one, other)
