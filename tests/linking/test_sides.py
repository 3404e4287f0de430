"""Two things side by side: what agrees, what differs and in which words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from linking.made import name, work

from clew.linking.sides import Row, side_by_side
from clew.model import Agent, Contribution, Kind, Period, Role, Scheme, Section


def test_rows() -> None:
    one = work(
        "Knocking twice: doors and decisions",
        "Okoro S",
        container="Close Practice",
        volume="4",
        identifiers=(name(Scheme.DOI, "10.5/a"),),
    )
    other = work("Knocking three times: doors and decisions", "Okoro, S.", published="2015")
    assert side_by_side([one], [other]) == (
        Row(
            field="title",
            one="Knocking twice: doors and decisions",
            other="Knocking three times: doors and decisions",
            agrees=False,
            one_marks=((9, 15),),
            other_marks=((9, 21),),
        ),
        Row(field="kind", one="publication", other="publication", agrees=True),
        Row(field="people", one="Okoro S", other="Okoro, S.", agrees=True),
        Row(
            field="published",
            one="2014",
            other="2015",
            agrees=False,
            one_marks=((0, 4),),
            other_marks=((0, 4),),
        ),
        Row(field="in", one="Close Practice, 4", other=""),
        Row(field="identifiers", one="10.5/a", other=""),
    )


def test_records_of_one_side_are_shown_together() -> None:
    rows = side_by_side([work("Stairs"), work("STAIRS"), work("Steps")], [work("Stairs")])
    assert rows[0] == Row(
        field="title", one="Stairs | Steps", other="Stairs", agrees=False, one_marks=((7, 14),)
    )


def test_people_who_only_own_or_pay_are_no_people_of_a_work() -> None:
    house = Contribution(agent=Agent.organisation("Mill College"), role=Role.PUBLISHER)
    (title, kind, published) = side_by_side([work(contributions=(house,))], [])
    assert (title.field, kind.field, published.field) == ("title", "kind", "published")


def test_descriptions_and_periods() -> None:
    one = work(
        kind=Kind.AWARD,
        period=Period(start="2012-01-01", end="2014-06-30"),
        description=(Section(name="abstract", text="We went\nup and  down. " * 40),),
    )
    rows = {row.field: row for row in side_by_side([one], [])}
    assert rows["period"].one == "2012-01-01/2014-06-30"
    assert rows["description"].one.startswith("We went up and down. We went")
    assert len(rows["description"].one) <= 400


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lie_inside_their_text_and_never_meet(one: str, other: str) -> None:
    for row in side_by_side([work(one or "x")], [work(other or "y")]):
        for text, marks in ((row.one, row.one_marks), (row.other, row.other_marks)):
            edges = [edge for mark in marks for edge in mark]
            assert edges == sorted(edges)
            assert all(0 <= edge <= len(text) for edge in edges)
        if row.agrees:
            assert not row.one_marks
            assert not row.other_marks
