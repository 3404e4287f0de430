"""``clew embed``: give vectors to what can be found by words only."""

from __future__ import annotations

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out, Ticker


@click.command()
@command
def embed(out: Out, home: str | None) -> int:
    """Make vectors, so that search finds by meaning too.

    It can be stopped at any moment; the same command again goes on where it was.
    """
    ticker = Ticker("texts")
    with clew.open(home) as catalogue:
        made = catalogue.embed(ticker.reach)
    ticker.done()
    out.result({"embedded": made}, f"{made:,} texts have a vector now that had none before.")
    return 0
