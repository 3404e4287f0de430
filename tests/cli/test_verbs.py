"""Verbs are imported when they are asked for, and each is where the list says."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from clew.cli.main import VERBS, main

HEAVY = ("fastapi", "httpx", "lxml", "numpy", "onnxruntime", "tantivy")


def test_the_bare_command_loads_nothing_heavy() -> None:
    asked = (
        "import sys; from clew.cli import main; "
        f"main(['--version'], standalone_mode=False); print(*(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [""]


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_goes_by_its_own_name(name: str) -> None:
    verb = main.get_command(click.Context(main), name)
    assert verb is not None
    assert verb.name == name


def test_a_verb_that_there_is_not() -> None:
    answer = CliRunner().invoke(main, ["serch"])
    assert answer.exit_code == 2
    assert "No such command 'serch'." in answer.output


def test_help_lists_each_verb() -> None:
    answer = CliRunner().invoke(main, ["--help"])
    listed = {line.split()[0] for line in answer.output.split("Commands:")[1].splitlines() if line}
    assert listed == set(VERBS)
