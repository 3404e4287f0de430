"""``clew search``: find resources, and the passages in them."""

from __future__ import annotations

import sys
import textwrap
from typing import Any

import click
import msgspec

import clew
from clew.cli.options import command
from clew.cli.output import Out
from clew.model import Kind
from clew.search import Answer, Hit, Marked, PassageHit

WIDTH = 96


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help="Only of this kind.")
@click.option("--limit", default=10, show_default=True, help="How many results at most.")
@command
def search(words: tuple[str, ...], kind: str | None, limit: int, out: Out, home: str | None) -> int:
    """Find resources, and the passages in them, by words and by meaning.

    Words in double quotes must occur as they are; quote them for the shell as well.
    """
    with clew.open(home) as catalogue:
        answer = catalogue.search(" ".join(words), kind=kind, limit=limit)
    out.result(as_json(answer), _text(answer))
    return 0


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON, marked texts as HTML with ``<mark>``."""
    form: dict[str, Any] = msgspec.to_builtins(answer)
    form["results"] = [
        {
            **{name: value for name, value in given.items() if name != "title_marks"},
            **({"snippet": hit.snippet.html()} if hit.snippet else {}),
            "passages": [
                {**passage, "snippet": one.snippet.html()}
                for one, passage in zip(hit.passages, given.get("passages", ()), strict=True)
            ],
        }
        for hit, given in zip(answer.hits, form.pop("hits"), strict=True)
    ]
    return form


def _text(answer: Answer) -> str:
    noun = "result" if answer.total == 1 else "results"
    head = [f"{answer.total:,} {noun}, ranked by {answer.mode}.", *answer.notes]
    hits = [line for place, hit in enumerate(answer.hits, 1) for line in _hit(place, hit)]
    return "\n".join([*head, *hits])


def _hit(place: int, hit: Hit) -> list[str]:
    title = _shown(Marked(hit.title, hit.title_marks))
    lines = ["", f"{place:>2}  {title}", f"    {hit.kind} · {hit.id}"]
    if hit.snippet and hit.snippet.text:
        lines += _wrapped(_shown(hit.snippet))
    for passage in hit.passages:
        lines += [f"    — {_where(passage)}", *_wrapped(_shown(passage.snippet), 6)]
    return lines


def _where(passage: PassageHit) -> str:
    page = f", p. {passage.page}" if passage.page and "p. " not in passage.place else ""
    return f"{passage.place or 'passage'}{page}"


def _shown(text: Marked) -> str:
    return text.ansi() if sys.stdout.isatty() else text.plain()


def _wrapped(text: str, indent: int = 4) -> list[str]:
    gap = " " * indent
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=gap, subsequent_indent=gap)
