"""What people say of things and links: joined, split, accepted, rejected, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import product

from clew.catalogue import Catalogue
from clew.errors import LinkingError
from clew.linking.bonds import binding, by_scheme, forbidden
from clew.linking.grouping import regroup
from clew.model import LinkType


class Deciding:
    """Decisions of one person, each one transaction.

    Parameters
    ----------
    catalogue: where they are kept.
    who: the person's name, as the log shall show it.
    """

    def __init__(self, catalogue: Catalogue, who: str) -> None:
        self._catalogue = catalogue
        self._who = who

    def join(self, one: str, other: str, note: str | None = None) -> int:
        """Say that two resources are one thing; return the decision's number.

        Raises
        ------
        NotFound: when either is not there.
        LinkingError: when they carry different identifiers of one scheme.
        """
        ones, others = self._records(one), self._records(other)
        if forbidden(self._identifiers(ones), self._identifiers(others)):
            raise LinkingError(
                f"{one} and {other} carry different identifiers of one scheme.",
                hint="If one of them is wrong, split the record that brought it off first.",
            )
        return self._on_records("join", [(ones[0], others[0])], note)

    def split(self, record: int, note: str | None = None) -> int:
        """Say that a record is not about what the others of its resource are about.

        Raises
        ------
        LinkingError: when it is alone already.
        """
        others = [n for n in self._records(self._slug(record)) if n != record]
        if not others:
            raise LinkingError(f"Record {record} is the only one of its resource.")
        return self._on_records("split", [(record, other) for other in others], note)

    def confirm(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that a link is right."""
        return self._on_link("confirm", subject, type, object, note)

    def reject(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that a link is wrong; it is kept, but shown to nobody who does not ask."""
        return self._on_link("reject", subject, type, object, note)

    def unsure(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that one cannot tell; the question is not asked again."""
        return self._on_link("unsure", subject, type, object, note)

    def undo(self, decision: int) -> None:
        """Take a decision back; everything is as if it had never been made.

        Raises
        ------
        NotFound: when there is no such decision, or it was undone before.
        """
        with self._catalogue.transaction():
            made = self._catalogue.decisions.get(decision)
            pairs = self._catalogue.decisions.pairs(decision)
            self._catalogue.decisions.undo(decision, self._who, _now())
            self._apply(pairs, made.type)

    def _on_records(self, verdict: str, pairs: list[tuple[int, int]], note: str | None) -> int:
        with self._catalogue.transaction():
            number = self._catalogue.decisions.make(verdict, pairs, self._who, _now(), note=note)
            self._apply(pairs, None)
        return number

    def _on_link(
        self, verdict: str, subject: str, type: LinkType, object: str, note: str | None
    ) -> int:
        pairs = list(product(self._records(subject), self._records(object)))
        with self._catalogue.transaction():
            number = self._catalogue.decisions.make(
                verdict, pairs, self._who, _now(), type=type, note=note
            )
            self._apply(pairs, type)
        return number

    def _apply(self, pairs: list[tuple[int, int]], type: str | None) -> None:
        if type is None:
            regroup(self._catalogue, {end for pair in pairs for end in pair})
            return
        found = {n: self._catalogue.lookup.found(n).resource for pair in pairs for n in pair}
        self._catalogue.links.decide({(found[one], type, found[other]) for one, other in pairs})

    def _records(self, name: str) -> list[int]:
        number = self._catalogue.resources.number(name)
        return [found.number for found in self._catalogue.lookup.records_of(number)]

    def _slug(self, record: int) -> str:
        return self._catalogue.resources.slug(self._catalogue.lookup.found(record).resource)

    def _identifiers(self, records: Iterable[int]) -> dict[str, set[str]]:
        known = (self._catalogue.lookup.record(number) for number in records)
        return by_scheme(identifier for record in known for identifier in binding(record))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
