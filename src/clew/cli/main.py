"""The command ``clew`` and its verbs."""

from __future__ import annotations

import click

from clew.cli.accounts import accounts
from clew.cli.add import add
from clew.cli.alerts import alerts
from clew.cli.check import check
from clew.cli.dump import dump, restore, snapshot
from clew.cli.embed import embed
from clew.cli.encoder import encoder
from clew.cli.export import export
from clew.cli.harvest import harvest
from clew.cli.links import links
from clew.cli.mcp import mcp
from clew.cli.read import read
from clew.cli.search import facet, search, suggest
from clew.cli.serve import serve
from clew.cli.show import show
from clew.cli.sources import sources
from clew.cli.status import status
from clew.cli.thread import thread
from clew.cli.variables import variables
from clew.cli.vocabulary import vocabulary
from clew.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clew")
def main() -> None:
    """Find academic resources and follow the thread that joins them.

    CLEW_HOME (or --home) says where the catalogue lives. Every command takes --json. Exit codes: 0
    done, 1 something failed (the rest was kept), 2 wrong usage.
    """


VERBS = (
    add,
    sources,
    harvest,
    read,
    search,
    suggest,
    facet,
    show,
    variables,
    thread,
    links,
    export,
    dump,
    restore,
    snapshot,
    check,
    embed,
    encoder,
    vocabulary,
    status,
    serve,
    mcp,
    accounts,
    alerts,
)
for verb in VERBS:
    main.add_command(verb)
