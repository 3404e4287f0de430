"""``clew check``: how well a description would do with others."""

from __future__ import annotations

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.export.fair import Check, assess, score


@click.group()
def check() -> None:
    """Check how well a description would do with others."""


@check.command()
@click.argument("name", metavar="ID")
@command
def fair(name: str, out: Out, home: str | None) -> int:
    """Say which checks of F-UJI a description passes, and what is missing."""
    with clew.open(home) as catalogue:
        checks = assess(catalogue.item(name))
    points = score(checks)
    lines = [_line(one) for one in checks]
    told = {"id": name, "score": round(points, 3), "checks": checks}
    out.result(told, "\n".join([*lines, f"{points:.0%} of the points"]))
    return 0


def _line(one: Check) -> str:
    mark = "✓" if one.passed else "–"
    return f"{mark} {one.metric:9} {one.asks}" + (f": {one.missing}" if one.missing else "")
