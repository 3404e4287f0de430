"""What people say of things and links: joined, split, accepted, rejected, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import product

from clew.catalogue import Catalogue
from clew.catalogue.decisions import Decision
from clew.errors import LinkingError
from clew.linking.bonds import binding, by_scheme, forbidden
from clew.linking.grouping import regroup
from clew.linking.settling import settle
from clew.model import LinkType

Pairs = Sequence[tuple[int, int]]


class Deciding:
    """Decisions of one person, each one transaction.

    All of them are about pairs of records, so that they outlive any regrouping.

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
        LinkingError: when they carry different identifiers of one scheme, or are one already.
        """
        ones, others = self._two(one, other)
        if forbidden(self._identifiers(ones), self._identifiers(others)):
            raise LinkingError(
                f"{one} and {other} carry different identifiers of one scheme.",
                hint="If one of them is wrong, split the record that brought it off first.",
            )
        return self.make("join", list(product(ones, others)), None, note)

    def part(self, one: str, other: str, note: str | None = None) -> int:
        """Say that two resources are not one thing, so that they are never joined.

        Raises
        ------
        NotFound: when either is not there.
        LinkingError: when they are one.
        """
        return self.make("split", list(product(*self._two(one, other))), None, note)

    def leave(self, one: str, other: str, note: str | None = None) -> int:
        """Say that one cannot tell whether two resources are one; it is not asked again."""
        return self.make("unsure", list(product(*self._two(one, other))), None, note)

    def split(self, *records: int, note: str | None = None) -> int:
        """Say that records are not about what the others of their resource are about.

        Raises
        ------
        NotFound: when there is no such record.
        LinkingError: when no other record would be left, or they are not of one resource.
        """
        return self.make("split", self._to_the_rest(records), None, note)

    def keep(self, record: int, note: str | None = None) -> int:
        """Say that a record belongs where it is."""
        return self.make("join", self._to_the_rest([record]), None, note)

    def doubt(self, record: int, note: str | None = None) -> int:
        """Say that one cannot tell whether a record belongs where it is; it is not asked again."""
        return self.make("unsure", self._to_the_rest([record]), None, note)

    def confirm(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that a link is right."""
        if type == LinkType.SAME_AS:
            return self.join(subject, object, note)
        return self._on_link("confirm", subject, type, object, note)

    def reject(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that a link is wrong; it is kept, but shown to nobody who does not ask."""
        if type == LinkType.SAME_AS:
            return self.part(subject, object, note)
        return self._on_link("reject", subject, type, object, note)

    def unsure(self, subject: str, type: LinkType, object: str, note: str | None = None) -> int:
        """Say that one cannot tell; the question is not asked again."""
        if type == LinkType.SAME_AS:
            return self.leave(subject, object, note)
        return self._on_link("unsure", subject, type, object, note)

    def make(self, verdict: str, pairs: Pairs, type: str | None, note: str | None) -> int:
        """Keep a decision on pairs of records, and do what it says; return its number."""
        with self._catalogue.transaction():
            number = self._catalogue.decisions.make(
                verdict, pairs, self._who, _now(), type=type, note=note
            )
            self._apply(pairs, type)
        settle(self._catalogue)
        return number

    def undo(self, decision: int) -> Decision:
        """Take a decision back; everything is as if it had never been made.

        The id that a record got when it was split off stays, and leads to where it is now.

        Raises
        ------
        NotFound: when there is no such decision, or it was undone before.
        """
        with self._catalogue.transaction():
            made = self._catalogue.decisions.get(decision)
            self._catalogue.decisions.undo(decision, self._who, _now())
            self._apply(self._catalogue.decisions.pairs(decision), made.type)
        settle(self._catalogue)
        return self._catalogue.decisions.get(decision)

    def _on_link(
        self, verdict: str, subject: str, type: LinkType, object: str, note: str | None
    ) -> int:
        pairs = list(product(self._records(subject), self._records(object)))
        return self.make(verdict, pairs, type, note)

    def _apply(self, pairs: Pairs, type: str | None) -> None:
        ends = sorted({end for pair in pairs for end in pair})
        if type is None:
            regroup(self._catalogue, ends)
            self._catalogue.links.weigh_identity(ends)
            return
        found = {n: self._catalogue.lookup.found(n).resource for n in ends}
        self._catalogue.links.decide({(found[one], type, found[other]) for one, other in pairs})

    def _two(self, one: str, other: str) -> tuple[list[int], list[int]]:
        ones, others = self._records(one), self._records(other)
        if ones == others:
            raise LinkingError(f"{one} and {other} are one thing already.")
        return ones, others

    def _to_the_rest(self, records: Sequence[int]) -> Pairs:
        """Return the pairs of some records of one resource with its others."""
        resources = {self._catalogue.lookup.found(number).resource for number in records}
        if len(resources) != 1:
            raise LinkingError("The records to split off must be of one resource.")
        (resource,) = resources
        held = [found.number for found in self._catalogue.lookup.records_of(resource)]
        rest = [number for number in held if number not in records]
        if not rest:
            slug = self._catalogue.resources.slug(resource)
            raise LinkingError(f"{slug} has no other record to be split from.")
        return list(product(records, rest))

    def _records(self, name: str) -> list[int]:
        number = self._catalogue.resources.number(name)
        return [found.number for found in self._catalogue.lookup.records_of(number)]

    def _identifiers(self, records: Iterable[int]) -> dict[str, set[str]]:
        known = (self._catalogue.lookup.record(number) for number in records)
        return by_scheme(identifier for record in known for identifier in binding(record))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
