"""Decides which resource a record enters when it arrives: by what it shares beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.fuzz import token_set_ratio

from clew.catalogue import Catalogue, Placed
from clew.catalogue.lookup import Found
from clew.catalogue.records import Known
from clew.linking.bonds import WITH_TITLE, binding, bond, by_scheme, forbidden, one_kind
from clew.linking.cited import CITABLE, same_citation
from clew.model import Identifier, Notice, Record, title_key

UNLIKE = 40  # titles less alike than this (of 100) under one identifier deserve a word


class Membership:
    """Places the records of one document, one after the other.

    Parameters
    ----------
    catalogue: where to.
    known: the records that the document's place has already, by key.
    """

    def __init__(self, catalogue: Catalogue, known: Mapping[str, Known]) -> None:
        self._catalogue = catalogue
        self._known = known
        self._fresh: dict[Identifier, tuple[int, Record]] = {}
        self.notices: list[Notice] = []

    def place(self, records: Sequence[Record]) -> list[Placed]:
        """Give each record its resource: the one it had, one that shares an identifier, or new."""
        return [self._place(record) for record in records]

    def _place(self, record: Record) -> Placed:
        before = self._known.get(record.key)
        if before:
            return self._remember(Placed(record, before.resource, None))
        joined = next(self._joining(record), None)
        if joined:
            return self._remember(Placed(record, *joined))
        return self._remember(
            Placed(record, self._catalogue.resources.make(record.kind, record.label), None)
        )

    def _joining(self, record: Record) -> Iterator[tuple[int, str]]:
        """Yield (resource, reason) of those that a record belongs to."""
        for identifier, resource, other, found in self._sharing(binding(record)):
            reason = self._bond(record, other, identifier, found)
            if reason and not self._conflicts(record, resource):
                yield resource, reason
        key = title_key(record.title) if record.kind in CITABLE else None
        for found in self._catalogue.lookup.cited(key, record.key) if key else ():
            reason = same_citation(record, self._catalogue.lookup.record(found.number))
            if reason and not self._conflicts(record, found.resource):
                yield found.resource, reason

    def _remember(self, placed: Placed) -> Placed:
        for identifier in binding(placed.record):
            self._fresh.setdefault(identifier, (placed.resource, placed.record))
        return placed

    def _sharing(
        self, identifiers: Sequence[Identifier]
    ) -> Iterator[tuple[Identifier, int, Record, Found | None]]:
        """Yield (identifier, resource, record, where) of those that carry one of identifiers.

        Those of the same document come first, then by identifier, earliest first.
        """
        for identifier in identifiers:
            if identifier in self._fresh:
                yield (identifier, *self._fresh[identifier], None)
        known = self._catalogue.lookup.sharing(identifiers) if identifiers else []
        for identifier, found in sorted(known, key=lambda pair: identifiers.index(pair[0])):
            yield identifier, found.resource, self._catalogue.lookup.record(found.number), found

    def _bond(
        self, record: Record, other: Record, identifier: Identifier, found: Found | None
    ) -> str | None:
        where = f" in {found.location}" if found else ""
        if identifier.scheme in WITH_TITLE:
            return bond(record, other, identifier)
        if not one_kind(record, other):
            self._say(
                f"“{record.label}” and “{other.label}”{where} both claim {identifier}, "
                f"one as {record.kind}, one as {other.kind}; they are kept apart."
            )
        elif _unlike(record.title, other.title):
            self._say(
                f"“{record.title}” and “{other.title}”{where} both claim {identifier}; "
                "they are shown as one thing, so check which of the two is right."
            )
        return bond(record, other, identifier)

    def _conflicts(self, record: Record, resource: int) -> bool:
        mine = by_scheme(binding(record))
        theirs = {scheme: self._catalogue.lookup.identifiers(resource, scheme) for scheme in mine}
        return forbidden(mine, {scheme: values for scheme, values in theirs.items() if values})

    def _say(self, message: str) -> None:
        self.notices.append(Notice(message=message))


def _unlike(one: str | None, other: str | None) -> bool:
    first, second = title_key(one), title_key(other)
    return bool(first and second and token_set_ratio(first, second) < UNLIKE)
