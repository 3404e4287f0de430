"""Who made, gathered, paid for and keeps a dataset."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    LinkType,
    Relation,
    Role,
    Scheme,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import awarded, funder
from clew.readers.common.names import agent, person
from clew.readers.common.publications import relation

# What the contributor types of the citation block stand for; the others keep their word.
_TYPES = {
    "Editor": Role.EDITOR,
    "Funder": Role.FUNDER,
    "Project Leader": Role.PRINCIPAL_INVESTIGATOR,
    "Researcher": Role.RESEARCHER,
    "Sponsor": Role.SPONSOR,
    "Supervisor": Role.SUPERVISOR,
}
_PARTS = {
    "producer": (Role.CONTRIBUTOR, "producer"),
    "distributor": (Role.DISTRIBUTOR, None),
}
_LINES = {
    "depositor": "depositor",
    "dataCollector": "data collector",
}
_SCHEMES = {"ORCID": Scheme.ORCID, "ROR": Scheme.ROR}


def contributions(fields: Fields) -> tuple[Contribution, ...]:
    """Take everyone who has a part, each part once."""
    found = [*_authors(fields), *_contributors(fields), *_others(fields), *_funders(fields)]
    return tuple(dict.fromkeys(found))


def awards(fields: Fields) -> Iterator[Relation]:
    """Take the awards that paid; call this before the funders are taken."""
    for name in ("grantNumber", "grantNumbers"):
        for entry in fields.entries(name):
            number, agency = entry.raw("grantNumberValue"), entry.raw("grantNumberAgency")
            who = agency if isinstance(agency, str) else None
            award = awarded(number, who) if isinstance(number, str) else None
            if award:
                words = ", ".join(part for part in (who, entry.text("grantNumberValue")) if part)
                yield relation(LinkType.FUNDED_BY, award, words, "grantNumber")


def _authors(fields: Fields) -> Iterator[Contribution]:
    for entry in fields.entries("author", alone="authorName"):
        name = entry.line("authorName")
        if name:
            numbers = tuple(_numbers(entry))
            is_person = any(one.scheme == Scheme.ORCID for one in numbers)
            yield Contribution(
                agent=person(name, numbers) if is_person else agent(name, numbers),
                role=Role.CREATOR,
                affiliation=_affiliation(entry, "authorAffiliation"),
            )
    for name in fields.lines("authors"):
        yield Contribution(agent=agent(name), role=Role.CREATOR)


def _numbers(entry: Fields) -> Iterator[Identifier]:
    scheme = _SCHEMES.get(str(entry.raw("authorIdentifierScheme")))
    said = entry.raw("authorIdentifier")
    found = parse_identifier(said, scheme) if isinstance(said, str) and scheme else None
    if found:
        entry.take("authorIdentifier")
        entry.take("authorIdentifierScheme")
        yield found


def _affiliation(entry: Fields, name: str) -> str | None:
    said = entry.raw(name)
    if isinstance(said, dict):
        return entry.within(name).line("termName", "name")
    return entry.line(name)


def _contributors(fields: Fields) -> Iterator[Contribution]:
    for entry in fields.entries("contributor", alone="contributorName"):
        name, word = entry.line("contributorName"), entry.line("contributorType")
        if name:
            role = _TYPES.get(word or "")
            note = None if role or not word else word.lower()
            yield Contribution(agent=agent(name), role=role or Role.CONTRIBUTOR, note=note)


def _others(fields: Fields) -> Iterator[Contribution]:
    for name, (role, note) in _PARTS.items():
        for entry in fields.entries(name, alone=f"{name}Name"):
            who = entry.line(f"{name}Name")
            if who:
                affiliation = _affiliation(entry, f"{name}Affiliation")
                yield Contribution(agent=agent(who), role=role, affiliation=affiliation, note=note)
    for name, note in _LINES.items():
        for who in fields.lines(name):
            yield Contribution(agent=agent(who), role=Role.CONTRIBUTOR, note=note)
    for who in fields.lines("publisher"):
        yield Contribution(agent=Agent.organisation(who), role=Role.PUBLISHER)


def _funders(fields: Fields) -> Iterator[Contribution]:
    for name in ("grantNumber", "grantNumbers"):
        for entry in fields.entries(name):
            who = entry.line("grantNumberAgency")
            if who:
                yield funder(who)
