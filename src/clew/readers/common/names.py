"""Agents from nothing but a name."""

from __future__ import annotations

import re

from clew.model import Agent, Identifier
from clew.readers.common.text import one_line

_ORGANISATION = re.compile(
    r"\b(?:universit|institut|council|cent(?:re|er)\b|department|office|survey|ltd|limited|inc\b|"
    r"group|societ|associat|foundation|minist|press\b|service|consortium|agency|trust|nhs\b|"
    r"college|school|authorit|board\b|bureau|committee|commission|network|publish|books\b|"
    r"organi[sz]ation|laborator|hospital|charit|archive|library|project\b|team\b|collaborat|"
    r"statistics|bank\b|panel\b|labs?\b|unit\b|program(?:me)?s?\b|federation|alliance|academy|"
    r"corporation|company\b|gmbh\b|initiative|museum|observatory|government|secretariat|"
    r"directorate|registry\b|clinic\b|faculty\b|desk\b|partnership|parliament|division\b|"
    r"task force|working party)",
    re.I,
)
_FAMILY_GIVEN = re.compile(r"([^,;()]{1,60}),\s*([^,;()]{1,60})")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|MD|MSc|BA|MA)\.?", re.I)
_LONGEST_PERSON = 5  # words
_JOINED = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")


def person(name: str, identifiers: tuple[Identifier, ...] = ()) -> Agent:
    """Make a person from a whole name; "Family, Given" tells the parts apart.

    Example: ``"Okafor, Ngozi"`` → family ``Okafor``, given ``Ngozi``, name as it stands
    """
    name = one_line(name)
    match = _FAMILY_GIVEN.fullmatch(name)
    if not match or _SUFFIX.fullmatch(match[2].strip()):
        return Agent.person(name, identifiers=identifiers)
    family, given = match[1].strip(), match[2].strip()
    return Agent.person(name, given=given, family=family, identifiers=identifiers)


def agent(name: str, identifiers: tuple[Identifier, ...] = ()) -> Agent:
    """Make a person or an organisation, whichever the words of the name speak for."""
    name = one_line(name)
    if is_organisation(name) or not _like_a_person(name):
        return Agent.organisation(name, identifiers=identifiers)
    return person(name, identifiers)


def is_organisation(name: str) -> bool:
    """Say whether a word of a name tells that it is an organisation's."""
    return bool(_ORGANISATION.search(name))


def people(text: str) -> tuple[Agent, ...]:
    """Read several people named in one line, parted by semicolons or "and".

    Example: ``"Ngozi Okafor and A. Lindqvist"`` → two people
    """
    parts = _JOINED.split(one_line(text))
    if len(parts) == 1 and text.count(",") > 1:
        parts = text.split(",")
    return tuple(person(part.strip(" ,")) for part in parts if part.strip(" ,"))


def _like_a_person(name: str) -> bool:
    words = name.replace(",", " ").split()
    begin_capital = sum(word[:1].isupper() for word in words)
    return 2 <= len(words) <= _LONGEST_PERSON and begin_capital >= 2
