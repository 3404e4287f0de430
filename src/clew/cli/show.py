"""``clew show``: one resource, as its sources together describe it."""

from __future__ import annotations

import click

import clew
from clew import export
from clew.cli.options import command
from clew.cli.output import Out
from clew.model import Resource


@click.command()
@click.argument("name", metavar="ID")
@click.option("--as", "form", default=None, help="text (the default), json or jsonld.")
@command
def show(name: str, form: str | None, out: Out, home: str | None) -> int:
    """Show a resource by its id, DOI, award reference or other identifier."""
    chosen = export.choose(form or ("json" if out.as_json else "text"), of=Resource)
    with clew.open(home) as catalogue:
        click.echo(chosen.render(catalogue.get(name)))
    return 0
