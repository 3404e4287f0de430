"""Reading processes: answers in order, and a death or a sleep costs one document."""

from __future__ import annotations

import sys

import pytest

from clew.errors import BrokenDocument
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


def titles(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.reading.records[0].title if outcome.reading else None for outcome in outcomes]


def test_answers_come_in_the_order_asked() -> None:
    names = [f"Page {n}" for n in range(12)]
    with Crew(size=2) as crew:
        waiting = [crew.read(page(name)) for name in names]
        assert titles([one.result(60) for one in waiting]) == names


def test_another_process_reads_as_this_one_does() -> None:
    document = page("Doorsteps and hallways")
    with Crew(size=1) as crew:
        assert crew.read(document).result(60) == attempt(document)


def test_errors_come_back_as_themselves() -> None:
    with Crew(size=1) as crew:
        outcome = crew.read(Document(b"  ", "blank.txt")).result(60)
    assert repr(outcome.failure()) == "NoText('blank.txt is empty.')"
    assert str(outcome.failure()) == "blank.txt is empty. Check that the download finished."


def test_a_process_that_dies_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORKER", (sys.executable, "-c", "raise SystemExit(1)"))
    with Crew(size=1) as crew:
        failure = crew.read(page("Lost")).result(60).failure()
        assert isinstance(failure, BrokenDocument)
        assert failure.message == "Lost.html broke its reader."
        monkeypatch.undo()
        monkeypatch.setattr(module, "ALONE", 0)
        assert titles([crew.read(page("Found")).result(60)]) == ["Found"]


def test_a_process_that_sleeps_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORKER", (sys.executable, "-c", "import time; time.sleep(60)"))
    with Crew(size=1, patience=0.3) as crew:
        failure = crew.read(page("Asleep")).result(60).failure()
    assert failure is not None
    assert failure.message == "Asleep.html took longer than 0.3 seconds to read."


def test_a_few_documents_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALONE", 8)
    monkeypatch.setattr(module, "_WORKER", ("/nonexistent",))
    with Crew() as crew:
        assert titles([crew.read(page("Near")).result(0)]) == ["Near"]
