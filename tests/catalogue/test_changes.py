"""What changed when: in order, by time, by kind and source, with what went."""

from __future__ import annotations

import sqlite3

import pytest
from support import Weave

from clew.catalogue import Catalogue
from clew.catalogue.changes import Changes, Scope
from clew.model import Identifier, Kind, Record, Scheme

ALL = Scope(kinds=(Kind.DATASET, Kind.AWARD))


def record(title: str, kind: Kind = Kind.DATASET, key: str | None = None) -> Record:
    return Record(key=key or title, kind=kind, title=title)


def stamp(catalogue: Catalogue, *times: str) -> None:
    """Say of the revisions from the first that they were made at some times."""
    connection = sqlite3.connect(catalogue.path)
    for number, at in enumerate(times, 1):
        connection.execute("UPDATE revisions SET at = ? WHERE number = ?", (at, number))
    connection.commit()
    connection.close()


def seen(catalogue: Catalogue, scope: Scope = ALL) -> list[tuple[str, str, bool]]:
    return [(one.slug, one.at, one.here) for one in catalogue.changes.page(scope)]


@pytest.fixture
def three(catalogue: Catalogue, weave: Weave) -> Catalogue:
    """Three resources, of three days."""
    weave(record("Tea"), at="1")
    weave(record("Milk", Kind.AWARD), at="2")
    weave(record("Sugar"), at="3")
    stamp(catalogue, "2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z", "2026-01-03T10:00:00Z")
    return catalogue


def test_changes_come_in_order_with_their_time(three: Catalogue) -> None:
    assert seen(three) == [
        ("tea", "2026-01-01T10:00:00Z", True),
        ("milk", "2026-01-02T10:00:00Z", True),
        ("sugar", "2026-01-03T10:00:00Z", True),
    ]
    assert three.changes.count(ALL) == 3
    assert three.changes.earliest() == "2026-01-01T10:00:00Z"


def test_pages_are_disjoint_and_whole(three: Catalogue) -> None:
    after, found = (-1, -1), []
    while page := three.changes.page(ALL, after, limit=1):
        found += [one.slug for one in page]
        after = (page[-1].revision, page[-1].number)
    assert found == ["tea", "milk", "sugar"]


def test_only_kinds_and_sources_that_are_asked_for(three: Catalogue) -> None:
    assert seen(three, Scope(kinds=(Kind.AWARD,))) == [("milk", "2026-01-02T10:00:00Z", True)]
    assert three.changes.count(Scope(kinds=ALL.kinds, source="files")) == 3
    assert seen(three, Scope(kinds=ALL.kinds, source="elsewhere")) == []


@pytest.mark.parametrize(
    ("since", "until", "slugs"),
    [
        ("2026-01-02T10:00:00Z", "2026-01-02T10:00:00Z", ["milk"]),
        ("2026-01-02T10:00:01Z", "2026-12-31T00:00:00Z", ["sugar"]),
        ("2025-01-01T00:00:00Z", "2026-01-02T09:59:59Z", ["tea"]),
        ("2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z", []),
        ("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", []),
    ],
)
def test_a_time_is_a_revision(three: Catalogue, since: str, until: str, slugs: list[str]) -> None:
    first, last = three.changes.from_time(since), three.changes.until_time(until)
    found = three.changes.page(Scope(kinds=ALL.kinds, first=first, last=last))
    assert [one.slug for one in found] == slugs


def test_what_went_is_told(three: Catalogue, weave: Weave) -> None:
    weave(record("Coffee"), at="1")
    assert [(slug, here) for slug, _, here in seen(three)] == [
        ("milk", True),
        ("sugar", True),
        ("tea", False),
        ("coffee", True),
    ]
    weave(record("Tea"), at="1")
    assert [(slug, here) for slug, _, here in seen(three)][2:] == [("tea", True), ("coffee", False)]


def test_what_became_part_of_another_went(three: Catalogue) -> None:
    tea, sugar = (three.resources.get(name) for name in ("tea", "sugar"))
    with three.transaction():
        three.records.move(sugar.held[0].number, tea.number, "for a test")
    assert [(slug, here) for slug, _, here in seen(three)] == [
        ("milk", True),
        ("tea", True),
        ("sugar", False),
    ]


def test_works_that_were_only_cited_are_nobodys_news(catalogue: Catalogue, weave: Weave) -> None:
    doi = Identifier(scheme=Scheme.DOI, value="10.5555/tea")
    weave(Record(key="cited:tea", kind=Kind.DATASET, title="Tea", identifiers=(doi,)))
    assert seen(catalogue) == []


def test_one_resource_alone(three: Catalogue) -> None:
    found = three.changes.of("milk", ALL.kinds)
    assert found is not None
    assert (found.slug, found.at, found.here) == ("milk", "2026-01-02T10:00:00Z", True)
    assert three.changes.of("milk", (Kind.DATASET,)) is None
    assert three.changes.of("coffee", ALL.kinds) is None


def test_an_empty_catalogue_has_no_changes(catalogue: Catalogue) -> None:
    assert seen(catalogue) == []
    assert catalogue.changes.count(ALL) == 0
    assert catalogue.changes.until_time("1970-01-01T00:00:00Z") == -1


def test_sources_of_resources(three: Catalogue) -> None:
    numbers = [three.resources.number(name) for name in ("tea", "milk")]
    assert three.changes.sources(numbers) == dict.fromkeys(numbers, ("files",))
    assert three.changes.all_sources() == ["files"]


def test_a_page_is_read_in_the_order_of_changes(three: Catalogue) -> None:
    """Or each page would read and sort all that is left of a kind."""
    asked: list[str] = []
    connection = sqlite3.connect(three.path)
    connection.set_trace_callback(asked.append)
    Changes(connection).page(ALL)
    connection.set_trace_callback(None)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    connection.close()
    assert plan[0] == ("SEARCH o USING INDEX resources_by_revision (revision>? AND revision<?)")
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
