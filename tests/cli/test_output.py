"""How commands speak: JSON or words on stdout, troubles on stderr, a counter on terminals only."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clew.cli.options import command
from clew.cli.output import Out, Ticker, _bar
from clew.errors import CatalogueBusy, ExportError, NotFound, QueryError
from clew.model import Kind, Record

WIPE = "\r\x1b[2K"


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> list[str]:
        """Return the lines that it showed, one after the other."""
        return self.getvalue().split(WIPE)[1:]


Plug = Callable[[], Terminal]


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("clew.cli.output.time.monotonic", made)
    return made


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Return what makes standard error a terminal; to be called once the test is under way."""

    def connect() -> Terminal:
        made = Terminal()
        monkeypatch.setattr(sys, "stderr", made)
        return made

    return connect


def test_a_terminal_is_told_how_far_it_is(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    ticker = Ticker("documents")
    clock.now += 2
    ticker.tick(label="Kettle talk")
    clock.now += 2
    ticker.tick(3999)
    ticker.done()
    assert terminal.shown() == [
        "1 documents, 0 a second  Kettle talk",
        "4,000 documents, 1,000 a second  ",
        "",
    ]


def test_it_is_told_a_few_times_a_second_and_not_for_each(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    ticker = Ticker("documents")
    for _ in range(100):
        clock.now += 0.01
        ticker.tick()
    assert 5 <= len(terminal.shown()) <= 11


def test_a_known_total_gives_a_bar(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    ticker = Ticker("texts", total=2000)
    clock.now += 1
    ticker.tick(500)
    assert terminal.shown() == ["██████░░░░░░░░░░░░░░░░░░ 500 of 2,000 texts, 500 a second  "]


def test_reaching_says_where_it_is_not_how_much_was_added(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    ticker = Ticker("texts")
    for count, total in ((10, None), (40, 40)):
        clock.now += 1
        ticker.reach(count, total)
    assert terminal.shown() == [
        "10 texts, 10 a second  ",
        "████████████████████████ 40 of 40 texts, 20 a second  ",
    ]


def test_a_long_title_stays_on_one_line(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    ticker = Ticker("documents", total=3)
    clock.now += 1
    ticker.tick(label="Kettle talk " * 50)
    (line,) = terminal.shown()
    assert len(line) == 100
    assert "\n" not in line


def test_no_time_at_all_is_no_trouble(plug: Plug, clock: Clock) -> None:
    terminal = plug()
    Ticker("documents").tick(5)
    assert terminal.shown() == ["5 documents, 5,000 a second  "]


def test_a_pipe_hears_nothing(capsys: pytest.CaptureFixture[str], clock: Clock) -> None:
    ticker = Ticker("documents", total=10)
    for count in range(10):
        clock.now += 1
        ticker.tick(label="Kettle talk")
        ticker.reach(count, 10)
    ticker.done()
    assert capsys.readouterr() == ("", "")


@given(st.floats(0, 10), st.integers(1, 80))
def test_a_bar_is_always_as_wide_as_it_is(share: float, width: int) -> None:
    bar = _bar(share, width)
    assert len(bar) == width
    assert bar == "█" * bar.count("█") + "░" * bar.count("░")
    assert (bar.count("█") == width) or share < 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"embedded": 4}, {"embedded": 4}),
        ([Kind.THESIS], ["thesis"]),
        (Record(key="k", kind=Kind.AWARD), {"key": "k", "kind": "award"}),
        ("Téa", "Téa"),
    ],
    ids=["dictionary", "list", "value", "text"],
)
def test_a_result_is_one_json_document_or_words(
    value: Any, expected: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    Out(as_json=True).result(value, "in words")
    said = capsys.readouterr()
    assert (json.loads(said.out), said.err) == (expected, "")
    Out(as_json=False).result(value, "in words")
    assert capsys.readouterr().out == "in words\n"


def test_a_trouble_is_told_on_stderr_in_the_form_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = NotFound("No resource is called 'dragon'.", hint="Look again.")
    Out(as_json=False).trouble(error)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "clew: No resource is called 'dragon'. Look again.\n")
    Out(as_json=True).trouble(error)
    assert json.loads(capsys.readouterr().err) == {
        "error": "NotFound",
        "message": "No resource is called 'dragon'.",
        "hint": "Look again.",
    }


def ending(does: Callable[[], int | None]) -> click.Command:
    """Return a command that does something and ends as every command does."""

    @click.command()
    @command
    def verb(out: Out, home: str | None) -> int | None:
        return does()

    return verb


def raising(error: BaseException) -> Callable[[], int | None]:
    def does() -> int | None:
        raise error

    return does


@pytest.mark.parametrize(
    ("does", "code", "err"),
    [
        (lambda: None, 0, ""),
        (lambda: 0, 0, ""),
        (lambda: 1, 1, ""),
        (raising(CatalogueBusy("Busy.", hint="Wait.")), 1, "clew: Busy. Wait.\n"),
        (raising(QueryError("No such order.")), 2, "clew: No such order.\n"),
        (raising(ExportError("No such format.")), 2, "clew: No such format.\n"),
        (
            raising(KeyboardInterrupt()),
            1,
            "clew: stopped; what was done is kept. The same command goes on.\n",
        ),
        (raising(BrokenPipeError()), 0, ""),
    ],
    ids=["nothing", "zero", "one", "trouble", "no order", "no format", "stopped", "pipe closed"],
)
def test_how_a_command_ends(does: Callable[[], int | None], code: int, err: str) -> None:
    done = CliRunner().invoke(ending(does), [])
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", err)


def test_what_nobody_foresaw_is_not_hidden() -> None:
    done = CliRunner().invoke(ending(raising(ZeroDivisionError("oh"))), [])
    assert isinstance(done.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("arguments", "environment", "home"),
    [
        (["--home", "named"], {"CLEW_HOME": "set"}, "named"),
        ([], {"CLEW_HOME": "set"}, "set"),
        ([], {}, None),
    ],
)
def test_the_home_that_a_command_is_given(
    arguments: list[str],
    environment: dict[str, str],
    home: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CLEW_HOME", raising=False)
    seen: list[object] = []

    @click.command()
    @command
    def verb(out: Out, home: str | None) -> int:
        seen.append((home, out.as_json))
        return 0

    assert CliRunner().invoke(verb, [*arguments, "--json"], env=environment).exit_code == 0
    assert seen == [(home, True)]


def test_wrong_usage_ends_with_two() -> None:
    done = CliRunner().invoke(ending(lambda: 0), ["--dragon"])
    assert done.exit_code == 2
    assert "No such option" in done.stderr
    assert "--dragon" in done.stderr
