"""Decides which resource a record belongs to: by shared identifiers only, never by title alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import token_set_ratio

from clew.catalogue import Catalogue, Placed
from clew.catalogue.lookup import Found
from clew.model import Identifier, Notice, Record, Scheme, study_number, title_key
from clew.model.identifier import EXCLUSIVE, JOINING

UNLIKE = 40  # titles less alike than this (of 100) under one identifier deserve a word

_NAMES = {Scheme.DOI: "DOI", Scheme.AWARD: "award reference", Scheme.UKDA: "study number"}


class Membership:
    """Places the records of one document, one after the other."""

    def __init__(self, catalogue: Catalogue, place: int) -> None:
        self._catalogue = catalogue
        self._known = catalogue.records.at(place)
        self._fresh: dict[Identifier, tuple[int, Record]] = {}
        self.notices: list[Notice] = []

    def place(self, records: Sequence[Record]) -> list[Placed]:
        """Give each record its resource: the one it had, one that shares an identifier, or new."""
        return [self._place(record) for record in records]

    def _place(self, record: Record) -> Placed:
        before = self._known.get(record.key)
        if before:
            return self._remember(Placed(record, before.resource, None))
        for identifier in joining(record):
            for resource, other, whole in self._sharing(identifier):
                if self._may_join(record, resource, other, identifier, whole):
                    name = _NAMES.get(Scheme(identifier.scheme), identifier.scheme)
                    return self._remember(Placed(record, resource, f"same {name} {identifier}"))
        return self._remember(
            Placed(record, self._catalogue.resources.make(record.kind, record.label), None)
        )

    def _remember(self, placed: Placed) -> Placed:
        for identifier in joining(placed.record):
            self._fresh.setdefault(identifier, (placed.resource, placed.record))
        return placed

    def _sharing(self, identifier: Identifier) -> Iterator[tuple[int, Record, Found | None]]:
        """Yield (resource, record, where) of those that carry an identifier."""
        if identifier in self._fresh:
            yield (*self._fresh[identifier], None)
        for found in self._catalogue.lookup.with_identifier(identifier):
            yield found.resource, self._catalogue.lookup.record(found.number), found

    def _may_join(
        self,
        record: Record,
        resource: int,
        other: Record,
        identifier: Identifier,
        found: Found | None,
    ) -> bool:
        where = f" in {found.location}" if found else ""
        if identifier.scheme == Scheme.ISBN:
            # A chapter carries the ISBN of its book, so the title must agree too.
            return record.kind == other.kind and title_key(record.title) == title_key(other.title)
        if record.kind != other.kind:
            self._say(
                f"“{record.label}” and “{other.label}”{where} both claim {identifier}, "
                f"one as {record.kind}, one as {other.kind}; they are kept apart."
            )
            return False
        if self._conflicts(record, resource):
            return False
        if _unlike(record.title, other.title):
            self._say(
                f"“{record.title}” and “{other.title}”{where} both claim {identifier}; "
                "they are shown as one thing, so check which of the two is right."
            )
        return True

    def _conflicts(self, record: Record, resource: int) -> bool:
        mine = joining(record)
        for scheme in {identifier.scheme for identifier in mine} & EXCLUSIVE:
            theirs = self._catalogue.lookup.identifiers(resource, scheme)
            if theirs and not theirs & {i.value for i in mine if i.scheme == scheme}:
                return True
        return False

    def _say(self, message: str) -> None:
        self.notices.append(Notice(message=message))


def joining(record: Record) -> list[Identifier]:
    """Return the identifiers of a record that another record of the same thing would share."""
    wanted = JOINING | {Scheme.ISBN}
    stated = [i for i in record.identifiers if i.scheme in wanted]
    numbers = [number for i in record.identifiers if (number := study_number(i))]
    return list(dict.fromkeys(stated + numbers))


def _unlike(one: str | None, other: str | None) -> bool:
    first, second = title_key(one), title_key(other)
    return bool(first and second and token_set_ratio(first, second) < UNLIKE)
