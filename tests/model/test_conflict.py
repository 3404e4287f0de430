"""Where sources disagree: every claim with whose it is, and no quarrel over precision."""

from __future__ import annotations

import pytest

from clew.model import Claim, Conflict, Held, Kind, Period, Record, Resource, conflicts


def resource(*records: Record) -> Resource:
    held = tuple(
        Held(
            number=number,
            source=f"source {number}",
            location=f"{number}.xml",
            document="0" * 64,
            reader="test 1",
            version=1,
            read_at=f"2031-0{number}-01T00:00:00+00:00",
            record=record,
        )
        for number, record in enumerate(records, 1)
    )
    return Resource(number=1, slug="stairs", kind=Kind.AWARD, revision=1, held=held)


def award(title: str | None = "Stairs", key: str = "k", **fields: object) -> Record:
    return Record(key=key, kind=Kind.AWARD, title=title, **fields)  # type: ignore[arg-type]


def test_two_end_dates_of_one_award() -> None:
    found = conflicts(
        resource(
            award(period=Period(start="2012-01-01", end="2014-06-30")),
            award(period=Period(start="2012-01-01", end="2014-12-31")),
        )
    )
    assert found == (
        Conflict(
            field="end",
            claims=(
                Claim(
                    value="2014-06-30",
                    source="source 1",
                    location="1.xml",
                    read_at="2031-01-01T00:00:00+00:00",
                ),
                Claim(
                    value="2014-12-31",
                    source="source 2",
                    location="2.xml",
                    read_at="2031-02-01T00:00:00+00:00",
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (award(published="2014"), award(published="2014-06-30")),
        (award("Stairs."), award("STAIRS")),
        (award(status="Closed"), award()),
        (award(period=Period(start="2012")), award(period=Period(start="2012-03", end="2013"))),
        (award(published="2014"), award(key="cited:1", published="2015")),
    ],
    ids=["precision", "spelling", "not stated", "open end", "a citation"],
)
def test_what_is_no_conflict(one: Record, other: Record) -> None:
    assert conflicts(resource(one, other)) == ()


def test_every_source_of_a_field_in_conflict_is_named() -> None:
    found = conflicts(
        resource(award(status="Active"), award(status="Closed"), award(status="closed"))
    )
    assert [(c.field, [claim.value for claim in c.claims]) for c in found] == [
        ("status", ["Active", "Closed", "closed"])
    ]


def test_one_source_never_disagrees() -> None:
    assert conflicts(resource(award(published="2014"))) == ()


def test_works_known_from_citations_alone_can_conflict() -> None:
    found = conflicts(
        resource(award(key="cited:1", published="2014"), award(key="cited:2", published="2015"))
    )
    assert [c.field for c in found] == ["published"]
