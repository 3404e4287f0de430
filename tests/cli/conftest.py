"""Running the command line as a person would, in a home of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from clew.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


class Said(NamedTuple):
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its standard output as the one JSON document that it must be."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``clew`` with a new catalogue and no encoder."""
    monkeypatch.setenv("CLEW_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path / "cache"))

    def call(*arguments: object, stdin: bytes | None = None) -> Said:
        done = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def corpus() -> Path:
    """Return the folder of invented documents."""
    return EXAMPLES / "corpus"
