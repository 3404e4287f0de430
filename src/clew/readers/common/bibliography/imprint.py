"""Where a work appeared: the title, then series or newspaper, place and publisher."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.readers.common.bibliography.markup import SENTENCE_END, Marked, tidy

_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’.-]{1,3}[^\W\d_]+)*['’.-]{0,3}"
_WORD = rf"(?:{_NAME}|upon|on|of|for|the|and|le|la|de|in)"
_ONE_PLACE = rf"{_WORD}(?:,? {_WORD}){{0,5}}"
_PLACE = re.compile(rf"{_ONE_PLACE}(?:; ?{_ONE_PLACE}){{0,3}}")
_STATE = re.compile(r"[A-Z]{2,3}\.?|[A-Z][a-z]{2,4}\.")
_COLON = re.compile(r": ?(?=[^\Wa-z])")
_PUBLISHER = re.compile(rf"(?=.{{2,60}}$){_WORD}(?:[ ,&]+{_WORD}|&){{0,7}}")
_BODY = re.compile(r"\b(?:Department|Ministry|University|Press|Institute|Council)\b")
_YEAR = re.compile(r"[,;] (?:19|20)\d\d\W*$")
_IN_BRACKETS = re.compile(r"^\W*\(([^()]*)\)\W*$")
_WHOLE_QUOTE = re.compile(r"['‘\"“]([^‘“\"”]*)['’\"”]")
# "'Mending the shore'. Speech in Whitby, 8 July 2008"; "Mending the shore. Speech in Whitby"
_QUOTED = re.compile(
    r"['‘\"“](?P<title>[^‘\"“”]{3,300}?)(?:[.,]['’\"”]|['’\"”][.,]) (?P<rest>[^a-z].{2,120})$"
)
_SPOKEN = re.compile(
    r"(?P<title>.{3,300}?)\. (?P<rest>(?:Speech|Lecture|Paper|Keynote|Poster)\b.{3,120})$"
)
_SERIES = re.compile(
    r".{0,60}\b(?:[Pp]apers?|[Rr]eports?|[Ss]eries|[Mm]onographs?|[Bb]riefings?)\b.{0,20}\d{1,4}\)?"
)
_LONGEST_SERIES = 14


class Imprint(NamedTuple):
    """What a book, report or newspaper piece says of itself."""

    title: str | None = None
    container: str | None = None
    place: str | None = None
    publisher: str | None = None


def parse_imprint(text: Marked) -> Imprint:
    """Read "Title. Series. Place: Publisher", of which all but the title may be missing.

    Example: ``"*Reading the tide* (Shore Report 3). Hull: Elm Press"`` → the title, the series
    ``Shore Report 3``, ``Hull`` and ``Elm Press``
    """
    start, place, publisher = _place_and_publisher(text)
    before = text.cut(0, start).trimmed(" ,;:", " ,;:")
    named = _by_italics(before) if before.italics else _by_words(before, publisher is None)
    return named._replace(place=place, publisher=publisher or named.publisher)


def title_of(text: str) -> str | None:
    """Tidy a title; quotation marks around the whole of it go."""
    title = tidy(text)
    quoted = _WHOLE_QUOTE.fullmatch(title) if title else None
    return tidy(quoted[1]) if quoted else title


def _place_and_publisher(text: Marked) -> tuple[int, str | None, str | None]:
    """Find "Place: Publisher" at the end, and where it begins."""
    title_end = text.italics[-1][1] if text.italics else 0
    colons = [match for match in _COLON.finditer(text) if match.start() > title_end]
    # Only italics tell for sure where a title with colons of its own ends.
    for colon in colons if title_end else colons[:-5:-1]:
        start = _place_start(text, colon.start(), title_end)
        if start:
            publisher = SENTENCE_END.split(text[colon.end() :], maxsplit=1)[0]
            place = text[start : colon.start()].strip(" ,;")
            return start, place or None, tidy(_YEAR.sub("", publisher))
    return len(text), None, None


def _place_start(text: Marked, colon: int, title_end: int) -> int | None:
    """Return where the place before a colon begins: after a sentence, the italics or a comma."""
    starts = [match.end() for match in SENTENCE_END.finditer(text, title_end, colon)]
    if title_end:
        starts.append(colon - len(text[title_end:colon].lstrip(" .,;")))
    for start in sorted(starts, reverse=True):
        if _PLACE.fullmatch(text, start, colon):
            return start
    commas = [match.end() for match in re.finditer(", ", text[:colon])][-2:]
    # "…, Thousand Oaks, CA: Sage" has the state after a comma of its own.
    if len(commas) == 2 and _STATE.fullmatch(text, commas[1], colon):
        commas.pop()
    return commas[-1] if commas and _PLACE.fullmatch(text, commas[-1], colon) else None


def _by_italics(text: Marked) -> Imprint:
    """Part what precedes the imprint where its italics end."""
    start, end = text.italics[0][0], text.italics[-1][1]
    if start and SENTENCE_END.search(text[max(0, start - 3) : start] + "X"):
        # "We are the tide. *The Herald*, 16 February 2012"
        return Imprint(title_of(text[:start]), tidy(text[start:end]))
    if text[end - 1] not in ".?!" and not re.match(r"[.,(]| \(", text[end:] or "."):
        # "*Reading the tide:* towards a calendar. …" goes on in roman.
        further = SENTENCE_END.search(text, end)
        end = further.start() + 1 if further else len(text)
    title, left = title_of(text[:end]), tidy(_IN_BRACKETS.sub(r"\1", text[end:]))
    if not left or left.isdigit() or len(left.split()) > _LONGEST_SERIES:
        return Imprint(title)
    if _PUBLISHER.fullmatch(left) or _BODY.search(left):
        return Imprint(title, publisher=left)
    return Imprint(title, left)


def _by_words(text: Marked, may_end_in_publisher: bool) -> Imprint:
    """Part what precedes the imprint, or has none, where nothing is in italics."""
    spoken = _QUOTED.match(text) or _SPOKEN.match(text)
    if spoken:
        return Imprint(tidy(spoken["title"]), tidy(spoken["rest"]))
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    last = tidy(text[ends[-1] :]) if ends else None
    if last and _SERIES.fullmatch(last):
        return Imprint(title_of(text[: ends[-1]]), last)
    if last and may_end_in_publisher and _PUBLISHER.fullmatch(last):
        return Imprint(title_of(text[: ends[-1]]), publisher=last)
    return Imprint(title_of(text))
