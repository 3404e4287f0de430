"""What a thesis holds between its front matter and its end, each thing with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from clew.model import FullText, Passage
from clew.readers.common.bibliography import parse_bibliography
from clew.readers.common.passages import split
from clew.readers.thesis.front import acronyms
from clew.readers.thesis.matter import Matter
from clew.readers.thesis.mentions import Stretch, with_mentions
from clew.readers.thesis.notes import Note, footnotes, is_rule
from clew.readers.thesis.parts import APPENDIX, SECTION, TITLE_PAGE, Division, Part
from clew.readers.thesis.prose import blanked
from clew.readers.thesis.source import Source
from clew.readers.thesis.tables import all_figures, all_tables, captions, placed_tables

# Where no chapter was found the text must be under some other heading.
_ANYTHING = (TITLE_PAGE, SECTION, APPENDIX, Matter.ABSTRACT, Matter.THANKS, Matter.OTHER)


class Body:
    """The text of a thesis, its notes and tables apart from its prose.

    Parameters
    ----------
    source: all the text.
    division: its parts.
    abstract: where the abstract begins and ends, without its header and keywords; (-1, -1) if
        there is none.
    """

    def __init__(self, source: Source, division: Division, abstract: tuple[int, int]) -> None:
        self._source = source
        self._division = division
        self._abstract = abstract
        self._starts = [part.start for part in division.parts]
        sections = division.of(SECTION)
        begin = sections[0].start if sections else division.parts[0].end
        first = len(source.between(0, begin))
        headings = {part.start for part in division.parts}
        self._captions = list(captions(source.lines, first))
        tables = placed_tables(source, self._captions, first, division.listed)
        self._tables = sorted(tables, key=lambda placed: placed.start)
        self._table_starts = [placed.start for placed in self._tables]
        self._notes = [n for n in footnotes(source, begin, headings) if not self._in_table(n)]
        self._prose = blanked(source.text, self._unread())

    def fulltext(self) -> FullText:
        """Return all of it."""
        source, listed = self._source, self._division.listed
        short = self._acronyms()
        references = tuple(
            reference
            for part in self._division.of(Matter.BIBLIOGRAPHY)
            for reference in parse_bibliography(self._without_furniture(part))
        )
        return FullText(
            contents=tuple(node.heading() for node in self._division.nodes),
            figures=all_figures(source, self._captions, listed),
            tables=all_tables(self._tables, listed),
            footnotes=tuple(note.footnote for note in self._notes),
            appendices=self._division.appendices,
            acronyms=short,
            references=with_mentions(references, self._stretches(), short, source.page_at),
            passages=tuple(sorted(self._passages(), key=lambda passage: passage.start)),
        )

    def _acronyms(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in self._division.of(Matter.ACRONYMS):
            found |= acronyms(self._source.between(part.body, part.end))
        return found

    def _passages(self) -> Iterator[Passage]:
        for part, start, end in self._readable():
            lines = self._source.between(start, end)
            # A list tells the page that a section begins on, not where the next page begins.
            stated = {lines[0].start: part.page} if lines and not self._source.is_paged else {}
            page_at = stated.get if stated else self._source.page_at
            yield from split(self._prose[start:end], start, part.path, page_at)
        for placed in self._tables:
            page_at = {placed.start: placed.table.page}.get
            yield from split(
                self._source.text[placed.start : placed.end],
                placed.start,
                self._heading_at(placed.start),
                self._source.page_at if self._source.is_paged else page_at,
            )

    def _stretches(self) -> Iterator[Stretch]:
        text = self._source.text
        for part, start, end in self._readable():
            yield Stretch(self._prose, start, end, part.path)
        for placed in self._tables:
            heading = self._heading_at(placed.start)
            yield Stretch(text, placed.start, placed.end, heading, by_line=True)
        for note in self._notes:
            start = note.footnote.start
            yield Stretch(text, start, note.end, self._heading_at(start))

    def _readable(self) -> Iterator[tuple[Part, int, int]]:
        """Yield the parts that make passages, with where their text begins and ends."""
        chapters = bool(self._division.of(SECTION))
        kinds = (SECTION, APPENDIX, Matter.ABSTRACT) if chapters else _ANYTHING
        for part in self._division.of(*kinds):
            if chapters and part.body <= self._abstract[0] < part.end:
                yield part._replace(path=("Abstract",)), *self._abstract
            else:
                yield part, part.body, part.end

    def _heading_at(self, offset: int) -> tuple[str, ...]:
        return self._division.parts[bisect_right(self._starts, offset) - 1].path

    def _in_table(self, note: Note) -> bool:
        start = note.footnote.start
        before = bisect_right(self._table_starts, start) - 1
        return before >= 0 and start < self._tables[before].end

    def _unread(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches that interrupt the prose."""
        yield from ((line.start, line.end) for line in self._source.furniture)
        yield from ((line.start, line.end) for line in self._source.lines if is_rule(line))
        yield from ((placed.start, placed.end) for placed in self._tables)
        yield from ((note.footnote.start, note.end) for note in self._notes)

    def _without_furniture(self, part: Part) -> str:
        """Return the text of a part as lines, page numbers and running heads left out."""
        lines = self._source.between(part.body, part.end)
        return "".join(
            ("\n" if line.gap else "") + " " * line.indent + line.text + "\n" for line in lines
        )
