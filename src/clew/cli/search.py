"""``clew search``: find resources, and the passages in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

import clew
from clew.cli.answers import as_json, passage_lines, text_of
from clew.cli.choices import choosing, names, options_of
from clew.cli.options import COUNT, command
from clew.cli.output import Out
from clew.search import FacetCounts

# What a search in one text goes by.
_INSIDE = frozenset({"words", "inside", "limit", "as_json", "home"})


@click.command()
@click.argument("words", nargs=-1)
@choosing
@click.option("--order", default="score", show_default=True, help="What comes first.")
@click.option("--cursor", help="The page after the one that gave this cursor.")
@click.option("--facets", help="Count the results by these: kind,person,….")
@click.option("--years", help="Count the results by year: period,published.")
@click.option("--like", help="Like this resource (an id or identifier), or like this text.")
@click.option("--in", "inside", help="Only passages in the full text of this resource.")
@click.option("--why", is_flag=True, help="Say of each result why it is one.")
@command
def search(
    words: tuple[str, ...],
    order: str,
    cursor: str | None,
    facets: str | None,
    years: str | None,
    like: str | None,
    inside: str | None,
    why: bool,
    out: Out,
    home: str | None,
    **chosen: Any,
) -> int:
    """Find resources, and the passages in them, by words and by meaning.

    Words in double quotes must occur as they are; quote them for the shell as well. Without words,
    all that is chosen by --kind and --filter.
    """
    options = options_of(**chosen)
    if inside:
        return _inside(inside, " ".join(words), options["limit"], out, home)
    if not (words or like or options["filters"] or options["kind"]):
        raise click.UsageError("Say what to look for: words, --filter or --like.")
    if words and like:
        raise click.UsageError("Give words or --like, not both; --filter goes with either.")
    options["order"], options["cursor"] = order, cursor
    options["facets"], options["years"] = names(facets), names(years)
    with clew.open(home) as catalogue:
        if like:
            answer = catalogue.like(like, **options)
        else:
            answer = catalogue.search(" ".join(words), **options)
    out.result(as_json(answer), text_of(answer, why=why))
    return 0


def _inside(name: str, words: str, limit: int, out: Out, home: str | None) -> int:
    if others := ", ".join(_not_for_inside(click.get_current_context())):
        raise click.UsageError(
            f"--in searches one text, to which {others} cannot apply; "
            "words, --limit, --json and --home do."
        )
    if not words:
        raise click.UsageError("Say what to look for in it: words.")
    with clew.open(home) as catalogue:
        found = catalogue.search_in(name, words, limit)
    text = "\n".join(line for one in found for line in passage_lines(one))
    out.result({"passages": found}, text or "Nothing in its text says that.")
    return 0


def _not_for_inside(context: click.Context) -> Iterator[str]:
    """Yield the options given that a search in one text does not go by, as they are written."""
    for option in context.command.params:
        given = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if given and option.name not in _INSIDE:
            yield option.opts[0]


@click.command()
@click.argument("typed")
@click.option(
    "--limit", type=COUNT, default=8, show_default=True, help="How many of each sort at most."
)
@command
def suggest(typed: str, limit: int, out: Out, home: str | None) -> int:
    """Complete what is being typed, from titles, people, organisations and keywords."""
    with clew.open(home) as catalogue:
        found = catalogue.suggest(typed, limit)
    lines = (
        f"{one.of:<13} {one.text}" + (f"  ({one.count:,})" if not one.id else "") for one in found
    )
    out.result({"suggestions": found}, "\n".join(lines) or "Nothing begins like that.")
    return 0


@click.command()
@click.argument("name")
@click.argument("text", default="")
@click.option("--words", default="", help="Count over the results of this search only.")
@choosing
@command
def facet(name: str, text: str, words: str, out: Out, home: str | None, **chosen: Any) -> int:
    """Look inside a facet: its values, or those that have words beginning as TEXT says."""
    with clew.open(home) as catalogue:
        found = catalogue.facet(name, text, words, **options_of(**chosen))
    out.result(found, counted(found) or "There is none.")
    return 0


def counted(facet: FacetCounts) -> str:
    """Return the values of a facet, one a line, each with its number."""
    return "\n".join(f"{choice.count:>8,}  {choice.value}" for choice in facet.choices)
