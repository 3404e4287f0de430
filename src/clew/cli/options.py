"""Options that all commands share, and the one place where errors become exit codes.

Exit codes: 0 done, 1 something failed (the rest was kept), 2 wrong usage.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from clew.cli.output import Out
from clew.errors import ClewError, ExportError, QueryError

COUNT = click.IntRange(min=1)
PORT = click.IntRange(0, 65535)
# What is asked for is not to be had: an order, a facet, a format that there is none of.
_WRONG_USAGE = (QueryError, ExportError)


def command(function: Callable[..., int | None]) -> Callable[..., None]:
    """Give a command ``--home`` and ``--json`` and turn what it raises into an exit code."""

    @click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
    @click.option(
        "--home",
        type=click.Path(file_okay=False),
        envvar="CLEW_HOME",
        help="Where the catalogue lives (else CLEW_HOME, else the user's data folder).",
    )
    @functools.wraps(function)
    def run(*args: Any, as_json: bool, home: str | None, **options: Any) -> None:
        out = Out(as_json)
        try:
            code = function(*args, out=out, home=home, **options)
        except ClewError as error:
            out.trouble(error)
            code = 2 if isinstance(error, _WRONG_USAGE) else 1
        except KeyboardInterrupt:
            click.echo("clew: stopped; what was done is kept. The same command goes on.", err=True)
            code = 1
        except BrokenPipeError:
            code = 0
        except OSError as error:
            out.trouble(_of_the_system(error))
            code = 1
        raise SystemExit(code or 0)

    return run


def _of_the_system(error: OSError) -> ClewError:
    """Say what the system refused: a folder that is not there, a file nobody may write, …

    Raises
    ------
    OSError: the same, when it names no file; then it is a fault of ours.
    """
    if not error.filename:
        raise error
    path = str(error.filename).removesuffix(".part")  # what is written until it is whole
    return ClewError(
        f"{path} cannot be used: {error.strerror}.",
        hint="Check that its folder is there, and that you may write to it.",
    )
