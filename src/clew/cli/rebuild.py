"""``clew rebuild``: make the search index anew."""

from __future__ import annotations

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out, Ticker


@click.command()
@command
def rebuild(out: Out, home: str | None) -> int:
    """Make the search index anew from the catalogue.

    Searches go on with the old one until it is done. If it is stopped, nothing has happened.
    """
    ticker = Ticker("resources")
    with clew.open(home) as catalogue:
        made = catalogue.rebuild(ticker.reach)
    ticker.done()
    out.result({"indexed": made}, f"{made:,} resources were indexed anew.")
    return 0
