"""Pages of a printed document: their numbers, their running lines, their paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

_NUMBER = re.compile(r"(?:page\s+)?[–—-]?\s*(\d{1,4})\s*[–—-]?(?:\s*(?:of|/|\|)\s*\w{1,10})?", re.I)
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = (".", "!", "?", ":", "”", "’", '"', ")")
_EDGE = 2  # lines at the top and the bottom that may run through the document


class Pages:
    """The text of a document whose pages are known, running lines left out.

    ``text`` holds all pages, paragraphs parted by blank lines where line lengths tell them.
    """

    def __init__(self, pages: Sequence[str]) -> None:
        self._numbers = printed_numbers(pages)
        kept = [_with_paragraphs(page) for page in without_running_lines(pages)]
        self._starts = [0, *accumulate(len(page) + 1 for page in kept)][: len(kept)]
        self.text = "\n".join(kept)

    def page_at(self, at: int) -> int | None:
        """Return the printed number of the page that a character stands on."""
        return self._numbers[bisect_right(self._starts, at) - 1]


def printed_numbers(pages: Sequence[str]) -> list[int | None]:
    """Return the number printed on each page, told by what most pages count in step.

    Pages before the first have none. Where nothing is printed, the pages are counted.
    """
    steps = Counter(
        int(match[1]) - index
        for index, page in enumerate(pages)
        for line in _edges(_lines(page))
        if (match := _NUMBER.fullmatch(line))
    )
    step, votes = steps.most_common(1)[0] if steps else (1, 0)
    if votes < max(2, len(pages) // 3):
        step = 1
    return [index + step if index + step > 0 else None for index in range(len(pages))]


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Leave out page numbers, and lines at the edge of pages that many of them share."""
    shapes = Counter(
        shape for page in pages for shape in {_shape(line) for line in _edges(_lines(page))}
    )
    often = max(3, len(pages) // 3)
    running = {shape for shape, count in shapes.items() if count >= often}
    return [_inner(_lines(page), running) for page in pages]


def _inner(lines: list[str], running: set[str]) -> str:
    first, last = 0, len(lines)
    while first < min(_EDGE, last) and _runs(lines[first], running):
        first += 1
    while last > max(first, len(lines) - _EDGE) and _runs(lines[last - 1], running):
        last -= 1
    return "\n".join(lines[first:last])


def _runs(line: str, running: set[str]) -> bool:
    numbered = _NUMBER.fullmatch(line) or _ROMAN.fullmatch(line)
    return bool(numbered) or _shape(line) in running


def _shape(line: str) -> str:
    """Return what a running line has on every page: ``"Chapter 3 | 41"`` → ``"Chapter # | #"``."""
    return _DIGITS.sub("#", line)


def _edges(lines: list[str]) -> list[str]:
    return [*lines[:_EDGE], *lines[max(_EDGE, len(lines) - _EDGE) :]]


def _lines(page: str) -> list[str]:
    return [line.strip() for line in page.split("\n") if line.strip()]


def _with_paragraphs(page: str) -> str:
    """Part paragraphs by blank lines: one ends where a line ends early, with a full stop."""
    lines = page.split("\n")
    lengths = sorted(map(len, lines))
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    parted = (
        f"{line}\n" if len(line) < full * 0.8 and line.endswith(_SENTENCE_ENDS) else line
        for line in lines
    )
    return "\n".join(parted)
