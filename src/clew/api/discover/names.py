"""Names that the reference system gives: UUIDs, and its words for kinds of thing."""

from __future__ import annotations

from uuid import UUID

from clew.errors import NotFound
from clew.model import Kind

# UUIDs of version 8 (RFC 9562): their layout is ours, the number of the resource stands in them.
_LAYOUT = 0xC1E3_0000_0000_8000_8000_0000_0000_0000
_NUMBER = (1 << 48) - 1

TYPES = {
    Kind.CATALOGUE: "source",
    Kind.AWARD: "study",
    Kind.DATASET: "dataset",
    Kind.VARIABLE: "variable",
}
KINDS = {name: kind for kind, name in TYPES.items()}


def uuid_of(number: int) -> str:
    """Return the UUID of a resource."""
    return str(UUID(int=_LAYOUT | number))


def number_of(uuid: str) -> int:
    """Return the number of the resource that a UUID names.

    Raises
    ------
    NotFound: when it is none of ours.
    """
    try:
        value = UUID(uuid).int
    except ValueError as error:
        raise NotFound(f"{uuid[:80]!r} is no UUID.") from error
    if value & ~_NUMBER != _LAYOUT:
        raise NotFound(f"{uuid} is nothing here.")
    return value & _NUMBER


def type_of(kind: Kind) -> str:
    """Return the reference system's word for a kind; it has none for some, which keep ours."""
    return TYPES.get(kind, str(kind))


def kind_of(name: str) -> str:
    """Return our kind for the reference system's word."""
    return str(KINDS.get(name, name))
