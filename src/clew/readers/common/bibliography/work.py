"""What follows the authors and the year: the title, and the journal, book or publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from clew.model import Agent
from clew.readers.common.bibliography.imprint import parse_imprint, title_of
from clew.readers.common.bibliography.markup import SENTENCE_END, Marked, tidy
from clew.readers.common.bibliography.names import parse_editors

_DASHED = r"[A-Za-z]?\d{1,7}(?:\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,7})?"
_NUMBER = r"\d{1,4}[A-Za-z]?(?:[-–/]\d{1,4})?"
_ISSUE = r"[^()]{1,24}"
# "13(2), pp.155-63"; "43 (3): pp.559-578"; "14, pp.177-94"; "27(3), 2015, pp.197-213"; "12(3), 4–5"
_VOLUME = re.compile(
    rf",? (?P<volume>{_NUMBER}) ?\((?P<issue>{_ISSUE})\)(?:, (?P<year>(?:19|20)\d\d))?"
    rf"(?:[,:;.]* ?(?:pp?\.? ?)?(?P<pages>{_DASHED})(?![\w/]))?"
)
_BARE_VOLUME = re.compile(
    rf", (?P<volume>{_NUMBER})[,:] ?"
    rf"(?:pp?\.? ?(?P<pages>{_DASHED})|(?P<range>\d+ ?[-–—]{{1,2}} ?\d+))"
)
# "2010 Jan;12(3):4-5"
_VANCOUVER = re.compile(
    rf"\.? (?P<year>(?:19|20)\d\d)(?: [A-Z][a-z]{{2}})?(?: \d{{1,2}})?;(?P<volume>{_NUMBER})"
    rf"(?:\((?P<issue>{_ISSUE})\))?(?::(?P<pages>{_DASHED}))?"
)
# "12, no. 3 (2010): 4–5"; "vol. 12, no. 3, 2010, pp. 4-5"
_SPELT = re.compile(
    rf",? (?:vol\. ?)?(?P<volume>{_NUMBER}), no\. ?(?P<issue>[\w/–-]{{1,12}})"
    r"(?:,? \(?(?:[A-Z][a-z]+\.? )?(?P<year>(?:19|20)\d\d)\)?)?"
    rf"(?:[:,] ?(?:pp?\.? ?)?(?P<pages>{_DASHED}))?"
)
_PAGES = re.compile(rf"[,.( ]+pp?\.\s?\.?(?P<told>{_DASHED})\)?")
# "Briefing(3)"
_ISSUE_ALONE = re.compile(r"(?<=[^\W\d_])\((?P<issue>\d{1,4})\)\.?$")
_JOURNAL_PLACES = (_SPELT, _VANCOUVER, _VOLUME, _BARE_VOLUME, _ISSUE_ALONE)
_EDITION = re.compile(
    r"[,.(]?\s?\(?\b(?P<told>\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|"
    r"Eighth|Ninth|Tenth|Revised|Rev\.|New|International)\s+(?:rev\.? )?ed(?:ition|n)?\b\.?\)?",
    re.I,
)
# "'Title', Journal"; an apostrophe within the title is followed by a letter or a space
_QUOTED = re.compile(
    r"['‘\"“](?P<title>.{3,500}?)(?:['’”\"],|[,.]['’”\"]) (?P<rest>[^a-z].{1,200})"
)
_TRANSLATED = re.compile(r"[.,(]\s?(?:Translated|Trans\.) (?:by )?(?P<told>[^.()]{2,80})(?:[.)]|$)")
_IN = re.compile(
    r"(?:(?<=[.?!])|(?<=[.?!]['’”\"])) In:? (?=\S)|(?<=,) [Ii]n: (?=\S)|(?<=['’”\"],) in (?=\S)"
)
_EDITORS = re.compile(r"(?P<names>[^?!:]{2,400}?),? ?\(?\b[Ee]ds?\b\.?\)?[.,:]*(?= |$)")
_OF_BOOK = re.compile(r"(?P<names>(?:[^\W\d_]\.? ?){1,3}[^\W\d_][^.,:?!]{1,60}), ")
_EDITOR = re.compile(r"\beds?\b", re.I)
_LATE_EDITORS = re.compile(r"(?<=[.?!]) (?P<told>[^\W\d_a-z][^.?!:]{2,200}?),? \(?eds?\b\.?\)?")
_DEGREE = r"(?:Ph\.?D|M\.?Phil|M\.?S\.?W|M\.?A|M\.?Sc|D\.?Phil|Ed\.?D|[Dd]octoral|[Mm]aster['’]?s)"
# "PhD. University of …", ", PhD thesis, University of …"; but "Malden, MA: …" is a place.
_THESIS = re.compile(
    rf"(?:[.(\[]|,(?= (?:[Uu]npublished )?{_DEGREE}\.? (?:thesis|dissertation))) ?"
    rf"(?P<told>(?:[Uu]npublished )?{_DEGREE}(?:\.? (?:thesis|dissertation))?)[.,)\]]+(?= |$)"
)


@dataclass(frozen=True)
class Work:
    """The parts of an entry that follow its authors and year."""

    title: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    publisher: str | None = None
    place: str | None = None
    editors: tuple[Agent, ...] = ()
    year: str | None = None

    def fields(self) -> dict[str, Any]:
        """Return the parts that a reference takes over as they are."""
        apart = ("editors", "year")
        return {name: value for name, value in vars(self).items() if name not in apart}


def parse_work(rest: Marked) -> Work:
    """Tell a title and where it appeared from an entry without authors, year and address."""
    journal = next(filter(None, (_last(pattern, rest) for pattern in _JOURNAL_PLACES)), None)
    chapter = _IN.search(rest)
    if chapter and not (journal and not _EDITOR.search(rest)):
        return _in_book(rest.cut(0, chapter.start()), rest.cut(chapter.end()))
    return _article(rest, journal) if journal else _book(rest)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _article(rest: Marked, match: re.Match[str]) -> Work:
    title, container = _title_and_container(rest.cut(0, match.start()))
    told = match.groupdict()
    after = _PAGES.search(rest, match.end())
    return Work(
        title=title,
        container=container,
        volume=told.get("volume"),
        issue=tidy(told.get("issue")),
        pages=tidy(told.get("pages") or told.get("range") or (after and after["told"])),
        year=told.get("year"),
    )


def _title_and_container(text: Marked) -> tuple[str | None, str | None]:
    """Part "'Title', Journal" at the quote, else at the sentence end before italics or the last."""
    text = text.trimmed(" ,;:", " ,;:")
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return tidy(quoted["title"]), tidy(quoted["rest"])
    start, end = text.italics[-1] if text.italics else (0, 0)
    # Italics at the end are the journal's name, or a part of it: "Coasts: *The Tidal Review*".
    limit = start if start and end >= len(text) - 2 else len(text)
    ends = [match.end() for match in SENTENCE_END.finditer(text) if match.end() <= limit]
    cut = ends[-1] if ends else limit
    return title_of(text[:cut]), tidy(text[cut:])


def _in_book(title: Marked, rest: Marked) -> Work:
    """Read what a chapter stands in: editors, book, imprint, pages."""
    match = _EDITORS.match(rest) or _OF_BOOK.match(rest)
    # "In: A. Moss, *Tides*" names the authors of the book before its title.
    if match and match.re is _OF_BOOK and (not rest.italics or rest.italics[0][0] != match.end()):
        match = None
    editors = parse_editors(match["names"]) if match else ()
    book = _book(rest.cut(match.end()).trimmed() if match else rest)
    return replace(
        book,
        title=title_of(title),
        container=book.title or book.container,
        editors=editors or book.editors,
    )


def _book(rest: Marked) -> Work:
    rest, pages = _taken(rest, _PAGES)
    rest, edition = _taken(rest, _EDITION)
    rest, editors = _taken(rest, _LATE_EDITORS)
    for pattern in (_TRANSLATED, _THESIS):
        rest, _ = _taken(rest, pattern)
    return Work(
        **parse_imprint(rest.trimmed())._asdict(),
        pages=pages,
        edition=edition,
        editors=parse_editors(editors) if editors else (),
    )


def _taken(text: Marked, pattern: re.Pattern[str]) -> tuple[Marked, str | None]:
    """Take the last match of a pattern out of the text, leaving a sentence end in its place."""
    match = _last(pattern, text)
    if not match or not match.start():
        return text, None
    return text.without(*match.span()), tidy(match["told"])
