"""A long text to be read: its chapters, its passages with their places, and where each begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.index import entry_of
from clew.model import Heading, Passage, Resource


class Piece(NamedTuple):
    """A passage with the number that searches know it by, and the headings that begin at it."""

    ordinal: int
    passage: Passage
    headings: tuple[tuple[int, str], ...]


class Chapter(NamedTuple):
    """A chapter: its title, and its passages in order."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> int:
        """The number of its first passage."""
        return self.pieces[0].ordinal


class Entry(NamedTuple):
    """A line of the contents: how deep, what, on which page, and the passage it leads to."""

    depth: int
    title: str
    page: int | None
    ordinal: int | None


def chapters(resource: Resource) -> list[Chapter]:
    """Return the text of a resource by chapter; nothing where its sources hold none."""
    if not any(_passages(resource)):
        return []
    ordinals = {unit.text: unit.ordinal for unit in entry_of(resource).units}
    found: list[tuple[str, list[Piece]]] = []
    above: tuple[str, ...] = ()
    for passage in _passages(resource):
        title = passage.heading[0] if passage.heading else ""
        if not found or found[-1][0] != title:
            found.append((title, []))
            above = (title,) if title else ()
        new = _new(above, passage.heading)
        above = passage.heading
        if passage.text in ordinals:
            found[-1][1].append(Piece(ordinals[passage.text], passage, new))
    return [Chapter(title, tuple(pieces)) for title, pieces in found if pieces]


def place_of(chapters: Sequence[Chapter], ordinal: int) -> int:
    """Return which chapter a passage stands in; the first where there is no such passage."""
    places = (
        place
        for place, chapter in enumerate(chapters)
        if any(piece.ordinal == ordinal for piece in chapter.pieces)
    )
    return next(places, 0)


def contents(headings: Sequence[Heading], chapters: Sequence[Chapter]) -> list[Entry]:
    """Return a contents list, each line with the passage that it leads to where there is one."""
    starts: dict[str, int] = {}
    for chapter in chapters:
        for piece in chapter.pieces:
            for heading in piece.passage.heading:
                starts.setdefault(heading, piece.ordinal)
    return list(_lines(headings, starts, 0))


def _lines(headings: Sequence[Heading], starts: dict[str, int], depth: int) -> Iterator[Entry]:
    for one in headings:
        whole = " ".join(part for part in (one.number, one.title) if part)
        ordinal = starts.get(whole, starts.get(one.title))
        yield Entry(depth, whole, one.page, ordinal)
        yield from _lines(one.children, starts, depth + 1)


def _passages(resource: Resource) -> Iterator[Passage]:
    for record in resource.records:
        yield from record.fulltext.passages if record.fulltext else ()


def _new(above: tuple[str, ...], path: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The headings of a path that did not stand above the passage before, with their depth."""
    same = 0
    while same < min(len(above), len(path)) and above[same] == path[same]:
        same += 1
    return tuple((depth, path[depth]) for depth in range(same, len(path)))
