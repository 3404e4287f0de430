"""The queue for people: what they could decide, the most valuable first.

Three things are asked: whether a suggested link is right, whether two resources are one thing (a
link of type ``same-as``), and whether a record that was joined for its words belongs where it is
(``holds``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from heapq import merge

from clew.catalogue import Catalogue
from clew.catalogue.candidates import Pair
from clew.catalogue.doubts import value
from clew.errors import LinkingError
from clew.linking.bonds import binding, by_scheme, forbidden
from clew.linking.family import gathered
from clew.linking.linker import RULE
from clew.linking.matching.weights import probability
from clew.linking.sides import Row, Side, side, side_by_side
from clew.model import Evidence, Held, Link, LinkType, Resource
from clew.model.base import Value

HOLDS = "holds"
_EVEN = 0.5  # judged the same, and yet kept apart: it may as well be right as wrong
_PAIRS = 1_000  # pairs of records that are looked at
_NUMBER = re.compile(r"[0-9]{1,15}")  # of a record
_SUREST = 0.95  # of a join by words; the bits know nothing of what no source states


class Reply(StrEnum):
    """What can be said to a question."""

    ACCEPT = "accept"
    REJECT = "reject"
    SPLIT = "split"
    UNSURE = "unsure"


class Asked(Value, frozen=True):
    """A question's name: ``SUBJECT/TYPE/OBJECT``, with ids, or ``SUBJECT/holds/RECORD``."""

    subject: str
    type: str
    object: str

    def __str__(self) -> str:
        return f"{self.subject}/{self.type}/{self.object}"

    @property
    def ends(self) -> tuple[str, str]:
        """Subject and object."""
        return self.subject, self.object

    @classmethod
    def parse(cls, text: str) -> Asked:
        """Read a question's name.

        Raises
        ------
        LinkingError: when it is none.
        """
        parts = text.strip().split("/")
        known = len(parts) == 3 and all(parts) and parts[1] in (*LinkType, HOLDS)
        if not known or (parts[1] == HOLDS and not _NUMBER.fullmatch(parts[2])):
            raise LinkingError(
                f"{text!r} is no question.",
                hint="Questions look like `one-id/same-as/other-id`; `clew links review --json`"
                " lists them.",
            )
        return cls(*parts)


class Question(Value, frozen=True, kw_only=True):
    """Something to decide, with both sides and what speaks for it.

    ``id`` is what an answer names. ``type`` is that of the link whose ends the sides are, or
    ``holds``: does the record on the other side belong to the resource on this one? ``value`` says
    what an answer is worth (see docs/linking.md), ``answers`` which ones there are.
    """

    id: str
    type: str
    one: Side
    other: Side
    rows: tuple[Row, ...]
    confidence: float
    value: float
    evidence: tuple[Evidence, ...]
    answers: tuple[Reply, ...] = (Reply.ACCEPT, Reply.REJECT, Reply.UNSURE)


def questions(catalogue: Catalogue, limit: int = 20) -> Iterator[Question]:
    """Yield what people should decide, most valuable first, without what they decided before."""
    found = merge(
        _links(catalogue),
        _apart(catalogue),
        _together(catalogue),
        key=lambda question: question.value,
        reverse=True,
    )
    asked: set[tuple[str, frozenset[str]]] = set()
    for question in found:
        # The same two things may be asked about from either side, or for several of their records.
        ends = question.type, frozenset(Asked.parse(question.id).ends)
        if ends not in asked:
            asked.add(ends)
            yield question
        if len(asked) == limit:
            return


def _links(catalogue: Catalogue) -> Iterator[Question]:
    for doubt in catalogue.doubts.links():
        one, other = _resources(catalogue, doubt.subject, doubt.object)
        link = _standing(catalogue, one, doubt.type, other)
        if link and not (doubt.type == LinkType.SAME_AS and _forbidden(one, other)):
            evidence = link.evidence
            yield _between(one, doubt.type, other, doubt.confidence, doubt.value, evidence)


def _standing(catalogue: Catalogue, one: Resource, type: LinkType, other: Resource) -> Link | None:
    """Return a suggested link, unless a surer one of the two leaves it nothing to say."""
    every = catalogue.links.of([one.number])
    about = [link for link in every if other.slug in (link.subject, link.object)]
    wanted = (one.slug, type, other.slug)
    return next((k for k in gathered(about) if (k.subject, k.type, k.object) == wanted), None)


def _apart(catalogue: Catalogue) -> Iterator[Question]:
    """Ask about records that were judged the same, but that other facts keep apart."""
    for pair in catalogue.doubts.apart(_PAIRS):
        found = catalogue.lookup
        ends = (found.found(number).resource for number in (pair.one, pair.other))
        one, other = _resources(catalogue, *ends)
        if not _forbidden(one, other):
            worth = value(LinkType.SAME_AS, _EVEN, 0)
            yield _between(one, LinkType.SAME_AS, other, _EVEN, worth, (_judged(pair),))


def _together(catalogue: Catalogue) -> Iterator[Question]:
    """Ask about records that words alone have joined, the least sure first."""
    for pair in catalogue.doubts.together(_PAIRS):
        (resource,) = catalogue.resources.many([catalogue.lookup.found(pair.one).resource])
        joined = next((h for h in resource.held if _by_words(h, pair)), None)
        if joined:
            sure = min(probability(pair.bits), _SUREST)
            rest = [held for held in resource.held if held is not joined]
            yield Question(
                id=str(Asked(resource.slug, HOLDS, str(joined.number))),
                type=HOLDS,
                one=side(resource, rest),
                other=side(resource, [joined]),
                rows=side_by_side([held.record for held in rest], [joined.record]),
                confidence=sure,
                value=value(LinkType.SAME_AS, sure, 0),
                evidence=(_judged(pair),),
                answers=(Reply.ACCEPT, Reply.SPLIT, Reply.UNSURE),
            )


def _by_words(held: Held, pair: Pair) -> bool:
    return held.number in (pair.one, pair.other) and (held.joined_by or "").startswith(RULE)


def _between(
    one: Resource,
    type: LinkType,
    other: Resource,
    confidence: float,
    worth: float,
    evidence: tuple[Evidence, ...],
) -> Question:
    return Question(
        id=str(Asked(one.slug, type, other.slug)),
        type=type,
        one=side(one),
        other=side(other),
        rows=side_by_side(one.records, other.records),
        confidence=confidence,
        value=worth,
        evidence=evidence,
    )


def _judged(pair: Pair) -> Evidence:
    return Evidence(rule=RULE, reason=pair.reason, compared=pair.compared)


def _resources(catalogue: Catalogue, one: int, other: int) -> tuple[Resource, Resource]:
    found = {resource.number: resource for resource in catalogue.resources.many([one, other])}
    return found[one], found[other]


def _forbidden(one: Resource, other: Resource) -> bool:
    """Say whether two things carry different identifiers of one scheme: that needs no answer."""
    mine, theirs = (
        by_scheme(identifier for record in resource.records for identifier in binding(record))
        for resource in (one, other)
    )
    return forbidden(mine, theirs)
