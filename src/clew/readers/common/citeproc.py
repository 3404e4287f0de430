"""What CSL-JSON and Crossref write alike: names with their parts, and dates in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clew.model import Agent, Contribution, Identifier, Role, Scheme, parse_identifier
from clew.readers.common.date_parts import date_parts
from clew.readers.common.fields import Fields
from clew.readers.common.names import agent
from clew.readers.common.text import one_line

_PARTICLES = ("non-dropping-particle", "dropping-particle")


def contributions(
    fields: Fields, roles: Mapping[str, tuple[Role, str | None]]
) -> Iterator[Contribution]:
    """Take the people of some fields.

    Parameters
    ----------
    roles: for the name of each field the role, and the source's word where the role says less.
    """
    for name, (role, note) in roles.items():
        for entry in fields.entries(name, alone="literal"):
            found = name_of(entry)
            if found:
                yield Contribution(
                    agent=found, role=role, note=note, affiliation=_affiliation(entry)
                )


def name_of(entry: Fields) -> Agent | None:
    """Read a name: family and given name of a person, else a literal name of anybody."""
    family = " ".join(part for n in (*_PARTICLES, "family") if (part := entry.line(n)))
    given, suffix = entry.line("given"), entry.line("suffix")
    literal = entry.line("literal", "name")
    numbers = tuple(_numbers(entry))
    if not family:
        whole = literal or given
        return agent(whole, numbers) if whole else None
    family = f"{family}, {suffix}" if suffix else family
    name = literal or " ".join(part for part in (given, family) if part)
    return Agent.person(name, given=given, family=family, identifiers=numbers)


def date_in(fields: Fields, *names: str) -> str | None:
    """Take the first of some dates that can be read; one that cannot stays, with a notice."""
    for name in names:
        value = fields.raw(name)
        found = date_parts(value)
        if found:
            fields.take(name)
            return found
        if isinstance(value, (str, int)) and str(value).strip():
            fields.complain(name, f"“{str(value)[:80]}” is no date")
    return None


def _numbers(entry: Fields) -> Iterator[Identifier]:
    for name in ("ORCID", "orcid"):
        said = entry.raw(name)
        found = parse_identifier(said, Scheme.ORCID) if isinstance(said, str) else None
        if found:
            entry.take(name)
            yield found


def _affiliation(entry: Fields) -> str | None:
    names = (one.line("name") for one in entry.entries("affiliation"))
    told = dict.fromkeys(one_line(name) for name in names if name)
    return "; ".join(told) or None
