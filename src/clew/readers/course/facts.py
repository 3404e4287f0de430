"""Who teaches a course, when, and where, as its description words it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent, Contribution, Period, Place, Role
from clew.readers.common.dates import parse_date
from clew.readers.common.names import agent
from clew.readers.common.text import one_line

_LABEL = re.compile(r"([^\W\d_][\w /-]{1,30}?)\s*:\s+(\S.{0,300})")
_ROLES = {
    **dict.fromkeys(
        ["instructor", "facilitator", "presenter", "speaker", "trainer", "tutor", "led by"],
        Role.INSTRUCTOR,
    ),
    **dict.fromkeys(["provider", "organiser", "organised by"], Role.LEAD_ORGANISATION),
}
_PLACES = ("venue", "location", "where", "place")
_TIMES = ("date", "dates", "when")
_LED_BY = re.compile(
    r"\b(?:led|taught|facilitated|presented|delivered|convened|run|given)\s+by\s+(?=\S)", re.I
)
_HONORIFIC = re.compile(r"(?:dr|prof|professor|mr|mrs|ms|miss|sir|dame)\.?", re.I)
_PARTICLES = {"de", "van", "von", "der", "la", "le", "di", "da", "bin", "al", "ap", "ferch"}
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,7}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# 8 November 2022; 8, 15 and 22 November 2022; 3-5 May 2011
_DATES = re.compile(
    rf"\b({_DAY})(?:(?:\s*,\s*|\s*(?:and|&|to|–|-)\s*){_DAY}){{0,8}}\s+({_MONTH})\s+(\d{{4}})\b",
    re.I,
)
_LONGEST_NOTE = 40  # words


def labelled(text: str) -> tuple[str, str] | None:
    """Take a line such as ``Venue: Elm Hall`` apart, its label in lower case."""
    match = _LABEL.fullmatch(text)
    return (match[1].lower(), one_line(match[2])) if match else None


def people(texts: list[str]) -> tuple[Contribution, ...]:
    """Return who teaches the course and who offers it."""
    return tuple(dict.fromkeys(_people(texts)))


def period(texts: list[str]) -> Period | None:
    """Return the first and last day on which it runs.

    Only short paragraphs count: a date in the middle of prose tells something else.
    """
    days = sorted(day for text in texts if _tells_when(text) for day in _days(text))
    return Period(start=days[0], end=days[-1]) if days else None


def places(texts: list[str]) -> tuple[Place, ...]:
    """Return where it takes place."""
    pairs = filter(None, map(labelled, texts))
    return tuple(Place(name=value) for label, value in pairs if label in _PLACES)


def others(texts: list[str]) -> dict[str, str]:
    """Return the labelled lines that say something else, such as its price."""
    known = {*_ROLES, *_PLACES, *_TIMES, "doi"}
    pairs = filter(None, map(labelled, texts))
    return {label: value for label, value in pairs if label.rstrip("s") not in known | {"date"}}


def _people(texts: list[str]) -> Iterator[Contribution]:
    for text in texts:
        label, value = labelled(text) or ("", "")
        role = _ROLES.get(label) or _ROLES.get(label.rstrip("s"))
        if role == Role.INSTRUCTOR:
            yield from (Contribution(agent=one, role=role) for one in _names(value))
        elif role:
            yield Contribution(agent=agent(value), role=role)
        for match in _LED_BY.finditer(text):
            named = _names(text[match.end() : match.end() + 200])
            yield from (Contribution(agent=one, role=Role.INSTRUCTOR) for one in named)


def _names(text: str) -> Iterator[Agent]:
    """Yield the people named at the beginning of a text, up to the first other word."""
    name: list[str] = []
    for word in text.split():
        bare = word.strip(",.;:()")
        if _HONORIFIC.fullmatch(bare) and not name:
            continue
        if bare[:1].isupper() or (name and bare in _PARTICLES):
            name.append(bare if len(bare) > 1 else word.rstrip(","))
            ended = word[-1] in ",.;:)" and len(bare) > 1
        elif bare in ("and", "&") and name:
            ended = True
        else:
            break
        if ended:
            yield from _person(name)
            name = []
            if word[-1] in ".;:)":
                return
    yield from _person(name)


def _person(words: list[str]) -> Iterator[Agent]:
    if 2 <= len(words) <= 5:
        yield Agent.person(" ".join(words))


def _tells_when(text: str) -> bool:
    label, _ = labelled(text) or ("", "")
    return label in _TIMES or len(text.split()) <= _LONGEST_NOTE


def _days(text: str) -> Iterator[str]:
    for match in _DATES.finditer(text):
        numbers = re.findall(
            r"\d{1,2}(?=st|nd|rd|th|\b)", match[0][: match.start(2) - match.start()]
        )
        for number in (numbers[0], numbers[-1]):
            day = parse_date(f"{number} {match[2]} {match[3]}")
            if day:
                yield day
