"""``clew show``: one resource, as its sources together describe it."""

from __future__ import annotations

import click

import clew
from clew import export
from clew.cli.options import command
from clew.cli.output import Out
from clew.cli.variables import as_json
from clew.export.text.variable import render_variables
from clew.model import Resource


@click.command()
@click.argument("name", metavar="ID")
@click.option("--as", "form", default=None, help="A format: text (the default), ris, apa, ….")
@click.option("--variables", is_flag=True, help="All its variables, with questions and answers.")
@click.option("--language", multiple=True, help="Tell it in this one (fi), where a source does.")
@command
def show(
    name: str,
    form: str | None,
    variables: bool,
    language: tuple[str, ...],
    out: Out,
    home: str | None,
) -> int:
    """Show a resource by its id, DOI, award reference or other identifier."""
    chosen = export.choose(form or ("json" if out.as_json else "text"), of=Resource)
    with clew.open(home) as catalogue:
        if variables:
            told = catalogue.variables(name)
            form_of_all = {"id": name, "variables": [as_json(one) for one in told]}
            out.result(form_of_all, render_variables([(one.slug, one.variable) for one in told]))
        else:
            click.echo(chosen.render_item(catalogue.item(name, language)), nl=False)
    return 0
