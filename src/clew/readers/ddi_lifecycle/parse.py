"""From XML to instances in which references can be followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap


class Instance:
    """An instance: its root, and what stands in it by identifier."""

    def __init__(self, root: Branch, delivered: Delivered) -> None:
        self.root = root
        self.delivered = delivered
        self._known: dict[str, Branch] = {}
        self._collect(root)

    def all(self, name: str) -> list[Branch]:
        """Return every element of a name, wherever it stands."""
        return list(self.root.inside(name))

    def follow(self, reference: Branch) -> Branch | None:
        """Return what a reference points at, versions aside, or ``None`` if it is elsewhere."""
        return next((self._known[name] for name in _names(reference) if name in self._known), None)

    def linked(self, branch: Branch, *names: str) -> Iterator[Branch]:
        """Yield the elements of some names in a branch, those behind references included.

        Example: ``linked(study, "DataCollection")`` also follows ``DataCollectionReference``
        """
        for name in names:
            yield from branch.all(name)
            for reference in branch.all(f"{name}Reference"):
                found = self.follow(reference)
                if found:
                    yield found

    def _collect(self, branch: Branch) -> None:
        if not branch.name.endswith("Reference"):
            for name in _names(branch):
                self._known.setdefault(name, branch)
        for child in branch.children:
            self._collect(child)


class Instances(NamedTuple):
    """The instances of a document."""

    instances: tuple[Instance, ...]
    notices: tuple[Notice, ...]
    location: str


def parse(document: Document) -> Instances:
    """Take a document apart.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    """
    envelope = unwrap(document, ("DDIInstance", "FragmentInstance"))
    instances = tuple(Instance(Branch(one.payload), one) for one in envelope.delivered)
    return Instances(instances, envelope.notices, document.location)


def _names(branch: Branch) -> Iterator[str]:
    """Yield the names of an element: agency and number, and its URN without the version.

    ``urn:ddi:org.example:a1:3`` → ``org.example:a1``
    """
    agency, number = branch.first("Agency"), branch.first("ID")
    if agency and number:
        yield f"{agency.peek()}:{number.peek()}"
    urn = branch.first("URN")
    if urn:
        parts = urn.peek().split(":")
        if len(parts) >= 4:
            yield ":".join(parts[2:4])
