"""Who made, paid for and keeps a study."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import Agent, Contribution, Identifier, Role, Scheme, parse_identifier
from clew.readers.common import names
from clew.readers.common.branch import Branch
from clew.readers.common.languages import spoken
from clew.readers.ddi_lifecycle.parse import Instance

_PARTS = {
    "Creator": Role.CREATOR,
    "Contributor": Role.CONTRIBUTOR,
    "Publisher": Role.PUBLISHER,
}
_PERSON = "IndividualIdentification"
_ORGANISATION = "OrganizationIdentification/OrganizationName/String"


class People:
    """The people and organisations of an instance.

    Parameters
    ----------
    language: the one in which names are told where there are several.
    """

    def __init__(self, instance: Instance, language: str | None) -> None:
        self._instance = instance
        self._language = language
        self._employers = dict(self._employments())

    def contributions(self, study: Branch, collections: list[Branch]) -> tuple[Contribution, ...]:
        """Return everyone who has a part in a study, each part once."""
        found = [
            part
            for name, role in _PARTS.items()
            for one in study.all(f"Citation/{name}")
            for part in self._part(one, name, role)
        ]
        for collection in collections:
            for reference in collection.inside("DataCollectorOrganizationReference"):
                found += self._whoever(reference, Role.CONTRIBUTOR, "data collector")
                reference.clear()
        for reference in study.all("FundingInformation/AgencyOrganizationReference"):
            found += self._whoever(reference, Role.FUNDER, None)
        return tuple(dict.fromkeys(found))

    def name(self, reference: Branch) -> str | None:
        """Return the name of whoever a reference points at."""
        agent = self._agent(reference)
        return agent.name if agent else None

    def _part(self, one: Branch, name: str, role: Role) -> Iterator[Contribution]:
        """Take a part: by name, by reference, or by the name of a person and where they work."""
        word = one.line(f"{name}Role")
        label = one.first(f"{name}Name")
        said = spoken(label.all("String"), self._language) if label else None
        references = [part for part in one.children if part.name == f"{name}Reference"]
        followed = [part for each in references for part in self._whoever(each, role, word)]
        works_for = label.attributes.get("affiliation") if label else None
        is_else = said and said not in [part.agent.name for part in followed]
        if followed and is_else and role != Role.PUBLISHER:
            works_for = works_for or followed[0].agent.name
            followed = []
        if said and not followed:
            agent = names.agent(said)
            followed = [Contribution(agent=agent, role=role, affiliation=works_for, note=word)]
        if followed:
            one.clear()
        yield from followed

    def _whoever(self, reference: Branch, role: Role, note: str | None) -> Iterator[Contribution]:
        agent = self._agent(reference)
        if agent:
            works_for = self._employers.get(agent.name)
            yield Contribution(agent=agent, role=role, note=note, affiliation=works_for)

    def _agent(self, reference: Branch) -> Agent | None:
        who = self._instance.follow(reference)
        if who is None:
            return None
        name = spoken(who.all(_ORGANISATION), self._language)
        return Agent.organisation(name) if name else self._person(who)

    def _person(self, who: Branch) -> Agent | None:
        numbers = tuple(dict.fromkeys(_numbers(who)))
        for label in who.all(f"{_PERSON}/IndividualName"):
            whole = spoken(label.all("FullName/String"), self._language)
            given, family = (_peek(label, part) for part in ("FirstGiven", "LastFamily"))
            if given or family:
                return Agent.person(whole, given=given, family=family, identifiers=numbers)
            if whole:
                return names.person(whole, numbers)
        return None

    def _employments(self) -> Iterator[tuple[str, str]]:
        """Yield who works for whom, as the relations of the organisation scheme tell."""
        for one in self._instance.all("Relation"):
            source = one.first("SourceObject/IndividualReference")
            target = one.first("TargetObject/OrganizationReference")
            person = self._agent(source) if source else None
            organisation = self._agent(target) if target else None
            if person and organisation:
                yield person.name, organisation.name


def _numbers(who: Branch) -> Iterator[Identifier]:
    for one in who.all(f"{_PERSON}/ResearcherID"):
        for part in one.all("ResearcherIdentification", "URI"):
            found = parse_identifier(part.peek(), Scheme.ORCID)
            if found:
                yield found


def _peek(branch: Branch, path: str) -> str | None:
    found = branch.first(path)
    return found.peek() or None if found else None
