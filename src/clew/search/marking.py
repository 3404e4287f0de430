"""Which words of a text were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clew.index import Engine, Token
from clew.search.answer import Marked
from clew.search.highlight import looked_at, mark, snippet


class Marker:
    """Finds and marks a query's words in texts.

    Parameters
    ----------
    weights: the query's terms, with how much each tells.
    length: of snippets, in characters; 0 makes none.
    """

    def __init__(self, engine: Engine, weights: Mapping[str, float], length: int) -> None:
        self._engine = engine
        self._weights = weights
        self._length = length

    def marked(self, text: str) -> tuple[Marked, tuple[str, ...]]:
        """Return a whole text, marked, and the words that were found in it."""
        tokens = self._engine.analyse(text)
        return mark(text, tokens, self._weights), self._words(text, tokens)

    def snippet(self, text: str) -> tuple[Marked | None, tuple[str, ...]]:
        """Return the best stretch of a text, and the words that were found in all of it."""
        if not (text and self._length):
            return None, ()
        seen = looked_at(text)
        tokens = self._engine.analyse(seen)
        return snippet(seen, tokens, self._weights, self._length), self._words(seen, tokens)

    def found(self, text: str) -> tuple[str, ...]:
        """Return the words that were found in a text, as it has them."""
        return self._words(text, self._engine.analyse(text))

    def _words(self, text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for token in tokens:
            if token.term in self._weights:
                found.setdefault(token.term, text[token.start : token.end])
        return tuple(found.values())
