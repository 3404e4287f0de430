"""``clew thread``: a resource and all that its links reach."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import click

import clew
from clew import export
from clew.cli.options import command
from clew.cli.output import Out
from clew.linking.thread import DEPTH
from clew.model import LinkState, LinkType, Thread

Choice = TypeVar("Choice", bound=StrEnum)


def _several(kind: type[Choice]) -> Callable[..., list[Choice]]:
    """Return what reads an option that may be repeated, and may hold several values."""

    def read(context: click.Context, option: click.Option, given: tuple[str, ...]) -> list[Choice]:
        words = [word for text in given for word in text.replace(",", " ").split()]
        strange = next((word for word in words if word not in list(kind)), None)
        if strange is not None:
            raise click.BadParameter(f"{strange!r} is not one of {', '.join(kind)}.")
        return [kind(word) for word in words]

    return read


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    default=DEPTH,
    show_default=True,
    help="How many links away to go.",
)
@click.option(
    "--types",
    multiple=True,
    metavar="T,…",
    callback=_several(LinkType),
    help="Only links of these types, cites,funded-by; those that people have make beads of them.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0,
    metavar="C",
    help="The least confidence of a suggested link, 0 to 1.",
)
@click.option(
    "--states",
    multiple=True,
    metavar="S,…",
    callback=_several(LinkState),
    help="Only links in these states (all but rejected).",
)
@click.option("--as", "form", default=None, help="text (the default), json or svg.")
@command
def thread(
    name: str,
    depth: int,
    types: list[LinkType],
    min_confidence: float,
    states: list[LinkState],
    form: str | None,
    out: Out,
    home: str | None,
) -> int:
    """Show the thread of a resource: its links, each with type, state and evidence."""
    chosen = export.choose(form or ("json" if out.as_json else "text"), of=Thread)
    with clew.open(home) as catalogue:
        found = catalogue.thread(
            name, depth, types=types, min_confidence=min_confidence, states=states
        )
    click.echo(chosen.render(found))
    return 0
