"""An answer to a search, as JSON and as text."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.search import Answer, FacetCounts, Hit, Marked, PassageHit, Why, YearCounts

WIDTH = 96


def as_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON, marked texts as HTML with ``<mark>``."""
    form: dict[str, Any] = msgspec.to_builtins(answer)
    form["results"] = [
        _hit_json(hit, given) for hit, given in zip(answer.hits, form.pop("hits"), strict=True)
    ]
    return form


def _hit_json(hit: Hit, given: dict[str, Any]) -> dict[str, Any]:
    form = {name: value for name, value in given.items() if name != "title_marks"}
    if hit.snippet:
        form["snippet"] = hit.snippet.html()
    passages = zip(hit.passages, given.get("passages", ()), strict=True)
    form["passages"] = [{**told, "snippet": one.snippet.html()} for one, told in passages]
    if hit.inside:
        inside = zip(hit.inside, given["inside"], strict=True)
        form["inside"] = [_hit_json(one, told) for one, told in inside]
    return form


def text_of(answer: Answer, *, why: bool = False) -> str:
    """Return an answer for a terminal.

    Parameters
    ----------
    why: whether to say of each hit why it is one.
    """
    hits = (line for place, hit in enumerate(answer.hits, 1) for line in _hit(place, hit, why))
    counts = [*map(_facet, answer.facets), *map(_years, answer.years)]
    return "\n".join([*_head(answer), *hits, *counts, *_tail(answer)])


def _head(answer: Answer) -> Iterator[str]:
    noun = "result" if answer.total == 1 else "results"
    ranked = f"ranked by {answer.mode}" if answer.order == "score" else f"in order: {answer.order}"
    inside = ", those shown inside others counted" if any(h.inside for h in answer.hits) else ""
    yield f"{answer.total:,} {noun}{inside}, {ranked}."
    if fix := answer.correction:
        yield f"Showing results for: {fix.showing}"
        yield f"Search instead for: {fix.instead} (with --exact)"
    for one in answer.expansions:
        yield f"Also searched: {', '.join(one.also)} ({one.reason} of {one.word})"
    yield from answer.notes


def _tail(answer: Answer) -> Iterator[str]:
    if answer.loosen:
        yield "To find more, give up:"
        yield from (f"    {one.without} ({one.count:,})" for one in answer.loosen)
    if answer.credits:
        yield f"\n{'; '.join(map(str, answer.credits))}"
    if answer.next:
        yield f"\nMore: --cursor {answer.next}"


def _facet(facet: FacetCounts) -> str:
    lines = (f"{c.count:>8,}  {c.value}{' ✓' if c.chosen else ''}" for c in facet.choices)
    return "\n".join([f"\n{facet.facet}", *lines])


def _years(years: YearCounts) -> str:
    lines = [f"{count:>8,}  {year}" for year, count in years.counts.items()]
    lines += [f"{years.not_stated:>8,}  not stated"] if years.not_stated else []
    return "\n".join([f"\n{years.span}", *lines])


def _hit(place: int, hit: Hit, why: bool) -> list[str]:
    title = _shown(Marked(hit.title, hit.title_marks))
    lines = ["", f"{place:>2}  {title}", f"    {hit.kind} · {hit.id}"]
    if hit.snippet and hit.snippet.text:
        lines += _wrapped(_shown(hit.snippet))
    for passage in hit.passages:
        lines += passage_lines(passage)
    for one in hit.inside:
        lines += [
            f"    ▸ {_shown(Marked(one.title, one.title_marks))}",
            f"      {one.kind} · {one.id}",
        ]
        if one.snippet and one.snippet.text not in one.title:
            lines += _wrapped(_shown(one.snippet), 6)
    if rest := hit.inside_total - len(hit.inside):
        lines.append(f"    ▸ and {rest:,} more of it")
    if why and hit.why:
        lines += [*_wrapped(f"Why: {hit.why.sentence}"), f"    {_shares(hit.score, hit.why)}"]
    return lines


def passage_lines(passage: PassageHit) -> list[str]:
    """Tell a passage: where it stands, and what it says."""
    return [f"    — {_where(passage)}", *_wrapped(_shown(passage.snippet), 6)]


def _shares(score: float, why: Why) -> str:
    shares = {
        "words": why.words_share,
        "meaning": why.meaning_share,
        "identifier": why.identifier_share,
    }
    parts = " + ".join(f"{name} {share:.3f}" for name, share in shares.items() if share)
    return f"Score {score:.3f} = {parts}" if parts else f"Score {score:.3f}"


def _where(passage: PassageHit) -> str:
    page = f", p. {passage.page}" if passage.page and "p. " not in passage.place else ""
    return f"{passage.place or 'passage'}{page}"


def _shown(text: Marked) -> str:
    return text.ansi() if sys.stdout.isatty() else text.plain()


def _wrapped(text: str, indent: int = 4) -> list[str]:
    gap = " " * indent
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=gap, subsequent_indent=gap)
