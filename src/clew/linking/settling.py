"""The last step of linking: whom and what names mean, told anew wherever anything has changed.

That depends on all that is known, so it is asked again for the texts and works that a new record
concerns, and for those only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from clew.catalogue import Catalogue
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.linking import authorship, in_text, passing
from clew.linking.cited import CITABLE
from clew.model import Kind

RULES = (*passing.RULES, *in_text.RULES)

_BATCH = 2_000  # records, families or years looked at in one transaction


def read(catalogue: Catalogue, members: Sequence[Member]) -> None:
    """Keep what texts name and who wrote what, and remember whose texts to look at again."""
    numbers = [member.number for member in members]
    catalogue.links.forget(numbers, rules=[*RULES, *authorship.RULES])
    former = catalogue.mentions.names(numbers)
    catalogue.mentions.forget(numbers)
    mentions = passing.read(members)
    writers, people = passing.names(members), authorship.names(members)
    for member in members:
        passages = catalogue.lookup.passages(member.number) if member.record.fulltext else ()
        mentions += in_text.read(member, passages)
    catalogue.mentions.add(mentions, [*writers, *people])
    concerned = {mention.record for mention in mentions}
    concerned.update(catalogue.mentions.identifying(numbers))
    catalogue.mentions.stir("record", map(str, concerned))
    persons = {member.number for member in members if member.kind == Kind.PERSON}
    passing.stir(catalogue, [*former, *writers])
    authorship.stir(catalogue, [*(name for name in former if name.record in persons), *people])
    catalogue.mentions.stir("work", {str(m.number) for m in members if m.kind in CITABLE})


def withdraw(catalogue: Catalogue, records: Sequence[int]) -> None:
    """Forget records that are gone: whom a text means may be told again without them."""
    names = catalogue.mentions.names(records)
    passing.stir(catalogue, names)
    authorship.stir(catalogue, [name for name in names if name.given])
    catalogue.mentions.forget(records)


def settle(catalogue: Catalogue) -> None:
    """Find anew what texts name, and who wrote works, that something has changed for."""
    # A text names many people; it is looked at once for all of them.
    _stir_texts(catalogue, "family", partial(passing.concerned, catalogue))
    _stir_texts(catalogue, "year", catalogue.mentions.dated)
    while values := catalogue.mentions.stirred("record", _BATCH):
        with catalogue.transaction():
            records = sorted(map(int, values))
            catalogue.links.forget(records, rules=RULES, own=True)
            for record in records:
                catalogue.links.propose(_proposals(catalogue, record))
            catalogue.mentions.calm("record", values)
    authorship.settle(catalogue)


def _stir_texts(catalogue: Catalogue, what: str, naming: Callable[[str], Iterable[int]]) -> None:
    """Remember the records whose texts name somebody, or a year, that something has changed for."""
    while values := catalogue.mentions.stirred(what, _BATCH):
        with catalogue.transaction():
            named = {str(record) for value in values for record in naming(value)}
            catalogue.mentions.stir("record", sorted(named))
            catalogue.mentions.calm(what, values)


def _proposals(catalogue: Catalogue, record: int) -> Iterator[Proposal]:
    # The first place that names a thing is shown, so it is proposed last.
    for mention in reversed(catalogue.mentions.of(record)):
        by_author = mention.scheme == passing.RULE
        propose = passing.proposals if by_author else in_text.proposals
        yield from propose(catalogue, mention)
