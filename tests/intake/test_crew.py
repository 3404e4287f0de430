"""Reading processes: answers in order, and a death or a sleep costs one document."""

from __future__ import annotations

import sys

import pytest

from clew.errors import BrokenDocument
from clew.intake import calling
from clew.intake import crew as module
from clew.intake.crew import Crew
from clew.intake.outcome import Outcome, attempt
from clew.model import Document

PAGE = (
    "<html><head><title>{0}</title></head><body><h1>{0}</h1>"
    "<p>An invented page about visiting families at home.</p></body></html>"
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALONE", 0)


def page(title: str) -> Document:
    return Document(PAGE.format(title).encode(), f"{title}.html")


def answer(crew: Crew, document: Document) -> Outcome:
    reading = crew.read(document)
    crew.send()
    return reading.result(60)


def titles(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.reading.records[0].title if outcome.reading else None for outcome in outcomes]


def test_answers_come_in_the_order_asked() -> None:
    names = [f"Page {n}" for n in range(12)]
    with Crew(size=2) as crew:
        waiting = [crew.read(page(name)) for name in names]
        crew.send()
        assert titles([one.result(60) for one in waiting]) == names


def test_another_process_reads_as_this_one_does() -> None:
    document = page("Doorsteps and hallways")
    with Crew(size=1) as crew:
        assert answer(crew, document) == attempt(document)


def test_errors_come_back_as_themselves() -> None:
    with Crew(size=1) as crew:
        outcome = answer(crew, Document(b"  ", "blank.txt"))
    assert repr(outcome.failure()) == "NoText('blank.txt is empty.')"
    assert str(outcome.failure()) == "blank.txt is empty. Check that the download finished."


def test_a_process_that_dies_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "_WORKER", (sys.executable, "-c", "raise SystemExit(1)"))
    with Crew(size=1) as crew:
        failure = answer(crew, page("Lost")).failure()
        assert isinstance(failure, BrokenDocument)
        assert failure.message == "Lost.html broke its reader."
        monkeypatch.undo()
        monkeypatch.setattr(module, "ALONE", 0)
        assert titles([answer(crew, page("Found"))]) == ["Found"]


def test_a_process_that_sleeps_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "_WORKER", (sys.executable, "-c", "import time; time.sleep(60)"))
    with Crew(size=1, patience=0.3) as crew:
        failure = answer(crew, page("Asleep")).failure()
    assert failure is not None
    assert failure.message == "Asleep.html took longer than 0.3 seconds to read."


def test_a_few_documents_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALONE", 8)
    monkeypatch.setattr(calling, "_WORKER", ("/nonexistent",))
    with Crew() as crew:
        waiting = [crew.read(page(name)) for name in ("Near", "Nearer")]
        crew.send()
        assert titles([one.result(0) for one in waiting]) == ["Near", "Nearer"]


def test_once_there_are_more_than_a_few_this_process_reads_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ALONE", 2)
    with Crew(size=1) as crew:
        waiting = [crew.read(page(name)) for name in ("One", "Two", "Three")]
        monkeypatch.setattr(module, "attempt", None)
        crew.send()
        assert titles([one.result(60) for one in waiting]) == ["One", "Two", "Three"]


def test_a_long_document_among_the_first_few_is_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ALONE", 8)
    monkeypatch.setattr(module, "GROUP_BYTES", len(page("Long").content))
    with Crew() as crew:
        assert titles([crew.read(page("Long")).result(0)]) == ["Long"]


READER = """
import os, sys
from clew.intake import worker
from clew.intake.worker import attempt_all

def careful(documents):
    if any(b"Deadly" in one.content for one in documents):
        os._exit(1)
    return attempt_all(documents)

worker.attempt_all = careful
worker.main()
"""


def test_of_a_group_only_the_deadly_one_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "_WORKER", (sys.executable, "-c", READER))
    with Crew(size=1) as crew:
        waiting = [crew.read(page(name)) for name in ("One", "Two", "Deadly", "Four")]
        crew.send()
        outcomes = [one.result(60) for one in waiting]
    assert titles(outcomes) == ["One", "Two", None, "Four"]
    assert outcomes[2].error is not None
    assert outcomes[2].error[:2] == ("BrokenDocument", "Deadly.html broke its reader.")


@pytest.mark.parametrize(
    ("limit", "value"), [("GROUP", 3), ("GROUP_BYTES", 2 * len(page("Two").content) + 9)]
)
def test_a_full_group_leaves_by_itself(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(module, limit, value)
    with Crew(size=1) as crew:
        waiting = [crew.read(page(name)) for name in ("One", "Two", "Three", "Four")]
        assert titles([one.result(60) for one in waiting[:3]]) == ["One", "Two", "Three"]
        assert not waiting[3].done()


def test_a_failure_of_the_crew_itself_reaches_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "_WORKER", ("/nonexistent",))
    with Crew(size=1) as crew, pytest.raises(FileNotFoundError):
        answer(crew, page("Nobody"))
