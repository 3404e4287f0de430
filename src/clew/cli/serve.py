"""``clew serve``: the site."""

from __future__ import annotations

import os

import click

from clew.cli.options import COUNT, PORT, command
from clew.cli.output import Out

# Seconds that a connection may be idle: longer than programs and proxies keep theirs, for one that
# is ended here while a request is on its way on it is an error there.
_IDLE = 75
_MOST = 4  # processes that search by default: each takes some 200 MB


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Which port to listen on.")
@click.option(
    "--workers", type=COUNT, default=1, show_default=True, help="How many processes answer."
)
@click.option(
    "--seekers",
    type=click.IntRange(min=0),
    default=None,
    help="How many more search for each of them.  [default: one for a processor that is left]",
)
@click.option("--name", default=None, help="What the site calls itself.")
@click.option("--url", default=None, help="Its public address, where it stands behind another.")
@command
def serve(
    host: str,
    port: int,
    workers: int,
    seekers: int | None,
    name: str | None,
    url: str | None,
    out: Out,
    home: str | None,
) -> int:
    """Serve the site: pages, and the routes that programs ask.

    By default only this machine is answered. Stop it with Ctrl-C.
    """
    import uvicorn  # takes a while, and so does the application

    from clew.web import application

    settings = {"CLEW_HOME": home, application.SITE_NAME: name, application.SITE_URL: url}
    settings[application.SEEKERS] = str(_left(workers) if seekers is None else seekers)
    os.environ.update({key: value for key, value in settings.items() if value})
    uvicorn.run(
        "clew.web.application:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        server_header=False,
        timeout_keep_alive=_IDLE,
        log_level="warning" if out.as_json else "info",
    )
    return 0


def _left(workers: int) -> int:
    """Return how many processors are left for searching, of which a site needs a few at most."""
    return max(min((os.cpu_count() or 1) - workers, _MOST), 0)
