from __future__ import annotations

import msgspec

from clew.export.common.merge import merged, unique
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Period,
    Place,
    Record,
    Resource,
    Role,
    Scheme,
    Section,
)


def of(*records: Record, kind: Kind = Kind.DATASET) -> Resource:
    from_catalogue = [
        {
            "number": number,
            "source": "s",
            "location": "l",
            "document": "d",
            "reader": "r",
            "version": 1,
            "read_at": "2036-01-01",
            "record": msgspec.to_builtins(record),
        }
        for number, record in enumerate(records)
    ]
    value = {"number": 1, "slug": "x", "kind": kind, "revision": 1, "held": from_catalogue}
    return msgspec.convert(value, Resource)


def test_one_record_is_itself(dataset: Record) -> None:
    assert merged(of(dataset)) == dataset


def test_the_first_leads_and_the_others_fill_gaps(resource: Resource) -> None:
    whole = merged(resource)
    first, second = resource.records
    assert whole.title == first.title
    assert whole.period == first.period
    assert whole.keywords == ("home visits", "doorways", "thresholds")
    assert whole.identifiers == (*first.identifiers, second.identifiers[1])
    assert whole.urls == (*first.urls, *second.urls)
    assert whole.description == first.description
    assert [c.agent.name for c in whole.contributions if c.role == Role.CREATOR] == [
        "Pia Lindqvist",
        "Mo Field",
    ]


def test_what_the_first_lacks_comes_from_the_next() -> None:
    bare = Record(key="1", kind=Kind.DATASET, extra={"mine": 1})
    full = Record(
        key="2",
        kind=Kind.PUBLICATION,
        title="Latches",
        period=Period(start="2030"),
        description=(Section(name="scope", text="All of it."),),
        extra={"theirs": 2},
    )
    assert merged(of(bare, full)) == Record(
        key="1",
        kind=Kind.DATASET,
        title="Latches",
        period=Period(start="2030"),
        description=(Section(name="scope", text="All of it."),),
        extra={"mine": 1},
    )


def test_titles_that_differ_become_alternatives_those_that_only_look_different_do_not() -> None:
    records = [
        Record(key="1", kind=Kind.DATASET, title="Latches", alternative_titles=("Clasps",)),
        Record(
            key="2", kind=Kind.DATASET, title="LATCHES.", alternative_titles=("clasps", "Bolts")
        ),
        Record(key="3", kind=Kind.DATASET, title="Hasps"),
    ]
    assert merged(of(*records)).alternative_titles == ("Clasps", "Bolts", "Hasps")


def test_a_person_named_twice_is_one_with_all_that_is_known() -> None:
    orcid = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
    one = Contribution(agent=Agent.person("Zoë Quay"), role=Role.AUTHOR)
    other = Contribution(
        agent=Agent.person("Zoe Quay", given="Zoe", family="Quay", identifiers=(orcid,)),
        role=Role.AUTHOR,
        affiliation="Tidewater College",
    )
    editor = Contribution(agent=Agent.person("Zoe Quay"), role=Role.EDITOR)
    records = [
        Record(key="1", kind=Kind.DATASET, contributions=(one,)),
        Record(key="2", kind=Kind.DATASET, contributions=(other, editor)),
    ]
    assert merged(of(*records)).contributions == (
        Contribution(
            agent=Agent.person("Zoë Quay", given="Zoe", family="Quay", identifiers=(orcid,)),
            role=Role.AUTHOR,
            affiliation="Tidewater College",
        ),
        editor,
    )


def test_names_in_no_latin_letters_stay_apart() -> None:
    people = tuple(Contribution(agent=Agent.person(name), role=Role.AUTHOR) for name in ("☂", "☃"))
    record = Record(key="1", kind=Kind.DATASET, contributions=people)
    assert merged(of(record)).contributions == people


def test_places_with_one_name_are_one() -> None:
    records = [
        Record(key="1", kind=Kind.DATASET, places=(Place(name="Wexmoor", code="GB"),)),
        Record(key="2", kind=Kind.DATASET, places=(Place(name="wexmoor"), Place(name="Tidewater"))),
    ]
    assert merged(of(*records)).places == (
        Place(name="Wexmoor", code="GB"),
        Place(name="Tidewater"),
    )


def test_unique_keeps_the_first() -> None:
    assert unique(["b", "B", "a"], str.lower) == ("b", "a")
