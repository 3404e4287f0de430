"""Works named in passing: "(Ferguson 2011)" in a description, where that singles one out.

What "singles out" means changes with every work that arrives, so all that concerns a family name is
found anew when a work or a mention of it comes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.mentions import Mention, Name
from clew.linking.cited import CITABLE
from clew.linking.confidence import confidence
from clew.linking.matching.work import stems
from clew.linking.names import name_of
from clew.linking.nobody import may_be_nobody, names_nobody
from clew.linking.subjects import subject, telling_pairs
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
TITLE = "title-in-sentence"
SAME_AUTHOR = "same-author"
RULES = (RULE, TITLE, SAME_AUTHOR)
MANY = 200  # works; a family name that has more tells nobody apart
FEW = 8  # other works of one name that are worth suggesting
SOME = 8  # texts; so many are looked at again without asking which of them may change

_TEXTS = (Kind.AWARD, Kind.DATASET, Kind.COURSE)
_WRITING = frozenset({Role.AUTHOR, Role.CREATOR, Role.EDITOR})
_CITATION = re.compile(
    r"\b([A-Z][\w’'-]{1,40})(?:,? (?:and|&) [A-Z][\w’'-]{1,40}| et al\.?)?,? \(?"
    r"((?:19|20)\d\d)[a-z]?\b"
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_POSSESSIVE = re.compile(r"[’']s?$")
_TOO_COMMON = frozenset({"study", "research", "work", "social", "new", "theory", "based"})


class Meant(NamedTuple):
    """The record of a work that a text means, and how much speaks for it."""

    record: int
    rule: str
    measure: int
    reason: str


def read(members: Sequence[Member]) -> list[Mention]:
    """Return what texts of records name in passing."""
    return [one for member in members if member.kind in _TEXTS for one in _mentions(member)]


def names(members: Sequence[Member]) -> list[Name]:
    """Return who wrote those of some records that can be cited."""
    return [one for member in members if member.kind in CITABLE for one in _names(member)]


def _mentions(member: Member) -> Iterator[Mention]:
    position = 0
    for section in member.record.description:
        for sentence in _SENTENCE.split(section.text):
            quote = " ".join(sentence.split())
            for found in _CITATION.finditer(sentence[:2_000]):
                name = _POSSESSIVE.sub("", found[1])  # "Tallow's (2015) doorsteps"
                if not names_nobody(name, sentence[: found.start()]):
                    value = f"{fold(name)} {found[2]}"
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
        given = " ".join(name.given)
        yield Name(name.family, member.number, position, given, year, record.cited)
    if not people and record.cited:
        yield Name("", member.number, 0, "", year, cited=True)


def stir(catalogue: Catalogue, writers: Sequence[Name]) -> None:
    """Remember that texts which name these, with their years or at all, have to be looked at again.

    Works of other years concern a text only where they are cited, and few; see :func:`proposals`.
    """
    mentions = catalogue.mentions
    named = {f"{name.family} {name.year}" for name in writers if name.family and name.year}
    cited = Counter(name.family for name in writers if name.family and name.cited)
    # Whether they are few may just have changed, with these or without.
    few = {family for family, more in cited.items() if mentions.cited(family, MANY + more)}
    mentions.stir("family", named | few)
    mentions.stir("year", {str(n.year) for n in writers if not n.family and n.year})


def concerned(catalogue: Catalogue, named: str) -> Iterable[int]:
    """Return the records whose texts may mean something else now that works of a name have come.

    Where works of a name and year are two things, no text means either, and none will for a third:
    of many texts, only those are looked at again that were found to mean anything, or are works of
    that name themselves.

    Parameters
    ----------
    named: ``"tallow"`` or ``"tallow 2015"``.
    """
    texts = catalogue.mentions.naming(named)
    family, _, year = named.rpartition(" ")
    if len(texts) <= SOME or not year.isdigit():
        return texts
    works = {name.record for name in catalogue.mentions.works_of(family, int(year), MANY)}
    if not works or _only(catalogue, works):
        return texts
    meaning = {record for record, _ in catalogue.links.resting_on(texts, (RULE, TITLE))}
    return (meaning | works).intersection(texts)


def proposals(catalogue: Catalogue, mention: Mention) -> Iterator[Proposal]:
    """Propose the work that is meant, and others by somebody of that name."""
    family, _, year = mention.value.rpartition(" ")
    meant = _meant(catalogue, mention, family, int(year))
    if meant:
        yield _proposal(catalogue, mention, meant, LinkType.CITES)
    works = () if may_be_nobody(family) else catalogue.mentions.cited(family, MANY)
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
        guess = Meant(number, SAME_AUTHOR, len(shared), reason)
        yield _proposal(catalogue, mention, guess, LinkType.RELATED_TO)


def _meant(catalogue: Catalogue, mention: Mention, family: str, year: int) -> Meant | None:
    """Return the one work that is meant, if that can be told.

    That it is the only one known of an author and year says nothing: most works are not known. Its
    title must be about what the text is about.
    """
    works = {name.record for name in catalogue.mentions.works_of(family, year, MANY)}
    only = _only(catalogue, works - {mention.record})
    if only:
        measure = _measure(catalogue, mention, only)
        reason = f"The only work known of {family.title()}, {year}, and its title fits the text."
        return Meant(only, RULE, measure, reason) if measure else None
    if works or may_be_nobody(family):
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
    return Meant(only, TITLE, 1, reason)


def _measure(catalogue: Catalogue, mention: Mention, number: int) -> int:
    """Count words that a title shares with the sentence, and pairs of them with the whole text."""
    work, citing = (catalogue.lookup.record(n) for n in (number, mention.record))
    text = subject(citing)
    pairs = sum(f" {pair} " in text for pair in telling_pairs(work.title or ""))
    return len(_shared(work, mention.quote)) + pairs


def _only(catalogue: Catalogue, records: set[int]) -> int | None:
    """Return the foremost of some records, if they all are one resource's."""
    resources: set[int] = set()
    for number in records:
        resources.add(catalogue.lookup.found(number).resource)
        if len(resources) > 1:
            return None  # a common name has hundreds of works, and two tell already
    return catalogue.lookup.foremost(records) if len(records) > 1 else min(records, default=None)


def _shared(record: Record, quote: str) -> set[str]:
    return (set(stems(record.title or "")) & set(stems(quote))) - _TOO_COMMON


def _told(record: Record, quote: str) -> bool:
    words = set(stems(record.title or ""))
    return len(words) >= 2 and words <= set(stems(quote))


def _proposal(catalogue: Catalogue, mention: Mention, meant: Meant, kind: LinkType) -> Proposal:
    found, target = (catalogue.lookup.found(n) for n in (mention.record, meant.record))
    evidence = Evidence(
        rule=meant.rule,
        reason=meant.reason,
        quote=mention.quote,
        document=found.document,
        location=found.location,
        place=mention.place,
        confidence=confidence(meant.rule, meant.measure),
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
