"""What writers are given: a thing as its sources together describe it, with what it is tied to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from clew.export.common.merge import merged
from clew.model import (
    Held,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Record,
    Resource,
    Scheme,
    told_in,
)
from clew.model.base import Value

# The identifier that names a thing best comes first.
_ORDER = (Scheme.DOI, Scheme.HANDLE, Scheme.ARXIV, Scheme.AWARD, Scheme.UKDA, Scheme.ISBN)
_SURE = (LinkState.STATED, LinkState.CONFIRMED)


class Tie(Value, frozen=True, kw_only=True):
    """A link as seen from one of its ends: the type, and what is at the other end.

    With ``inverse`` the other thing stands in ``type`` to this one.
    """

    type: LinkType
    state: LinkState
    slug: str
    kind: Kind
    title: str
    identifiers: tuple[Identifier, ...] = ()
    url: str | None = None
    inverse: bool = False
    confidence: float | None = None


class Related(NamedTuple):
    """Something a thing is related to, by whatever is known of it."""

    type: LinkType
    inverse: bool
    identifier: Identifier | None
    title: str | None
    kind: Kind | None
    url: str | None
    quote: str | None = None
    term: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """A thing to be written down.

    Parameters
    ----------
    resource: the thing with all its sources; or
    alone: what a single source says of it.
    ties: its links, suggested ones too; those that somebody rejected are left out beforehand.
    """

    resource: Resource | None = None
    alone: Record | None = None
    ties: tuple[Tie, ...] = ()

    @classmethod
    def of(cls, value: Record | Resource | Item) -> Item:
        """Make an item of what is known of a thing."""
        if isinstance(value, Item):
            return value
        return cls(resource=value) if isinstance(value, Resource) else cls(alone=value)

    def told_in(self, languages: Sequence[str]) -> Item:
        """Return it in the first of some languages that its sources tell it in."""
        if self.resource is None or not languages:
            return self
        return replace(self, resource=told_in(self.resource, languages))

    @cached_property
    def record(self) -> Record:
        """What all its sources say together."""
        if self.alone is not None:
            return self.alone
        if self.resource is None:
            raise TypeError("an item is made of a resource or of a record")
        return merged(self.resource)

    @property
    def kind(self) -> Kind:
        """What sort of thing it is."""
        return self.resource.kind if self.resource else self.record.kind

    @property
    def slug(self) -> str:
        """What to call it within a file: its id, else the key of its record."""
        return self.resource.slug if self.resource else self.record.key

    @property
    def held(self) -> tuple[Held, ...]:
        """Its records with where each came from."""
        return self.resource.held if self.resource else ()

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """What it is related to for certain: what its sources state, then what its links add."""
        found: dict[object, Related] = {}
        for one in (*self._stated(), *self._tied()):
            named = one.identifier or one.url or one.title
            found.setdefault((one.type, one.inverse, named), one)
        return tuple(found.values())

    def _stated(self) -> tuple[Related, ...]:
        titles = {one: tie for tie in self.ties for one in tie.identifiers}
        return tuple(
            Related(
                relation.type,
                relation.inverse,
                target,
                tie.title if (tie := titles.get(target)) else None,
                tie.kind if tie else None,
                target.url,
                relation.quote,
                relation.term,
            )
            for relation in self.record.relations
            if (target := relation.target.identifier)
        )

    def _tied(self) -> tuple[Related, ...]:
        stated = {one.target.identifier for one in self.record.relations}
        return tuple(
            Related(tie.type, tie.inverse, best, tie.title, tie.kind, best.url if best else tie.url)
            for tie in self.ties
            if tie.state in _SURE and not stated & set(tie.identifiers)
            for best in [best_identifier(tie.identifiers)]
        )


def best_identifier(identifiers: tuple[Identifier, ...]) -> Identifier | None:
    """Return the identifier that names a thing best, a DOI before others; none of a container."""
    ranked = [one for scheme in _ORDER for one in identifiers if one.scheme == scheme]
    return ranked[0] if ranked else None
