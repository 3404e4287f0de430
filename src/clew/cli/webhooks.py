"""``clew webhooks``: where news is posted to."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlsplit

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.home import Home
from clew.members import Members, Webhook
from clew.posting import Outcome


@click.group()
def webhooks() -> None:
    """Post what is new to the webhooks that members set up at the site."""


@webhooks.command("send")
@command
def send(out: Out, home: str | None) -> int:
    """Post what is new, and try again what has not arrived; `harvest` and `alerts send` do, too."""
    with clew.open(home) as catalogue:
        posted = tell(catalogue)
    out.result({"posted": posted}, "\n".join(map(outcome, posted)) or "Nothing is new.")
    return 0 if all(one.arrived for one in posted) else 1


@webhooks.command("list")
@command
def list_webhooks(out: Out, home: str | None) -> int:
    """List the webhooks of all members."""
    with closing(Members(Home.at(home).members)) as members:
        found = members.webhooks.all()
        owners = {one.number: one.email for one in members.accounts.all()}
    text = "\n".join(_line(one, owners[one.account]) for one in found)
    out.result({"webhooks": [_facts(one) for one in found]}, text or "There are no webhooks.")
    return 0


def tell(catalogue: clew.Clew) -> list[Outcome]:
    """Tell webhooks what is new, with links where it is known where the site is."""
    from clew.announcing import tell  # takes a while

    return tell(catalogue, os.environ.get("CLEW_SITE_URL"), datetime.now(UTC))


def outcome(one: Outcome) -> str:
    """Say what became of a posting."""
    what = f"webhook “{one.name}” at {one.host}"
    if one.arrived:
        return f"{what}: arrived"
    return f"{what}: {one.error}{' It is disabled now.' if one.disabled else ''}"


def _line(one: Webhook, owner: str) -> str:
    state = f"  disabled {one.disabled_at[:10]}" if one.disabled_at else ""
    return f"{one.number}  {owner}  {one.name}  {_host(one)}{state}"


def _facts(one: Webhook) -> dict[str, object]:
    """Say what others may know of it: of its address the host, the rest may be a secret."""
    return {
        "number": one.number,
        "account": one.account,
        "name": one.name,
        "query": one.query,
        "collection": one.collection,
        "host": _host(one),
        "failures": one.failures,
        "disabled_at": one.disabled_at,
    }


def _host(one: Webhook) -> str:
    return str(urlsplit(one.address).hostname)
