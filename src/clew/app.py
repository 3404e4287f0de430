"""The one public object: wires the rooms, and has a verb for everything that Clew does."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TypeVar, Unpack

import msgspec
from msgspec.structs import replace

from clew.catalogue import Catalogue
from clew.catalogue.places import Failure
from clew.catalogue.runs import Report
from clew.catalogue.variables import Child
from clew.encoders import Encoder
from clew.errors import CatalogueBusy, IndexError_, NotFound, SourceError
from clew.export import Item, choose
from clew.export.citation import styled
from clew.exporting import everything, items, named, results
from clew.harvest import arrivals
from clew.harvest.sources_file import SourcesFile
from clew.harvesting import Harvest, Health, Probe, Wish, health, is_due, probe
from clew.home import Home
from clew.index import Engine, Entry, entry_of, open_engine
from clew.indexer import Indexer
from clew.indexing import Indexing, every_resource
from clew.intake import Added, Intake, Progress, Status
from clew.linking import Comparable, Desk, same_elsewhere, thread
from clew.linking.thread import DEPTH, Following
from clew.meaning import Meaning
from clew.model import Resource, Thread
from clew.search import (
    Answer,
    Choices,
    Counter,
    FacetCounts,
    Options,
    PassageHit,
    Searcher,
    Suggestion,
    Tick,
    beside,
)
from clew.settings import Settings, choose_encoder, read_settings
from clew.vocabularies import Vocabularies

_T = TypeVar("_T")


class Overview(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a catalogue holds and how far its index has come.

    ``encoder`` is the one that was chosen, ``trouble`` why it cannot be used; ``serving`` another
    one, whose vectors serve until those of the chosen one are whole. ``without_vector`` counts
    resources and passages that can be found by words only, so far. ``notice`` says what was wrong
    with the index, ``damage`` what was wrong with the vectors.
    """

    home: str
    revision: int
    indexed_revision: int
    counts: dict[str, int]
    encoder: str | None = None
    vectors: int = 0
    without_vector: int = 0
    serving: str | None = None
    trouble: str | None = None
    damage: str | None = None
    notice: str | None = None
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
    encoders: those loaded so far, to be shared where a process opens a catalogue more than once.
    """

    # Counts what a search finds.
    _counter: Counter = staticmethod(beside)

    def __init__(self, home: Home, encoders: dict[bytes, Encoder | None] | None = None) -> None:
        self.home = home
        self.catalogue = Catalogue(home.catalogue)
        self._made: tuple[tuple[int, int], Searcher] | None = None
        self._encoders = {} if encoders is None else encoders

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
        self,
        *targets: str,
        source: str = "files",
        progress: Progress = lambda added: None,
        match: bool = True,
    ) -> list[Added]:
        """Take in documents: files, folders, archives, web addresses, ``-`` for standard input.

        What cannot be read is kept and reported as failed; the rest goes on. The call can be
        stopped at any moment and made again to go on where it was.

        Parameters
        ----------
        targets: where the documents are.
        source: the name of the source they come from.
        progress: called with each report as it is made.
        match: when all is read and indexed, compare what is new with what is like it, unless that
            is much; what is left, ``links.run()`` compares later.

        Returns a report on each document, in order.

        Raises
        ------
        CatalogueBusy: when another process is writing.
        """
        added: list[Added] = []
        with self.catalogue.writing():
            indexing = self._indexing()
            indexing.follow()
            intake = Intake(self.catalogue, source, written=indexing.stride)
            try:
                for target in targets:
                    for report in self._take(intake, target):
                        added.append(report)
                        progress(report)
            finally:
                indexing.finish()
            if match:
                self.links.run_if_few()
        return added

    @property
    def vocabularies(self) -> Vocabularies:
        """The vocabularies that were added, whose related terms widen searches."""
        return Vocabularies(self.home.vocabularies)

    @property
    def links(self) -> Desk:
        """What people do with joins and links: look through them, decide, undo, read the log."""
        matcher = self.settings.linking.matcher
        return Desk(self.catalogue, lambda: self._indexing().finish(), matcher)

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
        match: bool = True,
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
        match: when all has come, compare what is new with what is like it, unless that is much.

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
            indexing = self._indexing()
            indexing.follow()
            try:
                for source in chosen:
                    client = source.client(file.contact)
                    one = Harvest(self.catalogue, source, client, indexing.stride)
                    yield one.run(Wish(full, since), progress)
            finally:
                indexing.finish()
            if match:
                self.links.run_if_few()

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

    def search(self, words: str = "", **options: Unpack[Options]) -> Answer:
        """Find resources, and the passages in them, by words and by meaning.

        Parameters
        ----------
        words: what to look for, in the query language; any text is allowed.
        options: ``kind``, ``filters``, ``order``, ``limit``, ``cursor``, ``facets``, ``years``,
            ``exact``, ``settings``: see :class:`clew.search.Options`.

        Raises
        ------
        QueryError: when an option makes no sense; it says what would.
        """
        return self._credited(self._asked(lambda searcher: searcher.search(words, **options)))

    def like(self, what: str, **options: Unpack[Options]) -> Answer:
        """Find resources like one, named by its id or an identifier, or like any other text."""
        try:
            # A name is one word; a citation that holds a DOI is a text.
            number = self.catalogue.resources.number(what) if len(what.split()) == 1 else None
        except NotFound:
            number = None
        return self._credited(self._asked(lambda s: s.like(what, number=number, **options)))

    def search_in(self, name: str, words: str, limit: int = 10) -> tuple[PassageHit, ...]:
        """Find passages in the full text of one resource; those that say it best come first.

        Parameters
        ----------
        name: an id, or an identifier in any spelling.
        words: what to look for, in the query language; any text is allowed.

        Raises
        ------
        NotFound: when there is no such resource.
        """
        number = self.catalogue.resources.number(name)
        return self._asked(lambda searcher: searcher.passages(number, words, limit))

    def _credited(self, answer: Answer) -> Answer:
        """Add what the sources of the hits ask to be said wherever their records are."""
        hits = (one for hit in answer.hits for one in (hit, *hit.inside))
        sources = (source for hit in hits for source in hit.sources)
        return msgspec.structs.replace(answer, credits=self.catalogue.sources.credits(sources))

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete the beginning of a query from titles, people, organisations and keywords."""
        return self._asked(lambda searcher: searcher.suggest(typed, limit))

    def facet(
        self, name: str, text: str = "", words: str = "", **options: Unpack[Options]
    ) -> FacetCounts:
        """Look inside a facet: those of its values that hold some words, counted over a search.

        Parameters
        ----------
        name: of the facet.
        text: beginnings of words of the values wanted; without any, all values.
        words, options: the search to count over; ``limit`` is of values.

        Raises
        ------
        QueryError: when there is no such facet, or an option makes no sense.
        """
        return self._asked(lambda searcher: searcher.choices(name, text, words, **options))

    @property
    def stamp(self) -> Hashable:
        """What is another one once another opening, or process, has changed what answers say."""
        return self.catalogue.written, self.home.derived

    def get(self, name: str) -> Resource:
        """Return a resource by its id or by an identifier in any spelling.

        Raises
        ------
        NotFound: when there is none.
        """
        return self.catalogue.resources.get(name)

    def item(self, name: str, languages: Sequence[str] = ()) -> Item:
        """Return a resource as exports take it, with what it is tied to.

        Parameters
        ----------
        languages: codes of those to tell it in, where its sources do; the preferred one first.

        Raises
        ------
        NotFound: when there is none.
        """
        number = self.catalogue.resources.number(name)
        found = next(items(self.catalogue, [number]), None)
        # Without one, asking for the resource says why there is none.
        return (found or Item(resource=self.get(name))).told_in(languages)

    def variables(self, name: str) -> list[Child]:
        """Return the variables of a dataset, in the order of its sources.

        Raises
        ------
        NotFound: when there is no such resource.
        """
        return self.catalogue.variables.of(self.catalogue.resources.number(name))

    def same_variable(self, name: str) -> list[Comparable]:
        """Return the variables of other waves and datasets that seem to be the same as one.

        They are found by name, label and question; each says what agrees, and how sure that is.

        Raises
        ------
        NotFound: when there is no such variable.
        """
        return same_elsewhere(self.catalogue, name)

    def thread(self, name: str, depth: int = DEPTH, **options: Unpack[Following]) -> Thread:
        """Return the thread of a resource: all that its links reach.

        Parameters
        ----------
        name: its id, or an identifier in any spelling.
        depth: how many links away to go.
        options: ``types``, ``min_confidence``, ``states`` of the links to follow.

        Raises
        ------
        NotFound: when there is no such resource.
        """
        return thread(self.catalogue, name, depth, **options)

    def export(
        self,
        form: str | Path,
        *names: str,
        words: str | None = None,
        threads: bool = False,
        filters: Choices | None = None,
        limit: int | None = None,
    ) -> Iterator[str]:
        """Write resources in a format, piece by piece, whatever their number.

        Parameters
        ----------
        form: the name or media type of an export format, or a file with a citation style (CSL).
        names: of the resources; with ``threads`` all on their threads.
        words: write the results of this search instead; without either, everything.
        filters: what else is chosen for that search.
        limit: how many of its results at most.

        Raises
        ------
        ExportError: when there is no such format, or it holds one thing only.
        """
        chosen = styled(form) if isinstance(form, Path) else choose(form)
        if words is None and not names:
            return chosen.write(everything(self.catalogue))
        if words is None:
            found = named(self.catalogue, names, threads=threads)
        else:
            found = islice(results(partial(self.search, words, filters=filters)), limit)
        return chosen.write(items(self.catalogue, found))

    def embed(self, progress: Tick = lambda done, total: None) -> int:
        """Give a vector to every resource and passage that has none yet; return to how many.

        It can be stopped at any moment and goes on where it was. After another encoder was chosen,
        the vectors there are serve until the new ones are whole.

        Raises
        ------
        EncoderMissing: when the chosen encoder is not on this machine.
        """
        with self.catalogue.writing():
            return self._meaning.embed(self._entries, progress)

    def rebuild(self, progress: Tick = lambda done, total: None) -> int:
        """Make the search index anew from the catalogue; return how many resources it is of.

        Searches go on with what there was until it is done. If it is stopped, nothing has happened.

        Raises
        ------
        CatalogueBusy: when another process is writing.
        """
        with self.catalogue.writing():
            return self._indexing().rebuild(progress)

    def use_encoder(self, name: str) -> None:
        """Choose the encoder and write it into this home's settings; ``embed`` then uses it.

        Parameters
        ----------
        name: ``minilm``, ``none``, ``sentence-transformers:MODEL``, ``fastembed:MODEL``,
            ``openai:URL#MODEL``, or what a plug-in calls itself.

        Raises
        ------
        EncoderMissing: when it is not on this machine.
        EncoderError: when there is no such encoder.
        SettingsError: when the settings cannot be written.
        """
        Meaning(self.home.vectors, replace(self.settings.encoder, name=name)).check()
        choose_encoder(self.home.sources, name)
        for stale in ("settings", "_meaning"):
            self.__dict__.pop(stale, None)
        self._made = None

    def overview(self) -> Overview:
        """Return what the catalogue holds and how far its index has come."""
        return Overview(
            home=str(self.home.folder),
            revision=self.catalogue.revision,
            indexed_revision=self._engine.revision,
            counts=self.catalogue.counts(),
            **self._meaning.state(self._entries)._asdict(),
            notice=self._engine.notice,
            failures=tuple(self.catalogue.places.failures()),
        )

    def _entries(self) -> Iterator[Entry]:
        return map(entry_of, every_resource(self.catalogue))

    def _asked(self, ask: Callable[[Searcher], _T]) -> _T:
        """Ask the index as it is now; one that turns out damaged is built anew and asked again."""
        try:
            self._catch_up()
            return ask(self._searcher)
        except IndexError_:
            if not self._engine.condemned():
                raise
        self._engine.close()
        del self._engine
        self._made = None
        Clew._catch_up(self)  # also where others do so otherwise: else nothing would be found
        return ask(self._searcher)

    def _catch_up(self) -> None:
        """Index what a stopped process left behind, unless another one is at it."""
        self._engine.refresh()
        if self._engine.revision < self.catalogue.revision:
            try:
                with self.catalogue.writing():
                    self._indexing().finish()
            except CatalogueBusy:
                return

    def _indexing(self) -> Indexing:
        home = self.home
        return Indexing(
            self.catalogue,
            self._engine,
            call=lambda: Indexer(home.catalogue, home.index),
            finished=lambda: self._meaning.follow(self.catalogue, self._engine),
        )

    @cached_property
    def _engine(self) -> Engine:
        return open_engine(self.home.index)

    @cached_property
    def settings(self) -> Settings:
        """What is set in this home.

        Raises
        ------
        SettingsError: when the file is not as it should be.
        """
        return read_settings(self.home.sources)

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning(self.home.vectors, self.settings.encoder, self._encoders)

    @property
    def _searcher(self) -> Searcher:
        """A searcher for what serves now: another process may have changed it."""
        stamp = (self._meaning.stamp, self.vocabularies.stamp)
        if self._made is None or self._made[0] != stamp:
            served = self._meaning.served()
            searcher = Searcher(
                self._engine,
                served.store,
                served.encoder,
                self.settings.search,
                without=served.reason,
                vocabularies=self.vocabularies.all(),
                counter=self._counter,
            )
            self._made = (stamp, searcher)
        return self._made[1]


def open(home: str | os.PathLike[str] | None = None) -> Clew:
    """Open the catalogue at a path, else at ``CLEW_HOME``, else in the user's data folder.

    Raises
    ------
    CatalogueError: when what is there is no catalogue, or a later version's.
    """
    return Clew(Home.at(home))
