"""The command ``clew`` and its verbs."""

from __future__ import annotations

from importlib import import_module

import click

from clew.version import __version__

VERBS = {
    "accounts": "accounts",
    "add": "add",
    "alerts": "alerts",
    "check": "check",
    "dump": "dump",
    "embed": "embed",
    "encoder": "encoder",
    "export": "export",
    "facet": "search",
    "harvest": "harvest",
    "links": "links",
    "mcp": "mcp",
    "read": "read",
    "rebuild": "rebuild",
    "restore": "dump",
    "search": "search",
    "serve": "serve",
    "show": "show",
    "snapshot": "dump",
    "sources": "sources",
    "status": "status",
    "suggest": "search",
    "thread": "thread",
    "variables": "variables",
    "vocabulary": "vocabulary",
    "webhooks": "webhooks",
}
"""Each verb with the module beside this one that has it."""


class _Verbs(click.Group):
    """A group that imports a verb's module when the verb is asked for.

    What one verb needs (numpy, a web framework, a search engine) would make each other one start
    three times as slowly.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        verb: click.Command = getattr(import_module(f"clew.cli.{VERBS[cmd_name]}"), cmd_name)
        return verb


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clew")
def main() -> None:
    """Find academic resources and follow the thread that joins them.

    CLEW_HOME (or --home) says where the catalogue lives. Every command takes --json. Exit codes: 0
    done, 1 something failed (the rest was kept), 2 wrong usage.
    """
