"""The same variable in other waves and datasets: found by name, label and question, then weighed.

Only variables that share one of the three are compared, so each costs three look-ups however many
there are. What agrees and what differs is added up in bits; the figures are set by hand and not
calibrated on labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio, token_set_ratio

from clew.catalogue import Catalogue
from clew.catalogue.candidates import VARIABLES, Pair
from clew.catalogue.groups import Member
from clew.catalogue.links import Proposal
from clew.catalogue.variables import CROWD, Child, keys_of
from clew.errors import NotFound
from clew.linking.matching.weights import probability
from clew.model import Compared, Evidence, LinkState, LinkType, Variable, fold

RULE = "same-variable"
ENOUGH = 4.0  # bits; fewer are not worth showing
SUREST = 0.95

_ALIKE = 85  # of 100
_UNLIKE = 50
# "q12a", "v0043", "W1_Q3": a number, not a name.
_NUMBERED = re.compile(r"(?:[a-z]{1,4} ?)?\d{1,6} ?[a-z]?|[a-z]\d{0,2} ?[a-z]{0,3}\d{1,6}[a-z]?")


class Comparable(NamedTuple):
    """A variable that seems to be the same one, with what speaks for it, and how sure that is."""

    child: Child
    confidence: float
    compared: tuple[Compared, ...]

    @property
    def reason(self) -> str:
        """What agrees, and what does not, in words."""
        return _reason(self.compared)


def same_elsewhere(catalogue: Catalogue, name: str) -> list[Comparable]:
    """Return the variables of other waves and datasets that seem to be the same, surest first.

    Parameters
    ----------
    name: the variable's id.

    Raises
    ------
    NotFound: when there is no such variable.
    """
    child = catalogue.variables.find(catalogue.resources.number(name))
    if child is None:
        raise NotFound(
            f"{name!r} is no variable.", hint="`clew variables` with a dataset's id lists its own."
        )
    others = catalogue.variables.sharing(keys_of(child.variable), CROWD)
    weighed = ((other, compare(child, other)) for other in others if other.record != child.record)
    found = [
        Comparable(other, _confidence(fields), fields)
        for other, fields in weighed
        if sum(one.bits for one in fields) >= ENOUGH
    ]
    return sorted(found, key=lambda one: (-one.confidence, one.child.slug))


def compare(one: Child, other: Child) -> tuple[Compared, ...]:
    """Say how far two variables agree: question, label, name, answers, and what they are of."""
    mine, theirs = one.variable, other.variable
    fields = (
        _texts("question", mine.question, theirs.question, (6.0, 3.0, -4.0)),
        _label(mine.label, theirs.label),
        _name(mine.name, theirs.name),
        _answers(mine, theirs),
        _study(one, other),
    )
    return tuple(field for field in fields if field)


def keys(members: Iterable[Member]) -> Iterator[tuple[int, int]]:
    """Yield (key, record) of what variables share with those that seem to be the same."""
    for member in members:
        hashes = keys_of(member.record.variables[0])
        # Three sorts of keys in six bytes, so that no name is taken for a label.
        yield from (((h >> 18) * 3 + sort, member.number) for sort, h in enumerate(hashes) if h)


def judged(catalogue: Catalogue, pairs: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """Yield the pairs of variables that seem to be the same."""
    numbers = sorted({number for pair in pairs for number in pair})
    known = {child.record: child for child in catalogue.variables.children(numbers)}
    for one, other in pairs:
        if one in known and other in known:
            fields = compare(known[one], known[other])
            bits = sum(field.bits for field in fields)
            if bits >= ENOUGH:
                yield Pair(one, other, VARIABLES, bits, _reason(fields), fields)


def proposals(catalogue: Catalogue, pairs: Sequence[Pair]) -> Iterator[Proposal]:
    """Yield links between variables that seem to be the same."""
    numbers = sorted({number for pair in pairs for number in (pair.one, pair.other)})
    known = {child.record: child for child in catalogue.variables.children(numbers)}
    for pair in pairs:
        yield _proposal(catalogue, known[pair.one], known[pair.other], pair)


def _proposal(catalogue: Catalogue, one: Child, other: Child, pair: Pair) -> Proposal:
    earlier, later = sorted((one, other), key=_age)
    place = catalogue.lookup.found(later.record)
    return Proposal(
        subject=later.resource,
        type=LinkType.MEASURES_THE_SAME_AS,
        object=earlier.resource,
        state=LinkState.SUGGESTED,
        evidence=Evidence(
            rule=RULE,
            reason=f"Of the two variables: {pair.reason}.",
            quote=later.variable.question or later.variable.label,
            document=place.document,
            location=place.location,
            confidence=_confidence(pair.compared),
            compared=pair.compared,
        ),
        record=later.record,
        other=earlier.record,
    )


def _age(child: Child) -> tuple[str, str, tuple[str, str, str]]:
    """Return by what one variable comes before another: "Doors 2014" before "Doors 2016"."""
    period = child.told.period
    return (period.start if period else None) or "", child.told.container or "", child.name


def _reason(fields: Iterable[Compared]) -> str:
    return "; ".join(f"{one.field} {one.level}" for one in fields)


def _confidence(fields: Iterable[Compared]) -> float:
    return min(SUREST, round(probability(sum(one.bits for one in fields) - ENOUGH), 2))


def _texts(
    field: str, one: str | None, other: str | None, bits: tuple[float, float, float]
) -> Compared | None:
    """Compare two texts: the same, alike, or different; in between nothing is said."""
    mine, theirs = fold(one or "")[:1_000], fold(other or "")[:1_000]
    if not mine or not theirs:
        return None
    if mine == theirs:
        return Compared(field=field, level="same", bits=bits[0])
    alike = ratio(mine, theirs)
    if alike >= _ALIKE:
        return Compared(field=field, level="alike", bits=bits[1])
    return Compared(field=field, level="different", bits=bits[2]) if alike < _UNLIKE else None


def _label(one: str | None, other: str | None) -> Compared | None:
    # "Sex" is the label of many variables, "Frequency of visits by a social worker" of few.
    telling = len(fold(one or "").split()) > 1
    return _texts("label", one, other, (4.0 if telling else 2.0, 2.0, -3.0))


def _name(one: str, other: str) -> Compared | None:
    mine = fold(one)
    if not mine or mine != fold(other):
        return None
    bits = 1.0 if _NUMBERED.fullmatch(mine) or len(mine) < 3 else 3.0
    return Compared(field="name", level="same", bits=bits)


def _answers(one: Variable, other: Variable) -> Compared | None:
    mine, theirs = ({fold(o) for o in v.options} - {""} for v in (one, other))
    if not mine or not theirs:
        return None
    if mine == theirs:
        return Compared(field="answers", level="same", bits=2.0)
    shared = len(mine & theirs) / len(mine | theirs)
    if shared >= 0.5:
        return Compared(field="answers", level="alike", bits=1.0)
    return None if shared else Compared(field="answers", level="different", bits=-3.0)


def _study(one: Child, other: Child) -> Compared | None:
    if one.dataset == other.dataset:
        return Compared(field="dataset", level="same", bits=2.0)
    mine, theirs = (fold(child.told.container or "") for child in (one, other))
    if mine and theirs and token_set_ratio(mine, theirs) >= _ALIKE:
        return Compared(field="title of the dataset", level="alike", bits=2.0)
    return None
