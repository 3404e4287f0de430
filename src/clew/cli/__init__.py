"""The command line: a thin skin over the verbs of :class:`clew.app.Clew`."""

from clew.cli.main import main

__all__ = ["main"]
