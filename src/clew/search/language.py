"""The query language, as a hand-written recursive descent that takes any text whatever.

::

    query   = chain*                      side by side: ranked, or required if more than a word
    chain   = every ("OR" every)*
    every   = unary ("AND" unary)*
    unary   = ("NOT" | "-") unary | primary
    primary = "(" query ")" | field ":" primary | '"' words '"' | word ["*" | "~" digit?]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clew.index.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    both,
    leaves,
)
from clew.model.base import Value
from clew.search.fields import WORD_FIELDS, BadValue, value_fields

MOST_CHARACTERS = 10_000
_DEEPEST = 30
_NAMES = "|".join((*WORD_FIELDS, *value_fields()))
# One alternative for each thing that can stand in a query; the last takes any other word.
_PIECES = re.compile(
    rf"""
    (?P<phrase>"[^"]*")
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>(?<![^\s(])-(?=[\w"(]))
    | (?P<field>(?<![^\s(-])(?:{_NAMES}):(?=[^\s)]))
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTES = str.maketrans("“”„«»", '"""""')
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_LIKE = re.compile(r"(?P<letters>\w[\w'’-]*)(?:(?P<star>\*)|~(?P<distance>[12])?)")


class Parsed(Value, frozen=True, kw_only=True):
    """A query understood.

    ``words`` rank and none is required; ``require`` is what every result meets; ``notes`` say what
    was taken otherwise than it may have been meant.
    """

    text: str
    words: tuple[str, ...] = ()
    require: Query = Everything()
    notes: tuple[str, ...] = ()

    @property
    def requires_words(self) -> bool:
        """Whether some words are required, so that the others only rank."""
        return any(isinstance(leaf, _WORDS) for leaf in leaves(self.require))

    @property
    def meaning(self) -> str:
        """What it is about, in words, for the encoder."""
        required = (
            leaf.text
            for leaf in leaves(self.require)
            if isinstance(leaf, _WORDS) and leaf.field in _OF_MEANING
        )
        return " ".join([*self.words, *required])


_WORDS = Word | Phrase | Prefix | Fuzzy
# A name means nothing to an encoder.
_OF_MEANING = frozenset({Field.TEXT, Field.TITLE, Field.KEYWORD})


def parse(text: str, *, plain: bool = False) -> Parsed:
    """Understand a query; any text is one.

    Parameters
    ----------
    text: what was typed or pasted.
    plain: take all of it as words, also what looks like a formula.

    Example: ``parse('home visits "rule of optimism" -police')`` ranks by *home* and *visits*, and
    requires the phrase and the absence of *police*.
    """
    if plain:
        kept = text[:MOST_CHARACTERS]
        return Parsed(text=kept, words=tuple(w for w in kept.split() if any(map(str.isalnum, w))))
    return _Parser(text[:MOST_CHARACTERS]).parse()


class _Piece(Value, frozen=True):
    kind: str
    text: str


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = _pieces(text)
        self._at = 0
        self._depth = 0
        self._notes: list[str] = []
        self._readers = value_fields()
        if len(text) == MOST_CHARACTERS:
            self._notes.append(f"Only the first {MOST_CHARACTERS:,} characters were looked at.")

    def parse(self) -> Parsed:
        words: list[str] = []
        required: list[Query] = []
        while self._at < len(self._pieces):
            for part in self._sequence(Field.TEXT):
                if isinstance(part, Word) and part.field is Field.TEXT:
                    words.append(part.text)
                else:
                    required.append(part)
            self._at += 1  # a closing bracket without its opening one
        return Parsed(
            text=self._text,
            words=tuple(words),
            require=both(*required),
            notes=tuple(self._notes),
        )

    def _sequence(self, field: Field) -> list[Query]:
        """Read what stands side by side, up to a closing bracket or the end."""
        parts: list[Query] = []
        while (piece := self._peek()) and piece.kind != "close":
            part = self._chain(field)
            # Brackets round nothing but plain words change nothing.
            parts += part.parts if isinstance(part, _Beside) else [part] if part else []
        return parts

    def _chain(self, field: Field) -> Query | _Beside | None:
        parts = [self._every(field)]
        while self._operator("OR"):
            parts.append(self._every(field))
        return _joined(Or, parts)

    def _every(self, field: Field) -> Query | _Beside | None:
        parts = [self._unary(field)]
        while self._operator("AND"):
            parts.append(self._unary(field))
        return _joined(And, parts)

    def _unary(self, field: Field) -> Query | _Beside | None:
        negated = False
        while self._negation():
            self._at += 1
            negated = not negated
        part = self._primary(field)
        return Not(_whole(part)) if part and negated else part

    def _negation(self) -> bool:
        piece = self._peek()
        return bool(piece and piece.kind == "minus") or self._operator("NOT", advance=False)

    def _primary(self, field: Field) -> Query | _Beside | None:
        piece = self._peek()
        if piece is None or piece.kind == "close":
            return None
        self._at += 1
        if piece.kind == "open":
            return self._brackets(field)
        if piece.kind == "field":
            return self._field(piece.text[:-1].lower())
        if piece.kind == "phrase":
            return Phrase(inner, field) if (inner := piece.text.strip('"').strip()) else None
        return _word(piece.text, field)

    def _brackets(self, field: Field) -> Query | _Beside | None:
        self._depth += 1
        parts = self._sequence(field) if self._depth < _DEEPEST else []
        self._depth -= 1
        if (piece := self._peek()) and piece.kind == "close":
            self._at += 1
        if all(isinstance(part, Word) for part in parts):
            return _Beside(tuple(parts)) if parts else None
        return both(*(part for part in parts if not isinstance(part, Word)))

    def _field(self, name: str) -> Query | _Beside | None:
        piece = self._peek()
        if name in WORD_FIELDS:
            part = self._primary(WORD_FIELDS[name])
            # Whoever names a field wants all the words in it, also a single one.
            words = part.parts if isinstance(part, _Beside) else (part,)
            return both(*(_required(word) for word in words if word)) if part else None
        if piece is None or piece.kind not in ("word", "phrase"):
            return None
        self._at += 1
        value = piece.text.strip('"')
        try:
            return self._readers[name](value)
        except BadValue as error:
            self._notes.append(f"“{name}:{value}” was searched as words: {error}.")
            return _word(value, Field.TEXT)

    def _peek(self) -> _Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _operator(self, name: str, *, advance: bool = True) -> bool:
        """Say whether an operator comes that has something after it."""
        after = self._pieces[self._at + 1 : self._at + 2]
        found = self._peek() == _Piece("operator", name) and bool(
            after and after[0].kind != "close"
        )
        self._at += found and advance
        return found


class _Beside(Value, frozen=True):
    """Plain words side by side in brackets."""

    parts: tuple[Query, ...]


def _pieces(text: str) -> list[_Piece]:
    text = text.translate(_QUOTES)
    if text.count('"') % 2:  # the last one opens nothing
        text = " ".join(text.rsplit('"', 1))
    found = [_Piece(str(match.lastgroup), match[0]) for match in _PIECES.finditer(text)]
    words = [piece.text for piece in found if piece.kind == "word"]
    shouted = all(word.upper() == word for word in words) and any(
        word.isalpha() and word not in _OPERATORS for word in words
    )
    if shouted and len(words) > 3:
        return found
    return [
        _Piece("operator", piece.text)
        if piece.kind == "word" and piece.text in _OPERATORS
        else piece
        for piece in found
    ]


def _word(text: str, field: Field) -> Query | None:
    if match := _LIKE.fullmatch(text):
        letters = match["letters"]
        if match["star"]:
            return Prefix(letters, field)
        return Fuzzy(letters, field, int(match["distance"] or 1))
    return Word(text, field) if any(c.isalnum() for c in text) else None


def _required(part: Query) -> Query:
    return Phrase(part.text, part.field) if isinstance(part, Word) else part


def _joined(
    kind: type[And] | type[Or], parts: Sequence[Query | _Beside | None]
) -> Query | _Beside | None:
    kept = [part for part in parts if part]
    if len(kept) < 2:
        return kept[0] if kept else None
    return kind(tuple(_whole(part) for part in kept))


def _whole(part: Query | _Beside) -> Query:
    """Take words side by side within a larger expression as any of them."""
    if isinstance(part, _Beside):
        return part.parts[0] if len(part.parts) == 1 else Or(part.parts)
    return part
