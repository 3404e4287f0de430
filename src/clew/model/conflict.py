"""Where the sources of one thing disagree: every claim, with whose it is and when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clew.model.base import Value
from clew.model.folding import fold
from clew.model.record import Record
from clew.model.resource import Held, Resource


class Claim(Value, frozen=True, kw_only=True):
    """What one source says in a field: ``location`` is where, ``read_at`` when it was read."""

    value: str
    source: str
    location: str
    read_at: str


class Conflict(Value, frozen=True, kw_only=True):
    """A field in which the sources of a thing disagree, with what each of them claims."""

    field: str
    claims: tuple[Claim, ...]


_FIELDS: dict[str, Callable[[Record], object]] = {
    "title": lambda record: record.title,
    "start": lambda record: record.period.start if record.period else None,
    "end": lambda record: record.period.end if record.period else None,
    "published": lambda record: record.published,
    "amount": lambda record: record.amount,
    "status": lambda record: record.status,
    "degree": lambda record: record.degree,
    "access": lambda record: record.access,
    "licence": lambda record: record.licence,
}
_DATES = frozenset({"start", "end", "published"})


def conflicts(resource: Resource) -> tuple[Conflict, ...]:
    """Return the fields in which a thing's sources disagree.

    A date that another only states more precisely is none, nor what a bibliography entry says of a
    thing that others describe.
    """
    held = [one for one in resource.held if not one.record.cited] or list(resource.held)
    found = ((field, tuple(_claims(held, read))) for field, read in _FIELDS.items())
    return tuple(
        Conflict(field=field, claims=claims)
        for field, claims in found
        if _disagree(field, [claim.value for claim in claims])
    )


def _claims(held: list[Held], read: Callable[[Record], object]) -> Iterator[Claim]:
    for one in held:
        value = read(one.record)
        if value is not None:
            yield Claim(
                value=str(value), source=one.source, location=one.location, read_at=one.read_at
            )


def _disagree(field: str, values: list[str]) -> bool:
    if field in _DATES:
        longest = max(values, key=len, default="")
        return not all(longest.startswith(value) for value in values)
    return len({fold(value) or value for value in values}) > 1
