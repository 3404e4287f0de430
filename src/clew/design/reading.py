"""Reads a design from the words of a description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from clew.design.ages import age
from clew.design.areas import areas
from clew.design.counts import count
from clew.design.durations import duration
from clew.design.finding import Found
from clew.design.methods import methods
from clew.design.periods import Told, gathered, united
from clew.design.quantities import Quantity
from clew.design.repeats import repeat, twice
from clew.design.sentences import Sentence, sentences, years_in
from clew.design.sexes import sexes
from clew.model import Amount, Design, Kind, Section, Term, fold

_LONGEST = 20_000  # characters; what describes a study says so early
# What a study is hoped to change, what it found and what its variables are is not how it was made.
_LEFT_OUT = frozenset(
    {
        "planned impact",
        "key findings",
        "exploitation pathways",
        "table of contents",
        "acknowledgements",
    }
)
# What variables are there is a list, and who may copy it is no matter.
_LISTS = ("main topics", "topics", "standard measures", "variables", "demography", "background")
_SEMICOLONS = 6  # so many make a list

# A number is of the first of these that knows it.
_NUMBERS: tuple[Callable[[Sentence, Quantity], Found | None], ...] = (
    age, duration, repeat, count,
)  # fmt: skip
_WORDS: tuple[Callable[[Sentence], Iterable[Found]], ...] = (methods, areas, sexes, twice)


def read_design(
    title: str | None, description: Iterable[Section], kind: Kind | None = None
) -> Design:
    """Read from a title and a description how a study was made, each fact with its sentence.

    Parameters
    ----------
    title: the title; its years tell which of several surveys is described.
    description: the pieces of description; those about impact and findings are passed over.
    kind: what is described: of an award plans count as much as what was done, and of a dataset
        "Deaths in each parish, 1849" tells when its data are from.
    """
    facts: dict[str, dict[object, Amount | Term]] = {}
    times: list[Told] = []
    for sentence in _sentences(title, description):
        for field, fact in _found(sentence):
            known = facts.setdefault(field, {})
            same = known.setdefault(_same(fact), fact)
            if same.planned and not fact.planned:
                known[_same(fact)] = fact
        times += gathered(sentence, kind == Kind.DATASET)
    made: dict[str, Any] = {
        field: tuple(found.values()) if kind == Kind.AWARD else _done(tuple(found.values()))
        for field, found in facts.items()
    }
    return _dated(Design(**made), times)


def _sentences(title: str | None, description: Iterable[Section]) -> Iterator[Sentence]:
    years = frozenset(years_in(title or ""))
    if title:
        yield Sentence(title, "title")
    pieces = tuple(description)
    room = _LONGEST
    for section in [one for one in pieces if fold(one.name) not in _LEFT_OUT] or pieces:
        told = sentences(section.text[: max(room, 0)], section.name, years)
        yield from (one for one in told if not _lists(one))
        room -= len(section.text)


def _lists(sentence: Sentence) -> bool:
    listed = sentence.text.count(";") >= _SEMICOLONS or "copyright" in sentence.words
    return listed or sentence.text.lower().startswith(_LISTS)


def _found(sentence: Sentence) -> Iterator[Found]:
    if sentence.place != "title":
        for quantity in sentence.quantities:
            told = (read(sentence, quantity) for read in _NUMBERS)
            found = next((one for one in told if one), None)
            if found:
                yield found
    else:
        yield from filter(None, (age(sentence, one) for one in sentence.quantities))
    for read in _WORDS:
        yield from read(sentence)


def _same(fact: Amount | Term) -> object:
    """Return what two facts share that say the same."""
    if isinstance(fact, Term):
        return fact.code or fold(fact.text)
    return fact.least, fact.most, fold(fact.unit or "").rpartition(" ")[2]


def _done(facts: tuple[Amount | Term, ...]) -> tuple[Amount | Term, ...]:
    """Leave out amounts that were planned where others say what was done."""
    done = tuple(one for one in facts if isinstance(one, Amount) and not one.planned)
    return done or facts


def _dated(design: Design, times: list[Told]) -> Design:
    """Add the time from the first to the last; what is told less plainly counts if all is."""
    times = [one for one in times if one.plainly] or times
    whole = united([one.period for one in times])
    if whole is None:
        return design
    return msgspec.structs.replace(design, collected=whole, collected_as=times[0].words)
