"""The one public object: wires the rooms, and has a verb for everything that Clew does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from types import TracebackType

import msgspec

from clew.catalogue import Catalogue
from clew.catalogue.places import Failure
from clew.catalogue.runs import Report
from clew.encoders import Encoder, load_default
from clew.errors import CatalogueBusy, EncoderMissing, SourceError
from clew.harvest import arrivals
from clew.harvest.sources_file import SourcesFile
from clew.harvesting import Harvest, Health, Probe, Wish, health, is_due, probe
from clew.home import Home
from clew.index import Engine, Entry, VectorStore, entry_of, open_engine, open_vectors
from clew.indexing import Indexing, every_resource
from clew.intake import Added, Intake, Progress, Status
from clew.linking import thread
from clew.linking.thread import DEPTH
from clew.model import Resource, Thread
from clew.search import Answer, Searcher, Tick, embed, pending


class Overview(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a catalogue holds and how far its index has come.

    ``without_vector`` counts resources and passages that can be found by words only, so far.
    """

    home: str
    revision: int
    indexed_revision: int
    counts: dict[str, int]
    encoder: str | None = None
    vectors: int = 0
    without_vector: int = 0
    failures: tuple[Failure, ...] = ()


class Clew:
    """A catalogue with everything around it, to be used in a ``with`` block.

    Example::

        with clew.open("~/catalogue") as catalogue:
            catalogue.add("papers/")
            for hit in catalogue.search("home visits").hits:
                print(hit.title)

    Parameters
    ----------
    home: where the catalogue lives; made when it is not there yet.
    """

    def __init__(self, home: Home) -> None:
        self.home = home
        self.catalogue = Catalogue(home.catalogue)

    def __enter__(self) -> Clew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the catalogue and its index."""
        if "_engine" in self.__dict__:
            self._engine.close()
        self.catalogue.close()

    def add(
        self, *targets: str, source: str = "files", progress: Progress = lambda added: None
    ) -> list[Added]:
        """Take in documents: files, folders, archives, web addresses, ``-`` for standard input.

        What cannot be read is kept and reported as failed; the rest goes on. The call can be
        stopped at any moment and made again to go on where it was.

        Parameters
        ----------
        targets: where the documents are.
        source: the name of the source they come from.
        progress: called with each report as it is made.

        Returns a report on each document, in order.

        Raises
        ------
        CatalogueBusy: when another process is writing.
        """
        added: list[Added] = []
        with self.catalogue.writing():
            indexing = Indexing(self.catalogue, self._engine)
            indexing.follow()
            intake = Intake(self.catalogue, source, written=indexing.stride)
            try:
                for target in targets:
                    for report in self._take(intake, target):
                        added.append(report)
                        progress(report)
            finally:
                indexing.follow()
                indexing.commit()
        return added

    @property
    def sources(self) -> SourcesFile:
        """What there is to harvest: the sources file of this home."""
        return SourcesFile(self.home.sources)

    def harvest(
        self,
        *names: str,
        full: bool = False,
        since: datetime | None = None,
        progress: Progress = lambda added: None,
    ) -> Iterator[Report]:
        """Harvest sources one after the other, and yield a report on each.

        Only what changed since the last complete run is asked for, as far as a source can tell. A
        run that was stopped, in whatever way, goes on where it was.

        Parameters
        ----------
        names: of sources; by default those whose time has come.
        full: ask for everything.
        since: ask for what changed from then on.
        progress: called with the report on each document.

        Raises
        ------
        SourceError: when there is no such source.
        CatalogueBusy: when another process is writing.
        """
        file = self.sources
        chosen = [file.get(name) for name in names] or [
            source for source in file.sources() if is_due(self.catalogue, source)
        ]
        with self.catalogue.writing():
            indexing = Indexing(self.catalogue, self._engine)
            indexing.follow()
            try:
                for source in chosen:
                    client = source.client(file.contact)
                    one = Harvest(self.catalogue, source, client, indexing.stride)
                    yield one.run(Wish(full, since), progress)
            finally:
                indexing.follow()
                indexing.commit()

    def probe(self, name: str) -> list[Probe]:
        """Fetch the first few documents of a source and read them, without keeping anything.

        Raises
        ------
        SourceError: when there is no such source, or it does not answer as its protocol wants.
        """
        source = self.sources.get(name)
        return list(probe(source, source.client(self.sources.contact)))

    def health(self, *names: str) -> list[Health]:
        """Return how sources are (by default all): their runs, their links, what is due."""
        chosen = [self.sources.get(name) for name in names] or self.sources.sources()
        return [health(self.catalogue, source) for source in chosen]

    def _take(self, intake: Intake, target: str) -> Iterator[Added]:
        try:
            yield from intake.take(arrivals(target))
        except SourceError as error:
            yield Added(target, Status.FAILED, error=str(error))

    def search(self, words: str, *, kind: str | None = None, limit: int = 10) -> Answer:
        """Find resources, and the passages in them, by words and by meaning.

        Parameters
        ----------
        words: what to look for; ``"quoted words"`` must occur as they are.
        kind: only resources of this kind.
        limit: how many to return at most.

        Raises
        ------
        QueryError: when an option makes no sense.
        """
        self._catch_up()
        return self._searcher.search(words, kind=kind, limit=limit)

    def get(self, name: str) -> Resource:
        """Return a resource by its id or by an identifier in any spelling.

        Raises
        ------
        NotFound: when there is none.
        """
        return self.catalogue.resources.get(name)

    def thread(self, name: str, depth: int = DEPTH) -> Thread:
        """Return the thread of a resource: all that its links reach.

        Parameters
        ----------
        name: its id, or an identifier in any spelling.
        depth: how many links away to go.

        Raises
        ------
        NotFound: when there is no such resource.
        """
        return thread(self.catalogue, name, depth)

    def embed(self, progress: Tick = lambda done, total: None) -> int:
        """Give a vector to every resource and passage that has none yet; return how many.

        It can be stopped at any moment and goes on where it was.

        Raises
        ------
        EncoderMissing: when no encoder has been prepared on this machine.
        """
        encoder = load_default()
        with self.catalogue.writing():
            store = self._vectors(encoder)
            total = sum(1 for _ in pending(self._entries(), store))
            return embed(self._entries(), store, encoder, lambda done, _: progress(done, total))

    def overview(self) -> Overview:
        """Return what the catalogue holds and how far its index has come."""
        encoder = self._encoder
        store = self._vectors(encoder) if encoder else None
        return Overview(
            home=str(self.home.folder),
            revision=self.catalogue.revision,
            indexed_revision=self._engine.revision,
            counts=self.catalogue.counts(),
            encoder=encoder.name if encoder else None,
            vectors=len(store) if store is not None else 0,
            without_vector=sum(1 for _ in pending(self._entries(), store)),
            failures=tuple(self.catalogue.places.failures()),
        )

    def _entries(self) -> Iterator[Entry]:
        return map(entry_of, every_resource(self.catalogue))

    def _catch_up(self) -> None:
        """Index what a stopped process left behind, unless another one is at it."""
        if self._engine.revision < self.catalogue.revision:
            try:
                with self.catalogue.writing():
                    indexing = Indexing(self.catalogue, self._engine)
                    indexing.follow()
                    indexing.commit()
            except CatalogueBusy:
                return

    @cached_property
    def _engine(self) -> Engine:
        return open_engine(self.home.index)

    @cached_property
    def _encoder(self) -> Encoder | None:
        try:
            return load_default()
        except EncoderMissing:
            return None

    def _vectors(self, encoder: Encoder) -> VectorStore:
        return open_vectors(self.home.vectors, encoder.name, encoder.dimensions)

    @cached_property
    def _searcher(self) -> Searcher:
        encoder = self._encoder
        vectors = self._vectors(encoder) if encoder else None
        return Searcher(self._engine, vectors, encoder)


def open(home: str | os.PathLike[str] | None = None) -> Clew:
    """Open the catalogue at a path, else at ``CLEW_HOME``, else in the user's data folder.

    Raises
    ------
    CatalogueError: when what is there is no catalogue, or a later version's.
    """
    return Clew(Home.at(home))
