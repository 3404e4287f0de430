"""The second step of linking, after records have arrived: compares them with what is like them.

It remembers which records it has compared, so that it can be stopped at any moment and goes on
where it was, some records before; a new record is compared with its own candidates only.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from clew.catalogue import Catalogue
from clew.catalogue.candidates import Pair
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.linking import comparable, passing, unreferenced
from clew.linking.confidence import confidence
from clew.linking.echo import RULE as ECHO_RULE
from clew.linking.echo import echoes
from clew.linking.grouping import regroup, stirred
from clew.linking.matching.blocking import keys_of
from clew.linking.matching.comparison import compare
from clew.linking.matching.scoring import Candidates, Matcher, Own
from clew.linking.matching.verdict import Agreement, Judged, Verdict, agreements, judge
from clew.linking.matching.work import Work, work_of
from clew.linking.settling import read, settle, withdraw
from clew.model import Compared, Evidence, Kind, LinkState, LinkType

Progress = Callable[[int], None]

_COMPARED = (Kind.PUBLICATION, Kind.THESIS, Kind.DATASET, Kind.SOFTWARE, Kind.COURSE)
_LINKS = {
    Verdict.VERSION: LinkType.VERSION_OF,
    Verdict.PART: LinkType.PART_OF,
    Verdict.WAVE: LinkType.ABOUT_THE_SAME_STUDY,
    Verdict.QUESTION: LinkType.SAME_AS,
}
RULE = "judged"
_JUDGED = (RULE, comparable.RULE)  # what rests on pairs that a key makes
STRETCH = 20_000  # records compared in one transaction; a crash loses that work
STRETCHES = 5  # of many records; each writes most of the index of keys, so that more take longer


class Linked(NamedTuple):
    """How many records were compared, and how many pairs were judged to be anything."""

    records: int
    pairs: int


def link(
    catalogue: Catalogue,
    progress: Progress = lambda done: None,
    matcher: Matcher | None = None,
) -> Linked:
    """Compare all records that have come or changed since last time, and join what is one thing.

    Parameters
    ----------
    progress: called with the number of records compared so far.
    matcher: who weighs pairs; our own by default.

    Raises
    ------
    MatcherError: when the matcher fails; earlier stretches of records stay compared.
    """
    matcher = matcher or Own()
    done = found = 0
    with catalogue.transaction():
        _withdraw(catalogue, matcher)
    stretch = max(STRETCH, catalogue.candidates.left() // STRETCHES)
    with catalogue.roomy(), _uncollected():
        while catalogue.candidates.waiting(1):
            with catalogue.transaction():
                for records, pairs in _stretch(catalogue, matcher, stretch):
                    done, found = done + records, found + pairs
                    progress(done)
        settle(catalogue)
    return Linked(done, found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles among the values in memory: records make none, and it takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _stretch(catalogue: Catalogue, matcher: Matcher, left: int) -> Iterator[Linked]:
    """Compare batch after batch, as many records as are left for one transaction.

    Each batch touches most pages of the index of keys, which are written once for all of them.
    """
    while left > 0 and (waiting := catalogue.candidates.waiting(matcher.batch)):
        left -= len(waiting)
        yield Linked(len(waiting), _batch(catalogue, waiting, matcher))


def _withdraw(catalogue: Catalogue, matcher: Matcher) -> None:
    gone = catalogue.candidates.gone()
    if gone:
        catalogue.links.forget(gone)
        withdraw(catalogue, gone)
        beside = set(catalogue.groups.tied(gone, ()))
        _renew(catalogue, gone, {}, matcher, beside)


def _batch(catalogue: Catalogue, numbers: list[int], matcher: Matcher) -> int:
    """Compare some records with their candidates; return how many pairs are anything."""
    catalogue.links.forget(numbers, rules=[*_JUDGED, ECHO_RULE, *passing.RULES])
    arrived = catalogue.groups.members(numbers)
    read(catalogue, arrived)
    known = {member.number: member for member in arrived}
    beside = stirred(catalogue, numbers)
    judged = _renew(catalogue, numbers, known, matcher, beside)
    catalogue.links.propose(echoes(catalogue, arrived))
    return judged


def _renew(
    catalogue: Catalogue,
    numbers: Sequence[int],
    known: Mapping[int, Member],
    matcher: Matcher,
    beside: Iterable[int],
) -> int:
    """Find anew what records are to others, and divide the groups that this concerns.

    Parameters
    ----------
    known: those of the records that are not gone.
    beside: more records whose groups are to be divided.
    """
    works = {n: work_of(member.record) for n, member in known.items() if member.kind in _COMPARED}
    keys = zip(works, keys_of(list(works.values())), strict=True)
    found = [(key, number) for number, some in keys for key in some]
    found += comparable.keys(m for m in known.values() if m.kind == Kind.VARIABLE)
    found += unreferenced.keys(known.values())
    # Sorted, neighbours in the index come one after another.
    renewed = catalogue.candidates.renew(numbers, sorted(found))
    catalogue.links.part(renewed.parted, _JUDGED)
    others = {number for pair in renewed.pairs for number in pair} - known.keys()
    beyond = catalogue.groups.members(others, (*_COMPARED, Kind.AWARD))
    known = {**known, **{member.number: member for member in beyond}}
    judged = list(_judged(renewed.pairs, known, works, matcher))
    alike = list(comparable.judged(catalogue, renewed.pairs))
    awards = list(unreferenced.judged(renewed.pairs, known))
    catalogue.candidates.add([*judged, *alike, *awards])
    joining = [*(pair for pair in judged if pair.verdict == Verdict.SAME), *awards]
    same = {end for pair in joining for end in (pair.one, pair.other)}
    regroup(catalogue, {*beside, *renewed.beside, *same})
    catalogue.links.propose(_proposals(catalogue, judged))
    catalogue.links.propose(comparable.proposals(catalogue, alike))
    return len(judged)


def _judged(
    pairs: Sequence[tuple[int, int]],
    known: Mapping[int, Member],
    works: Mapping[int, Work],
    matcher: Matcher,
) -> Iterator[Pair]:
    """Yield what pairs of records are to one another, where they are anything.

    Parameters
    ----------
    known: the records of works that are in them.
    works: those prepared for comparing.
    """
    alike = [(i, j) for i, j in pairs if i in known and j in known and _alike(known[i], known[j])]
    if not alike:
        return
    numbers = sorted({number for pair in alike for number in pair})
    place = {number: position for position, number in enumerate(numbers)}
    prepared = [works.get(n) or work_of(known[n].record) for n in numbers]
    positions = np.array([(place[i], place[j]) for i, j in alike], dtype=np.int64)
    levels = compare(prepared, positions).levels
    scored = matcher.score(Candidates(prepared, positions, levels))
    agreed = agreements(prepared, positions, levels, scored.bits)
    for row, ((one, other), agreement) in enumerate(zip(alike, agreed, strict=True)):
        verdict = _careful(agreement, known[one], known[other])
        if verdict.verdict != Verdict.DIFFERENT:
            fields = tuple(
                Compared(field=part.field, level=part.level, bits=part.bits)
                for part in scored.explain(row)
            )
            bits = float(scored.bits[row])
            yield Pair(one, other, verdict.verdict, bits, verdict.reason, fields)


def _alike(one: Member, other: Member) -> bool:
    """Say whether two records may be one thing by their kinds."""
    if one.kind not in _COMPARED or other.kind not in _COMPARED:
        return False
    return one.kind == other.kind or one.record.cited or other.record.cited


def _careful(agreement: Agreement, one: Member, other: Member) -> Judged:
    """Judge a pair, of datasets by what they are: waves and deposits of a study share its team."""
    judged = judge(agreement)
    if not one.kind == other.kind == Kind.DATASET:
        return judged
    if agreement.counted and agreement.shared:
        return Judged(Verdict.WAVE, "The titles differ only in what counts: waves of one study.")
    if judged.verdict == Verdict.SAME:
        return Judged(Verdict.QUESTION, "Datasets of one title may be deposits of one study.")
    return judged


def _proposals(catalogue: Catalogue, judged: Sequence[Pair]) -> Iterator[Proposal]:
    related = [pair for pair in judged if pair.verdict in _LINKS]
    numbers = {number for pair in related for number in (pair.one, pair.other)}
    known = {member.number: member for member in catalogue.groups.members(numbers)}
    for pair in related:
        later, earlier = _directed(known[pair.one], known[pair.other])
        verdict = Verdict(pair.verdict)
        evidence = Evidence(
            rule=RULE,
            reason=pair.reason,
            quote=later.record.title,
            location=later.name[1],
            confidence=confidence(f"{RULE}-{verdict}"),
            compared=pair.compared,
        )
        yield Proposal(
            subject=later.resource,
            type=_LINKS[verdict],
            object=earlier.resource,
            state=LinkState.SUGGESTED,
            evidence=evidence,
            record=later.number,
            other=earlier.number,
        )


def _directed(one: Member, other: Member) -> tuple[Member, Member]:
    """Return (later, earlier): what came out later is the version; of equals, by their names."""
    earlier, later = sorted((one, other), key=lambda m: (m.record.published or "9999", m.name))
    return later, earlier
