from __future__ import annotations

from datetime import date

import msgspec
import pytest

from clew.export.common.story import (
    Span,
    dated,
    drawn,
    names,
    people,
    sentence,
    summary,
    told,
    when,
)
from clew.model import Bead, Kind, Link, LinkState, LinkType, Named, Period, Role, Thread


def bead(id: str = "x", kind: Kind = Kind.DATASET, title: str = "Doors", **more: object) -> Bead:
    return Bead(id=id, kind=kind, title=title, depth=0, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "published", "span"),
    [
        ("2031-10-01", "2033-01-31", "2034", Span(date(2031, 10, 1), date(2033, 1, 31))),
        ("2031", "2031-02", None, Span(date(2031, 1, 1), date(2031, 2, 28))),
        ("2031", None, None, Span(date(2031, 1, 1), None)),
        (None, "2031", None, Span(None, date(2031, 12, 31))),
        ("2033", "2031", None, Span(date(2031, 1, 1), date(2033, 12, 31))),
        (None, None, "2034-02", Span(date(2034, 2, 1), date(2034, 2, 28), point=True)),
        ("soon", "2031-02-30", "2034", Span(date(2034, 1, 1), date(2034, 12, 31), point=True)),
        ("", "0000", "in press", None),
        (None, None, None, None),
    ],
)
def test_when(start: str | None, end: str | None, published: str | None, span: Span | None) -> None:
    assert when(bead(period=Period(start=start, end=end), published=published)) == span


def test_dated_keeps_the_precision_of_the_source() -> None:
    assert dated(bead(period=Period(start="2031", end="2033-02"))) == "2031 to 2033-02"
    assert dated(bead(published="2034-02")) == "2034-02"
    assert dated(bead(period=Period(start="?"), published="2034")) == "2034"
    assert dated(bead(published="in press")) is None
    assert dated(bead()) is None


def test_told_in_stages_and_in_time(thread: Thread) -> None:
    assert [(stage.title, [bead.id for bead in beads]) for stage, beads in told(thread)] == [
        ("Awards", ["kettle-award", "kettle-award-2"]),
        ("Fieldwork and data", ["kettle-data"]),
        ("Publications", ["hallway", "door"]),
        ("Teaching", ["day"]),
    ]


def test_every_kind_has_its_stage() -> None:
    beads = tuple(bead(id=kind, kind=kind) for kind in Kind)
    stages = told(Thread(root="x", beads=beads, links=()))
    assert sorted(b.id for _, part in stages for b in part) == sorted(Kind)


def test_undated_things_come_last_then_titles_count() -> None:
    beads = (bead("c", title="B"), bead("b", title="a"), bead("a", published="2050"))
    ((_, ordered),) = told(Thread(root="a", beads=beads, links=()))
    assert [one.id for one in ordered] == ["a", "b", "c"]


def test_drawn_leaves_out_the_rejected_and_the_loose(thread: Thread) -> None:
    loose = Link(subject="hallway", type=LinkType.CITES, object="away", state=LinkState.STATED)
    more = msgspec.structs.replace(thread, links=(loose, *thread.links))
    assert [(link.subject, link.object) for link in drawn(more)] == [
        ("kettle-award-2", "kettle-award"),
        ("kettle-data", "kettle-award-2"),
        ("hallway", "kettle-data"),
        ("day", "hallway"),
    ]


def test_names_tell_apart_what_shares_a_title(thread: Thread) -> None:
    assert names(thread, 20) == {
        "kettle-data": "Kettle on: first…",
        "day": "Knocking, waiting…",
        "hallway": "What the hallway…",
        "door": "The unopened door",
        "kettle-award-2": "Kettle on (ZZ/K00417X/2)",
        "kettle-award": "Kettle on (ZZ/K00417X/1)",
    }
    assert names(Thread(root="x", beads=(bead(title="\x1b"),), links=())) == {"x": "x"}
    assert names(Thread(root="", beads=(bead("", title=""),), links=())) == {"": "untitled"}


def test_sentence_and_summary(thread: Thread) -> None:
    assert sentence(thread.links[1], names(thread)) == (
        "Kettle on: first minutes of a home visit is funded by Kettle on (ZZ/K00417X/2)"
        " (suggested, 83%)"
    )
    assert sentence(thread.links[1], {}) == (
        "kettle-data is funded by kettle-award-2 (suggested, 83%)"
    )
    assert summary(thread) == (
        "6 resources, 5 links (2 stated, 1 suggested, 1 confirmed, 1 rejected)"
    )
    assert summary(Thread(root="x", beads=(), links=())) == "0 resources, 0 links"


def named(*people: tuple[str, Role]) -> Bead:
    parts = tuple(Named(name=name, role=role) for name, role in people)
    return msgspec.structs.replace(bead("x"), people=parts)


def test_people_by_what_they_do() -> None:
    award = named(
        ("Ada Moss", Role.PRINCIPAL_INVESTIGATOR),
        ("Ben Okoro", Role.FELLOW),
        ("Mill\nCollege", Role.LEAD_ORGANISATION),
    )
    assert people(award) == "led by Ada Moss, Ben Okoro; at Mill College"
    thesis = named(("Ben Okoro", Role.AUTHOR), ("Ada Moss", Role.SUPERVISOR))
    assert people(thesis) == "by Ben Okoro; supervised by Ada Moss"
    assert people(bead("x")) == ""


def test_many_people_are_counted() -> None:
    book = named(*((f"Author {number}", Role.AUTHOR) for number in range(1, 7)))
    assert people(book, most=2) == "by Author 1, Author 2, 4 more"


def test_works_that_only_one_bead_cites_are_counted(thread: Thread) -> None:
    told = summary(msgspec.structs.replace(thread, left_out=171))
    assert told.endswith("; 171 works that only one of them cites left out")


def test_names_tell_apart_what_is_cut_to_the_same_words() -> None:
    title = "A very long title of a study of doors, handles, bells and stairs in three counties"
    beads = (
        bead("award", Kind.AWARD, title, identifiers=("ZZ/1",)),
        bead("data", title=f"{title}, 2031-2033", identifiers=("10.99999/x",)),
    )
    assert names(Thread(root="award", beads=beads, links=()), 40) == {
        "award": "A very long title of a study of doors… (ZZ/1)",
        "data": "A very long title of a study of doors… (10.99999/x)",
    }
