"""``clew dump``, ``clew restore`` and ``clew snapshot``: whole catalogues, kept elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

import clew
from clew import export
from clew.cli.options import COUNT, command
from clew.cli.output import Out
from clew.dumping import dump as write_dump
from clew.dumping import restore as read_dump
from clew.dumping import snapshot as write_snapshot
from clew.export import Item
from clew.home import Home


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-people", "people", is_flag=True, help="Accounts and collections as well.")
@command
def dump(file: Path, people: bool, out: Out, home: str | None) -> int:
    """Write the whole catalogue to one file, from which it can be restored."""
    with clew.open(home) as catalogue:
        size = write_dump(catalogue.catalogue, catalogue.home, file, people=people)
    out.result({"file": str(file), "bytes": size}, f"{file}: {size:,} bytes")
    return 0


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command
def restore(file: Path, out: Out, home: str | None) -> int:
    """Make a catalogue of a dump, where there is none yet."""
    read_dump(file, Home.at(home))
    with clew.open(home) as catalogue:
        counts = catalogue.catalogue.counts()
    documents, records = counts["documents"], counts["records"]
    out.result({"counts": counts}, f"{documents:,} documents and {records:,} records restored.")
    return 0


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as", "forms", multiple=True, help="A format; jsonl and csv unless told.")
@click.option("--keep", type=COUNT, help="How many snapshots to keep.")
@command
def snapshot(
    folder: Path, forms: tuple[str, ...], keep: int | None, out: Out, home: str | None
) -> int:
    """Write what the catalogue says to a folder of today's date."""
    chosen = [export.choose(form, of=Item) for form in forms or ("jsonl", "csv")]
    day = datetime.now(UTC).date().isoformat()
    with clew.open(home) as catalogue:
        made = write_snapshot(catalogue.catalogue, folder, day, chosen, keep)
    out.result({"folder": str(made)}, str(made))
    return 0
