"""Who had a part in an award, as its page names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from clew.model import Agent, Contribution, Role, Scheme, fold, parse_identifier
from clew.readers.gtr_page.parse import DEPARTMENT, LEAD
from clew.readers.gtr_xml.fields import Fields

_PERSON_ROLES = {
    "principal investigator": Role.PRINCIPAL_INVESTIGATOR,
    "co-investigator": Role.CO_INVESTIGATOR,
    "co-investigators": Role.CO_INVESTIGATOR,
    "researcher co-investigator": Role.CO_INVESTIGATOR,
    "researcher": Role.RESEARCHER,
    "fellow": Role.FELLOW,
    "student": Role.STUDENT,
    "supervisor": Role.SUPERVISOR,
    "primary supervisor": Role.SUPERVISOR,
}
_ORGANISATION_ROLES = {
    "lead research organisation": Role.LEAD_ORGANISATION,
    "collaboration": Role.PARTNER,
    "project partner": Role.PARTNER,
    "co-funder": Role.FUNDER,
}
_LABELS = (
    "Principal Investigator", "Co-Investigator", "Co-Investigators", "Fellow", "Researcher",
    "Student", "Supervisor",
)  # fmt: skip
_LONGEST = 400
_HEADER = ("", "people orcid id")
# "Ada Moss (Principal Investigator) https://orcid.org/…"
_NAMED = re.compile(r"([^()]{2,200}?)\s*\(([^()]{3,60})\)\s*(\S*)")


def contributions(
    facts: Fields, people: list[str], organisations: list[str]
) -> tuple[tuple[Contribution, ...], list[str]]:
    """Read people first, then organisations and the funder; lines that name nobody come back.

    Parameters
    ----------
    facts: the labelled facts of the page.
    people: the lines under its heading "People".
    organisations: the lines under its heading "Organisations".
    """
    listed, partners = _Listing(_PERSON_ROLES), _Listing(_ORGANISATION_ROLES)
    for line in people:
        listed.take(line)
    for line in organisations:
        partners.take(line)
    found = [*_labelled(facts), *listed.found, *_stated(facts), *partners.found]
    return tuple(_once(found)), listed.left + partners.left


def _labelled(facts: Fields) -> Iterator[Contribution]:
    for label in _LABELS:
        for name in re.split(r"[;,\n]", facts.text(label) or ""):
            if name.strip():
                agent = Agent.person(" ".join(name.split()))
                yield Contribution(agent=agent, role=_PERSON_ROLES[label.casefold()])


def _stated(facts: Fields) -> Iterator[Contribution]:
    lead, department = facts.line(LEAD), facts.line(DEPARTMENT)
    if lead:
        agent = Agent.organisation(lead)
        yield Contribution(agent=agent, role=Role.LEAD_ORGANISATION, department=department)
    funder = facts.line("Funder")
    if funder:
        yield Contribution(agent=Agent.organisation(funder), role=Role.FUNDER)


class _Listing:
    """Reads lines such as "Ada Moss (Principal Investigator)"."""

    def __init__(self, roles: dict[str, Role]) -> None:
        self.found: list[Contribution] = []
        self.left: list[str] = []
        self._roles = roles

    def take(self, line: str) -> None:
        """Read a name with its role; an ORCID iD alone belongs to the name before it."""
        match = _NAMED.fullmatch(line[:_LONGEST])
        orcid = parse_identifier(match[3] if match else line, Scheme.ORCID)
        if match:
            self.found.append(self._contribution(match[1], match[2].strip()))
        if orcid and self.found:
            last = self.found[-1]
            agent = msgspec.structs.replace(last.agent, identifiers=(orcid,))
            self.found[-1] = msgspec.structs.replace(last, agent=agent)
        elif not match and line.casefold() not in _HEADER:
            self.left.append(line)

    def _contribution(self, name: str, word: str) -> Contribution:
        named = Agent.person if self._roles is _PERSON_ROLES else Agent.organisation
        role = self._roles.get(word.casefold())
        return Contribution(
            agent=named(" ".join(name.split())),
            role=role or Role.CONTRIBUTOR,
            note=None if role and role.value == word.casefold() else word,
        )


def _once(found: list[Contribution]) -> Iterator[Contribution]:
    """Leave out who is named twice in one role; the naming that says more stands."""
    fuller = sorted(found, key=lambda c: not (c.agent.identifiers or c.department))
    best: dict[tuple[str, Role], Contribution] = {}
    for contribution in fuller:
        best.setdefault((fold(contribution.agent.name), contribution.role), contribution)
    for contribution in found:
        kept = best.pop((fold(contribution.agent.name), contribution.role), None)
        if kept:
            yield kept
