"""Keeps the search index in step with the catalogue it is derived from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from clew.catalogue import Catalogue
from clew.index import Engine, entry_of
from clew.model import Resource

CHUNK = 500  # resources in memory at once
COMMIT_EVERY = 20_000  # resources between durable commits
STRIDE = 5_000  # changed resources worth following


Tick = Callable[[int, int | None], None]


class Companion(Protocol):
    """Somebody else who follows while the catalogue is written: a process of its own."""

    def stride(self) -> None:
        """Follow what has changed, without keeping the writer waiting."""
        ...

    def finish(self) -> bool:
        """Wait until all is indexed and durable; tell whether it came to that."""
        ...


class Indexing:
    """Brings changes of a catalogue into an index.

    The index remembers the last revision that it holds durably, so whatever a crash took away is
    simply indexed again.

    Parameters
    ----------
    catalogue, engine: from where to where.
    call: calls somebody to follow instead as soon as there is much to do; by default nobody.
    finished: what else has to follow, once the index holds all that the catalogue does.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        engine: Engine,
        call: Callable[[], Companion] | None = None,
        finished: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalogue = catalogue
        self._engine = engine
        self._call = call
        self._finished = finished
        self._companion: Companion | None = None
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
        if self._companion:
            self._companion.stride()
        elif len(self._catalogue.resources.changed_since(self._seen)) >= STRIDE:
            if self._call:
                self._hand_over(self._call)
            else:
                self.follow()

    def finish(self) -> None:
        """Follow to the end, and make all of it durable and visible to searches."""
        if self._companion:
            self._companion.finish()
            self._companion = None
            self._engine.refresh()
            self._seen = self._engine.revision
        # Where the companion came to grief, this does its work.
        self.follow()
        self.commit()
        self._engine.condense()
        self._engine.close()  # others may want to write
        self._finished()

    def rebuild(self, progress: Tick) -> int:
        """Index everything anew; return how many resources that were.

        Searches find what there was until all is done; if it is stopped, nothing has happened.
        """
        with self._catalogue.transaction():
            pass  # a revision of its own, by which other processes see that the index is another
        revision = self._catalogue.revision
        numbers = self._catalogue.resources.changed_since(0)
        self._engine.clear()
        for start in range(0, len(numbers), CHUNK):
            progress(start, len(numbers))
            self._replace(numbers[start : start + CHUNK])
        self._seen = revision
        self._engine.commit(revision)
        progress(len(numbers), len(numbers))
        self._engine.condense()
        self._engine.close()
        self._finished()
        return len(numbers)

    def _hand_over(self, call: Callable[[], Companion]) -> None:
        self.commit()
        self._engine.close()  # one process at a time can write an index
        self._companion = call()

    def commit(self) -> None:
        """Make what was indexed durable and visible to searches."""
        if self._seen > self._engine.revision:
            self._engine.commit(self._seen)
        self._since_commit = 0

    def _replace(self, numbers: list[int]) -> None:
        present = [r for r in self._catalogue.resources.many(numbers) if not r.only_cited]
        there = [resource.number for resource in present]
        beside = self._catalogue.links.kinds_beside(there)
        wholes = self._catalogue.links.wholes(there)
        parents = self._catalogue.variables.parents(there)
        self._engine.replace(
            entry_of(r, beside.get(r.number, ()), parents.get(r.number), wholes.get(r.number, ()))
            for r in present
        )
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
