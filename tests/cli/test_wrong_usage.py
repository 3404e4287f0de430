"""What commands say of what cannot be: one sentence, no trace of the program's inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli.conftest import Run

from clew.cli.main import main


@pytest.mark.parametrize("command", [("export", "--all", "-o"), ("dump",)])
def test_a_folder_that_is_not_there(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "nowhere" / "all.ris"
    said = run(*command, path)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        f"clew: {path} cannot be used: No such file or directory. "
        "Check that its folder is there, and that you may write to it.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("thread", "x", "--depth", "-1"), "-1 is not in the range x>=0"),
        (("sources", "add", "x", "--protocol", "oai-pmh"), "Say where it is, with --address."),
        (("sources", "add", "x", "--protocol", "gopher"), "'gopher' is not one of"),
        (("export",), "Say what to take"),
        (("export", "--all", "--as", "banana"), "'banana' is not an export format."),
        (("read", "-", "--as", "banana"), "'banana' is not an export format for a reading."),
        (("show", "x", "--as", "banana"), "'banana' is not an export format for a resource."),
        (("thread", "x", "--as", "ris"), "'ris' is not an export format for a thread."),
        (("snapshot", ".", "--as", "banana"), "'banana' is not an export format"),
        (("search", "x", "--order", "banana"), "There is no order 'banana'."),
        (("search", "x", "--limit", "-1"), "-1 is not in the range x>=1"),
        (("facet", "banana"), "There is no facet 'banana'."),
        (("suggest", "x", "--limit", "0"), "0 is not in the range x>=1"),
        (("variables", "x", "--limit", "-1"), "-1 is not in the range x>=1"),
        (("serve", "--port", "65536"), "65536 is not in the range 0<=x<=65535"),
        (("serve", "--workers", "0"), "0 is not in the range x>=1"),
        (("mcp", "--port", "-1"), "-1 is not in the range 0<=x<=65535"),
        (("sources", "add", "x", "--rate", "-1"), "-1.0 is not in the range x>=0"),
        (("nothing",), "No such command 'nothing'"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert message in " ".join(said.err.split())


def options(command: click.Command, name: str = "clew") -> Iterator[tuple[str, click.Parameter]]:
    """Yield the options of a command and of those under it, each with the command's name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for verb in command.list_commands(context):
            below = command.get_command(context, verb)
            assert below is not None
            yield from options(below, f"{name} {verb}")
    yield from ((name, one) for one in command.params)


NUMBERS = (click.types.IntParamType, click.types.FloatParamType)


def test_every_number_has_bounds() -> None:
    numbers = [
        (name, one)
        for name, one in options(main)
        if isinstance(one, click.Option) and isinstance(one.type, NUMBERS)
    ]
    boundless = [
        f"{name} {one.opts[0]}" for name, one in numbers if getattr(one.type, "min", None) is None
    ]
    assert boundless == []
    assert len(numbers) > 8


@pytest.mark.parametrize("json", [(), ("--json",)])
def test_what_is_not_there_is_no_wrong_usage(run: Run, json: tuple[str, ...]) -> None:
    for arguments in (("show", "nosuch"), ("harvest", "nosuch"), ("read", "nowhere.xml")):
        assert run(*arguments, *json).code == 1
