"""Options that say what is chosen beside the words of a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from clew.cli.options import COUNT
from clew.model import Kind
from clew.search import Options

_PAIR = "NAME=VALUE"


class Pair(click.ParamType[tuple[str, str]]):
    """A name and a value, with an equals sign between them."""

    name = _PAIR

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Part the name from the value.

        Example: ``"access=open"`` → ``("access", "open")``
        """
        if isinstance(value, tuple):
            return value
        name, equals, rest = str(value).partition("=")
        if not (name.strip() and equals and rest.strip()):
            self.fail(f"{value!r} is not of the form {_PAIR}, such as access=open.", param, ctx)
        return name.strip(), rest.strip()


def choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--kind``, ``--filter``, ``--limit``, ``--exact`` and ``--set``."""
    options = (
        click.option("--kind", type=click.Choice(list(map(str, Kind))), help="Only of this kind."),
        click.option(
            "--filter",
            "filters",
            type=Pair(),
            multiple=True,
            help="Only with this value of a facet, or in this range (year=2010..2018). Repeat it "
            "for more; of one facet any will do.",
        ),
        click.option(
            "--limit", type=COUNT, default=10, show_default=True, help="How many at most."
        ),
        click.option("--exact", is_flag=True, help="Search the words as typed and no others."),
        click.option(
            "--set",
            "settings",
            type=Pair(),
            multiple=True,
            help="Set something otherwise for this search, such as meaning_weight=0.3.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def options_of(
    kind: str | None,
    filters: Sequence[tuple[str, str]],
    limit: int,
    exact: bool,
    settings: Sequence[tuple[str, str]],
) -> Options:
    """Return what was chosen as search takes it."""
    chosen: dict[str, list[str]] = {}
    for name, value in filters:
        chosen.setdefault(name, []).append(value)
    return Options(kind=kind, filters=chosen, limit=limit, exact=exact, settings=dict(settings))


def names(text: str | None) -> tuple[str, ...]:
    """Return the names in a list.

    Example: ``"kind, person"`` → ``("kind", "person")``
    """
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())
