"""Chapters and sections found by their headings alone, where there is no contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clew.model.folding import fold
from clew.readers.thesis.casing import Casing, shouts
from clew.readers.thesis.contents import chapter_heading
from clew.readers.thesis.matter import matter_of
from clew.readers.thesis.outline import CHAPTERS_WITHOUT_NUMBER, Node
from clew.readers.thesis.source import Line

_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?P<title>[^\W\d_a-z].{1,100})")
_LONGEST = 110


def discover(lines: Sequence[Line], casing: Casing) -> list[Node]:
    """Build a tree from headings such as "Chapter 2", "2 Method" and "2.1 Sampling" in their order.

    A heading counts only if it carries on the numbers before it, so that a numbered list is none.
    """
    numbers = {match["number"] for line in lines if (match := _SECTION.fullmatch(line.text))}
    roots: list[Node] = []
    for index, line in enumerate(lines):
        chapter = _chapter(lines, index, roots, numbers)
        section = _SECTION.fullmatch(line.text) if roots and not chapter else None
        if chapter:
            number, title = chapter
            roots.append(Node(casing.sentence(title), number))
        elif section and looks_like_heading(line):
            _hang(roots[-1], section["number"], casing.sentence(section["title"]))
    return roots or list(_unnumbered(lines, casing))


def _chapter(
    lines: Sequence[Line], index: int, roots: list[Node], numbers: set[str]
) -> tuple[str, str] | None:
    line = lines[index]
    expected = str(len(roots) + 1)
    told = chapter_heading(line.text)
    if told and told.number == expected and looks_like_heading(line):
        return expected, told.title or _next_title(lines, index) or f"Chapter {expected}"
    match = _SECTION.fullmatch(line.text)
    if match and match["number"] == expected and looks_like_heading(line):
        named = f"{expected}.1" in numbers or fold(match["title"]) in CHAPTERS_WITHOUT_NUMBER
        return (expected, match["title"]) if named else None
    return None


def _next_title(lines: Sequence[Line], index: int) -> str | None:
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after.text if after and looks_like_heading(after, gap=False) else None


def looks_like_heading(line: Line, *, gap: bool = True) -> bool:
    """Say whether a line is short and ends like a heading; with ``gap`` it must stand apart too."""
    return (
        len(line.text) <= _LONGEST
        and line.text[-1] not in ".,;:?"
        and (line.gap or not gap or shouts(line.text) or "." in line.text.split()[0])
    )


def _hang(chapter: Node, number: str, title: str) -> None:
    """Hang a section under the one it belongs to, if its number is the next there."""
    parent = chapter
    for _ in range(number.count(".") - 1):
        if not parent.children:
            return
        parent = parent.children[-1]
    expected = f"{parent.number}.{len(parent.children) + 1}"
    if number == expected:
        parent.children.append(Node(title, number))


def _unnumbered(lines: Sequence[Line], casing: Casing) -> Iterator[Node]:
    """Yield chapters that go by the usual names: "Introduction", "Methods", "Discussion"."""
    seen: set[str] = set()
    for line in lines:
        words = fold(line.text) if line.gap and len(line.text) <= _LONGEST else ""
        if words in CHAPTERS_WITHOUT_NUMBER and words not in seen and not matter_of(line.text):
            seen.add(words)
            yield Node(casing.sentence(line.text))
