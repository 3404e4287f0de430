"""What each source says, side by side: where they agree, where they conflict, why they are one."""

from __future__ import annotations

from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.export.text.facts import facts
from clew.model import Held, Resource, conflicts

_MOST = 12  # sources side by side; more do not fit anybody's eyes
_CONFLICTING = {
    "title": "Title",
    "start": "Period",
    "end": "Period",
    "published": "Published",
    "amount": "Amount",
    "status": "Status",
    "degree": "Degree",
    "access": "Access",
    "licence": "Licence",
}


class Row(NamedTuple):
    """One matter: what each source says of it, and whether they conflict."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    conflict: bool


class Event(NamedTuple):
    """Something that happened to one of the records: it joined on arrival, or moved."""

    action: str
    source: str
    revision: int
    reason: str | None


def held(resource: Resource) -> tuple[Held, ...]:
    """Return the records that are set side by side."""
    return resource.held[:_MOST]


def rows(resource: Resource) -> list[Row]:
    """Return what the sources of a resource say, matter by matter."""
    sides = [
        [("Title", one.record.title or ""), *facts(one.record)]
        if one.record.title
        else facts(one.record)
        for one in held(resource)
    ]
    differing = {_CONFLICTING.get(one.field) for one in conflicts(resource)}
    labels = dict.fromkeys(label for side in sides for label, _ in side)
    return [
        Row(
            label,
            tuple(tuple(value for about, value in side if about == label) for side in sides),
            label in differing,
        )
        for label in labels
    ]


def history(catalogue: Catalogue, resource: Resource) -> list[Event]:
    """Return how the records of a resource came together, oldest first.

    What people decided is told apart, with who and when.
    """
    sources = {one.number: one.source for one in held(resource)}
    return [
        Event(entry.action, sources[entry.record], entry.revision, entry.reason)
        for entry in catalogue.log.memberships(list(sources))
        if entry.record is not None
    ]
