"""What commands say of what cannot be: one sentence, no trace of the program's inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.conftest import Run


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
        (("nothing",), "No such command 'nothing'"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert message in " ".join(said.err.split())
