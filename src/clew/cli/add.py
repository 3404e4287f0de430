"""``clew add``: take documents into the catalogue."""

from __future__ import annotations

from collections import Counter

import click

import clew
from clew.cli.links import after_reading
from clew.cli.options import command
from clew.cli.output import Out, Ticker
from clew.intake import Added, Status

LISTED = 100  # documents; more than these are summed up, with what failed


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- …")
@click.option("--source", default="files", show_default=True, help="Name of where they come from.")
@click.option("--no-match", is_flag=True, help="Leave comparing for later: `clew links run`.")
@command
def add(targets: tuple[str, ...], source: str, no_match: bool, out: Out, home: str | None) -> int:
    """Take in documents: files, folders, tar and zip archives, addresses, - for a pipe.

    It can be stopped at any moment; the same command again goes on where it was.
    """
    ticker = Ticker("documents")
    with clew.open(home) as catalogue:
        added = catalogue.add(
            *targets,
            source=source,
            progress=lambda a: ticker.tick(label=a.title or ""),
            match=False,
        )
        ticker.done()
        also = {} if no_match else after_reading(catalogue.links, out)
    counts = Counter(str(one.status) for one in added)
    report = {"documents": [as_json(one) for one in added], "summary": counts, **also}
    out.result(report, _text(added))
    return 1 if counts[Status.FAILED] else 0


def as_json(added: Added) -> dict[str, object]:
    """Return a report as JSON; what is unknown is absent."""
    form = added._asdict() | {"notices": [notice.message for notice in added.notices]}
    return {name: value for name, value in form.items() if value}


def _text(added: list[Added]) -> str:
    few = len(added) <= LISTED
    shown = [one for one in added if few or one.status == Status.FAILED or one.notices]
    lines = [line for one in shown for line in _lines(one)]
    counts = Counter(str(one.status) for one in added)
    total = ", ".join(f"{counts[status]:,} {status}" for status in Status if counts[status])
    return "\n".join([*lines, f"{len(added):,} documents: {total}." if added else "Nothing there."])


def _lines(added: Added) -> list[str]:
    if added.status == Status.FAILED:
        return [f"failed     {added.error}"]
    what = f"{added.kind:<12} {added.id}" if added.kind else f"nothing      {added.path}"
    head = f"{added.status:<10} {what}"
    return [head, *(f"           note: {notice.message}" for notice in added.notices)]
