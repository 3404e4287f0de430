"""One view of a thing that several sources describe."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

import msgspec

from clew.export.common.people import name_parts
from clew.model import Agent, Contribution, Design, Record, Resource, fold

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
_LISTS = tuple(
    name
    for name, default in zip(
        reversed(Record.__struct_fields__), reversed(Record.__struct_defaults__), strict=False
    )
    if default == () and name in _JOINED
)


def merged(resource: Resource) -> Record:
    """Return one record for a resource: the first leads, the others add what it lacks.

    Lists are joined, entries that say the same once; a section of description is the first
    record's that has one of that name. Titles that differ become alternative titles. ``extra``
    stays the leading record's own, since its names mean something to that source only.
    """
    records = resource.records
    leading, *others = records
    fields: dict[str, Any] = {"kind": resource.kind}
    if others:
        fields |= {name: _joined(name, [getattr(one, name) for one in records]) for name in _JOINED}
    else:
        lists = ((name, getattr(leading, name)) for name in _LISTS)
        fields |= {name: _joined(name, [value]) for name, value in lists if len(value) > 1}
    if others or leading.alternative_titles:
        fields["alternative_titles"] = _other_titles(leading, others)
    return msgspec.structs.replace(leading, **fields)


def unique(entries: Iterable[Any], same: Callable[[Any], Hashable]) -> tuple[Any, ...]:
    """Keep the first of the entries that say the same."""
    kept: dict[Hashable, Any] = {}
    for entry in entries:
        kept.setdefault(same(entry), entry)
    return tuple(kept.values())


def _joined(name: str, values: list[Any]) -> Any:
    if name == "design":
        return _design([value for value in values if value is not None])
    if not isinstance(values[0], tuple):
        return next((value for value in values if value is not None), None)
    entries = [entry for value in values for entry in value]
    if name == "contributions":
        return _contributions(entries)
    return unique(entries, _SAME.get(name, lambda entry: entry))


def _design(designs: list[Design]) -> Design | None:
    """Join designs fact by fact: the first that a field states, else the first that was read."""
    if len(designs) < 2:
        return next(iter(designs), None)
    fields: dict[str, Any] = {}
    for name in Design.__struct_fields__:
        told = [value for one in designs if (value := getattr(one, name))]
        stated = (v for v in told if isinstance(v, tuple) and not any(f.from_text for f in v))
        fields[name] = next(stated, told[0] if told else getattr(designs[0], name))
    dated = [one for one in designs if one.collected]
    first = next((one for one in dated if one.collected_as is None), dated[0] if dated else None)
    when = {"collected": first.collected, "collected_as": first.collected_as} if first else {}
    return Design(**fields | when)


def _contributions(entries: list[Contribution]) -> tuple[Contribution, ...]:
    """Keep everyone once in each role: "A. Moss" is "Ada Moss", unless there is another."""
    kept: dict[Hashable, Contribution] = {}
    known: dict[Hashable, list[Hashable]] = {}
    for entry in entries:
        given, family = map(fold, _name(entry.agent))
        same = (entry.role, f"{given} {family}".strip() or entry.agent.name)
        alike = known.setdefault((entry.role, family, given[:1]), [])
        found = (
            same
            if same in kept
            else next((one for one in alike if _abbreviates(kept[one], given)), None)
        )
        if found is None:
            alike.append(same)
        kept[found or same] = _completed(kept[found], entry) if found else entry
    return tuple(kept.values())


def _name(agent: Agent) -> tuple[str, str]:
    given, family = name_parts(agent)
    return given or "", family


def _abbreviates(one: Contribution, given: str) -> bool:
    """Say whether one of two given names is the initials of the other."""
    other = fold(_name(one.agent)[0])
    short, long = sorted((given.split(), other.split()), key=lambda words: len("".join(words)))
    pairs = zip(short, long, strict=False)
    return all(len(word) == 1 and full.startswith(word) for word, full in pairs) and bool(short)


def _completed(one: Contribution, other: Contribution) -> Contribution:
    identifiers = (*one.agent.identifiers, *other.agent.identifiers)
    # "Ada Moss" says more than "A. Moss", and then another "A. Moss" may be somebody else.
    if len(_name(other.agent)[0]) > len(_name(one.agent)[0]):
        one = msgspec.structs.replace(one, agent=other.agent)
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
