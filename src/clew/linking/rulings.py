"""Decisions as people read them: who said what of which things, and when."""

from __future__ import annotations

from collections.abc import Iterable

from clew.catalogue import Catalogue
from clew.catalogue.decisions import Decision
from clew.errors import NotFound
from clew.model.base import Value


class Thing(Value, frozen=True):
    """A resource that a decision is about, as it is called now."""

    id: str
    title: str


class Ruling(Value, frozen=True, kw_only=True):
    """A decision with the things on either side of it; a join has the same one on both by now."""

    decision: Decision
    ones: tuple[Thing, ...]
    others: tuple[Thing, ...]


def rulings(catalogue: Catalogue, decisions: Iterable[Decision]) -> list[Ruling]:
    """Return decisions with what they are about; records that are gone are left out."""
    return [_ruling(catalogue, decision) for decision in decisions]


def _ruling(catalogue: Catalogue, decision: Decision) -> Ruling:
    pairs = catalogue.decisions.pairs(decision.number)
    return Ruling(
        decision=decision,
        ones=_things(catalogue, (one for one, _ in pairs)),
        others=_things(catalogue, (other for _, other in pairs)),
    )


def _things(catalogue: Catalogue, records: Iterable[int]) -> tuple[Thing, ...]:
    slugs: dict[str, None] = {}
    for number in dict.fromkeys(records):
        try:
            slugs[catalogue.resources.slug(catalogue.lookup.found(number).resource)] = None
        except NotFound:
            continue
    named = catalogue.names.of(slugs)
    return tuple(Thing(slug, named[slug].title if slug in named else slug) for slug in slugs)
