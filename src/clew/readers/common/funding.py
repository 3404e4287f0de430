"""Who paid: funders as contributions, and awards as links to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    LinkType,
    Relation,
    Role,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.common.numbers import award_number

_LONGEST_QUOTE = 300
_LONGEST_NUMBER = 80
_GRANTS = re.compile(r"([^\[\];]{2,300})(?:\[([^\[\]]{1,500})\])?(?:;|$)")


def funder(name: str, identifiers: tuple[Identifier, ...] = ()) -> Contribution:
    """Make the contribution of a funder."""
    agent = Agent.organisation(name, identifiers=identifiers)
    return Contribution(agent=agent, role=Role.FUNDER)


def awarded(number: str, funder: str | None) -> Identifier | None:
    """Name an award: by its reference, else by the funder and its number, ``Elm Trust:17``.

    A number alone may be that of another funder's award; it names none.
    """
    number = " ".join(number.split())
    known = parse_identifier(number, Scheme.AWARD)
    if known or not funder or len(number) > _LONGEST_NUMBER or not re.search(r"\d", number):
        return known
    return Identifier(scheme=Scheme.LOCAL, value=f"{funder}:{number.removeprefix(f'{funder}:')}")


def funded_by(
    number: str, name: str | None = None, *, term: str | None = None, place: str | None = None
) -> Relation | None:
    """State that an award paid for a thing; the funder's name and the number are the quotation.

    Returns ``None`` for what is no award's reference.
    """
    award = award_number(number)
    if not award:
        return None
    quote = f"{name}, {number}" if name else number
    return Relation(
        type=LinkType.FUNDED_BY,
        target=Target(identifier=award),
        quote=quote[:_LONGEST_QUOTE],
        term=term,
        place=place,
    )


def grants(text: str) -> Iterator[tuple[str, list[str]]]:
    """Read funders with their award references, as Web of Science writes them.

    Example: ``"ESRC [ES/Z000001/1]; Lamp Trust [a1, b2]"`` → two funders, three references
    """
    for match in _GRANTS.finditer(" ".join(text.split())):
        numbers = re.split(r"[,;]\s*", match[2]) if match[2] else []
        if match[1].strip():
            yield match[1].strip(), [number for number in numbers if number]


def once(relations: Iterable[Relation | None]) -> tuple[Relation, ...]:
    """Keep each link once."""
    return tuple(dict.fromkeys(one for one in relations if one))
