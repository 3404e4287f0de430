"""The text of a thesis as lines, freed of page numbers and running heads, and its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from clew.model import Document
from clew.readers.common.pdf import is_pdf, pdf_pages

# "12", "- 12 -", "Page 12 of 300", but no year.
_ARABIC = re.compile(
    r"\W{0,3}(?:page\s+)?(\d{1,3}|1[0-4]\d\d)(?:\s+(?:of|/)\s+\d{1,4})?\W{0,3}", re.I
)
_TRAILING = re.compile(r"[^\S\n\f]*")
_ROMAN = re.compile(r"\W{0,3}[ivxl]{1,7}\W{0,3}")
_EDGE_NUMBER = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
_NO_RUNNING_HEAD = re.compile(r"(?:chapter|appendix|part)\b", re.I)


class Line(NamedTuple):
    """A line that is not blank, its place, and whether a blank line or page break precedes it."""

    text: str
    start: int
    end: int
    gap: bool
    indent: int


class Source:
    """A text in which form feeds part pages; offsets everywhere count its characters.

    Parameters
    ----------
    text: all of it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._page_starts = [0, *(match.end() for match in re.finditer("\f", text))]
        every = list(_lines(text))
        self._furniture = _page_numbers(self._pages(every)) | self._running_heads(every)
        self.lines = _closed_up(every, self._furniture)

    @classmethod
    def of(cls, document: Document) -> Source:
        """Read a document's text; the pages of a PDF are joined by form feeds.

        Raises
        ------
        DocumentError: when a PDF cannot be read.
        """
        return cls("\f".join(pdf_pages(document)) if is_pdf(document) else document.text)

    @property
    def is_paged(self) -> bool:
        """Whether the text says where its pages begin."""
        return len(self._page_starts) > 1

    @property
    def furniture(self) -> list[Line]:
        """The page numbers and running heads that are left out of ``lines``."""
        return sorted(self._furniture, key=lambda line: line.start)

    def page_at(self, offset: int) -> int | None:
        """Return the printed number of the page at an offset, or none where that is not known.

        Without printed numbers pages are counted from the first.
        """
        if not self.is_paged:
            return None
        index = bisect_right(self._page_starts, offset) - 1
        if self._shift is None:
            return index + 1
        return index + self._shift if index + self._shift > 0 else None

    def raw(self, line: Line) -> str:
        """Return a line with the white space around it, in which empty cells may hide."""
        begin = max(self.text.rfind(end, 0, line.start) for end in "\n\f") + 1
        trailing = _TRAILING.match(self.text, line.end)
        return self.text[begin : line.end] + (trailing[0] if trailing else "")

    def first_pages(self, most: int) -> list[list[Line]]:
        """Return the lines of the first pages that hold text; without pages, all lines as one."""
        pages = self._pages(self.lines) if self.is_paged else [self.lines]
        return list(islice((page for page in pages if page), most))

    def between(self, start: int, end: int) -> list[Line]:
        """Return the lines that begin in a stretch of the text."""
        starts = self._starts
        return self.lines[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _shift(self) -> int | None:
        """How far printed page numbers run ahead of counted pages, by what most pages say."""
        said: Counter[int] = Counter()
        for line in self._furniture:
            match = _ARABIC.fullmatch(line.text)
            if match:
                said[int(match[1]) - bisect_right(self._page_starts, line.start) + 1] += 1
        shift, pages = said.most_common(1)[0] if said else (0, 0)
        return shift if pages >= 2 and 2 * pages > said.total() else None

    def _pages(self, lines: list[Line]) -> list[list[Line]]:
        """Group lines by page; without pages, take the lines that are a paragraph of their own."""
        if not self.is_paged:
            alone = zip(lines, [*lines[1:], None], strict=False)  # there may be no lines
            return [[line] for line, after in alone if line.gap and (not after or after.gap)]
        pages: list[list[Line]] = [[] for _ in self._page_starts]
        for line in lines:
            pages[bisect_right(self._page_starts, line.start) - 1].append(line)
        return pages

    def _running_heads(self, lines: list[Line]) -> set[Line]:
        """Find the lines that are repeated at the top or bottom of pages."""
        if not self.is_paged:
            return set()
        seen: dict[str, list[Line]] = {}
        for page in self._pages(lines):
            for line in {*page[:2], *page[-2:]}:
                head = _EDGE_NUMBER.sub("", line.text)
                if " " in head and not _NO_RUNNING_HEAD.match(head):
                    seen.setdefault(head, []).append(line)
        often = max(3, len(self._page_starts) // 20)
        found: set[Line] = set()
        for head, group in seen.items():
            if len(group) >= often:
                found |= {*sorted(group, key=lambda line: line.start)[_is_listed(head, lines) :]}
        return found


def _is_listed(head: str, lines: list[Line]) -> bool:
    """Say whether a contents list has it: then its first time is the heading itself."""
    ending_in_number = (line.text for line in lines if line.text[-1].isdigit())
    return any(head in text and _EDGE_NUMBER.sub("", text) != head for text in ending_in_number)


def _lines(text: str) -> Iterator[Line]:
    gap = True
    for match in re.finditer(r"[^\n\f]+|\f", text):
        raw = match[0]
        plain = raw.strip()
        if plain:
            indent = len(raw) - len(raw.lstrip())
            blank = gap or "\n\n" in text[max(0, match.start() - 2) : match.start()]
            yield Line(
                plain, match.start() + indent, match.start() + indent + len(plain), blank, indent
            )
        gap = not plain


def _page_numbers(pages: list[list[Line]]) -> set[Line]:
    """Find the lines at the edge of a page that are but its number."""
    edges = (line for page in pages if page for line in (page[0], page[-1]))
    return {line for line in edges if _ARABIC.fullmatch(line.text) or _ROMAN.fullmatch(line.text)}


def _closed_up(lines: list[Line], without: set[Line]) -> list[Line]:
    """Return the other lines; one that follows a line left out has a gap before it."""
    kept: list[Line] = []
    gap = False
    for line in lines:
        if line in without:
            gap = True
        else:
            kept.append(line._replace(gap=line.gap or gap))
            gap = False
    return kept
