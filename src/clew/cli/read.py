"""``clew read``: show what a reader makes of a document, without storing it."""

from __future__ import annotations

import click
import msgspec

from clew import design, export
from clew.cli.options import command
from clew.cli.output import Out
from clew.errors import ClewError
from clew.harvest import arrivals
from clew.model import Document, Reading
from clew.readers import read as read_document


@click.command()
@click.argument("path", metavar="PATH|URL|-")
@click.option(
    "--as",
    "form",
    default="jsonld",
    show_default=True,
    help="A format: jsonld, json, text, ris, ….",
)
@command
def read(path: str, form: str, out: Out, home: str | None) -> int:
    """Parse documents and write what was found, without storing anything."""
    chosen = export.choose("json" if out.as_json and form == "text" else form, of=Reading)
    written, failed = [], 0
    for arrival in arrivals(path):
        try:
            if arrival.error:
                raise arrival.error
            with arrival.open() as stream:
                document = Document(stream.read(), arrival.location, arrival.media_type)
            written.append(chosen.render(design.completed(read_document(document))))
        except ClewError as error:
            out.trouble(error)
            failed += 1
    if chosen.extension in ("json", "jsonld") and len(written) > 1:
        # Several documents are still one JSON document.
        written = [msgspec.json.format(b"[" + ",".join(written).encode() + b"]").decode()]
    click.echo("\n".join(written)) if written else None
    return 1 if failed else 0
