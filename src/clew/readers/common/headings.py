"""Headings of a text without markup, told by how they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.readers.common.passages import Title

_LINE = re.compile(r"[^\n]*\n?")
_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[^\W\d_].*")
_DATED = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)
_NAMED = re.compile(
    r"(?:chapter|part|section|appendix|annex)\s+(?:\d{1,2}|[IVXL]{1,6}|[A-Z])\b.*", re.I
)
_USUAL = re.compile(
    r"abstract|(?:executive\s+)?summary|introduction|background|(?:materials\s+and\s+)?methods?|"
    r"methodology|results|findings|discussion|conclusions?|recommendations|limitations|"
    r"acknowledge?ments?|references|bibliography|funding|notes|contents|further\s+reading",
    re.I,
)
# Names and dates below a title stand out as well.
_BYLINE = re.compile(r",|\b(?:1[89]|20)\d\d\b")
_LONGEST = 110
_MOST_LINES = 1_500_000  # more than any book has
_MOST_WORDS = 14
_MOST_WORDS_UNMARKED = 9
_NO_END = (".", ",", ";", "?", "!", ":", "…", "”")


def headings_in(text: str) -> list[Title]:
    """Find lines that are headings: marked, numbered, in capitals, or short and by themselves.

    Levels: of marked and numbered ones as they say, 1 for the usual names of chapters and for
    capitals, 2 for others.
    """
    return list(_headings(text)) if text.count("\n") < _MOST_LINES else []


def _headings(text: str) -> Iterator[Title]:
    gap = True
    for match in _LINE.finditer(text):
        line = match[0].strip() if match.end() - match.start() < 4 * _LONGEST else ""
        if match[0] and not line and not match[0].isspace():
            gap = False
            continue
        level = _level(line, _following(text, match.end()), gap) if line else None
        if level:
            words = _HASHES.fullmatch(line)
            title = " ".join((words[2] if words else line).split())
            yield Title(title, match.start(), match.start() + len(match[0].rstrip()), level)
        # Below a heading another may follow without a gap.
        gap = not line or level is not None


def _level(line: str, following: str, gap: bool) -> int | None:
    """Return how deep a heading is, ``None`` if the line is none."""
    marked = _HASHES.fullmatch(line)
    if marked:
        return len(marked[1])
    words = len(line.split())
    if not gap or len(line) > _LONGEST or words > _MOST_WORDS:
        return None
    if _USUAL.fullmatch(line.rstrip(": ")) or (_NAMED.fullmatch(line) and line[-1] != "."):
        return 1
    numbered = _NUMBERED.fullmatch(line)
    if line.endswith(_NO_END):
        return None
    if numbered and not _DATED.match(line):
        return numbered[1].count(".") + 1
    if line.isupper() and sum(map(str.isalpha, line)) >= 4:
        return 1
    stands_out = len(following) > 1.3 * len(line) and not _BYLINE.search(line)
    return 2 if line[0].isupper() and words <= _MOST_WORDS_UNMARKED and stands_out else None


def _following(text: str, end: int) -> str:
    """Return the next line that is not empty, as far as it matters."""
    begin = end
    while begin < len(text) and text[begin].isspace():
        begin += 1
    stop = text.find("\n", begin, begin + 4 * _LONGEST)
    return text[begin : stop if stop >= 0 else begin + 4 * _LONGEST].strip()
