"""Works that running text names by title, publisher and year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec

from clew.model import Mention, Reference, title_key
from clew.readers.common.passages import sentence_around

_BRACKETS = re.compile(r"\(([^()\n]{4,90})\)")
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_ORDINAL = r"(?:[,;]?\s*(?P<edition>\d{1,2}(?:st|nd|rd|th)\s+ed(?:itio)?n?\.?))?"
_PLACE = r"(?:(?P<place>[^\W\d_][\w .'’-]{1,30}):\s*)?"
# (Palgrave, 2011), (London: Sage, 2nd edn, 2004), (2011, Polity Press)
_IMPRINTS = (
    re.compile(rf"{_PLACE}(?P<publisher>[^,:;()]{{2,60}}?){_ORDINAL},?\s+{_YEAR}"),
    re.compile(rf"{_YEAR}[,:;]\s*(?P<publisher>[^,:;()]{{2,60}}){_ORDINAL}"),
)
_PRESS = re.compile(
    r"\b(?:press|books?|publish\w*|publications|palgrave|macmillan|routledge|sage|wiley|blackwell|"
    r"springer|elsevier|verlag|kingsley|polity|penguin|pearson|bloomsbury|emerald|brill|editions)\b",
    re.I,
)
_CUE = re.compile(
    r"\b(?:books?|monograph|textbook|volume|handbook|guide|report|article|paper|chapter|reading|"
    r"memoir|workbook|manual|title)(?:,|:|\s+(?:called|titled|entitled)\b)?\s+",
    re.I,
)
_QUOTED = re.compile(r"[“\"‘'*_]([^“”\"*\n]{3,200})[”\"’'*_]{1,2}$")
_SMALL = {
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to",
    "with", "without", "versus", "vs", "&", "–", "—",
}  # fmt: skip
_NO_OPENING = _SMALL - {"a", "an", "the", "without"} | {"see", "read", "but"}
_LONGEST_TITLE = 25  # words
_WINDOW = 260


class _Named(NamedTuple):
    title: str
    start: int
    certain: bool


def works_named(
    text: str,
    *,
    titles: Collection[str] = (),
    start: int = 0,
    heading: tuple[str, ...] = (),
) -> tuple[Reference, ...]:
    """Find works that a text names with publisher and year, each once with all its mentions.

    A name in brackets with a year, such as ``(Okafor, 2011)``, may as well be an author. So a
    title counts only if it is marked or quoted, or a word such as "book" announces it, or what
    stands in the brackets is plainly a publisher.

    Parameters
    ----------
    text: running text.
    titles: what the source marks as a title in it (HTML ``cite``, ``em``).
    start: where ``text`` begins in the document's text.
    heading: the titles above it, outermost first.

    Example: ``"…in my new book Doors and Stairs (Elm Press, 2011)."`` → title ``Doors and Stairs``,
    publisher ``Elm Press``, year ``2011``, no authors
    """
    found: dict[str | None, Reference] = {}
    for work in _works(text, titles, start, heading):
        known = found.get(title_key(work.title))
        if known:
            mentions = (*known.mentions, *work.mentions)
            work = msgspec.structs.replace(known, mentions=mentions)
        found[title_key(work.title)] = work
    return tuple(found.values())


def _works(
    text: str, titles: Collection[str], start: int, heading: tuple[str, ...]
) -> Iterator[Reference]:
    for brackets in _BRACKETS.finditer(text):
        imprint = _imprint(brackets[1])
        named = _named(text, brackets.start(), titles) if imprint else None
        if not imprint or not named:
            continue
        if named.certain or _PRESS.search(imprint["publisher"]):
            quote = sentence_around(text, named.start, brackets.end())
            mention = Mention(quote=quote, start=start + named.start, heading=heading)
            raw = f"{named.title} {brackets[0]}"
            yield Reference(
                raw=raw,
                title=named.title,
                publisher=imprint["publisher"],
                year=imprint["year"],
                place=imprint.get("place"),
                edition=imprint.get("edition"),
                mentions=(mention,),
            )


def _imprint(inside: str) -> dict[str, str] | None:
    """Read publisher, year, and perhaps place and edition from what stands in brackets."""
    for pattern in _IMPRINTS:
        match = pattern.fullmatch(inside.strip())
        if match:
            return {name: value.strip() for name, value in match.groupdict().items() if value}
    return None


def _named(text: str, end: int, titles: Collection[str]) -> _Named | None:
    """Find the title that stands right before the brackets."""
    begin = max(0, end - _WINDOW)
    before = text[begin:end].rstrip()
    marked = next((title for title in titles if before.endswith(title)), None)
    if marked:
        return _Named(marked, begin + len(before) - len(marked), True)
    quoted = _QUOTED.search(before)
    if quoted:
        return _Named(quoted[1].strip(), begin + quoted.start(1), True)
    return _announced(before, begin) or _capitalised(before, begin)


def _announced(before: str, begin: int) -> _Named | None:
    """Take what follows the last word such as "book", if it looks like a title."""
    for cue in reversed([*_CUE.finditer(before)]):
        title = before[cue.end() :]
        whole = title and (title[0].isupper() or title[0].isdecimal())
        if whole and len(title.split()) <= _LONGEST_TITLE and not re.search(r"[.;!?] ", title):
            return _Named(title, begin + cue.end(), True)
    return None


def _capitalised(before: str, begin: int) -> _Named | None:
    """Take the longest run of words that begin with a capital, small words between them."""
    words = [*re.finditer(r"\S+", before)][-_LONGEST_TITLE:]
    run: list[re.Match[str]] = []
    for word in reversed(words):
        if run and word[0][-1] in ".;!?":
            break
        bare = word[0].strip("“”\"'‘’(,:")
        if not (bare[:1].isupper() or bare[:1].isdecimal() or bare.lower() in _SMALL):
            break
        run.insert(0, word)
    while run and (run[0][0].lower().strip(",:") in _NO_OPENING or run[0][0] in _SMALL):
        run.pop(0)
    capitals = sum(word[0][0].isupper() for word in run)
    if capitals < 2:
        return None
    at = run[0].start()
    sentence = before[max(before.rfind(end, 0, at) for end in (". ", "? ", "! ")) + 1 : at]
    return _Named(before[at:], begin + at, bool(_CUE.search(f"{sentence} ")))
