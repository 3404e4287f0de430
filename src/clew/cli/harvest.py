"""``clew harvest``: take what is new from sources."""

from __future__ import annotations

from datetime import UTC, datetime

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out, Ticker
from clew.intake.calling import called_ahead


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME …]")
@click.option("--full", is_flag=True, help="Ask for everything, not only for what changed.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    metavar="DATE",
    help="Ask for what changed from a day on, 2031-05-02.",
)
@click.option("--no-match", is_flag=True, help="Leave comparing for later: `clew links run`.")
@command
def harvest(
    names: tuple[str, ...],
    full: bool,
    since: datetime | None,
    no_match: bool,
    out: Out,
    home: str | None,
) -> int:
    """Take what is new from sources: those named, else those whose time has come.

    It can be stopped at any moment; the same command again goes on where it was.
    """
    if full and since:
        raise click.UsageError("Use just one of --full and --since.")
    ticker = Ticker("documents")
    since = since.replace(tzinfo=UTC) if since else None
    # It comes while all else is loaded, which takes as long.
    with called_ahead(), clew.open(home) as catalogue:
        from clew.cli.links import after_reading
        from clew.cli.reports import line
        from clew.cli.webhooks import outcome, tell

        reports = list(
            catalogue.harvest(
                *names,
                full=full,
                since=since,
                progress=lambda a: ticker.tick(label=a.title or ""),
                match=False,
            )
        )
        ticker.done()
        also = {} if no_match else after_reading(catalogue.links, out)
        posted = tell(catalogue)
    also |= {"posted": posted} if posted else {}
    told = [*map(line, reports)] or ["No source's time has come; name one to harvest it now."]
    out.result({"runs": reports, **also}, "\n".join([*told, *map(outcome, posted)]))
    return 1 if any(r.outcome != "complete" or r.counted.get("failed") for r in reports) else 0
