"""``clew export``: take resources away in any format there is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out


@click.command()
@click.argument("names", metavar="[ID ...]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything there is.")
@click.option("--query", metavar="WORDS", help="All results of a search.")
@click.option("--thread", is_flag=True, help="All that is on the threads of the IDs.")
@click.option("--as", "form", help="A format (jsonl), or a citation style: FILE.csl.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="The file to write to.")
@command
def export(
    names: tuple[str, ...],
    everything: bool,
    query: str | None,
    thread: bool,
    form: str | None,
    output: str | None,
    out: Out,
    home: str | None,
) -> int:
    """Write resources in a format, any number of them: by ID, a search, a thread, or all.

    Things of a kind that the format cannot hold are left out.
    """
    if sum((bool(names), everything, query is not None)) != 1:
        raise click.UsageError("Say what to take: IDs, --query WORDS or --all.")
    with clew.open(home) as catalogue:
        chosen = _chosen(form or ("json" if out.as_json else "jsonl"))
        pieces = catalogue.export(chosen, *names, words=query, threads=thread)
        if output:
            _save(pieces, Path(output))
        else:
            for piece in pieces:
                click.echo(piece, nl=False)
    return 0


def _chosen(form: str) -> str | Path:
    """Return what ``--as`` says: a format's name, or a file with a citation style."""
    return Path(form) if form.lower().endswith(".csl") else form


def _save(pieces: Iterable[str], path: Path) -> None:
    """Write a file that is there whole or not at all; line ends stay as the format has them."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
