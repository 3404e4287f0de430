"""Reading processes that are called before anybody needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from clew.cli import main
from clew.intake import calling
from clew.intake import crew as module
from clew.intake.calling import called_ahead, end, start
from clew.intake.crew import Crew
from clew.model import Document

SLEEPER = (sys.executable, "-c", "import sys; sys.stdin.read()")


@pytest.fixture(autouse=True)
def sleeper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "_WORKER", SLEEPER)


def test_who_was_called_ahead_comes_first() -> None:
    with called_ahead():
        [called] = calling._called
        first, second = start(), start()
    assert first is called
    assert second.pid != called.pid
    assert (first.poll(), second.poll()) == (None, None)  # whose they are now ends them
    for process in (first, second):
        end(process)
        assert process.poll() is not None


def test_who_is_not_needed_is_ended() -> None:
    with called_ahead():
        [called] = calling._called
    assert called.poll() is not None
    assert calling._called == []


def test_who_was_called_by_a_program_that_was_killed_ends_too() -> None:
    program = (
        "import os\n"
        "from clew.intake import calling\n"
        f"calling._WORKER = {SLEEPER!r}\n"
        "with calling.called_ahead():\n"
        "    print('called', flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (-9, b"called\n")


def test_calling_loads_nothing_else() -> None:
    program = (
        "import sys, clew.intake.calling\n"
        "print([m for m in sys.modules if m.startswith('clew.') or m in ('numpy', 'msgspec')])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert eval(told) == ["clew.errors", "clew.version", "clew.intake", "clew.intake.calling"]


def test_a_crew_reads_with_who_was_called_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(module, "ALONE", 0)
    with called_ahead():
        [called] = calling._called
        with Crew(size=1) as crew:
            reading = crew.read(Document(b"TY  - JOUR\nTI  - Doorsteps\nER  - \n", "a.ris"))
            crew.send()
            assert reading.result(60).reading
            assert crew._members[0]._process is called
        assert called.poll() is not None


def test_where_none_can_be_started_it_is_told_when_one_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calling, "_WORKER", ("/nonexistent",))
    with called_ahead():
        assert calling._called == []
        with pytest.raises(FileNotFoundError):
            start()


def test_a_harvest_that_has_nothing_to_do_leaves_nobody_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    begin = calling._begin

    def noting() -> subprocess.Popen[bytes]:
        begun.append(begin())
        return begun[-1]

    monkeypatch.setattr(calling, "_begin", noting)
    told = CliRunner().invoke(main, ["harvest", "--home", str(tmp_path)])
    assert told.stdout == "No source's time has come; name one to harvest it now.\n"
    [process] = begun
    assert process.poll() is not None
