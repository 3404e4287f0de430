"""What the first page says of a text: who wrote it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent, Contribution, Role
from clew.readers.common import names
from clew.readers.common.dates import parse_date

_BYLINE_LINES = 8
_LONGEST_BYLINE = 160
_BY = re.compile(r"(?:written\s+)?by:?\s+(?=\S)", re.I)
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?:\s+[\w.'’-]{1,30}){1,4}")


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
