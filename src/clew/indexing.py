"""Keeps the search index in step with the catalogue it is derived from."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.index import Engine, entry_of
from clew.model import Resource

CHUNK = 500  # resources in memory at once
COMMIT_EVERY = 20_000  # resources between durable commits


class Indexing:
    """Brings changes of a catalogue into an index.

    The index remembers the last revision that it holds durably, so whatever a crash took away is
    simply indexed again.
    """

    def __init__(self, catalogue: Catalogue, engine: Engine) -> None:
        self._catalogue = catalogue
        self._engine = engine
        self._seen = engine.revision
        self._since_commit = 0

    def follow(self) -> None:
        """Index what changed since last time, making it durable from time to time."""
        revision = self._catalogue.revision
        numbers = self._catalogue.resources.changed_since(self._seen)
        for start in range(0, len(numbers), CHUNK):
            self._replace(numbers[start : start + CHUNK])
        self._seen = revision
        if self._since_commit >= COMMIT_EVERY:
            self.commit()

    def stride(self) -> None:
        """Follow once much has changed.

        A funder whom every award names changes with every batch; following each time would index
        it, with all its records, over and over, and nothing is visible before a commit anyway.
        """
        if len(self._catalogue.resources.changed_since(self._seen)) >= COMMIT_EVERY:
            self.follow()

    def commit(self) -> None:
        """Make what was indexed durable and visible to searches."""
        if self._seen > self._engine.revision:
            self._engine.commit(self._seen)
        self._since_commit = 0

    def _replace(self, numbers: list[int]) -> None:
        present = [r for r in self._catalogue.resources.many(numbers) if not r.only_cited]
        self._engine.replace(entry_of(resource) for resource in present)
        gone = set(numbers) - {resource.number for resource in present}
        if gone:
            self._engine.remove(sorted(gone))
        self._since_commit += len(numbers)


def every_resource(catalogue: Catalogue, chunk: int = CHUNK) -> Iterator[Resource]:
    """Yield all the resources that anybody described, oldest first, a chunk in memory at a time.

    Works known from citations alone are beads of threads, but no answers to a search: their bare
    titles would come before everything that says more.
    """
    numbers = catalogue.resources.changed_since(0)
    for start in range(0, len(numbers), chunk):
        found = catalogue.resources.many(numbers[start : start + chunk])
        yield from (resource for resource in found if not resource.only_cited)
