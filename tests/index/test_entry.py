from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from clew.index import Entry, Unit, entry_of
from clew.index.entry import day
from clew.model import (
    Agent,
    Catalogued,
    Contribution,
    FullText,
    Held,
    Identifier,
    Kind,
    LinkType,
    Money,
    Passage,
    Period,
    Record,
    Relation,
    Resource,
    Role,
    Section,
    Target,
    Variable,
)


def resource(*records: Record, kind: Kind = Kind.DATASET) -> Resource:
    held = tuple(
        Held(
            number=at,
            source=f"source {at}",
            location="somewhere",
            document="0" * 64,
            reader="invented",
            version=1,
            read_at="2026-01-01",
            record=record,
        )
        for at, record in enumerate(records, 1)
    )
    return Resource(number=7, slug="a-slug", kind=kind, revision=3, held=held)


def test_entry_of_two_catalogues_descriptions_of_one_dataset() -> None:
    first = Record(
        key="a",
        kind=Kind.DATASET,
        title="Evening calls",
        identifiers=(Identifier(scheme="doi", value="10.1234/calls"),),
        description=(Section(name="abstract", text="Who rings after dark."),),
        contributions=(
            Contribution(
                agent=Agent.person("Ada Nwosu"),
                role=Role.CREATOR,
                affiliation="University of Fenwick",
            ),
            Contribution(agent=Agent.organisation("Night Trust"), role=Role.FUNDER),
        ),
        keywords=("telephones",),
        period=Period(start="2011-03", end="2012"),
        published="2014-05-06",
        language="en",
        access="open",
        amount=Money(amount=Decimal("1250.50"), currency="GBP"),
        catalogues=(Catalogued(name="Fenwick Archive"),),
        variables=(Variable(name="q1", label="Hour of call", options=("early", "late")),),
        relations=(
            Relation(type=LinkType.FUNDED_BY, target=Target(key="x"), quote="funded by the Trust"),
        ),
    )
    second = Record(
        key="b",
        kind=Kind.DATASET,
        title="EVENING  calls",
        description=(Section(name="abstract", text="Who rings after dark."),),
        keywords=("Telephones", "sleep"),
        period=Period(start="2010-12-24"),
    )
    assert entry_of(resource(first, second), linked=[Kind.THESIS]) == Entry(
        number=7,
        slug="a-slug",
        revision=3,
        kind="dataset",
        title="Evening calls",
        titles=("Evening calls",),
        text=(
            "Evening calls\nWho rings after dark.\ntelephones\nsleep\n"
            "Ada Nwosu\nUniversity of Fenwick\nNight Trust"
        ),
        description="Who rings after dark.",
        people=("Ada Nwosu",),
        organisations=("University of Fenwick",),
        funders=("Night Trust",),
        keywords=("telephones", "sleep"),
        sources=("source 1", "source 2"),
        catalogues=("Fenwick Archive",),
        identifiers=("doi:10.1234/calls",),
        since=date(2010, 12, 24).toordinal(),
        until=date(2012, 12, 31).toordinal(),
        published=date(2014, 5, 6).toordinal(),
        amount=1250.5,
        currency="GBP",
        language="en",
        access="open",
        has=("abstract", "data", "variables", "award", "thesis"),
        inside="q1\nHour of call\nearly / late",
    )


def test_passages_keep_their_place_and_are_numbered_once() -> None:
    text = FullText(
        acronyms={"NVS": "Night Visiting Scheme"},
        passages=(
            Passage(text="At the door.", heading=("2 Doors", "2.1 Bells"), page=9, start=4, end=16),
            Passage(text="At the door.", start=40, end=52),
            Passage(text="Then tea.", heading=("3 Tea",), start=60, end=69),
        ),
    )
    entry = entry_of(resource(Record(key="t", kind=Kind.THESIS, fulltext=text), kind=Kind.THESIS))
    assert entry.units == (
        Unit(
            ordinal=1,
            text="At the door.",
            place="2 Doors › 2.1 Bells, p. 9",
            page=9,
            start=4,
            end=16,
        ),
        Unit(ordinal=2, text="Then tea.", place="3 Tea", start=60, end=69),
    )
    assert entry.has == ("full text",)
    assert entry.acronyms == {"NVS": "Night Visiting Scheme"}


def test_what_is_not_known_stays_absent() -> None:
    entry = entry_of(resource(Record(key="bare", kind=Kind.DATASET)))
    assert entry == Entry(
        number=7,
        slug="a-slug",
        revision=3,
        kind="dataset",
        title="bare",
        text="",
        sources=("source 1",),
        has=("data",),
    )
    assert entry.year is None


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        (((),), ()),
        ((("",), ()), ()),
        ((("", "Home visits"),), ("Home visits",)),
        ((("Home visits",), ("home  VISITS", "Meals")), ("Home visits", "Meals")),
    ],
)
def test_what_several_say_is_there_once_in_the_words_of_the_first(
    keywords: tuple[tuple[str, ...], ...], expected: tuple[str, ...]
) -> None:
    told = [
        Record(key=f"k{at}", kind=Kind.DATASET, keywords=some) for at, some in enumerate(keywords)
    ]
    assert entry_of(resource(*told)).keywords == expected


def test_days() -> None:
    assert day("2017-02", last=True) == date(2017, 2, 28).toordinal()
    assert day("2016") == date(2016, 1, 1).toordinal()
    assert day("soon") is None
    assert day(None) is None


@pytest.mark.parametrize(
    ("kind", "linked", "has"),
    [
        (Kind.THESIS, (), ()),
        (Kind.THESIS, (Kind.DATASET,), ("data", "dataset")),
        (Kind.DATASET, (Kind.PUBLICATION, Kind.PERSON), ("data", "publication")),
        (Kind.AWARD, (Kind.SOFTWARE, Kind.COURSE), ("course", "software")),
        (Kind.PERSON, (Kind.ORGANISATION, Kind.AWARD), ("award",)),
    ],
)
def test_what_a_resource_has(kind: Kind, linked: tuple[Kind, ...], has: tuple[str, ...]) -> None:
    assert entry_of(resource(Record(key="r", kind=kind), kind=kind), linked).has == has


def test_what_it_is_within() -> None:
    one = resource(Record(key="r", kind=Kind.PUBLICATION), kind=Kind.PUBLICATION)
    assert entry_of(one, within=[3, 9]).within == (3, 9)
