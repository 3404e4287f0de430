"""``clew check``: how well a description would do with others."""

from __future__ import annotations

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.export.fair import Check, Failing, assess, score, survey
from clew.exporting import everything


@click.group()
def check() -> None:
    """Check how well a description would do with others."""


@check.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option("--all", "whole", is_flag=True, help="Check every work of the catalogue.")
@command
def fair(name: str | None, whole: bool, out: Out, home: str | None) -> int:
    """Say which checks of F-UJI a description passes, and what is missing."""
    if bool(name) == whole:
        raise click.UsageError("Give the ID of one resource, or --all.")
    with clew.open(home) as catalogue:
        if name is None:
            return _all(catalogue, out)
        checks = assess(catalogue.item(name))
    points = score(checks)
    lines = [_line(one) for one in checks]
    told = {"id": name, "score": round(points, 3), "checks": checks}
    out.result(told, "\n".join([*lines, f"{points:.0%} of the points"]))
    return 0


def _all(catalogue: clew.Clew, out: Out) -> int:
    found = survey(everything(catalogue.catalogue))
    lines = [_missed(one) for one in found.failing]
    out.result(found, "\n".join([*lines, f"{found.passing} of {found.checked} pass every check"]))
    return 0


def _line(one: Check) -> str:
    mark = "✓" if one.passed else "–"
    return f"{mark} {one.metric:9} {one.asks}" + (f": {one.missing}" if one.missing else "")


def _missed(one: Failing) -> str:
    more = ", …" if one.number > len(one.first) else ""
    return f"– {one.metric:9} {one.asks}: {one.number} fail ({', '.join(one.first)}{more})"
