"""``clew mcp``: the catalogue for assistants."""

from __future__ import annotations

import os

import click

import clew
from clew.cli.options import PORT, command
from clew.cli.output import Out
from clew.errors import ClewError


@click.command()
@click.option("--http", is_flag=True, help="Listen on a port instead of standard input.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=PORT, default=8001, show_default=True, help="Which port to listen on.")
@command
def mcp(http: bool, host: str, port: int, out: Out, home: str | None) -> int:
    """Answer assistants over the Model Context Protocol; nothing is ever changed.

    An assistant starts it by itself and speaks with it on standard input and output, or finds it
    at /mcp on a port.
    """
    try:
        from clew.assistants.server import serve
    except ImportError as error:
        raise ClewError(
            "The library of the protocol is not installed.",
            hint='Install it: pip install "clew[assistants]"',
        ) from error
    from clew.assistants import Desk

    with clew.open(home) as catalogue:
        server = serve(Desk(catalogue, os.environ.get("CLEW_SITE_URL")))
        if http:
            server.run("streamable-http", host=host, port=port)
        else:
            server.run("stdio")
    return 0
