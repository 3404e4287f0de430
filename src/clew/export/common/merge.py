"""One view of a thing that several sources describe."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

import msgspec

from clew.model import Contribution, Record, Resource, fold

# What two entries of a list share when they say the same; whole entries where nothing is named.
_SAME: dict[str, Callable[[Any], Hashable]] = {
    "alternative_titles": fold,
    "keywords": fold,
    "subjects": fold,
    "testimonials": fold,
    "description": lambda section: fold(section.name),
    "places": lambda place: fold(place.name),
    "catalogues": lambda catalogue: fold(catalogue.name),
    "variables": lambda variable: variable.name,
    "relations": lambda relation: (relation.type, relation.inverse, relation.target),
}
_JOINED = tuple(name for name in Record.__struct_fields__ if name not in ("key", "kind", "extra"))


def merged(resource: Resource) -> Record:
    """Return one record for a resource: the first leads, the others add what it lacks.

    Lists are joined, entries that say the same once; a section of description is the first
    record's that has one of that name. Titles that differ become alternative titles. ``extra``
    stays the leading record's own, since its names mean something to that source only.
    """
    records = resource.records
    leading, *others = records
    fields: dict[str, Any] = {}
    for name in _JOINED:
        values = [getattr(record, name) for record in records]
        if others or (isinstance(values[0], tuple) and len(values[0]) > 1):
            fields[name] = _joined(name, values)
    return msgspec.structs.replace(
        leading,
        kind=resource.kind,
        **fields | {"alternative_titles": _other_titles(leading, others)},
    )


def unique(entries: Iterable[Any], same: Callable[[Any], Hashable]) -> tuple[Any, ...]:
    """Keep the first of the entries that say the same."""
    kept: dict[Hashable, Any] = {}
    for entry in entries:
        kept.setdefault(same(entry), entry)
    return tuple(kept.values())


def _joined(name: str, values: list[Any]) -> Any:
    if not isinstance(values[0], tuple):
        return next((value for value in values if value is not None), None)
    entries = [entry for value in values for entry in value]
    if name == "contributions":
        return _contributions(entries)
    return unique(entries, _SAME.get(name, lambda entry: entry))


def _contributions(entries: list[Contribution]) -> tuple[Contribution, ...]:
    kept: dict[Hashable, Contribution] = {}
    for entry in entries:
        same = (entry.role, fold(entry.agent.name) or entry.agent.name)
        kept[same] = _completed(kept[same], entry) if same in kept else entry
    return tuple(kept.values())


def _completed(one: Contribution, other: Contribution) -> Contribution:
    identifiers = (*one.agent.identifiers, *other.agent.identifiers)
    agent = msgspec.structs.replace(
        one.agent,
        given=one.agent.given or other.agent.given,
        family=one.agent.family or other.agent.family,
        identifiers=unique(identifiers, lambda identifier: identifier),
    )
    return msgspec.structs.replace(
        one,
        agent=agent,
        affiliation=one.affiliation or other.affiliation,
        department=one.department or other.department,
        note=one.note or other.note,
    )


def _other_titles(leading: Record, others: list[Record]) -> tuple[str, ...]:
    own = leading.title or next((record.title for record in others if record.title), "")
    titles = [
        *leading.alternative_titles,
        *(t for r in others for t in (r.title, *r.alternative_titles) if t),
    ]
    return tuple(title for title in unique(titles, fold) if fold(title) != fold(own))
