"""Takes in what a document says: places its records, then finds their links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from clew.catalogue import Catalogue, Placed
from clew.catalogue.lookup import Found
from clew.catalogue.records import Told
from clew.linking.apart import alone, handles
from clew.linking.cited import cited
from clew.linking.membership import Membership
from clew.linking.mentioned import mentioned
from clew.linking.names import PersonName, person_name
from clew.linking.people import people
from clew.linking.rules import RULES
from clew.linking.rules.arrived import Arrived
from clew.linking.variables import place_variables, variable_rows
from clew.model import Identifier, Kind, Notice, Reading


class Receipt(NamedTuple):
    """Where a document was found, its number, who read it (name and version) and when."""

    source: str
    location: str
    document: int
    reader: str
    now: str


class Woven(NamedTuple):
    """What became of a document: its place, and what people should know.

    ``first`` is its first record and where that went, if the place had no records before.
    """

    place: int
    notices: tuple[Notice, ...]
    first: Placed | None = None


class Weaver:
    """Weaves readings into a catalogue, inside the caller's transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._gathers = False
        self._waiting: list[_Waiting] = []
        self._held: set[int | Identifier] = set()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Let documents wait for each other inside the block: many are written faster than each.

        Only those wait that have nothing to do with one another, so that all comes out as if each
        had been written at once. What is woven is to be found in the catalogue after the block, or
        after :meth:`settle`.
        """
        self._gathers = True
        try:
            yield
            self.settle()
        finally:
            self._gathers = False
            self._forget()

    def weave(self, receipt: Receipt, reading: Reading) -> Woven:
        """Store a reading and the links it makes possible."""
        catalogue = self._catalogue
        source, location, document, reader, now = receipt
        place = catalogue.places.note(source, location, document, now, reader=reader)
        records = reading.records
        records = (*records, *mentioned(records), *cited(records), *people(records))
        names: set[int | Identifier] = {place, *handles(records)}
        if alone(records) or not self._held.isdisjoint(names):
            self.settle()
        known = catalogue.records.at(place)
        membership = Membership(catalogue, known)
        placed = membership.place(records)
        placed += place_variables(catalogue, known, placed)
        # In a resource that is not its own, a record may meet more than what it names.
        joins = bool(known) or any(entry.joined_by for entry in placed)
        told = Told(place, document, reader, now, placed, known)
        self._wait(_Waiting(location, told), names, alone(records) or joins)
        notices = (*reading.notices, *membership.notices)
        catalogue.places.warn(place, notices)
        return Woven(place, notices, None if known else next(iter(placed), None))

    def _wait(self, one: _Waiting, names: set[int | Identifier], is_alone: bool) -> None:
        if is_alone:
            self.settle()
        self._waiting.append(one)
        self._held |= names
        if is_alone or not self._gathers:
            self.settle()

    def settle(self) -> None:
        """Write the documents that wait, each step for all of them before the next."""
        waiting, catalogue = self._forget(), self._catalogue
        if not waiting:
            return
        told = [one.told for one in waiting]
        catalogue.links.forget([n.number for one in told for n in one.known.values()])
        numbers = catalogue.records.put(told)
        for some, one in zip(numbers, told, strict=True):
            catalogue.variables.put(variable_rows(some, one.placed))
        catalogue.links.propose(
            proposal
            for some, one in zip(numbers, waiting, strict=True)
            for arrived in one.arrived(some, catalogue.documents.sha256(one.told.document))
            for propose in RULES
            for proposal in propose(catalogue, arrived)
        )

    def _forget(self) -> list[_Waiting]:
        waiting, self._waiting = self._waiting, []
        self._held.clear()
        return waiting


class _Waiting(NamedTuple):
    """A document whose records know where they belong, and wait to be written."""

    location: str
    told: Told

    def arrived(self, numbers: Sequence[int], sha256: str) -> Iterator[Arrived]:
        """Yield each record as rules want it, once it has its number."""
        numbered = list(zip(numbers, self.told.placed, strict=True))
        beside = {
            entry.record.key: Found(
                number, entry.resource, entry.record.kind, sha256, self.location
            )
            for number, entry in numbered
        }
        named: dict[str, list[tuple[PersonName, Found]]] = {}
        for _, entry in numbered:
            if entry.record.kind == Kind.PERSON:
                name = person_name(entry.record.label)
                named.setdefault(name.family, []).append((name, beside[entry.record.key]))
        for _, entry in numbered:
            yield Arrived(beside[entry.record.key], entry.record, beside, named)
