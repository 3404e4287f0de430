"""``clew accounts``: who may sign in at the site."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import click

from clew.cli.options import command
from clew.cli.output import Out
from clew.home import Home
from clew.members import Members, Role


@click.group()
def accounts() -> None:
    """Open accounts of the site, and give them roles."""


@accounts.command("add")
@click.argument("email")
@click.option("--name", default=None, help="What others see; by default the address.")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in Role]),
    default=str(Role.READER),
    show_default=True,
)
@click.option("--password", envvar="CLEW_PASSWORD", default=None, help="Asked for if not given.")
@command
def add(
    email: str, name: str | None, role: str, password: str | None, out: Out, home: str | None
) -> int:
    """Open an account; the first administrator has to be made here."""
    secret = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _members(home) as members, members.transaction():
        made = members.accounts.open(
            email, name or email, datetime.now(UTC), password=secret, role=Role(role)
        )
    out.result(made, f"{made.email} has an account now, with the role {made.role}.")
    return 0


@accounts.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([str(role) for role in Role]))
@command
def role(email: str, role: str, out: Out, home: str | None) -> int:
    """Give an account another role."""
    with _members(home) as members, members.transaction():
        number = members.accounts.of(email).number
        members.accounts.set_role(number, Role(role))
        changed = members.accounts.get(number)
    out.result(changed, f"{changed.email} has the role {changed.role} now.")
    return 0


@accounts.command("list")
@command
def list_accounts(out: Out, home: str | None) -> int:
    """List the accounts."""
    with _members(home) as members:
        found = members.accounts.all()
    lines = [f"{one.role:8} {one.email}{'  closed' if one.closed_at else ''}" for one in found]
    out.result({"accounts": found}, "\n".join(lines) or "There are no accounts yet.")
    return 0


def _members(home: str | None) -> closing[Members]:
    return closing(Members(Home.at(home).members))
