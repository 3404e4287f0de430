"""Snippets: the stretch of a text that says most about the query, its words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clew.index import Token
from clew.search.answer import Marked

_LONGEST = 4_000  # characters of one text that are looked at for snippets
_SENTENCE_ENDS = ".!?\n"
_NEAR = 60  # characters that a snippet may grow by to begin where a sentence does


def mark(text: str, tokens: Sequence[Token], terms: Mapping[str, float]) -> Marked:
    """Mark the words of a text that are among some terms; marks side by side become one."""
    return Marked(text, _ranges(text, [token for token in tokens if token.term in terms]))


def snippet(text: str, tokens: Sequence[Token], terms: Mapping[str, float], length: int) -> Marked:
    """Cut out the stretch with the greatest weight of different terms, the first of the best.

    Parameters
    ----------
    text: the whole of it.
    tokens: its words, in order.
    terms: what was asked for, with weights.
    length: about how many characters to return.
    """
    found = [token for token in tokens if token.term in terms]
    start = _sentence_start(text, _best_start(found, terms, length), length)
    end = _word_end(text, start + length)
    within = [
        Token(t.term, t.start - start, t.end - start)
        for t in found
        if start <= t.start and t.end <= end
    ]
    before, after = ("… " if start else ""), (" …" if end < len(text.rstrip()) else "")
    cut = " ".join(text[start:end].split("\n"))
    shift = len(before)
    marks = tuple((s + shift, e + shift) for s, e in _ranges(cut, within))
    return Marked(before + cut.rstrip() + after, marks)


def looked_at(text: str) -> str:
    """The beginning of a text that is looked at for snippets."""
    return text[:_LONGEST]


def _best_start(found: Sequence[Token], terms: Mapping[str, float], length: int) -> int:
    best, best_start = 0.0, 0
    for index, first in enumerate(found):
        weights = {
            token.term: terms[token.term]
            for token in found[index : index + 40]
            if token.end <= first.start + length
        }
        weight = sum(weights.values())
        if weight > best:
            best, best_start = weight, first.start
    return best_start


def _sentence_start(text: str, start: int, length: int) -> int:
    """Begin with the sentence if it begins near, else with some words of context."""
    if len(text) <= length:
        return 0
    for at in range(start - 1, max(-1, start - _NEAR), -1):
        if text[at] in _SENTENCE_ENDS:
            return _skip_space(text, at + 1)
    at = max(0, start - _NEAR)
    while at and at < start and not text[at - 1].isspace():
        at += 1
    return at


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, end - _NEAR), end)
    return space if space > 0 else end


def _ranges(text: str, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for token in tokens:
        if ranges and text[ranges[-1][1] : token.start].isspace():
            ranges[-1] = (ranges[-1][0], token.end)
        else:
            ranges.append((token.start, token.end))
    return tuple(ranges)
