"""Where the headings of the contents list stand in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from clew.model.folding import fold
from clew.readers.thesis.contents import chapter_heading, chapter_or_section
from clew.readers.thesis.outline import Node
from clew.readers.thesis.source import Line, Source

_LONGEST = 160
_ALIKE = 75
_PREFIX = 10
_MOST_LINES = 4
_MOST_TRIED = 60


class Place(NamedTuple):
    """A heading found in the text: its path of labels, and its first and last line plus one."""

    path: tuple[str, ...]
    page: int | None
    first: int
    last: int


class Places:
    """Finds headings among the lines of a text.

    Parameters
    ----------
    source: the text.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines: Sequence[Line] = source.lines
        self._by_words: defaultdict[str, list[int]] = defaultdict(list)
        self._by_number: defaultdict[str, list[int]] = defaultdict(list)
        self._note(self._lines)

    def find(self, nodes: Sequence[Node], first: int, last: int) -> list[Place]:
        """Return where headings stand between two lines, in order; some may not be found.

        Chapters are looked for first, then the sections of each between it and the next one.
        """
        return list(self._found(nodes, (), first, last))

    def _found(
        self, nodes: Sequence[Node], above: tuple[str, ...], first: int, last: int
    ) -> Iterator[Place]:
        here: list[tuple[Node, Place]] = []
        for node in nodes:
            place = self._place(node, above, first, last)
            if place:
                here.append((node, place))
                first = max(place.last, place.first + 1)
        ends = [*(place.first for _, place in here[1:]), last]
        for (node, place), end in zip(here, ends, strict=False):
            yield place
            yield from self._found(node.children, place.path, place.last, end)

    def _place(self, node: Node, above: tuple[str, ...], first: int, last: int) -> Place | None:
        path = (*above, node.label)
        found = self._lines_of(node, first, last)
        if found:
            return Place(path, node.page, *found)
        # A chapter whose own heading is not there begins where its first section does.
        if node.children and (below := self._lines_of(node.children[0], first, last)):
            return Place(path, None, below[0], below[0])
        return None

    def _lines_of(self, node: Node, first: int, last: int) -> tuple[int, int] | None:
        """Return the lines of a heading: on its page if it is there, else the first like it."""
        keys = (self._by_words[fold(node.label)], self._by_words[fold(node.title)])
        lists = [*keys, self._by_number[node.number]] if node.number else keys
        every = {i for found in lists for i in _within(found, first, last)}
        fitting = ((i, self._end(i, node)) for i in sorted(every))
        found = [(begin, end) for begin, end in fitting if end]
        if not found:
            return None
        return next((lines for lines in found if self._on_page(lines[0], node.page)), found[0])

    def _on_page(self, index: int, page: int | None) -> bool:
        there = self._source.page_at(self._lines[index].start)
        return page is not None and there is not None and abs(there - page) <= 1

    def _end(self, index: int, node: Node) -> int | None:
        """Return the line after a heading that begins at a line, or none where it does not."""
        text = self._lines[index].text
        told = chapter_or_section(text)
        if told and node.number and told.number == node.number:
            if not told.title and not chapter_heading(text):
                return None
            return self._title_end(index, told.title, node.title)
        return self._title_end(index, text, node.title)

    def _title_end(self, index: int, begun: str, title: str) -> int | None:
        """Follow a title over the lines it takes; ``begun`` is what the first line has of it."""
        whole, so_far = fold(title), fold(begun)
        end = index + 1
        while so_far != whole and end < min(index + _MOST_LINES, len(self._lines)):
            further = f"{so_far} {fold(self._lines[end].text)}".strip()
            if not whole.startswith(further):
                break
            so_far, end = further, end + 1
        if so_far == whole or alike(so_far, whole):
            return end
        # "CHAPTER 4" alone is a heading whatever is made of its title.
        return index + 1 if not begun and self._lines[index].gap else None

    def _note(self, lines: Sequence[Line]) -> None:
        for index, line in enumerate(lines):
            if len(line.text) > _LONGEST:
                continue
            words = fold(line.text)
            self._by_words[words].append(index)
            told = chapter_or_section(line.text)
            if told:
                self._by_number[told.number].append(index)
            if index + 1 < len(lines) and len(lines[index + 1].text) <= _LONGEST:
                self._by_words[f"{words} {fold(lines[index + 1].text)}"].append(index)


def _within(indexes: list[int], first: int, last: int) -> list[int]:
    """Return those of a sorted list that lie between two, as many as are worth trying."""
    start = bisect_left(indexes, first)
    return [index for index in indexes[start : start + _MOST_TRIED] if index < last]


def alike(one: str, other: str) -> bool:
    """Say whether two folded titles are one, as far as can be told: cut short or misspelt."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _PREFIX and longer.startswith(shorter):
        return True
    return bool(shorter) and ratio(one, other) >= _ALIKE
