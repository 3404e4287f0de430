"""``clew alerts``: tell people what is new in their saved searches."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime

import click

import clew
from clew.alerting import News, Post, news, send
from clew.cli.options import command
from clew.cli.output import Out
from clew.cli.webhooks import outcome, tell
from clew.errors import SettingsError
from clew.members import Members


@click.group()
def alerts() -> None:
    """Tell people by e-mail what is new in their saved searches."""


@alerts.command("send")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@command
def send_alerts(dry_run: bool, out: Out, home: str | None) -> int:
    """Send what is due: to be run once a day, after harvesting."""
    site = os.environ.get("CLEW_SITE_URL", "")
    if not dry_run and not site:
        raise SettingsError("Messages need links.", hint="Set CLEW_SITE_URL to the site's address.")
    now = datetime.now(UTC)
    with clew.open(home) as catalogue, closing(Members(catalogue.home.members)) as members:
        posted = [] if dry_run else tell(catalogue)
        due = news(catalogue, members, now)
        if dry_run:
            told = [one for one in due if one.hits]
        else:
            told = send(due, members, Post.of(os.environ), site, now)
            members.forget(now)
    also = {"posted": posted} if posted else {}
    text = "\n".join([_lines(told), *map(outcome, posted)])
    out.result({"sent": not dry_run, "news": [_facts(one) for one in told], **also}, text)
    return 0


def _facts(one: News) -> dict[str, object]:
    return {
        "to": one.account.email,
        "search": one.search.name,
        "new": [hit.id for hit in one.hits],
    }


def _lines(told: list[News]) -> str:
    lines = [f"{one.account.email}: {len(one.hits)} new for “{one.search.name}”" for one in told]
    return "\n".join(lines) or "Nothing is new."
