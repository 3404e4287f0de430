"""A thesis cut into its parts: title page, front matter, chapters, sections, bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from clew.model import Appendix
from clew.model.folding import fold
from clew.readers.thesis.casing import Casing, shouts
from clew.readers.thesis.contents import Entry, appendix_heading, read_list
from clew.readers.thesis.discovery import discover, looks_like_heading
from clew.readers.thesis.matter import FRONT, LISTS, Matter, matter_of
from clew.readers.thesis.outline import Node, listed_appendices, outline
from clew.readers.thesis.places import Places, alike
from clew.readers.thesis.source import Line, Source

_LONGEST_LIST = 3_000  # lines
_NEAR = 400  # lines
_LONGEST_HEADING = 120
_BACK = frozenset({Matter.BIBLIOGRAPHY, Matter.APPENDICES})


class Part(NamedTuple):
    """A stretch of text under one heading.

    ``start`` is where the heading begins and ``body`` where the text under it does; ``page`` is the
    page that a list states for the heading.
    """

    kind: str
    path: tuple[str, ...]
    start: int
    body: int
    end: int
    page: int | None = None


TITLE_PAGE = "title page"
SECTION = "section"
APPENDIX = "appendix"


@dataclass(frozen=True)
class Division:
    """The parts in order, and what the lists at the front say."""

    parts: tuple[Part, ...]
    nodes: tuple[Node, ...]
    appendices: tuple[Appendix, ...]
    listed: tuple[Entry, ...]

    def of(self, *kinds: str) -> list[Part]:
        """Return the parts of these kinds."""
        return [part for part in self.parts if part.kind in kinds]


class _Mark(NamedTuple):
    kind: str
    path: tuple[str, ...]
    first: int
    last: int
    page: int | None = None


class _List(NamedTuple):
    kind: Matter
    first: int
    last: int
    entries: list[Entry]


def divide(source: Source, casing: Casing) -> Division:
    """Cut a text into parts by its headings."""
    lines = source.lines
    matters = [(i, kind) for i, line in enumerate(lines) if (kind := matter_of(line.text))]
    lists = list(_lists(lines, matters))
    begin = max((found.last for found in lists), default=0)
    contents = [e for found in lists if found.kind == Matter.CONTENTS for e in found.entries]
    nodes = outline(contents, casing) or discover(lines[begin:], casing)
    chapters = _chapters(source, nodes, begin)
    listed = [entry for found in lists for entry in found.entries]
    named = _by_number(listed_appendices(listed, casing))
    appendices = list(_appendices(source, _last_chapter(chapters, begin), named, casing))
    others = _other_marks(lines, matters, lists, chapters, casing)
    marks = sorted((*chapters, *(m for m, _ in appendices), *others), key=lambda m: m.first)
    return Division(
        parts=tuple(_parts(source, marks)),
        nodes=tuple(nodes),
        appendices=tuple(_by_number([*named.values(), *(a for _, a in appendices)]).values()),
        listed=tuple(listed),
    )


def _lists(lines: Sequence[Line], matters: list[tuple[int, Matter]]) -> Iterator[_List]:
    """Yield the lists at the front; one that stands apart from the others is none of them."""
    end, kinds = 0, set()
    for index, kind in matters:
        if kind not in LISTS or kind in kinds or index < end or (end and index > end + _NEAR):
            continue
        entries, taken = read_list(lines[index + 1 : index + _LONGEST_LIST])
        if entries:
            kinds.add(kind)
            end = index + 1 + taken
            yield _List(kind, index, end, entries)


def _chapters(source: Source, nodes: Sequence[Node], begin: int) -> list[_Mark]:
    places = Places(source).find(nodes, begin, len(source.lines))
    return [_Mark(SECTION, p.path, p.first, p.last, p.page) for p in places]


def _last_chapter(chapters: Sequence[_Mark], begin: int) -> int:
    return max((mark.first for mark in chapters if len(mark.path) == 1), default=begin)


def _appendices(
    source: Source, begin: int, named: dict[str, Appendix], casing: Casing
) -> Iterator[tuple[_Mark, Appendix]]:
    """Yield the appendices that have a heading in the text, with where it stands."""
    seen: set[str] = set()
    for index in range(begin, len(source.lines)):
        line = source.lines[index]
        told = appendix_heading(line.text) if len(line.text) <= _LONGEST_HEADING else None
        if not told or told.number in seen:
            continue
        name = named.get(told.number)
        if not _heads_appendix(line, told.title, name):
            continue
        seen.add(told.number)
        last, words = _title_below(source.lines, index) if not told.title else (index, told.title)
        title = name.title if name and name.title else casing.sentence(words)
        page = name.page if name else source.page_at(line.start)
        label = f"Appendix {told.number} {title}".strip()
        yield (
            _Mark(APPENDIX, (label,), index, last + 1, page),
            Appendix(number=told.number, title=title, page=page),
        )


def _title_below(lines: Sequence[Line], index: int) -> tuple[int, str]:
    """Return the title that stands on the line after "APPENDIX 2", and that line."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below and looks_like_heading(below, gap=False) and not appendix_heading(below.text):
        return index + 1, below.text
    return index, ""


def _heads_appendix(line: Line, title: str, named: Appendix | None) -> bool:
    """Tell a heading from a sentence that begins "Appendix 3 contains"."""
    if named and title:
        return alike(fold(title), fold(named.title)) or shouts(line.text)
    free = line.gap or shouts(line.text)
    return free and line.text[-1] not in ".,;" and not title[:1].islower()


def _by_number(appendices: Iterable[Appendix]) -> dict[str, Appendix]:
    """Keep one appendix of each number: the one that knows its page, else the first."""
    found: dict[str, Appendix] = {}
    for appendix in appendices:
        known = found.get(appendix.number)
        if not known or (appendix.page and not known.page):
            found[appendix.number] = appendix
    return found


def _other_marks(
    lines: Sequence[Line],
    matters: list[tuple[int, Matter]],
    lists: Sequence[_List],
    chapters: Sequence[_Mark],
    casing: Casing,
) -> Iterator[_Mark]:
    """Yield the headings of front and back matter where such matter can stand."""
    first = chapters[0].first if chapters else len(lines)
    headings = {mark.first for mark in chapters}
    at_back = False
    for index, kind in matters:
        listed = any(found.first < index < found.last for found in lists)
        in_front = index < first
        at_back = at_back or (kind in _BACK and index >= first)
        wanted = kind not in _BACK if in_front else kind not in FRONT and at_back
        if not listed and index not in headings and (wanted or not chapters):
            yield _Mark(kind, (casing.sentence(lines[index].text),), index, index + 1)


def _parts(source: Source, marks: Sequence[_Mark]) -> Iterator[Part]:
    lines, length = source.lines, len(source.text)
    starts = [lines[mark.first].start for mark in marks]
    yield Part(TITLE_PAGE, (), 0, 0, starts[0] if starts else length)
    for mark, (start, end) in zip(marks, pairwise([*starts, length]), strict=True):
        body = lines[mark.last].start if mark.last < len(lines) else length
        yield Part(mark.kind, mark.path, start, min(body, end), end, mark.page)
