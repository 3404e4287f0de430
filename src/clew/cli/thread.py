"""``clew thread``: a resource and all that its links reach."""

from __future__ import annotations

import click

import clew
from clew import export
from clew.cli.options import command
from clew.cli.output import Out
from clew.linking.thread import DEPTH
from clew.model import Thread


@click.command()
@click.argument("name", metavar="ID")
@click.option("--depth", default=DEPTH, show_default=True, help="How many links away to go.")
@click.option("--as", "form", default=None, help="text (the default), json or svg.")
@command
def thread(name: str, depth: int, form: str | None, out: Out, home: str | None) -> int:
    """Show the thread of a resource: its links, each with type, state and evidence."""
    chosen = export.choose(form or ("json" if out.as_json else "text"), of=Thread)
    with clew.open(home) as catalogue:
        click.echo(chosen.render(catalogue.thread(name, depth)))
    return 0
