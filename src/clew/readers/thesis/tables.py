"""Figures and tables: their captions in the text, and the cells where tabs keep them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from clew.model import Figure, Table
from clew.readers.thesis.contents import Entry, Numbered, figure_or_table
from clew.readers.thesis.discovery import looks_like_heading
from clew.readers.thesis.source import Line, Source

_CAPTION = re.compile(
    r"(?:figure|fig\.?|table)\s+[A-Z]{0,2}\.?\d[\w.–-]*?(?:[:.|–—]|\s+[–—-])\s+\S", re.I
)
_PLAIN_CAPTION = re.compile(
    r"(?:Figure|Fig\.?|Table|FIGURE|TABLE)\s+[A-Z]{0,2}\.?\d[\d.–-]*\s+[^\W\d_a-z].{2,140}[^.,;]"
)
_ALONE = re.compile(r"(?:figure|fig\.?|table)\s+[A-Z]{0,2}\.?\d[\w.–-]{0,6}", re.I)
_LONGEST_CAPTION = 300
_NOTE_MARK = re.compile(r"\s*\.?\s*[⁰¹²³⁴-⁹]+$")


class Caption(NamedTuple):
    """A caption in the text: ``Table``, ``3.2``, its words, its first and last line plus one."""

    word: str
    number: str
    words: str
    first: int
    last: int


class Cells(NamedTuple):
    """Lines parted by tabs that stand together, from one line up to another."""

    rows: tuple[tuple[str, ...], ...]
    first: int
    last: int


class Placed(NamedTuple):
    """A table and the stretch of text that its cells and caption take."""

    table: Table
    start: int
    end: int


def captions(lines: Sequence[Line], begin: int) -> Iterator[Caption]:
    """Yield the captions from a line on; a sentence that begins "Table 2 shows" is none."""
    for index in range(begin, len(lines)):
        line = lines[index]
        if len(line.text) > _LONGEST_CAPTION:
            continue
        if _is_caption(line) and (told := figure_or_table(line.text)):
            yield _caption(told, index, index + 1)
        elif _ALONE.fullmatch(line.text) and index + 1 < len(lines):
            below = lines[index + 1].text
            told = figure_or_table(f"{line.text} {below}")
            heads = looks_like_heading(lines[index + 1], gap=False) and "\t" not in below
            if told and heads and not figure_or_table(below):
                yield _caption(told, index, index + 2)


def placed_tables(
    source: Source, found: Sequence[Caption], begin: int, listed: Sequence[Entry]
) -> Iterator[Placed]:
    """Yield the tables whose captions stand in the text from a line on, with their cells."""
    names = {told.number: (told.title, page) for told, page in _listed(listed, "table")}
    blocks = _Blocks(source, begin)
    for caption in found:
        if caption.word != "table":
            continue
        block = blocks.next_to(caption)
        title, page = names.get(caption.number, (None, None))
        header = block.rows[0] if block else ()
        table = Table(
            number=caption.number,
            caption=title or caption.words,
            page=page or source.page_at(source.lines[caption.first].start),
            header=header,
            rows=tuple(_padded(row, len(header)) for row in block.rows[1:]) if block else (),
        )
        first = min(caption.first, block.first) if block else caption.first
        last = max(caption.last, block.last) if block else caption.last
        yield Placed(table, source.lines[first].start, source.lines[last - 1].end)


def all_tables(placed: Iterable[Placed], listed: Sequence[Entry]) -> tuple[Table, ...]:
    """Return every table that the list or the text has, once."""
    tables = {
        told.number: Table(number=told.number, caption=told.title, page=page)
        for told, page in _listed(listed, "table")
    }
    for found in placed:
        known = tables.get(found.table.number)
        if not known or (found.table.rows and not known.rows):
            tables[found.table.number] = found.table
    return tuple(tables.values())


def all_figures(
    source: Source, found: Iterable[Caption], listed: Sequence[Entry]
) -> tuple[Figure, ...]:
    """Return every figure that the list or the text has, once."""
    figures = {
        told.number: Figure(number=told.number, caption=told.title, page=page)
        for told, page in _listed(listed, "fig")
    }
    for caption in found:
        if caption.word.startswith("fig") and caption.number not in figures:
            page = source.page_at(source.lines[caption.first].start)
            figures[caption.number] = Figure(
                number=caption.number, caption=caption.words, page=page
            )
    return tuple(figures.values())


def _is_caption(line: Line) -> bool:
    """Tell "Table 2: Households" and "Table 2 Households" from "Table 2 shows" and the like."""
    if _CAPTION.match(line.text):
        return True
    return line.gap and bool(_PLAIN_CAPTION.fullmatch(line.text))


def _caption(told: tuple[str, Numbered], first: int, last: int) -> Caption:
    word, (number, title) = told
    return Caption(word, number, _NOTE_MARK.sub("", " ".join(title.split())), first, last)


def _listed(entries: Sequence[Entry], word: str) -> Iterator[tuple[Numbered, int | None]]:
    for entry in entries:
        told = figure_or_table(entry.label)
        if told and told[0].startswith(word):
            yield Numbered(told[1].number, " ".join(told[1].title.split())), entry.page


class _Blocks:
    """The runs of lines with tabs; blank lines inside a run do not part it.

    Each goes to one caption: the one below it, else the one above.
    """

    def __init__(self, source: Source, begin: int) -> None:
        self._ending: dict[int, Cells] = {}
        self._beginning: dict[int, Cells] = {}
        raw = [source.raw(line) for line in source.lines[begin:]]
        tabbed = ((at, text) for at, text in enumerate(raw, begin) if "\t" in text)
        for _, run in groupby(enumerate(tabbed), key=lambda pair: pair[1][0] - pair[0]):
            rows = [
                (at, tuple(" ".join(c.split()) for c in text.split("\t"))) for _, (at, text) in run
            ]
            block = Cells(tuple(cells for _, cells in rows), rows[0][0], rows[-1][0] + 1)
            self._ending[block.last] = self._beginning[block.first] = block

    def next_to(self, caption: Caption) -> Cells | None:
        """Return the block that stands with a caption, which no other caption has had."""
        # A line such as "Source: …" may come between.
        near = [self._ending.get(caption.first - away) for away in (0, 1)]
        near += [self._beginning.get(caption.last + away) for away in (0, 1)]
        block = next(filter(None, near), None)
        if block:
            del self._ending[block.last], self._beginning[block.first]
        return block


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *("",) * (width - len(row)))
