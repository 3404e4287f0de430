"""The queue for people, most valuable decision first, and why two things are (not) joined."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.catalogue.candidates import Pair
from clew.linking.bonds import BINDING, binding, by_scheme, forbidden
from clew.model import Compared, Link, Resource
from clew.model.base import Value

_FIELDS = ("title", "kind", "published", "period", "container", "amount", "access", "status")


class Difference(Value, frozen=True, kw_only=True):
    """A field in which two sides differ, with what each says."""

    field: str
    one: str
    other: str


class Question(Value, frozen=True, kw_only=True):
    """Two resources that may be one thing, with what speaks for it and where they differ.

    ``bits`` above 0 speak for it; ``records`` are the two that were compared.
    """

    one: Resource
    other: Resource
    records: tuple[int, int]
    reason: str
    bits: float
    compared: tuple[Compared, ...]
    differences: tuple[Difference, ...]


class Said(Value, frozen=True, kw_only=True):
    """What one source says in a field in which sources conflict."""

    source: str
    location: str
    read_at: str
    value: str


class Conflict(Value, frozen=True, kw_only=True):
    """A field in which the records of one resource disagree."""

    field: str
    said: tuple[Said, ...]


class Explanation(Value, frozen=True, kw_only=True):
    """Why two things are, or are not, one: ``reasons`` in words, the links between them."""

    joined: bool
    reasons: tuple[str, ...]
    compared: tuple[Compared, ...] = ()
    links: tuple[Link, ...] = ()


def questions(catalogue: Catalogue, limit: int = 20) -> Iterator[Question]:
    """Yield what people should decide, surest first, without what they decided before."""
    for pair in catalogue.candidates.doubtful(limit):
        ends = [catalogue.lookup.found(number).resource for number in (pair.one, pair.other)]
        one, other = (next(catalogue.resources.many([end])) for end in ends)
        yield Question(
            one=one,
            other=other,
            records=(pair.one, pair.other),
            reason=pair.reason,
            bits=pair.bits,
            compared=pair.compared,
            differences=tuple(_differences(catalogue, pair)),
        )


def _differences(catalogue: Catalogue, pair: Pair) -> Iterator[Difference]:
    one, other = (catalogue.lookup.record(number) for number in (pair.one, pair.other))
    for field in _FIELDS:
        first, second = (str(getattr(record, field) or "") for record in (one, other))
        if first != second:
            yield Difference(field=field, one=first, other=second)


def conflicts(resource: Resource) -> tuple[Conflict, ...]:
    """Return the fields in which the sources of a resource disagree, with what each says."""
    found = []
    for field in _FIELDS:
        said = tuple(
            Said(source=h.source, location=h.location, read_at=h.read_at, value=str(value))
            for h in resource.held
            if (value := getattr(h.record, field)) is not None
        )
        if len({one.value for one in said}) > 1:
            found.append(Conflict(field=field, said=said))
    return tuple(found)


def explain(catalogue: Catalogue, one: str, other: str) -> Explanation:
    """Say why two things are, or are not, one.

    Parameters
    ----------
    one, other: ids, or identifiers in any spelling; the id of a thing that was joined will do.

    Raises
    ------
    NotFound: when either is not there.
    """
    first, second = (catalogue.resources.number(name) for name in (one, other))
    if first == second:
        held = next(catalogue.resources.many([first])).held
        reasons = tuple(f"{h.location}: {h.joined_by}" for h in held if h.joined_by)
        return Explanation(joined=True, reasons=reasons or ("They are one record.",))
    ones, others = (
        [found.number for found in catalogue.lookup.records_of(number)]
        for number in (first, second)
    )
    pairs = [
        p
        for p in catalogue.candidates.paired(ones)
        if {p.one, p.other} & set(ones) and {p.one, p.other} & set(others)
    ]
    slugs = {catalogue.resources.slug(first), catalogue.resources.slug(second)}
    links = (link for link in catalogue.links.of([first]) if {link.subject, link.object} == slugs)
    best = max(pairs, key=lambda pair: pair.bits, default=None)
    return Explanation(
        joined=False,
        reasons=tuple(_reasons(catalogue, ones, others, pairs)),
        compared=best.compared if best else (),
        links=tuple(links),
    )


def _reasons(
    catalogue: Catalogue, ones: list[int], others: list[int], pairs: list[Pair]
) -> Iterator[str]:
    said = catalogue.decisions.on(ones)
    for decision in said:
        if {decision.one, decision.other} & set(others) and decision.verdict == "split":
            yield f"A person split them (decision {decision.decision})."
    mine, theirs = (
        by_scheme(i for n in numbers for i in binding(catalogue.lookup.record(n)))
        for numbers in (ones, others)
    )
    for scheme in sorted(mine.keys() & theirs.keys() & BINDING):
        if forbidden({scheme: mine[scheme]}, {scheme: theirs[scheme]}):
            here, there = (", ".join(sorted(side[scheme])) for side in (mine, theirs))
            yield f"Their {scheme} differ: {here} and {there}."
    for pair in pairs:
        yield f"Judged {pair.verdict} ({pair.bits:+.1f} bits): {pair.reason}"
    if not pairs:
        yield "No two of their records are alike enough to be compared."
