"""What an index holds of one resource, worked out from the resource alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec

from clew.index.studied import Studied, studied
from clew.model import AgentKind, Kind, LinkType, Period, Record, Resource, Role, Variable
from clew.model.base import Value

_T = TypeVar("_T")

# What it is worth knowing that a resource is linked to.
_WORTH_HAVING = (
    Kind.AWARD,
    Kind.DATASET,
    Kind.THESIS,
    Kind.PUBLICATION,
    Kind.COURSE,
    Kind.SOFTWARE,
)

# Roles that say who paid.
_FUNDING = frozenset({Role.FUNDER, Role.SPONSOR})


class Unit(Value, frozen=True, kw_only=True):
    """A part of a resource that can be found by itself: a passage.

    ``ordinal`` counts from 1 within the resource; 0 stands for the resource itself.
    """

    ordinal: int
    text: str
    place: str = ""
    page: int | None = None
    start: int | None = None
    end: int | None = None


class Entry(Value, frozen=True, kw_only=True):
    """A resource as the index sees it; days are counted as :meth:`datetime.date.toordinal` does.

    ``text`` is the one text that words are ranked by; the other fields serve questions to a field,
    facets, filters and what a list of results shows. ``inside`` has words that find it as well but
    are somebody else's text: those of a dataset's variables, which have entries of their own, whose
    ``parent`` is the dataset's id. ``within`` has the numbers of the resources that it is part or
    output of, under which lists of results show it.
    """

    number: int
    slug: str
    revision: int
    kind: str
    title: str
    text: str
    titles: tuple[str, ...] = ()
    description: str = ""
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    catalogues: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    published: int | None = None
    amount: float | None = None
    currency: str | None = None
    language: str | None = None
    access: str | None = None
    has: tuple[str, ...] = ()
    acronyms: dict[str, str] = msgspec.field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    inside: str = ""
    parent: str | None = None
    within: tuple[int, ...] = ()
    studied: Studied = Studied()

    @property
    def year(self) -> int | None:
        """The year it was published in."""
        return date.fromordinal(self.published).year if self.published else None


def entry_of(
    resource: Resource,
    linked: Iterable[Kind] = (),
    parent: str | None = None,
    within: Sequence[int] = (),
) -> Entry:
    """Work out what to index of a resource.

    Parameters
    ----------
    resource: with all the records that its sources give of it.
    linked: the kinds of the resources that it is linked to, for "has a dataset".
    parent: the id of the resource that it is a variable of.
    within: the numbers of what it is part or output of.
    """
    records = resource.records
    titles = _each(records, _titles)
    description = "\n\n".join(_each(records, lambda r: _described(r, resource.kind)))
    keywords = _each(records, lambda r: (*r.keywords, *r.subjects))
    people = _each(records, lambda r: _names(r, AgentKind.PERSON))
    organisations = _each(records, _organisations)
    funders = _each(records, _funders)
    units = tuple(_units(records))
    made = studied(records)
    variables = tuple(v for record in records for v in record.variables)
    own = resource.kind == Kind.VARIABLE
    since, until = _bounds([record.period for record in records if record.period])
    amount = next((record.amount for record in records if record.amount), None)
    return Entry(
        number=resource.number,
        slug=resource.slug,
        revision=resource.revision,
        kind=str(resource.kind),
        title=resource.label,
        titles=titles,
        text="\n".join([*titles, description, *keywords, *people, *organisations, *funders]),
        description=description,
        people=people,
        organisations=organisations,
        funders=funders,
        keywords=keywords,
        sources=tuple(dict.fromkeys(held.source for held in resource.held)),
        catalogues=_each(records, lambda r: (c.name for c in r.catalogues)),
        identifiers=_each(records, lambda r: (f"{i.scheme}:{i.value}" for i in r.identifiers)),
        since=since,
        until=until,
        published=_first([day(record.published) for record in records]),
        amount=float(amount.amount) if amount else None,
        currency=amount.currency if amount else None,
        language=_first([record.language for record in records]),
        access=_first([*(record.access for record in records), *made.access]),
        has=tuple(_has(resource, units, frozenset(linked))),
        acronyms=_acronyms(records),
        units=units,
        inside="" if own else "\n".join(dict.fromkeys(map(_variable, variables))),
        parent=parent,
        within=tuple(within),
        studied=made,
    )


@lru_cache(maxsize=4096)
def day(text: str | None, *, last: bool = False) -> int | None:
    """Count the day of an ISO 8601 date of any precision; ``None`` for what is no date.

    Example: ``day("2017-02", last=True)`` is that of 28 February
    """
    period = Period.parse(text) if text else None
    edge = (period.last_day if last else period.first_day) if period else None
    return date.fromisoformat(edge).toordinal() if edge else None


def _each(records: tuple[Record, ...], pick: Callable[[Record], Iterable[str]]) -> tuple[str, ...]:
    """Gather from all records, each text once: two catalogues often say the same."""
    texts = [text for record in records for text in pick(record) if text]
    if len(texts) < 2:
        return tuple(texts)
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(" ".join(text.casefold().split()), text)
    return tuple(found.values())


def _described(record: Record, kind: Kind) -> Iterator[str]:
    yield from (section.text for section in record.description)
    if kind == Kind.VARIABLE:
        yield from (" / ".join(variable.options) for variable in record.variables)


def _titles(record: Record) -> Iterator[str]:
    yield record.title or ""
    yield record.subtitle or ""
    yield from record.alternative_titles


def _names(record: Record, kind: AgentKind) -> Iterator[str]:
    return (c.agent.name for c in record.contributions if c.agent.kind == kind)


def _organisations(record: Record) -> Iterator[str]:
    for contribution in record.contributions:
        if contribution.agent.kind == AgentKind.ORGANISATION and contribution.role not in _FUNDING:
            yield contribution.agent.name
        yield contribution.affiliation or ""


def _funders(record: Record) -> Iterator[str]:
    return (c.agent.name for c in record.contributions if c.role in _FUNDING)


def _bounds(periods: list[Period]) -> tuple[int | None, int | None]:
    """The first and last day that any source gives; an end that none gives stays absent."""
    starts = [found for p in periods if (found := day(p.start)) is not None]
    ends = [found for p in periods if (found := day(p.end, last=True)) is not None]
    return min(starts, default=None), max(ends, default=None)


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _has(resource: Resource, units: tuple[Unit, ...], linked: frozenset[Kind]) -> Iterator[str]:
    records = resource.records
    relations = {r.type for record in records for r in record.relations if not r.inverse}
    if any(record.description for record in records):
        yield "abstract"
    if any(record.fulltext and record.fulltext.passages for record in records):
        yield "full text"
    if Kind.DATASET in {resource.kind, *linked}:
        yield "data"
    if resource.kind != Kind.VARIABLE and any(record.variables for record in records):
        yield "variables"
    if relations & {LinkType.FUNDED_BY, LinkType.OUTPUT_OF}:
        linked |= {Kind.AWARD}
    yield from (str(kind) for kind in _WORTH_HAVING if kind in linked)


def _acronyms(records: tuple[Record, ...]) -> dict[str, str]:
    texts = [record.fulltext for record in records if record.fulltext]
    return {short: long for text in texts for short, long in text.acronyms.items()}


def _units(records: tuple[Record, ...]) -> Iterator[Unit]:
    """The passages of all records, numbered from 1; a text twice is one unit."""
    seen: set[str] = set()
    for unit in _passages(records):
        if unit.text.strip() and unit.text not in seen:
            seen.add(unit.text)
            yield Unit(
                ordinal=len(seen),
                text=unit.text,
                place=unit.place,
                page=unit.page,
                start=unit.start,
                end=unit.end,
            )


def _passages(records: tuple[Record, ...]) -> Iterator[Unit]:
    for record in records:
        for passage in record.fulltext.passages if record.fulltext else ():
            yield Unit(
                ordinal=0,
                text=passage.text,
                place=passage.place,
                page=passage.page,
                start=passage.start,
                end=passage.end,
            )


def _variable(variable: Variable) -> str:
    parts = (variable.name, variable.label, variable.question, " / ".join(variable.options))
    return "\n".join(part for part in parts if part)
