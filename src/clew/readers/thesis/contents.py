"""The lists at the front of a thesis: contents, figures, tables, appendices, with their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from clew.model.folding import fold
from clew.readers.thesis.matter import matter_of
from clew.readers.thesis.source import Line

_PAGE = re.compile(r"(?:^|[\s.…·_])(\d{1,4})$")
_ROMAN_PAGE = re.compile(r"(?:\t|[.…·_]{2}\s?| {2,}| )([ivxl]{1,7})$")
_LEADERS = " .…·_\t"
_ORDINALS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_CHAPTER = re.compile(
    rf"(?:chapter|part|section)\s+(?P<number>\d{{1,2}}|[IVXL]{{1,6}}|{_ORDINAL})\b\s*[.:)–—-]*\s*(?P<title>.*)",
    re.I,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.:)]?\s+(?P<title>\S.*)")
_APPENDIX = re.compile(
    r"appendix\s+(?P<number>[A-Z]?\d{1,3}|[A-Z]|[IVX]{1,5})\b\s*[.:)–—-]*\s*(?P<title>.*)", re.I
)
_ITEM = re.compile(
    r"(?P<word>figure|fig\.?|table|chart|map|box|plate)\s+(?P<number>[A-Z]{0,2}\.?\d{1,3}(?:[.–-]\d{1,3}){0,2}[a-z]?)\b"
    r"\s*[.:)–—-]*\s*(?P<title>.*)",
    re.I,
)
_LONGEST_LINE = 200
_LAST_PAGE = 1_500
_MOST_LINES = 4


class Entry(NamedTuple):
    """An entry of such a list: its words, its page where it has an Arabic one, its indent."""

    label: str
    page: int | None
    indent: int


class Numbered(NamedTuple):
    """A label taken apart: ``number`` ``"4.2"``, ``title`` ``"Sampling"``."""

    number: str
    title: str


def read_list(lines: Sequence[Line]) -> tuple[list[Entry], int]:
    """Read the entries of a list and say how many lines they take; it ends where prose begins.

    An entry that runs over several lines is put together; its page ends the last of them.
    """
    entries: list[Entry] = []
    waiting: list[Line] = []
    taken, sure, last = 0, 0, 0
    seen: set[str] = set()
    for index, line in enumerate(lines):
        label, page, paged = _label_and_page(line.text, last)
        if _ends_list(line, paged, seen) or len(waiting) == _MOST_LINES:
            break
        if waiting and _begins_entry(label):
            entries.append(_entry(waiting, "", None))
            seen |= _keys(entries[-1].label)
            waiting = []
        if not paged:
            waiting.append(line)
            continue
        entries.append(_entry([*waiting, line], label, page))
        seen |= _keys(entries[-1].label)
        waiting, taken, sure, last = [], index + 1, len(entries), page or last
    return entries[:sure], taken


def chapter_or_section(label: str) -> Numbered | None:
    """Take "Chapter 4: Method", "4 Method" or "4.2 Sampling" apart."""
    match = _CHAPTER.fullmatch(label) or _NUMBERED.fullmatch(label)
    return Numbered(_digits(match["number"]), match["title"].strip()) if match else None


def chapter_heading(label: str) -> Numbered | None:
    """Take "Chapter 4: Method" or "CHAPTER FOUR" apart; a number alone is no chapter heading."""
    match = _CHAPTER.fullmatch(label)
    return Numbered(_digits(match["number"]), match["title"].strip()) if match else None


def appendix_heading(label: str) -> Numbered | None:
    """Take "APPENDIX 3: Consent forms" apart."""
    match = _APPENDIX.fullmatch(label)
    return Numbered(match["number"].upper(), match["title"].strip()) if match else None


def figure_or_table(label: str) -> tuple[str, Numbered] | None:
    """Take "Table 4.2: Households" apart, the word for it first."""
    match = _ITEM.fullmatch(label)
    if not match:
        return None
    return match["word"].casefold().rstrip("."), Numbered(match["number"], match["title"].strip())


def _label_and_page(text: str, last: int) -> tuple[str, int | None, bool]:
    """Part an entry from its page; a number smaller than the last page is none."""
    match = _PAGE.search(text)
    if match and last <= int(match[1]) <= _LAST_PAGE:
        return text[: match.start()].rstrip(_LEADERS), int(match[1]), True
    roman = _ROMAN_PAGE.search(text)
    if roman:
        return text[: roman.start()].rstrip(_LEADERS), None, True
    return text.rstrip(_LEADERS), None, False


def _ends_list(line: Line, paged: bool, seen: set[str]) -> bool:
    if len(line.text) > _LONGEST_LINE:
        return True
    # The first heading of the list that comes again, without its page, begins the text itself.
    return not paged and (matter_of(line.text) is not None or fold(line.text) in seen)


def _begins_entry(label: str) -> bool:
    return bool(
        chapter_or_section(label)
        or appendix_heading(label)
        or figure_or_table(label)
        or matter_of(label)
    )


def _entry(lines: Sequence[Line], label: str, page: int | None) -> Entry:
    """Put an entry's lines together; ``label`` is what its page leaves of the last one."""
    words = [line.text.rstrip(_LEADERS) for line in (lines[:-1] if label else lines)]
    return Entry(" ".join(filter(None, [*words, label])), page, lines[0].indent)


def _keys(label: str) -> set[str]:
    told = chapter_or_section(label)
    if not told:
        return {fold(label)}
    number, title = told
    return {
        fold(label),
        fold(f"chapter {number}"),
        fold(f"{number} {title}"),
        fold(f"chapter {number} {title}"),
    }


def _digits(number: str) -> str:
    word = number.casefold()
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else number
