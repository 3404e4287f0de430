"""Full text cut into passages: pieces of 80 to 250 words, each with its place.

Readers call :func:`split` for the text under one heading, or :func:`split_under` for a whole text
whose headings they know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from clew.model import Passage

FEWEST_WORDS = 80
MOST_WORDS = 250
_AIM = 200
_MOST_CHARACTERS = 2_500
_STRIDE = 65_536

# What the heading of an abstract says.
ABSTRACT = re.compile(r"abstract|summary|executive summary|synopsis|key (?:points|messages)", re.I)

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# The mark of a note stands behind the full stop and still belongs to the sentence: "so.¹² Then".
_SENTENCE_END = re.compile(r"(?<=\S)[.!?…][\"'”’)\]]{0,3}[¹²³⁰⁴-⁹,⁻]{0,12}\s+(?=\S)|[。！？](?=.)")
_WORD = re.compile(r"\S{1,500}")
_SPACES = re.compile(r"\s*")
# A full stop after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:al|cf|dr|e\.g|eds?|etc|figs?|hon|i\.e|mrs?|ms|pp?|prof|rev|st?|viz|vols?|vs)", re.I
)


class _Span(NamedTuple):
    start: int
    end: int
    words: int


def split(
    text: str,
    start: int = 0,
    heading: tuple[str, ...] = (),
    page_at: Callable[[int], int | None] | None = None,
) -> Iterator[Passage]:
    """Cut the text under one heading into passages, in order, leaving nothing out.

    Short paragraphs are put together until there are 80 words, long ones are cut at the sentence
    ends nearest to equal parts; only a text that is shorter as a whole yields a shorter passage.
    White space within a paragraph becomes one space, between paragraphs a blank line.

    Parameters
    ----------
    text: what stands under the heading; blank lines part its paragraphs.
    start: where ``text`` begins in the document's text.
    heading: the titles above it, outermost first.
    page_at: tells the printed page of a character of the document's text.
    """
    for block in _blocks(_paragraphs(text)):
        for begin, end in _pieces(text, block):
            at = start + begin
            yield Passage(
                text=_tidy(text[begin:end]),
                heading=heading,
                page=page_at(at) if page_at else None,
                start=at,
                end=start + end,
            )


class Title(NamedTuple):
    """A heading in a text: its words, where it begins and ends, and how deep it is (1 = top).

    One without words, such as the title of the whole, parts the text and is no part of any path.
    """

    text: str
    start: int
    end: int
    level: int


def split_under(
    text: str,
    titles: Sequence[Title],
    page_at: Callable[[int], int | None] | None = None,
) -> Iterator[Passage]:
    """Cut a text with headings into passages, each under the path of titles above it.

    Parameters
    ----------
    text: the document's text.
    titles: its headings, in order.
    page_at: as for :func:`split`.
    """
    path: list[Title] = []
    begin = 0
    for title in [*titles, Title("", len(text), len(text), 0)]:
        above = tuple(one.text for one in path if one.text)
        yield from split(text[begin : title.start], begin, above, page_at)
        path = [one for one in path if one.level < title.level] + [title]
        begin = title.end


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of ``text[start:end]`` begins and ends, white space trimmed."""
    end = len(text) if end is None else end
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if not (text[match.end()].islower() or _abbreviated(text, begin, match.start())):
            yield _trimmed(text, begin, match.end())
            begin = match.end()
    if text[begin:end].strip():
        yield _trimmed(text, begin, end)


def sentence_around(text: str, start: int, end: int, reach: int = 600) -> str:
    """Return the sentence that holds ``text[start:end]``, on one line.

    Nothing beyond the paragraph, or farther away than ``reach`` characters, belongs to it.
    """
    first = max(0, start - reach)
    gap = text.rfind("\n\n", first, start)
    first = first if gap < 0 else gap + 2
    last = text.find("\n\n", end, end + reach)
    last = min(len(text), end + reach) if last < 0 else last
    for begin, stop in sentences(text, first, last):
        if begin <= start and end <= stop:
            return " ".join(text[begin:stop].split())
    return " ".join(text[start:end].split())


def section(text: str, titles: Sequence[Title], pattern: re.Pattern[str]) -> str | None:
    """Return what stands under the first heading that a pattern matches in full, if anything."""
    for title, following in pairwise([*titles, Title("", len(text), len(text), 0)]):
        if pattern.fullmatch(title.text.strip(" :.")):
            return _tidy(text[title.end : following.start].strip()) or None
    return None


def _abbreviated(text: str, begin: int, stop: int) -> bool:
    if text[stop] != ".":
        return False
    words = text[max(begin, stop - 12) : stop].split()
    last = words[-1].lstrip("(['\"“‘") if words else ""
    # An initial ("J. Smith") or a known abbreviation ("et al. (2009)").
    return (len(last) == 1 and last.isupper()) or bool(_ABBREVIATION.fullmatch(last))


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())


def _paragraphs(text: str) -> Iterator[_Span]:
    begin = 0
    for end, following in [
        *(match.span() for match in _BLANK_LINE.finditer(text)),
        (len(text),) * 2,
    ]:
        if text[begin:end].strip():
            yield _measured(text, *_trimmed(text, begin, end))
        begin = following


def _measured(text: str, begin: int, end: int) -> _Span:
    # In strides, so that a very long paragraph is never held as a list of all its words.
    strides = range(begin, end, _STRIDE)
    words = sum(len(text[at : min(at + _STRIDE, end)].split()) for at in strides)
    halved = sum(not (text[at - 1].isspace() or text[at].isspace()) for at in strides[1:])
    return _Span(begin, end, words - halved)


def _blocks(paragraphs: Iterator[_Span]) -> Iterator[_Span]:
    """Put short paragraphs together; a short one at the end joins those before it."""
    ready: _Span | None = None
    growing: _Span | None = None
    for paragraph in paragraphs:
        growing = _together(growing, paragraph)
        if growing.words >= FEWEST_WORDS:
            if ready:
                yield ready
            ready, growing = growing, None
    if growing:
        ready = _together(ready, growing)
    if ready:
        yield ready


def _together(first: _Span | None, second: _Span) -> _Span:
    return _Span(first.start, second.end, first.words + second.words) if first else second


def _pieces(text: str, block: _Span) -> Iterator[tuple[int, int]]:
    """Cut a block into parts of about equal length, at sentence ends where there are any."""
    begin, words = block.start, block.words
    while begin < block.end and (words > MOST_WORDS or block.end - begin > _MOST_CHARACTERS):
        share = words / max(-(-words // _AIM), 2)
        window = min(begin + _MOST_CHARACTERS, block.end)
        end, taken = _sentence_cut(text, begin, window, share) or _word_cut(
            text, begin, window, round(share)
        )
        yield begin, end
        words -= taken
        begin = _past_spaces(text, end, block.end)
    if begin < block.end:
        yield begin, block.end


def _sentence_cut(text: str, begin: int, window: int, share: float) -> tuple[int, int] | None:
    """Find the sentence end in the window that comes nearest to a share of words."""
    best, words = None, 0
    for start, end in sentences(text, begin, window):
        words += len(text[start:end].split())
        if words > MOST_WORDS or not text[end:window].strip():
            break
        if best is None or abs(words - share) < abs(best[1] - share):
            best = end, words
        if words > share:
            break
    return best if best and best[1] >= FEWEST_WORDS else None


def _word_cut(text: str, begin: int, window: int, share: int) -> tuple[int, int]:
    words, end = 0, begin
    for match in _WORD.finditer(text, begin, window):
        words, end = words + 1, match.end()
        if words == share:
            break
    return end, words


def _past_spaces(text: str, begin: int, end: int) -> int:
    spaces = _SPACES.match(text, begin, end)
    return spaces.end() if spaces else begin


def _tidy(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in _BLANK_LINE.split(text))
