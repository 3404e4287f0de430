"""The running text of a thesis: notes, tables and page furniture taken out of its way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clew.readers.thesis.source import Line

_NOT_LINE_END = re.compile(r"[^\n\f]")
# A sentence that a page break, note or table cut in two: it ends without a stop and goes on small.
_TORN = re.compile(r"(?<=[\w,;’'”\")])\s{2,}(?=[a-z(])")


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with stretches of it blanked, every other character in its old place.

    Sentences that were torn apart, by what is now blank or by a page break, are whole again.
    """
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], _NOT_LINE_END.sub(" ", text[start:end])]
            at = end
    whole = "".join([*pieces, text[at:]])
    return _TORN.sub(lambda gap: " " * len(gap[0]), whole)


def flowing(lines: Iterable[Line]) -> str:
    """Put lines together to paragraphs, parted by blank lines."""
    return "\n\n".join(" ".join(paragraph) for paragraph in _paragraphs(lines))


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[str]]:
    paragraph: list[str] = []
    for line in lines:
        torn = paragraph and paragraph[-1][-1] not in '.?!:”"' and line.text[0].islower()
        if line.gap and paragraph and not torn:
            yield paragraph
            paragraph = []
        paragraph.append(line.text)
    if paragraph:
        yield paragraph
