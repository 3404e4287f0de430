"""Takes in what a document says: places its records, then finds their links."""

from __future__ import annotations

from typing import NamedTuple

from clew.catalogue import Catalogue, Placed
from clew.catalogue.lookup import Found
from clew.linking.cited import cited
from clew.linking.membership import Membership
from clew.linking.mentioned import mentioned
from clew.linking.names import PersonName, person_name
from clew.linking.people import people
from clew.linking.rules import RULES
from clew.linking.rules.arrived import Arrived
from clew.linking.variables import place_variables, variable_rows
from clew.model import Kind, Notice, Reading


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

    def weave(self, receipt: Receipt, reading: Reading) -> Woven:
        """Store a reading and the links it makes possible."""
        catalogue = self._catalogue
        source, location, document, reader, now = receipt
        place = catalogue.places.note(source, location, document, now, reader=reader)
        known = catalogue.records.at(place)
        membership = Membership(catalogue, known)
        records = reading.records
        placed = membership.place(
            [*records, *mentioned(records), *cited(records), *people(records)]
        )
        placed += place_variables(catalogue, known, placed)
        catalogue.links.forget([before.number for before in known.values()])
        numbers = catalogue.records.put(place, document, reader, placed, now, known)
        catalogue.variables.put(variable_rows(numbers, placed))
        self._link(numbers, placed, receipt)
        notices = (*reading.notices, *membership.notices)
        catalogue.places.warn(place, notices)
        return Woven(place, notices, None if known else next(iter(placed), None))

    def _link(self, numbers: list[int], placed: list[Placed], receipt: Receipt) -> None:
        sha256 = self._catalogue.documents.sha256(receipt.document)
        beside = {
            entry.record.key: Found(
                number, entry.resource, entry.record.kind, sha256, receipt.location
            )
            for number, entry in zip(numbers, placed, strict=True)
        }
        named: dict[str, list[tuple[PersonName, Found]]] = {}
        for entry in placed:
            if entry.record.kind == Kind.PERSON:
                name = person_name(entry.record.label)
                named.setdefault(name.family, []).append((name, beside[entry.record.key]))
        self._catalogue.links.propose(
            proposal
            for entry in placed
            for propose in RULES
            for proposal in propose(
                self._catalogue, Arrived(beside[entry.record.key], entry.record, beside, named)
            )
        )
