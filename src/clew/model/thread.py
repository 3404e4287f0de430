"""A thread: a resource and all that its links reach."""

from __future__ import annotations

from clew.model.agent import Role
from clew.model.base import Value
from clew.model.coverage import Period
from clew.model.kind import Kind
from clew.model.link import Link
from clew.model.resource import Credit


class Named(Value, frozen=True, kw_only=True):
    """A person or organisation named on a bead; ``id`` is their resource's, where they are one."""

    name: str
    role: Role
    id: str | None = None


class Bead(Value, frozen=True, kw_only=True):
    """A resource as it appears on a thread: enough to name it and to place it in time."""

    id: str
    kind: Kind
    title: str
    depth: int
    identifiers: tuple[str, ...] = ()
    period: Period | None = None
    published: str | None = None
    people: tuple[Named, ...] = ()


class Thread(Value, frozen=True, kw_only=True):
    """The resources that links reach from ``root``, and the links between them.

    Beads are in the order of the story: awards, data, publications, teaching, each in time.

    ``credits`` are what the sources of all of them ask to be said; ``left_out`` counts works that
    only one of them cites and nobody has described.
    """

    root: str
    beads: tuple[Bead, ...]
    links: tuple[Link, ...]
    credits: tuple[Credit, ...] = ()
    left_out: int = 0
