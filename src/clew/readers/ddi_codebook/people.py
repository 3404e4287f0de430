"""Who made, paid for and keeps a study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent, Contribution, Identifier, Role, Scheme, parse_identifier
from clew.readers.common import names
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages

_CITATION = "stdyDscr/citation"
_PARTS = {
    f"{_CITATION}/rspStmt/AuthEnty": (Role.CREATOR, None),
    f"{_CITATION}/rspStmt/othId": (Role.CONTRIBUTOR, None),
    f"{_CITATION}/prodStmt/producer": (Role.CONTRIBUTOR, "producer"),
    f"{_CITATION}/distStmt/depositr": (Role.CONTRIBUTOR, "depositor"),
    "stdyDscr/method/dataColl/dataCollector": (Role.CONTRIBUTOR, "data collector"),
    f"{_CITATION}/distStmt/distrbtr": (Role.DISTRIBUTOR, None),
    f"{_CITATION}/prodStmt/fundAg": (Role.FUNDER, None),
}
_ORGANISATIONS = (Role.DISTRIBUTOR, Role.FUNDER)
# "Okafor, N., University of Northshore, Institute of Coasts"
_WITH_AFFILIATION = re.compile(
    r"([^,()]{1,60}), ?((?:[A-Z][A-Z.\- ]{0,8}\.?|[A-Z][\w'-]{1,30}(?: [A-Z]\.)?)), ?(\S.{2,300})"
)
_REMARK = re.compile(r"(.{2,200}?)\s*\(([^()]{1,80})\)")
_LONGEST_NAME = 150


def contributions(book: Branch, languages: Languages) -> tuple[Contribution, ...]:
    """Take everyone who has a part in a study, each part once."""
    found = [
        part
        for path, (role, note) in _PARTS.items()
        for one in languages.pick("contributions", _named(book, path))
        for part in _contribution(one, role, note)
    ]
    return tuple(dict.fromkeys([*found, *_of_grants(book, found)]))


def _named(book: Branch, path: str) -> list[Branch]:
    """Leave out sentences that stand where a name should."""
    return [one for one in book.all(path) if 0 < len(one.peek()) < _LONGEST_NAME]


def _contribution(one: Branch, role: Role, note: str | None) -> Iterator[Contribution]:
    numbers = tuple(_identifiers(one))
    name = one.line()
    if not name:
        return
    said = one.attribute("role") or note
    affiliation = one.attribute("affiliation")
    told = _WITH_AFFILIATION.fullmatch(name) if not affiliation else None
    if told:
        name, affiliation = f"{told[1]}, {told[2]}", told[3]
    remark = _REMARK.fullmatch(name) if name.endswith(")") else None
    if remark and "," in remark[1]:
        name, said = remark[1], remark[2]
    agent = _organisation(name, numbers) if role in _ORGANISATIONS else names.agent(name, numbers)
    yield Contribution(agent=agent, role=role, affiliation=affiliation, note=said)


def _identifiers(one: Branch) -> Iterator[Identifier]:
    """Take a person's own numbers, linked or as attributes (2.6); that of the affiliation stays."""
    told = parse_identifier(one.attributes.get("personalID", ""))
    if told and told.scheme in (Scheme.ORCID, Scheme.ROR):
        one.attribute("personalID")
        one.attribute("typeOfPersonalID")
        yield told
    for link in one.all("ExtLink"):
        own = "affiliation" not in (link.attributes.get("role") or "").lower()
        found = parse_identifier(link.attributes.get("URI", "")) if own else None
        if found and found.scheme in (Scheme.ORCID, Scheme.ROR):
            link.attributes.clear()
            yield found
        link.line()


def _organisation(name: str, numbers: tuple[Identifier, ...]) -> Agent:
    return Agent.organisation(name, identifiers=numbers)


def _of_grants(book: Branch, found: list[Contribution]) -> Iterator[Contribution]:
    """Yield the agencies that stand with grant numbers and nowhere else."""
    known = {part.agent.name for part in found if part.role == Role.FUNDER}
    for grant in book.all(f"{_CITATION}/prodStmt/grantNo"):
        agency = grant.attributes.get("agency")
        if agency and agency not in known:
            yield Contribution(agent=_organisation(agency, ()), role=Role.FUNDER)
