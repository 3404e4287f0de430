"""Runs and visits: reports count each location once, whatever happened on the way."""

from __future__ import annotations

import pytest
from support import NOW

from clew.catalogue import Catalogue
from clew.catalogue.runs import Report, Run
from clew.catalogue.sources import SourceCard
from clew.catalogue.visits import Found, Health, PastVisits, Trace, Trouble

LATER = "2026-02-01T00:00:00+00:00"


@pytest.fixture
def run(catalogue: Catalogue) -> Run:
    return catalogue.runs.begin("ashby", "aim", None, NOW)


def note(catalogue: Catalogue, run: Run, *found: Found, now: str = NOW) -> None:
    catalogue.visits.note("ashby", run.number, now, found)


def test_a_run_from_beginning_to_end(catalogue: Catalogue, run: Run) -> None:
    runs = catalogue.runs
    note(catalogue, run, Found("a", "new"), Found("b", "failed"), Found("c", "absent"))
    runs.mark(run.number, {"token": "t"}, 3)
    runs.spend(run.number, 1000, 1.5)
    runs.spend(run.number, 500, 1.0)
    last = runs.last("ashby")
    assert last is not None
    assert (last.state, last.total, last.outcome) == ({"token": "t"}, 3, "running")
    runs.end(run.number, "complete", LATER)
    assert runs.reports("ashby", 5) == [
        Report(
            source="ashby",
            outcome="complete",
            began_at=NOW,
            ended_at=LATER,
            counted={"new": 1, "failed": 1},
            total=3,
            received=1500,
            seconds=2.5,
        )
    ]


def test_a_stopped_run_is_taken_up(catalogue: Catalogue, run: Run) -> None:
    note(catalogue, run, Found("a", "new"))
    catalogue.runs.end(run.number, "stopped", NOW, "It rained.")
    again = catalogue.runs.go_on(run)
    assert (again.number, again.outcome, again.error) == (run.number, "running", None)
    note(catalogue, run, Found("b", "new"))
    catalogue.runs.end(run.number, "complete", LATER)
    assert catalogue.runs.reports("ashby", 5)[0].counted == {"new": 2}


def test_the_last_complete_run_of_the_same_aim(catalogue: Catalogue, run: Run) -> None:
    runs = catalogue.runs
    assert runs.last_complete("ashby", "aim") is None
    runs.end(run.number, "complete", NOW)
    runs.begin("ashby", "aim", NOW, LATER)
    found = runs.last_complete("ashby", "aim")
    assert found is not None
    assert found.number == run.number
    assert runs.last_complete("ashby", "other") is None
    assert runs.last_complete("other", "aim") is None


@pytest.mark.parametrize(
    ("outcomes", "counted"),
    [
        (["new", "unchanged"], {"new": 1}),
        (["new", "updated"], {"new": 1}),
        (["updated", "unchanged"], {"updated": 1}),
        (["failed", "new"], {"new": 1}),
        (["failed", "failed"], {"failed": 1}),
        (["new", "deleted"], {"deleted": 1}),
        (["deleted", "absent"], {"deleted": 1}),
        (["absent", "absent"], {"absent": 1}),
        (["absent", "new"], {"new": 1}),
    ],
)
def test_what_comes_twice_in_a_run_counts_once(
    catalogue: Catalogue, run: Run, outcomes: list[str], counted: dict[str, int]
) -> None:
    for outcome in outcomes:
        note(catalogue, run, Found("a", outcome))
    assert catalogue.visits.count("ashby", run.number) == counted


def test_earlier_reports_stay(catalogue: Catalogue, run: Run) -> None:
    note(catalogue, run, Found("a", "new"), Found("b", "new"))
    catalogue.runs.end(run.number, "complete", NOW)
    second = catalogue.runs.begin("ashby", "aim", NOW, LATER)
    note(catalogue, second, Found("a", "updated"), Found("b", "unchanged"))
    catalogue.runs.end(second.number, "complete", LATER)
    assert [report.counted for report in catalogue.runs.reports("ashby", 5)] == [
        {"updated": 1, "unchanged": 1},
        {"new": 2},
    ]


def test_what_went_earlier_does_not_go_again(catalogue: Catalogue, run: Run) -> None:
    note(catalogue, run, Found("a", "deleted"))
    second = catalogue.runs.begin("ashby", "aim", NOW, LATER)
    note(catalogue, second, Found("a", "absent"), now=LATER)
    assert catalogue.visits.count("ashby", second.number) == {}
    assert catalogue.visits.troubles("ashby", 5) == [Trouble("a", "gone", NOW, None)]


def test_what_a_run_did_not_come_by(catalogue: Catalogue, run: Run) -> None:
    note(catalogue, run, *(Found(name, "new") for name in "abc"), Found("d", "deleted"))
    other = catalogue.runs.begin("ashby", "other aim", None, NOW)
    note(catalogue, other, Found("e", "new"))
    second = catalogue.runs.begin("ashby", "aim", None, LATER)
    note(catalogue, second, Found("b", "unchanged", confirmed=True))
    assert catalogue.visits.missing("ashby", second.number, "aim") == ["a", "c"]


def test_the_health_of_links(catalogue: Catalogue, run: Run) -> None:
    assert catalogue.visits.health("ashby") == Health(0, 0, 0, 0, None)
    note(
        catalogue,
        run,
        Found("a", "new", Trace(moved_to="z")),
        Found("b", "unchanged"),
        Found("c", "deleted"),
        Found("d", "failed"),
        Found("e", "absent"),
    )
    assert catalogue.visits.health("ashby") == Health(2, 1, 1, 1, NOW)
    assert catalogue.visits.troubles("ashby", 5) == [
        Trouble("a", "moved", NOW, "z"),
        Trouble("c", "gone", NOW, None),
        Trouble("d", "failing", NOW, None),
    ]


def test_a_word_that_nothing_changed_keeps_what_was_known(catalogue: Catalogue, run: Run) -> None:
    note(catalogue, run, Found("a", "new", Trace('"7"', "Friday", "2031", "z")))
    second = catalogue.runs.begin("ashby", "aim", NOW, LATER)
    note(catalogue, second, Found("a", "unchanged", confirmed=True), now=LATER)
    assert catalogue.visits.troubles("ashby", 5) == [Trouble("a", "moved", LATER, "z")]
    note(catalogue, second, Found("a", "unchanged", Trace(stamp="2032"), confirmed=True))
    assert catalogue.visits.troubles("ashby", 5) == []
    with PastVisits(catalogue.path, "ashby", second.number) as past:
        assert past.left("a") == ('"7"', "Friday", "2032")


def test_past_visits(catalogue: Catalogue, run: Run) -> None:
    with PastVisits(catalogue.path, "ashby", run.number) as past:
        assert (past.left("a"), past.in_this_run("a")) == (None, False)
        note(catalogue, run, Found("a", "new", Trace('"7"')), Found("b", "failed"))
        assert (past.left("a"), past.in_this_run("a")) == (('"7"', None, None), True)
        assert (past.left("b"), past.in_this_run("b")) == (None, True)
    with PastVisits(catalogue.path, "ashby", run.number + 1) as later:
        assert (later.left("a"), later.in_this_run("a")) == (('"7"', None, None), False)


def test_sources_are_kept_as_last_told(catalogue: Catalogue) -> None:
    assert catalogue.sources.get("ashby") is None
    card = SourceCard(name="ashby", protocol="files", address="/a", credit="By Ashby")
    catalogue.sources.put(SourceCard(name="ashby", protocol="files", address="/b"))
    catalogue.sources.put(card)
    assert catalogue.sources.get("ashby") == card
