"""The bibliography's entries, each with the places where the text cites it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from clew.model import Mention, Reference
from clew.readers.common.bibliography import Citation, Citations
from clew.readers.common.passages import sentences

_LONGEST_QUOTE = 300
_CITATION_ALONE = re.compile(r"\W*\([^()]{1,200}\)\W*")
_AROUND = 140


class Stretch(NamedTuple):
    """Text between two offsets under one heading; of a table each line is read by itself."""

    text: str
    start: int
    end: int
    heading: tuple[str, ...]
    by_line: bool = False


def with_mentions(
    references: tuple[Reference, ...],
    stretches: Iterable[Stretch],
    acronyms: Mapping[str, str],
    page_at: Callable[[int], int | None],
) -> tuple[Reference, ...]:
    """Return the entries with where each is cited, in the order of the text."""
    citations = Citations(references, acronyms)
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for stretch in stretches:
        cited = list(citations.find(stretch.text, stretch.start, stretch.end))
        spans = list(_spans(stretch)) if cited else []
        starts = [start for start, _ in spans]
        for citation in cited:
            at = max(0, bisect_right(starts, citation.start) - 1)
            start, end = _around(
                stretch.text, citation, *_with_its_sentence(stretch.text, spans, at)
            )
            found[citation.reference].append(
                Mention(
                    quote=" ".join(stretch.text[start:end].split()),
                    start=start,
                    heading=stretch.heading,
                    page=page_at(citation.start),
                )
            )
    return tuple(
        msgspec.structs.replace(reference, mentions=tuple(_in_order(found[number])))
        for number, reference in enumerate(references)
    )


def _spans(stretch: Stretch) -> Iterator[tuple[int, int]]:
    if not stretch.by_line:
        yield from sentences(stretch.text, stretch.start, stretch.end)
        return
    start = stretch.start
    for line in stretch.text[stretch.start : stretch.end].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _with_its_sentence(text: str, spans: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return a sentence; "(Moss, 2004)." by itself takes the one before it along."""
    start, end = spans[at]
    bare = _CITATION_ALONE.fullmatch(text, start, end)
    return (spans[at - 1][0], end) if at and bare else (start, end)


def _around(text: str, citation: Citation, start: int, end: int) -> tuple[int, int]:
    """Cut a long sentence down to the words around a citation."""
    start, end = min(start, citation.start), max(end, citation.end)
    if end - start > _LONGEST_QUOTE:
        start, end = max(start, citation.start - _AROUND), min(end, citation.end + _AROUND)
        # Begin and end between words.
        while start < citation.start and not text[start - 1 : start].isspace():
            start += 1
        while end > citation.end and not text[end : end + 1].isspace():
            end -= 1
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(dict.fromkeys(mentions), key=lambda mention: mention.start)
