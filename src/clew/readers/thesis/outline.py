"""The tree of chapters and sections, as the contents list gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clew.model import Appendix, Heading
from clew.model.folding import fold
from clew.readers.thesis.casing import Casing, shouts
from clew.readers.thesis.contents import Entry, appendix_heading, chapter_or_section
from clew.readers.thesis.matter import Matter, matter_of

CHAPTERS_WITHOUT_NUMBER = frozenset({
    "introduction", "general introduction", "prologue", "preamble", "literature review",
    "method", "methods", "methodology", "results", "findings", "discussion",
    "general discussion", "conclusion", "conclusions", "epilogue", "afterword",
})  # fmt: skip
_BACK = (Matter.BIBLIOGRAPHY, Matter.APPENDICES)


@dataclass
class Node:
    """A heading and those below it; ``page`` only where it is stated of this very heading."""

    title: str
    number: str | None = None
    page: int | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Number and title, as a reader would cite it: ``4.8 Sampling``."""
        return f"{self.number} {self.title}" if self.number else self.title

    def heading(self) -> Heading:
        """Turn it into a heading; one without a page has that of the first section below."""
        children = tuple(child.heading() for child in self.children)
        page = self.page or next((child.page for child in children if child.page), None)
        return Heading(title=self.title, number=self.number, page=page, children=children)


def outline(entries: Sequence[Entry], casing: Casing) -> list[Node]:
    """Turn the entries of a contents list into a tree, front and back matter left out."""
    roots: list[Node] = []
    path: list[tuple[int, Node]] = []
    for level, node in _levelled(entries, casing):
        while path and path[-1][0] >= level:
            path.pop()
        (path[-1][1].children if path else roots).append(node)
        path.append((level, node))
    return roots


def listed_appendices(entries: Iterable[Entry], casing: Casing) -> Iterator[Appendix]:
    """Yield the appendices that a list names."""
    for entry in entries:
        told = appendix_heading(entry.label)
        if told:
            yield Appendix(number=told.number, title=casing.sentence(told.title), page=entry.page)


def _levelled(entries: Sequence[Entry], casing: Casing) -> Iterator[tuple[int, Node]]:
    outermost = min((entry.indent for entry in entries), default=0)
    numbered = any(chapter_or_section(entry.label) for entry in entries)
    for entry in entries:
        told = chapter_or_section(entry.label)
        words = told.title if told else entry.label
        matter = matter_of(words)
        # "9.4 Summary" is a section, "Summary" by itself the abstract.
        if matter in _BACK or (matter and not told) or appendix_heading(entry.label):
            continue
        words = " ".join(words.split()) or entry.label
        node = Node(casing.sentence(words), told.number if told else None, entry.page)
        if told:
            yield told.number.count(".") + 1, node
        elif numbered:
            yield 1 if _is_chapter(words, entry.indent > outermost) else 2, node
        else:
            yield 1 + (entry.indent > outermost), node


def _is_chapter(title: str, indented: bool) -> bool:
    """Say whether an entry without number among numbered ones is a chapter."""
    return not indented and (shouts(title) or fold(title) in CHAPTERS_WITHOUT_NUMBER)
