"""What a source says besides documents: gone, still the same, and where to go on from."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from clew.catalogue import Catalogue
from clew.harvest import Arrival, Gone, Mark, Seen, Step, Whole
from clew.intake import Added, Entry, Intake, Status

PAGE = b"<html><head><meta name='citation_title' content='%s'></head><body>x</body></html>"


@pytest.fixture
def ledger() -> list[list[Entry]]:
    return []


@pytest.fixture
def intake(catalogue: Catalogue, ledger: list[list[Entry]]) -> Intake:
    return Intake(catalogue, "site", ledger=ledger.append)


def arrival(name: str, title: str) -> Arrival:
    return Arrival.of_bytes(name, PAGE % title.encode(), "text/html")


def outcomes(intake: Intake, *steps: Step) -> list[tuple[str, str]]:
    return [(added.path, added.status) for added in intake.take(steps)]


def labels(catalogue: Catalogue) -> list[str]:
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    return [resource.label for resource in everything]


def test_what_is_gone_is_withdrawn_but_kept(catalogue: Catalogue, intake: Intake) -> None:
    outcomes(intake, arrival("a", "Asking"), arrival("b", "Biding"))
    assert outcomes(intake, Gone("a")) == [("a", "deleted")]
    assert labels(catalogue) == ["Biding"]
    assert catalogue.counts()["documents"] == 2


def test_what_is_gone_is_gone_once(intake: Intake) -> None:
    outcomes(intake, arrival("a", "Asking"))
    assert outcomes(intake, Gone("a"), Gone("a"), Gone("never there")) == [("a", "deleted")]


def test_the_same_bytes_may_come_back(catalogue: Catalogue, intake: Intake) -> None:
    outcomes(intake, arrival("a", "Asking"))
    outcomes(intake, Gone("a"))
    assert outcomes(intake, arrival("a", "Asking")) == [("a", "new")]
    assert labels(catalogue) == ["Asking"]
    assert catalogue.counts()["documents"] == 1


def test_one_of_two_places_may_go(catalogue: Catalogue, intake: Intake) -> None:
    same = arrival("a", "Asking"), arrival("b", "Asking")
    assert outcomes(intake, *same) == [("a", "new"), ("b", "unchanged")]
    assert outcomes(intake, Gone("a"), same[1]) == [("a", "deleted"), ("b", "new")]
    assert labels(catalogue) == ["Asking"]


def test_what_failed_and_went_is_no_failure_any_more(catalogue: Catalogue, intake: Intake) -> None:
    assert outcomes(intake, Arrival.of_bytes("a", b"")) == [("a", "failed")]
    assert outcomes(intake, Gone("a")) == [("a", "deleted")]
    assert catalogue.places.failures() == []


def test_what_was_only_seen_is_unchanged(intake: Intake) -> None:
    assert list(intake.take([Seen("a")])) == [Added("a", Status.UNCHANGED)]


def test_the_ledger_is_told_everything_in_order(intake: Intake, ledger: list[list[Entry]]) -> None:
    one = arrival("a", "Asking")
    steps: list[Step] = [one, Mark({"at": 1}), Gone("b"), Seen("c"), Whole()]
    added = list(intake.take(steps))
    (entries,) = ledger
    assert [entry.step for entry in entries] == steps
    assert [entry.added for entry in entries] == [added[0], None, None, added[1], None]


def test_a_ledger_that_fails_undoes_its_batch(catalogue: Catalogue) -> None:
    def fail(entries: Iterable[Entry]) -> None:
        raise LookupError("full")

    with pytest.raises(LookupError):
        list(Intake(catalogue, "site", ledger=fail).take([arrival("a", "Asking")]))
    assert catalogue.counts()["documents"] == 0
