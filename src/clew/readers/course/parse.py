"""The parts of a course description: headings, paragraphs, remarks, lines with a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clew.errors import NoText
from clew.model import Document
from clew.readers.common.html import Block, blocks, is_html, parse_html
from clew.readers.common.size import within_limits

_SHARING = re.compile(
    r"\b(?:facebook|twitter|pinterest|linked-?in|instagram|whatsapp|tumblr|reddit|youtube|google\+?|"
    r"by feather|e-?mail|share|tweet|print|like|pin|follow us|on|this|page|x)\b|[\W\d_]+",
    re.I,
)
_RUN_TOGETHER = re.compile(
    r"facebook|twitter|pinterest|linkedin|whatsapp|tumblr|reddit|google\+|by feather", re.I
)
_BULLET = re.compile(r"^\s*[•·▪◦*–—-]\s+")
_OPENING = "“\"‘'«"
_COURSE = r"(?:course|seminar|workshop|module|training|masterclass|event|session|programme)"
_DESCRIPTION = re.compile(
    rf"(?:{_COURSE}\s+)?(?:description|overview|outline|summary|content|details)"
    rf"|about\s+(?:this|the)\s+{_COURSE}|synopsis",
    re.I,
)
_OTHER_HEADINGS = re.compile(
    r"(?:learning\s+)?(?:aims|objectives|outcomes)(?:\s+and\s+(?:objectives|outcomes))?"
    r"|what\s+(?:you\s+will\s+learn|will\s+be\s+covered)"
    r"|who\s+(?:should\s+attend|is\s+(?:it|this(?:\s+\w+)?)\s+for)\??|(?:target\s+)?audience"
    r"|topics|schedule|timetable|prerequisites|entry\s+requirements|assessment|accreditation"
    r"|(?:suggested|further|recommended|key|essential)?\s*reading(?:\s+list)?|references"
    r"|(?:your\s+)?(?:instructor|facilitator|presenter|speaker|tutor|trainer)s?|biography"
    r"|dates?|venue|location|fees?|costs?|booking|how\s+to\s+book",
    re.I,
)
_REMARKS = re.compile(
    r"testimonials?|feedback|reviews|comments"
    r"|(?:what\s+)?(?:past\s+|previous\s+|our\s+)?(?:participants?|delegates|students|learners|people)\s+"
    r"(?:said|say|thought|have\s+said)(?:\s+about.{0,40})?",
    re.I,
)
_READING = re.compile(r".*\breading\b.*|references", re.I)
_LONGEST_HEADING = 80
# A line of so many characters goes on in the next one; shorter ones are a list.
_WRAPPED = 55


class Part(NamedTuple):
    """A heading or paragraph, and where it begins in the document's text."""

    text: str
    start: int
    level: int | None = None
    titles: tuple[str, ...] = ()
    quoted: bool = False


class Chapter(NamedTuple):
    """What stands under one heading; none is above the first."""

    heading: str | None
    parts: tuple[Part, ...]

    @property
    def describes(self) -> bool:
        """Whether its heading announces the description."""
        return bool(self.heading and _DESCRIPTION.fullmatch(self.heading))

    @property
    def remarks(self) -> bool:
        """Whether its heading announces what participants said."""
        return bool(self.heading and _REMARKS.fullmatch(self.heading))

    @property
    def reading(self) -> bool:
        """Whether its heading announces a list of works."""
        return bool(self.heading and _READING.fullmatch(self.heading))


class Sheet(NamedTuple):
    """A course description taken apart; ``furniture`` is what only belongs to the page."""

    title: str
    subtitle: str | None
    chapters: tuple[Chapter, ...]
    furniture: tuple[str, ...]


def parse(document: Document) -> Sheet:
    """Take a course description apart.

    Raises
    ------
    NoText: when nothing but furniture stands on the page.
    TooLarge: when it has too many bytes, or a line that nobody reads.
    """
    within_limits(document)
    parts = (
        page_parts(blocks(parse_html(document))) if is_html(document) else text_parts(document.text)
    )
    sheet = sheet_of(parts)
    if sheet is None:
        raise NoText(
            f"{document.location} has no text of a course.", hint="Check what the page shows."
        )
    return sheet


def parts_of(document: Document) -> list[Part]:
    """Return the headings and paragraphs of a page or a text."""
    if is_html(document):
        return page_parts(blocks(parse_html(document)))
    return text_parts(document.text)


def page_parts(found: Iterable[Block]) -> list[Part]:
    """Give each block of a page its place in the page's text, blocks parted by a blank line."""
    parts, at = [], 0
    for block in found:
        parts.append(Part(block.text, at, block.level, block.titles, block.quoted))
        at += len(block.text) + 2
    return parts


def text_parts(text: str) -> list[Part]:
    """Cut a text into headings and paragraphs; the lines of its first paragraph stay apart."""
    parts: list[Part] = []
    gap, first = True, True
    width = 0
    for line in re.finditer(r"[^\n]*\n?", text):
        words = " ".join(line[0].split())
        if not words:
            gap, first = True, first and not parts
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        heading = is_heading(words)
        wrapped = width >= _WRAPPED or words[0].islower()
        if gap or first or heading or not wrapped or _starts_anew(words) or parts[-1].level:
            parts.append(Part(words, start, 2 if heading else None))
        else:
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text} {words}")
        gap, width = False, len(words)
    return parts


def sheet_of(parts: Sequence[Part]) -> Sheet | None:
    """Tell title, subtitle and chapters; without any content there is no sheet."""
    furniture = tuple(part.text for part in parts if is_furniture(part.text))
    content = [part for part in parts if not is_furniture(part.text)]
    at = next((i for i, part in enumerate(content) if part.level == 1), 0)
    before = tuple(part.text for part in content[:at])
    content = content[at:]
    if not content:
        return None
    title, rest = content[0], content[1:]
    subtitle = rest[0] if rest and _is_subtitle(title, rest[0]) else None
    chapters = tuple(_chapters(rest[1:] if subtitle else rest))
    return Sheet(title.text, subtitle and subtitle.text, chapters, (*before, *furniture))


def is_heading(text: str) -> bool:
    """Say whether a line is a heading that course descriptions have."""
    bare = text.rstrip(": ").strip()
    return len(bare) <= _LONGEST_HEADING and any(
        pattern.fullmatch(bare) for pattern in (_DESCRIPTION, _OTHER_HEADINGS, _REMARKS)
    )


def is_furniture(text: str) -> bool:
    """Say whether a line holds nothing but words for sharing a page.

    Example: ``Facebooktwitterpinterestlinkedinby feather``
    """
    return len(text) < 200 and not _SHARING.sub("", _RUN_TOGETHER.sub(" ", text)).strip()


def unbulleted(text: str) -> str:
    """Return a line without the bullet before it."""
    return _BULLET.sub("", text).strip()


def _starts_anew(words: str) -> bool:
    return bool(_BULLET.match(words)) or words[0] in _OPENING


def _is_subtitle(title: Part, second: Part) -> bool:
    """A page marks it as a heading; in a text it is one line that is short enough."""
    if title.level == 1:
        deeper = second.level is not None and second.level > 1
        return deeper and not is_heading(second.text)
    short = len(second.text.split()) <= 30 and len(second.text) <= 220
    return second.level is None and short and not _starts_anew(second.text)


def _chapters(parts: Iterable[Part]) -> Iterator[Chapter]:
    heading: str | None = None
    under: list[Part] = []
    for part in parts:
        if part.level is None:
            under.append(part)
            continue
        if under or heading:
            yield Chapter(heading, tuple(under))
        heading, under = part.text.rstrip(": ").strip(), []
    if under or heading:
        yield Chapter(heading, tuple(under))
