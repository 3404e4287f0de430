"""The documentation names every command, option, room and dependency there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from clew.cli import main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def commands(group: click.Group, path: str = "clew") -> list[tuple[str, click.Command]]:
    """Return every command with what one types to call it."""
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for name in sorted(group.list_commands(context)):
        one = group.get_command(context, name)
        assert one is not None
        whole = f"{path} {name}"
        found += commands(one, whole) if isinstance(one, click.Group) else [(whole, one)]
    return found


@pytest.mark.parametrize(("name", "one"), commands(main), ids=lambda value: str(value))
def test_a_command_is_documented_with_its_options(name: str, one: click.Command) -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")
    assert f"## `{name}" in text
    section = text.split(f"## `{name}", 1)[1].split("\n## ", 1)[0]
    options = {o for p in one.params for o in p.opts if o.startswith("--")} - {"--json", "--home"}
    assert {option for option in options if option not in section} == set()


@pytest.mark.parametrize(("name", "one"), commands(main), ids=lambda value: str(value))
def test_a_command_explains_itself(name: str, one: click.Command) -> None:
    assert one.help
    assert one.help.strip().splitlines()[0].endswith((".", ","))


def test_every_room_is_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    rooms = [p.name for p in (ROOT / "src" / "clew").iterdir() if (p / "__init__.py").is_file()]
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


def test_every_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (DOCS / "dependencies.md").read_text("utf-8")
    names = [re.split(r"[<>=\[;]", line)[0].strip() for line in project["dependencies"]]
    assert {name for name in names if f"| {name} |" not in text} == set()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text("utf-8").lower().splitlines()
    pinned = {line.split("==")[0] for line in lines if "==" in line}
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=\[;]", line)[0].strip().lower() for line in wanted}
    assert names - pinned == set()


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
