"""Completing what is being typed: titles, people, organisations, keywords."""

from __future__ import annotations

from collections.abc import Iterator

from clew.index import Engine, Facet, Field, Filters, Query
from clew.index.query import Prefix, Word, both
from clew.model.base import Value
from clew.model.folding import fold

_SHORTEST = 2
_FACETS = (Facet.PERSON, Facet.ORGANISATION, Facet.KEYWORD)


class Suggestion(Value, frozen=True, kw_only=True):
    """A way to go on: the text, what it is (``title``, ``person``, …), and how many have it.

    A title comes with the ``id`` of its resource.
    """

    text: str
    of: str
    count: int = 1
    id: str | None = None


def suggest(typed: str, engine: Engine, limit: int = 8) -> tuple[Suggestion, ...]:
    """Complete the beginning of a query; the last word may be unfinished.

    Parameters
    ----------
    typed: what has been typed so far.
    limit: how many of each sort to return at most.
    """
    words = fold(typed).split()
    if not words or len(words[-1]) < _SHORTEST:
        return ()
    engine.refresh()
    found = [*_titles(words, engine, limit), *_values(words, engine, limit)]
    return tuple(found)


def _titles(words: list[str], engine: Engine, limit: int) -> Iterator[Suggestion]:
    numbers = engine.numbers(_tree(words, Field.TITLE), Filters(), limit)
    for card in engine.cards(numbers.tolist()).values():
        yield Suggestion(text=card.title, of="title", id=card.slug)


def _values(words: list[str], engine: Engine, limit: int) -> Iterator[Suggestion]:
    for facet in _FACETS:
        for value, count in engine.names_like(facet, " ".join(words), limit):
            yield Suggestion(text=value, of=str(facet), count=count)


def _tree(words: list[str], field: Field) -> Query:
    *whole, last = words
    return both(*(Word(word, field) for word in whole), Prefix(last, field))
