"""Works named in passing: "(Ferguson 2011)" in a description, where that singles one out.

What "singles out" means changes with every work that arrives, so all that concerns a family name is
found anew when a work or a mention of it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.mentions import Mention, Name
from clew.linking.cited import CITABLE
from clew.linking.matching.work import stems
from clew.linking.names import name_of
from clew.model import (
    AgentKind,
    Evidence,
    Kind,
    LinkState,
    LinkType,
    Record,
    Role,
    fold,
)

RULE = "author-year"
SAME_AUTHOR = "same-author"
RULES = (RULE, SAME_AUTHOR)
SINGLED_OUT = 0.8  # how often author and year mean the only work known of both
BY_TITLE = 0.5  # … the only work of that year without an author whose title the sentence has
RELATED = 0.2  # … another work by somebody of that name with words of the sentence in its title
MANY = 200  # works; a family name that has more tells nobody apart
FEW = 8  # other works of one name that are worth suggesting

_TEXTS = (Kind.AWARD, Kind.DATASET, Kind.COURSE)
_WRITING = frozenset({Role.AUTHOR, Role.CREATOR, Role.EDITOR})
_CITATION = re.compile(
    r"\b([A-Z][\w’'-]{1,40})(?:,? (?:and|&) [A-Z][\w’'-]{1,40}| et al\.?)?,? \(?"
    r"((?:19|20)\d\d)[a-z]?\b"
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_TOO_COMMON = frozenset({"study", "research", "work", "social", "new", "theory", "based"})


def read(members: Sequence[Member]) -> tuple[list[Mention], list[Name]]:
    """Return what texts of records name in passing, and who wrote those that can be cited."""
    mentions = [one for member in members if member.kind in _TEXTS for one in _mentions(member)]
    names = [one for member in members if member.kind in CITABLE for one in _names(member)]
    return mentions, names


def _mentions(member: Member) -> Iterator[Mention]:
    position = 0
    for section in member.record.description:
        for sentence in _SENTENCE.split(section.text):
            for family, year in _CITATION.findall(sentence[:2_000]):
                value = f"{fold(family)} {year}"
                quote = " ".join(sentence.split())
                yield Mention(RULE, value, member.number, position, quote, section.name)
                position += 1


def _names(member: Member) -> Iterator[Name]:
    record = member.record
    year = int(record.published[:4]) if record.published else None
    people = [
        name_of(part.agent)
        for part in record.contributions
        if part.role in _WRITING and part.agent.kind == AgentKind.PERSON
    ]
    for position, name in enumerate(people[:12]):
        yield Name(name.family, member.number, position, " ".join(name.given), year)
    if not people and record.cited:
        yield Name("", member.number, 0, "", year)


def proposals(catalogue: Catalogue, mention: Mention) -> Iterator[Proposal]:
    """Propose the work that is meant, and others by somebody of that name."""
    family, _, year = mention.value.rpartition(" ")
    meant = _meant(catalogue, mention, family, int(year))
    if meant:
        yield _proposal(catalogue, mention, *meant, rule=RULE, kind=LinkType.CITES)
    works = catalogue.mentions.cited(family, MANY)
    others = {work.record for work in works if work.year != int(year)}
    related = [
        (number, shared)
        for number in sorted(others)
        if len(shared := _shared(catalogue.lookup.record(number), mention.quote)) >= 2
    ]
    for number, shared in related if len(related) <= FEW else ():
        reason = (
            f"The text builds on {family.title()} ({year}); this is by a {family.title()} too,"
            f" and its title has the words {', '.join(sorted(shared))} of that sentence."
        )
        yield _proposal(
            catalogue, mention, number, reason, RELATED, rule=SAME_AUTHOR, kind=LinkType.RELATED_TO
        )


def _meant(
    catalogue: Catalogue, mention: Mention, family: str, year: int
) -> tuple[int, str, float] | None:
    """Return the record of the one work that is meant, with the reason and how sure that is."""
    works = {name.record for name in catalogue.mentions.works_of(family, year, MANY)}
    only = _only(catalogue, works - {mention.record})
    if only:
        return only, f"The only work known of {family.title()}, {year}.", SINGLED_OUT
    if works:
        return None
    unnamed = {name.record for name in catalogue.mentions.works_of("", year, MANY)}
    fitting = {n for n in unnamed if _told(catalogue.lookup.record(n), mention.quote)}
    only = _only(catalogue, fitting)
    if not only:
        return None
    reason = (
        f"“{family.title()} {year}”: the one work of {year} known without its author"
        " whose title's words the sentence has."
    )
    return only, reason, BY_TITLE


def _only(catalogue: Catalogue, records: set[int]) -> int | None:
    """Return the first of some records, if they all are one resource's."""
    resources = {catalogue.lookup.found(number).resource for number in records}
    return min(records) if len(resources) == 1 else None


def _shared(record: Record, quote: str) -> set[str]:
    return (set(stems(record.title or "")) & set(stems(quote))) - _TOO_COMMON


def _told(record: Record, quote: str) -> bool:
    words = set(stems(record.title or ""))
    return len(words) >= 2 and words <= set(stems(quote))


def _proposal(
    catalogue: Catalogue,
    mention: Mention,
    number: int,
    reason: str,
    confidence: float,
    *,
    rule: str,
    kind: LinkType,
) -> Proposal:
    found, target = catalogue.lookup.found(mention.record), catalogue.lookup.found(number)
    evidence = Evidence(
        rule=rule,
        reason=reason,
        quote=mention.quote,
        document=found.document,
        location=found.location,
        place=mention.place,
        confidence=confidence,
    )
    return Proposal(
        subject=found.resource,
        type=kind,
        object=target.resource,
        state=LinkState.SUGGESTED,
        evidence=evidence,
        record=found.number,
        other=target.number,
    )
