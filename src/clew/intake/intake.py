"""Takes documents in: keeps the bytes, has them read, weaves them in, batch by batch."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import IO, NamedTuple, cast

from clew.catalogue import Catalogue
from clew.catalogue.places import About, Place
from clew.errors import DocumentError, SourceError, TooLarge
from clew.harvest import Arrival, Gone, Mark, Seen, Step, Whole
from clew.intake.crew import Crew
from clew.intake.outcome import Outcome, attempt, signature
from clew.linking import Receipt, Weaver, Woven
from clew.model import Document, Kind, Notice, Reading
from clew.readers import registered

READ_LIMIT = 64 * 2**20  # bytes; longer documents are kept but not read
BATCH = 256  # documents in one transaction
AHEAD = 32 * 2**20  # bytes in one transaction


class Status(StrEnum):
    """What became of a document."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    FAILED = "failed"


class Added(NamedTuple):
    """The report on one document."""

    path: str
    status: Status
    reader: str | None = None
    kind: Kind | None = None
    id: str | None = None
    title: str | None = None
    error: str | None = None
    notices: tuple[Notice, ...] = ()


Progress = Callable[[Added], None]
Word = Gone | Seen | Mark | Whole  # a step that brings no bytes


class Entry(NamedTuple):
    """A step of a harvest, and the report on it where there is something to report."""

    step: Step
    added: Added | None


class _Waiting(NamedTuple):
    """A document between arrival and weaving: its bytes, and who is reading them if anybody.

    ``before`` is what its place held on arrival, ``known`` a place where the same bytes were read.
    """

    arrival: Arrival
    stream: IO[bytes]
    sha256: str
    before: Place | None = None
    known: Place | None = None
    reading: Future[Outcome] | None = None
    error: DocumentError | None = None

    @property
    def stays(self) -> bool:
        """Whether its place held the same bytes."""
        return self.before is not None and self.before.sha256 == self.sha256


class _Lately:
    """Locations and bytes that have changed since a document of the batch in hand was looked up.

    That happens while the batch before it is still to be written.
    """

    def __init__(self) -> None:
        self._now: set[str] = set()
        self._before: set[str] = set()

    def turn(self) -> None:
        """Begin a batch."""
        self._now, self._before = set(), self._now

    def add(self, names: set[str]) -> None:
        """Note what has changed."""
        self._now |= names

    def changed(self, names: set[str]) -> bool:
        """Say whether any of these has changed."""
        return not (names.isdisjoint(self._now) and names.isdisjoint(self._before))


class Intake:
    """Brings documents from the door to the catalogue.

    Parameters
    ----------
    catalogue: where to.
    source: the name of the source that they come from.
    written: called after each batch is safely in the catalogue.
    ledger: called with what each batch came to, inside its transaction.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        source: str,
        written: Callable[[], None] = lambda: None,
        ledger: Callable[[list[Entry]], None] = lambda entries: None,
    ) -> None:
        self._catalogue = catalogue
        self._source = source
        self._written = written
        self._ledger = ledger
        self._weaver = Weaver(catalogue)
        self._streams: set[IO[bytes]] = set()
        self._lately = _Lately()

    @cached_property
    def _readers(self) -> frozenset[str]:
        """Who reads today; asked for only where something was read before."""
        return frozenset(map(signature, registered()))

    def take(self, steps: Iterable[Step]) -> Iterator[Added]:
        """Take in everything that arrives and report on each document, in order of arrival.

        What a source says is gone is marked withdrawn, not erased. Each batch is one transaction,
        so that stopping at any moment leaves whole documents, and the same call again goes on where
        it was. While one batch is written the next is read.
        """
        ready: list[_Waiting | Word] = []
        try:
            with Crew() as crew:
                for batch in _batched(map(self._receive, steps)):
                    asked = self._asked(batch, crew)
                    yield from self._write(ready)
                    ready = asked
                yield from self._write(ready)
        finally:
            while self._streams:
                self._streams.pop().close()

    def _receive(self, arrival: Step) -> _Waiting | Word:
        if not isinstance(arrival, Arrival):
            return arrival
        try:
            stream, digest, size = _spool(arrival)
            self._streams.add(stream)
        except SourceError as error:
            # Nothing came; remember the place with an empty document and the reason.
            empty = io.BytesIO()
            reason = DocumentError(error.message, hint=error.hint)
            return _Waiting(arrival, empty, sha256().hexdigest(), error=reason)
        if arrival.error or size > READ_LIMIT:
            return _Waiting(
                arrival, stream, digest, error=arrival.error or _too_large(arrival, size)
            )
        return _Waiting(arrival, stream, digest)

    def _asked(self, batch: list[_Waiting | Word], crew: Crew) -> list[_Waiting | Word]:
        """Return a batch with what is known of its documents; the crew is asked to read the others.

        All are looked up at once: one by one that takes several times as long.
        """
        whole = [one for one in batch if isinstance(one, _Waiting) and not one.error]
        found = iter(self._looked_up(whole))
        asked: list[_Waiting | Word] = []
        for one in batch:
            if isinstance(one, _Waiting) and not one.error:
                one = next(found)
                if not one.known:
                    one = one._replace(reading=crew.read(_document(one)))
            asked.append(one)
        crew.send()
        return asked

    def _looked_up(self, waiting: Sequence[_Waiting]) -> list[_Waiting]:
        """Return documents with what is known of their places, and of their bytes elsewhere."""
        places = self._catalogue.places
        here = places.at(self._source, [one.arrival.location for one in waiting])
        waiting = [one._replace(before=here.get(one.arrival.location)) for one in waiting]
        elsewhere = places.holding([one.sha256 for one in waiting if not one.stays])
        return [
            one._replace(known=self._good(one.before if one.stays else elsewhere.get(one.sha256)))
            for one in waiting
        ]

    def _good(self, place: Place | None) -> Place | None:
        """Return a place if what was read there counts: if its reader still is the newest."""
        return place if place and not place.error and place.reader in self._readers else None

    def _write(self, batch: list[_Waiting | Word]) -> list[Added]:
        if not batch:
            return []
        # Reading is waited for before the transaction, so that others can write meanwhile.
        outcomes = [_outcome(waiting) for waiting in batch]
        self._lately.turn()
        with self._catalogue.transaction(), self._weaver.gathering():
            entries = [self._entry(w, o) for w, o in zip(batch, outcomes, strict=True)]
            self._ledger(entries)
        self._written()
        return [entry.added for entry in entries if entry.added]

    def _entry(self, waiting: _Waiting | Word, outcome: Outcome | None) -> Entry:
        match waiting:
            case _Waiting():
                return Entry(waiting.arrival, self._enter(waiting, outcome))
            case Gone():
                return Entry(waiting, self._withdraw(waiting.location))
            case Seen():
                return Entry(waiting, Added(waiting.location, Status.UNCHANGED))
            case _:
                return Entry(waiting, None)

    def _withdraw(self, location: str) -> Added | None:
        """Mark all records of a place withdrawn, if it has any left."""
        place = self._catalogue.places.find(self._source, location)
        document = self._catalogue.documents.find(place.sha256) if place else None
        if place is None or document is None or not (place.reader or place.error):
            return None
        self._lately.add({location, place.sha256})
        now = _now()
        receipt = Receipt(self._source, location, document, place.reader or "", now)
        self._weaver.weave(receipt, Reading(records=()))
        # Without a reader: should the same bytes come back, they are read again.
        self._catalogue.places.note(self._source, location, document, now)
        return Added(location, Status.DELETED)

    def _enter(self, waiting: _Waiting, outcome: Outcome | None) -> Added:
        arrival = waiting.arrival
        names = {arrival.location, waiting.sha256}
        if waiting.error or self._lately.changed(names):
            self._weaver.settle()
            (waiting,) = self._looked_up([waiting])
        if waiting.known and not waiting.error:
            self._close(waiting)
            about = self._catalogue.places.about(waiting.known.number)
            return self._told(arrival, Status.UNCHANGED, about)
        before = waiting.before
        self._lately.add(names | ({before.sha256} if before else set()))
        if outcome is None and not waiting.error:
            # It was known when it arrived, and the place that had it has gone since.
            outcome = attempt(_document(waiting))
        now = _now()
        waiting.stream.seek(0)
        document = self._catalogue.documents.keep(waiting.stream, arrival.media_type, now)
        self._close(waiting)
        if outcome and outcome.reading and outcome.reader:
            woven = self._weaver.weave(
                Receipt(self._source, arrival.location, document, outcome.reader, now),
                outcome.reading,
            )
            status = Status.UPDATED if before and before.reader else Status.NEW
            return self._told(arrival, status, self._about(woven, outcome.reader), woven.notices)
        error = str(waiting.error or (outcome and outcome.failure()))
        self._catalogue.places.note(self._source, arrival.location, document, now, error=error)
        return Added(arrival.location, Status.FAILED, error=error)

    def _close(self, waiting: _Waiting) -> None:
        waiting.stream.close()
        self._streams.discard(waiting.stream)

    def _about(self, woven: Woven, reader: str) -> About:
        """Return what a document is about, asking only where that was not in our hands just now."""
        if woven.first is None:
            return self._catalogue.places.about(woven.place)
        record = woven.first.record
        slug = self._catalogue.resources.slug(woven.first.resource)
        return About(reader, record.kind, slug, record.title)

    def _told(
        self, arrival: Arrival, status: Status, about: About, notices: tuple[Notice, ...] = ()
    ) -> Added:
        reader, kind, slug, title = about
        what = Kind(kind) if kind else None
        return Added(arrival.location, status, reader, what, slug, title, notices=notices)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _document(waiting: _Waiting) -> Document:
    waiting.stream.seek(0)
    return Document(waiting.stream.read(), waiting.arrival.location, waiting.arrival.media_type)


def _outcome(waiting: _Waiting | Word) -> Outcome | None:
    reading = waiting.reading if isinstance(waiting, _Waiting) else None
    return reading.result() if reading else None


def _spool(arrival: Arrival) -> tuple[IO[bytes], str, int]:
    """Take an arrival's bytes, to memory or, when there are many, to a temporary file."""
    digest, size = sha256(), 0
    with arrival.open() as stream:
        spool = tempfile.SpooledTemporaryFile(max_size=READ_LIMIT)  # noqa: SIM115
        while piece := stream.read(2**20):
            digest.update(piece)
            size += len(piece)
            spool.write(piece)
    spool.seek(0)
    return cast("IO[bytes]", spool), digest.hexdigest(), size


def _batched(waiting: Iterable[_Waiting | Word]) -> Iterator[list[_Waiting | Word]]:
    batch: list[_Waiting | Word] = []
    size = 0
    for one in waiting:
        batch.append(one)
        size += (one.arrival.size or 0) if isinstance(one, _Waiting) else 0
        if len(batch) >= BATCH or size > AHEAD:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _too_large(arrival: Arrival, size: int) -> TooLarge:
    return TooLarge(
        f"{arrival.location} has {size:,} bytes, and Clew reads documents of up to {READ_LIMIT:,}.",
        hint="The bytes are kept; split it into one file for each thing it describes.",
    )
