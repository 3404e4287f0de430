"""Things that running text names by an identifier: a DOI, an award's reference, "SN 999991".

That a text names a thing is beyond doubt; what it says of it is told by the words around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.lookup import Found
from clew.catalogue.mentions import Mention
from clew.linking.archives import find_addresses
from clew.linking.confidence import confidence
from clew.linking.quoting import sentence_at
from clew.model import (
    Evidence,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Passage,
    Record,
    Scheme,
    find_identifiers,
    study_number,
)
from clew.model.wording import speaks_of_archive, speaks_of_funding, speaks_of_use

RULE = "in-text"
NUMBER = "number-in-text"  # "SN 1234" where no archive is spoken of
USED = "data-in-text"
RULES = (RULE, NUMBER, USED)
MOST = 500  # identifiers of one record; a text that has more is a list
OFTEN = 5  # places at which one text names one thing

_NOT_READ = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.VARIABLE, Kind.CATALOGUE})
_PEOPLE = frozenset({Scheme.ORCID, Scheme.ROR})
_STUDIES = frozenset({Kind.PUBLICATION, Kind.THESIS, Kind.COURSE})


class Said(NamedTuple):
    """What a text says of a thing that it names."""

    type: LinkType
    state: LinkState
    rule: str
    reason: str


def read(member: Member, passages: Sequence[Passage]) -> list[Mention]:
    """Return what the description and the passages of a record name, in order."""
    record = member.record
    if member.kind in _NOT_READ or record.cited:
        return []
    known = _known(record)
    often: dict[Identifier, int] = {}
    found: list[Mention] = []
    for identifier, quote, place in islice(_named(record, passages), MOST):
        seen = often[identifier] = often.get(identifier, 0) + 1
        if identifier not in known and seen <= OFTEN:
            scheme, value = identifier.scheme, identifier.value
            found.append(Mention(scheme, value, member.number, len(found), quote, place))
    return found


def proposals(catalogue: Catalogue, mention: Mention) -> Iterator[Proposal]:
    """Propose links to all that carry the identifier that a text names."""
    identifier = Identifier(scheme=mention.scheme, value=mention.value)
    found = catalogue.lookup.found(mention.record)
    for target in catalogue.lookup.with_identifier(identifier):
        for said in _said(identifier, mention.quote, found.kind, target.kind):
            yield _proposal(mention, said, found, target)


def _known(record: Record) -> set[Identifier]:
    """Return what names the thing itself, and what it states or lists as its sources already."""
    references = record.fulltext.references if record.fulltext else ()
    known = {*record.identifiers, *(i for one in references for i in one.identifiers)}
    known.update(one.target.identifier for one in record.relations if one.target.identifier)
    return known | {number for one in known if (number := study_number(one))}


def _named(
    record: Record, passages: Sequence[Passage]
) -> Iterator[tuple[Identifier, str, str | None]]:
    """Yield (identifier, sentence, place) of all that a text names."""
    texts = chain(
        ((section.text, section.name) for section in record.description),
        ((passage.text, passage.place or None) for passage in passages),
    )
    for text, place in texts:
        there = chain(find_identifiers(text), find_addresses(text))
        for identifier, start, end in sorted(there, key=lambda one: one[1]):
            if identifier.scheme not in _PEOPLE:
                yield identifier, sentence_at(text, start, end), place


def _said(identifier: Identifier, sentence: str, reading: Kind, target: Kind) -> Iterator[Said]:
    """Yield what a sentence of a text of one kind says of a thing of another, named in it."""
    how = f"The text names it by its {_NAMES.get(identifier.scheme, 'address')} {identifier}"
    if target == Kind.AWARD:
        paid = speaks_of_funding(sentence) and reading != Kind.AWARD
        if paid:
            yield Said(LinkType.FUNDED_BY, LinkState.STATED, RULE, f"{how} and speaks of who paid.")
        else:
            yield Said(LinkType.RELATED_TO, LinkState.SUGGESTED, RULE, f"{how}.")
        return
    if identifier.scheme == Scheme.UKDA and not speaks_of_archive(sentence):
        reason = f"The text has the number {identifier}, which is that of this study."
        yield Said(LinkType.CITES, LinkState.SUGGESTED, NUMBER, reason)
        return
    teaching = reading == Kind.COURSE and target in (Kind.PUBLICATION, Kind.THESIS)
    yield Said(LinkType.TEACHES if teaching else LinkType.CITES, LinkState.STATED, RULE, f"{how}.")
    if target == Kind.DATASET and reading in _STUDIES and speaks_of_use(sentence):
        reason = f"{how}, in a sentence that speaks of using data."
        yield Said(LinkType.BASED_ON, LinkState.SUGGESTED, USED, reason)


_NAMES: dict[str, str] = {
    Scheme.DOI: "DOI",
    Scheme.AWARD: "reference",
    Scheme.UKDA: "study number",
    Scheme.ISBN: "ISBN",
    Scheme.ARXIV: "arXiv number",
    Scheme.HANDLE: "handle",
}


def _proposal(mention: Mention, said: Said, found: Found, target: Found) -> Proposal:
    suggested = said.state == LinkState.SUGGESTED
    evidence = Evidence(
        rule=said.rule,
        reason=said.reason,
        quote=mention.quote,
        document=found.document,
        location=found.location,
        place=mention.place,
        confidence=confidence(said.rule) if suggested else None,
    )
    return Proposal(
        subject=found.resource,
        type=said.type,
        object=target.resource,
        state=said.state,
        evidence=evidence,
        record=found.number,
        other=target.number,
    )
