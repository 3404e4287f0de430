"""``clew vocabulary``: terms by which searches are widened."""

from __future__ import annotations

import click

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.vocabularies import Vocabulary


@click.group()
def vocabulary() -> None:
    """Add, list and remove vocabularies, whose related terms widen a search."""


@vocabulary.command()
@click.argument("path", type=click.Path())
@click.option("--name", default=None, help="What to call it; by default as the file.")
@command
def add(path: str, name: str | None, out: Out, home: str | None) -> int:
    """Add a vocabulary from a file: SKOS, a table, or JSON of CESSDA's service.

    SKOS may be RDF/XML, Turtle or JSON-LD. A table has the columns term, alternative, broader and
    narrower; several values in a cell are separated by |.
    """
    with clew.open(home) as catalogue:
        added = catalogue.vocabularies.add(path, name)
    out.result(_facts(added), f"{_line(added)}\nSearches use it from now on.")
    return 0


@vocabulary.command("list")
@command
def list_all(out: Out, home: str | None) -> int:
    """List the vocabularies that were added."""
    with clew.open(home) as catalogue:
        found = catalogue.vocabularies.all()
    none = "No vocabularies yet; add one with `clew vocabulary add FILE`."
    out.result(
        {"vocabularies": [_facts(one) for one in found]}, "\n".join(map(_line, found)) or none
    )
    return 0


@vocabulary.command()
@click.argument("name")
@command
def remove(name: str, out: Out, home: str | None) -> int:
    """Take a vocabulary out; searches are not widened by it any more."""
    with clew.open(home) as catalogue:
        catalogue.vocabularies.remove(name)
    out.result({"removed": name}, f"{name} is out.")
    return 0


def _facts(one: Vocabulary) -> dict[str, object]:
    title = {"title": one.title} if one.title else {}
    return {"name": one.name, **title, "terms": len(one.headings), "names": _names(one)}


def _line(one: Vocabulary) -> str:
    terms = len(one.headings)
    counts = f"{terms:>7,} terms, {_names(one) - terms:,} other names"
    return f"{one.name:<24} {counts}  {one.title}".rstrip()


def _names(one: Vocabulary) -> int:
    return sum(1 + len(heading.also) for heading in one.headings)
