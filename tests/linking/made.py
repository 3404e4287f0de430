"""Invented records for tests of linking, and what a catalogue makes of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
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


def told(catalogue: Catalogue) -> set[tuple[object, ...]]:
    """Return what a catalogue says of things and links, in words that no order of arrival changes.

    Things are named by the records that describe them; what is left out is when anything was said.
    """
    with closing(sqlite3.connect(catalogue.path)) as connection:
        names: dict[int, str] = {}
        things: dict[int, set[str]] = defaultdict(set)
        for number, place, key, resource, withdrawn in connection.execute(_RECORDS):
            names[number] = f"{place}#{key}"
            things[resource] |= set() if withdrawn else {names[number]}
        kinds = dict(connection.execute("SELECT number, kind FROM resources"))
        called = {number: tuple(sorted(some)) for number, some in things.items() if some}
        found: set[tuple[object, ...]] = {
            ("thing", some, kinds[number]) for number, some in called.items()
        }
        for subject, kind, thing, state, sure in connection.execute(_LINKS):
            if subject in called and thing in called:
                found.add(("link", called[subject], kind, called[thing], state, sure))
        for subject, kind, thing, one, other, *rest in connection.execute(_EVIDENCE):
            assert {subject, thing} <= called.keys()
            ends = called[subject], kind, called[thing]
            found.add(("evidence", *ends, names[one], names[other], *rest))
        return found


_RECORDS = (
    "SELECT r.number, p.location, r.key, r.resource, r.withdrawn FROM records r"
    " JOIN places p ON p.number = r.place"
)
_LINKS = "SELECT subject, type, object, state, confidence FROM links"
_EVIDENCE = (
    "SELECT l.subject, l.type, l.object, e.record, e.other, e.turned, e.rule, e.state, e.body"
    " FROM evidence e JOIN links l ON l.number = e.link"
)
