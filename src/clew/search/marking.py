"""Which words of a text were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_letters, digits

from clew.index import Engine, Token
from clew.search.answer import Marked
from clew.search.highlight import looked_at, mark, snippet

_REMEMBERED = 20_000  # stretches without a space, a few megabytes
_LONGEST = 40  # characters of one that is worth remembering
_INITIALS = frozenset(ascii_letters + digits)


class Lexicon:
    """The terms that words come to, remembered: texts have few different words, and many of each.

    Words end at spaces at the latest, so that a text may be cut there and its parts analysed each
    by itself. A term begins as its word does, so that most words need not be analysed at all.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, list[Token]] = {}

    def asked(self, text: str, terms: Mapping[str, float]) -> list[Token]:
        """Return the words of a text that come to any of some terms, in order."""
        others = _INITIALS.difference(*((term[0], term[0].upper()) for term in terms))
        found, at, known = [], 0, self._known
        for part in text.split(" "):
            if part[:1] not in others or not part.isalnum():
                for token in known[part] if part in known else self._analyse(part):
                    if token.term in terms:
                        found.append(Token(token.term, at + token.start, at + token.end))
            at += len(part) + 1
        return found

    def _analyse(self, part: str) -> list[Token]:
        tokens = self._engine.analyse(part)
        if len(part) <= _LONGEST:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[part] = tokens
        return tokens


class Marker:
    """Finds and marks a query's words in texts.

    Parameters
    ----------
    weights: the query's terms, with how much each tells.
    length: of snippets, in characters; 0 makes none.
    """

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, float], length: int) -> None:
        self._lexicon = lexicon
        self._weights = weights
        self._length = length

    def marked(self, text: str) -> tuple[Marked, tuple[str, ...]]:
        """Return a whole text, marked, and the words that were found in it."""
        tokens = self._lexicon.asked(text, self._weights)
        return mark(text, tokens, self._weights), _words(text, tokens)

    def snippet(self, text: str) -> tuple[Marked | None, tuple[str, ...]]:
        """Return the best stretch of a text, and the words that were found in all of it."""
        if not (text and self._length):
            return None, ()
        seen = looked_at(text)
        tokens = self._lexicon.asked(seen, self._weights)
        return snippet(seen, tokens, self._weights, self._length), _words(seen, tokens)

    def found(self, text: str) -> tuple[str, ...]:
        """Return the words that were found in a text, as it has them."""
        return _words(text, self._lexicon.asked(text, self._weights))


def _words(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for token in tokens:
        found.setdefault(token.term, text[token.start : token.end])
    return tuple(found.values())
