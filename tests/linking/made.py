"""Invented records for tests of linking, and what a catalogue makes of them."""

from __future__ import annotations

from io import BytesIO

from support import NOW

from clew.catalogue import Catalogue
from clew.linking import Receipt, Weaver
from clew.model import Agent, Contribution, Identifier, Kind, Reading, Record, Role, Scheme

TITLE = "Knocking twice: doorsteps and decisions in family visiting"


def work(title: str = TITLE, author: str = "Okoro S", **more: object) -> Record:
    """Return a publication of 2014, or what is asked for."""
    given: dict[str, object] = {"key": "w", "kind": Kind.PUBLICATION, "published": "2014"}
    people = (Contribution(agent=Agent.person(author), role=Role.AUTHOR),)
    return Record(**{**given, "title": title, "contributions": people, **more})  # type: ignore[arg-type]


def name(scheme: Scheme, value: str) -> Identifier:
    """Return an identifier."""
    return Identifier(scheme=str(scheme), value=value)


def bring(catalogue: Catalogue, place: str, *records: Record) -> None:
    """Bring records into a catalogue as if a document at a place held them."""
    with catalogue.transaction():
        document = catalogue.documents.keep(BytesIO(repr(records).encode()), None, NOW)
        receipt = Receipt("files", place, document, "test 1", NOW)
        Weaver(catalogue).weave(receipt, Reading(records=records))


def groups(catalogue: Catalogue) -> set[frozenset[str]]:
    """Return which places describe one thing."""
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    return {frozenset(held.location for held in resource.held) for resource in everything}


def links(catalogue: Catalogue) -> set[tuple[str, str, str, str]]:
    """Return all links, their ends named by the first place that describes them."""
    everything = list(catalogue.resources.many(catalogue.resources.changed_since(0)))
    places = {r.slug: min(held.location for held in r.held) for r in everything}
    found = catalogue.links.of([resource.number for resource in everything])
    return {(places[one.subject], one.type, places[one.object], one.state) for one in found}


def slug(catalogue: Catalogue, location: str) -> str:
    """Return the id of what a place describes."""
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    return next(r.slug for r in everything if any(h.location == location for h in r.held))


def record_at(catalogue: Catalogue, location: str) -> int:
    """Return the number of a place's first record."""
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    return next(h.number for r in everything for h in r.held if h.location == location)
