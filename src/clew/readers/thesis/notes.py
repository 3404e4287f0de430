"""Footnotes, and the lines that are neither text nor notes: rules and stray marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from clew.model import Footnote
from clew.readers.thesis.source import Line, Source

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# "¹² See page 4", "$^{12}$ See page 4"
_MARKED = re.compile(
    r"(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3})|\$[\^{]{1,4}(?P<tex>\d{1,3})\}{1,3}\$)\s*(?P<text>\S.*)"
)
# A mark that lost its place above the line counts where it carries on the numbers before it.
_PLAIN = re.compile(r"(?P<plain>\d{1,3})\s+(?P<text>[^\W\d_a-z].*)")
_TEX = re.compile(r"\s*\$[^$]{0,12}\$")
_LONGEST = 30  # lines


class Note(NamedTuple):
    """A footnote with where it ends."""

    footnote: Footnote
    end: int


def footnotes(source: Source, start: int, headings: Container[int]) -> Iterator[Note]:
    """Yield the footnotes below an offset; a line of ``headings`` (by its start) is none."""
    lines = source.between(start, len(source.text))
    last = 0
    for index, line in enumerate(lines):
        match = _MARKED.fullmatch(line.text)
        if not match and line.gap and last and line.start not in headings:
            plain = _PLAIN.fullmatch(line.text)
            match = plain if plain and int(plain["plain"]) == last + 1 else None
        if not match:
            continue
        mark = next(filter(None, list(match.groups())[:-1])).translate(_SUPERSCRIPT)
        rest = list(_continuation(lines[index + 1 : index + _LONGEST]))
        words = " ".join([match["text"], *(other.text for other in rest)])
        last = int(mark)
        yield Note(
            Footnote(mark=mark, text=_TEX.sub("", words).strip(), start=line.start),
            rest[-1].end if rest else line.end,
        )


def is_rule(line: Line) -> bool:
    """Say whether a line holds no word: the rule above footnotes, an ornament, a stray bullet."""
    return not any(c.isalnum() for c in line.text)


def _continuation(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines that a note runs on over."""
    for line in lines:
        if line.gap or _MARKED.match(line.text):
            return
        yield line
