"""``clew variables``: the variables of a dataset, or the same variable elsewhere."""

from __future__ import annotations

from typing import Any

import click
import msgspec

import clew
from clew.catalogue.variables import Child
from clew.cli.options import COUNT, command
from clew.cli.output import Out
from clew.export.text.variable import variable_line
from clew.linking import Comparable
from clew.model import Kind


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--limit", type=COUNT, default=100, show_default=True, help="How many to list at most."
)
@command
def variables(name: str, limit: int, out: Out, home: str | None) -> int:
    """List a dataset's variables; of a variable, those elsewhere that seem to be the same.

    ID is that of a dataset, or of a variable as the list of its dataset gives it.
    """
    with clew.open(home) as catalogue:
        resource = catalogue.get(name)
        if resource.kind == Kind.VARIABLE:
            same = catalogue.same_variable(resource.slug)
            shown = [same_as_json(one) for one in same[:limit]]
            form = {"id": resource.slug, "total": len(same), "same": shown}
            out.result(form, _same_text(resource.label, same, limit))
        else:
            told = catalogue.variables(resource.slug)
            form = {
                "id": resource.slug,
                "total": len(told),
                "variables": [as_json(one) for one in told[:limit]],
            }
            out.result(form, _text(resource.label, told, limit))
    return 0


def as_json(child: Child) -> dict[str, Any]:
    """Return a variable as JSON: its id, and what its source says of it."""
    return {"id": child.slug, **msgspec.to_builtins(child.variable)}


def same_as_json(found: Comparable) -> dict[str, Any]:
    """Return a variable that seems to be the same as JSON, with what speaks for it."""
    return {
        "dataset": found.child.dataset_slug,
        "dataset_title": found.child.told.container,
        "confidence": found.confidence,
        "compared": msgspec.to_builtins(found.compared),
        **as_json(found.child),
    }


def _text(title: str, told: list[Child], limit: int) -> str:
    lines = [f"{variable_line(one.variable)}\n    {one.slug}" for one in told[:limit]]
    return "\n".join([f"{title}: {_counted(len(told))}", *lines, *_more(len(told), limit)])


def _same_text(title: str, same: list[Comparable], limit: int) -> str:
    lines = [line for one in same[:limit] for line in _same(one)]
    if not same:
        return f"{title}: nothing like it in other datasets."
    return "\n".join([f"{title}, elsewhere:", *lines, *_more(len(same), limit)])


def _same(one: Comparable) -> list[str]:
    return [
        "",
        f"{variable_line(one.child.variable)}  ({one.confidence:.0%})",
        f"    in {one.child.told.container or one.child.dataset_slug}",
        f"    {one.reason}",
        f"    {one.child.slug}",
    ]


def _counted(number: int) -> str:
    return f"{number:,} variable{'' if number == 1 else 's'}"


def _more(number: int, limit: int) -> list[str]:
    return [f"… and {number - limit:,} more (--limit)"] if number > limit else []
