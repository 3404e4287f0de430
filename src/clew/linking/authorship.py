"""Who "Okoro, S." is, where a work names its authors by initials and only one person fits.

A name that fits is not enough: somebody they work with must have written it too, or its title must
have pairs of words that their own works are about, or it appeared where they publish. Wrong joins
are worse than missed ones here, so a name that fits two people is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.mentions import Name
from clew.linking.confidence import confidence
from clew.linking.names import PersonName, name_of, person_name
from clew.linking.rules.roles import NAMED
from clew.linking.rules.roles import RULE as ROLE
from clew.linking.subjects import subject, telling_pairs
from clew.model import Agent, AgentKind, Evidence, Kind, LinkState, LinkType, Record, Role, fold

COLLEAGUE = "author-with-colleague"
SUBJECT = "author-on-subject"
VENUE = "author-in-venue"
RULES = (COLLEAGUE, SUBJECT, VENUE)
AUTHORS = 12  # of a work
SHORTEST = 4  # letters of a journal's name that tells
CACHED = 256  # people; the works of an award, which come together, are by few

_BATCH = 2_000  # people or works looked at in one transaction
_WRITING = frozenset({Role.AUTHOR, Role.CREATOR, Role.EDITOR})


class Person(NamedTuple):
    """What is known of a person: who they work with, on what, and where it appears."""

    record: int
    label: str
    colleagues: frozenset[PersonName]
    subjects: tuple[str, ...]
    venues: frozenset[str]


class Reason(NamedTuple):
    """What singles somebody out: the rule, how much of it there is, and in words."""

    rule: str
    measure: int
    text: str


def names(members: Sequence[Member]) -> list[Name]:
    """Return the names of those people that records are about."""
    people = [(m.number, person_name(m.record.label)) for m in members if m.kind == Kind.PERSON]
    return [Name(one.family, n, 0, " ".join(one.given), None) for n, one in people if one.given]


def stir(catalogue: Catalogue, people: Sequence[Name]) -> None:
    """Remember that works by some names have to be looked at again.

    Another person of a name may be the one meant, or make it unsure who is.
    """
    catalogue.mentions.stir("person", {f"{one.given[0]} {one.family}" for one in people})


def settle(catalogue: Catalogue) -> None:
    """Find anew who wrote the works that something has changed for."""
    mentions = catalogue.mentions
    while people := mentions.stirred("person", _BATCH):
        with catalogue.transaction():
            for initial, _, family in (one.partition(" ") for one in people):
                works = mentions.bearing(family, initial, people=False)
                mentions.stir("work", {str(name.record) for name in works})
            mentions.calm("person", people)
    authorship = Authorship(catalogue)
    while waiting := mentions.stirred("work", _BATCH):
        with catalogue.transaction():
            numbers = sorted(map(int, waiting))
            catalogue.links.forget(numbers, rules=RULES, own=True)
            for number in numbers:
                catalogue.links.propose(authorship.proposals(number))
            mentions.calm("work", waiting)


class Authorship:
    """Finds who wrote what names its authors too briefly to tell; good for one look at all."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._bearing = lru_cache(maxsize=4_096)(self._people)
        self._known = lru_cache(maxsize=CACHED)(self._person)
        self._subject = lru_cache(maxsize=CACHED)(self._about)

    def proposals(self, number: int) -> Iterator[Proposal]:
        """Propose the people who wrote a work, where each is the only one it can be."""
        record = self._catalogue.lookup.record(number)
        named = [(author, name_of(author)) for author in _authors(record)]
        single = [(author, who) for author, name in named if (who := self._single(name))]
        told = {name.family for name in self._told(number)} if single else set()
        for author, who in single:
            if name_of(author).family not in told:
                yield from self._proposal(number, record, author, who)

    def _told(self, work: int) -> Iterator[PersonName]:
        """Yield the people that its own document knows to have written a work."""
        for record, other in self._catalogue.links.resting_on([work], [ROLE, NAMED]):
            if record == work:
                yield person_name(self._catalogue.lookup.record(other).label)

    def _single(self, name: PersonName) -> int | None:
        """Return the one person that a name fits, if it fits one and has a given name or letter."""
        people = self._bearing(name.family, name.initial).items() if name.given else ()
        fitting = [who for who, known in people if any(one.may_be(name) for one in known)]
        return fitting[0] if len(fitting) == 1 else None

    def _people(self, family: str, initial: str) -> dict[int, list[PersonName]]:
        """Return the people of a name and initial, with the names that records have for each."""
        found: dict[int, list[PersonName]] = {}
        for name in self._catalogue.mentions.bearing(family, initial, people=True):
            who = self._catalogue.lookup.found(name.record).resource
            found.setdefault(who, []).append(PersonName(family, tuple(name.given.split())))
        return found

    def _person(self, resource: int) -> Person:
        lookup = self._catalogue.lookup
        records = [found.number for found in lookup.records_of(resource)]
        evidence = self._catalogue.links.resting_on(records, [ROLE, NAMED])
        numbers = sorted({work for work, _ in evidence})
        works = [lookup.record(number) for number in numbers]
        return Person(
            record=records[0],
            label=lookup.record(records[0]).label,
            colleagues=frozenset(name_of(one) for work in works for one in _people(work)),
            subjects=tuple(map(self._subject, numbers)),
            venues=frozenset(venue for work in works if (venue := _venue(work))),
        )

    def _about(self, work: int) -> str:
        return subject(self._catalogue.lookup.record(work))

    def _proposal(self, work: int, record: Record, author: Agent, who: int) -> Iterator[Proposal]:
        person = self._known(who)
        reason = _reason(person, record, author)
        if reason:
            found = self._catalogue.lookup.found(work)
            evidence = Evidence(
                rule=reason.rule,
                reason=f"“{author.name}” fits {person.label} and nobody else known; {reason.text}.",
                quote=str(record.extra.get("entry") or author.name),
                document=found.document,
                location=found.location,
                confidence=confidence(reason.rule, reason.measure),
            )
            yield Proposal(
                subject=who,
                type=LinkType.AUTHOR_OF,
                object=found.resource,
                state=LinkState.SUGGESTED,
                evidence=evidence,
                record=found.number,
                other=person.record,
                turned=True,
            )


def _reason(person: Person, record: Record, author: Agent) -> Reason | None:
    """Say what but the name speaks for a person having written a work, if anything does."""
    family = name_of(author).family
    others = [one for one in _authors(record) if name_of(one).family != family]
    known = next((one for one in others if _among(one, person.colleagues)), None)
    if known:
        return Reason(COLLEAGUE, 1, f"so does {known.name}, with whom they work")
    pairs = sorted(telling_pairs(record.title or ""))
    shared = [pair for pair in pairs if any(f" {pair} " in one for one in person.subjects)]
    if shared:
        told = ", ".join(f"“{pair}”" for pair in shared[:3])
        return Reason(SUBJECT, len(shared), f"its title has {told}, which their work is about")
    if _venue(record) in person.venues:
        return Reason(VENUE, 1, f"other work of theirs appeared in {record.container}")
    return None


def _among(one: Agent, colleagues: frozenset[PersonName]) -> bool:
    name = name_of(one)
    return bool(name.given) and any(name.may_be(known) for known in colleagues if known.given)


def _authors(record: Record) -> list[Agent]:
    people = (part for part in record.contributions if part.role in _WRITING)
    return [part.agent for part in people if part.agent.kind == AgentKind.PERSON][:AUTHORS]


def _people(record: Record) -> Iterator[Agent]:
    agents = (part.agent for part in record.contributions)
    return (agent for agent in agents if agent.kind == AgentKind.PERSON)


def _venue(record: Record) -> str | None:
    """Return where a work appeared, if that says anything: "n/a" does not."""
    venue = fold(record.container or "")
    return venue if len(venue) > SHORTEST else None
