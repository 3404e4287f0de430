"""What the first page says of a text: who wrote it, when, and by what number it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Role,
    Scheme,
    parse_identifier,
    study_number,
)
from clew.readers.common import names
from clew.readers.common.dates import parse_date

_BYLINE_LINES = 8
_LONGEST_BYLINE = 160
_BY = re.compile(r"(?:written\s+)?by:?\s+(?=\S)", re.I)
# A line that is nothing but a number, with or without the name of its scheme.
_OWN_LINE = re.compile(
    r"\s*(?:(?:doi|arxiv|isbn(?:-1[03])?)\s*:?\s*|https?://(?:dx\.)?doi\.org/|https?://arxiv\.org/)\S.{0,120}",
    re.I,
)
_OWN = (Scheme.DOI, Scheme.ARXIV, Scheme.ISBN)
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?:\s+[\w.'’-]{1,30}){1,4}")


def own_identifiers(opening: str) -> tuple[Identifier, ...]:
    """Return identifiers that stand on lines of their own on the first page.

    Two of one scheme would be a list of other works, so neither counts.
    """
    lines = [line for line in opening.split("\n") if _OWN_LINE.fullmatch(line)]
    found: list[Identifier] = []
    for scheme in _OWN:
        told = {one for line in lines if (one := parse_identifier(line, scheme))}
        if len(told) == 1:
            found += told
    numbers = filter(None, map(study_number, found))
    return tuple(dict.fromkeys([*found, *numbers]))


def published(opening: str) -> str | None:
    """Return the date that stands on a line of its own below the title."""
    lines = (line.strip() for line in opening.split("\n"))
    near = [line for line in lines if line][:_BYLINE_LINES]
    return next(filter(None, map(parse_date, near[1:])), None)


def byline(opening: str) -> Iterator[Contribution]:
    """Yield the authors named below the title, with where they work.

    A line counts that begins with "by", or that names an organisation after a name.

    Example: ``Ngozi Okafor, School of Care, University of Ashby``
    """
    lines = (" ".join(line.split()) for line in opening.split("\n"))
    near = [line for line in lines if line][1:_BYLINE_LINES]
    for line in near:
        if len(line) > _LONGEST_BYLINE or line.endswith((".", "?", "!")):
            continue
        by = _BY.match(line)
        if by:
            yield from _authors(names.people(line[by.end() :]), None)
            return
        name, comma, affiliation = line.partition(", ")
        if comma and _NAME.fullmatch(name) and names.is_organisation(affiliation):
            where = re.sub(r",\s*[^,]*\d{4}$", "", affiliation)
            yield from _authors(names.people(name), where)
            return


def _authors(people: tuple[Agent, ...], affiliation: str | None) -> Iterator[Contribution]:
    for person in people:
        yield Contribution(agent=person, role=Role.AUTHOR, affiliation=affiliation)
