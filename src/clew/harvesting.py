"""Harvests a source: goes on where it was, takes what changed, and keeps a report."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from clew.catalogue import Catalogue
from clew.catalogue.runs import Report, Run
from clew.catalogue.sources import SourceCard
from clew.catalogue.visits import Found, PastVisits, Trace, Trouble
from clew.catalogue.visits import Health as LinkHealth
from clew.errors import ClewError
from clew.harvest import Arrival, Gone, Mark, Seen, Step, Whole
from clew.harvest.ahead import ahead
from clew.harvest.arrival import Visit
from clew.harvest.http import Client
from clew.harvest.moments import now, parse_moment, stamp
from clew.harvest.protocol import Errand
from clew.harvest.registry import protocol
from clew.harvest.source import DAYS, Source
from clew.intake import Entry, Intake, Progress, Status
from clew.intake.outcome import attempt
from clew.model import Document

AHEAD = 300  # documents fetched before they are wanted
AHEAD_BYTES = 32 * 2**20
_FEW = 10  # documents; more than these, and most of a source, do not vanish overnight


class Wish(NamedTuple):
    """What a run is to bring: all, what changed since a day, or (neither) since the last time."""

    full: bool = False
    since: datetime | None = None


class Harvest:
    """One run of one source, inside the catalogue's ``writing``.

    Parameters
    ----------
    catalogue: where what comes is kept.
    source: where it comes from.
    client: who asks.
    written: called after each batch is safely in the catalogue.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        source: Source,
        client: Client,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalogue = catalogue
        self._source = source
        self._client = client
        self._written = written
        self._whole = False
        self._trouble: ClewError | None = None
        self._counted = 0
        self._clock = time.monotonic()

    def run(self, wish: Wish, progress: Progress = lambda added: None) -> Report:
        """Bring what the source has, and return the report.

        Trouble with the source ends the run early but is no error: what came is kept, the report
        says what happened, and the next run goes on from there.

        Parameters
        ----------
        wish: what to bring.
        progress: called with the report on each document.
        """
        run = self._begin(wish)
        outcome = "stopped"
        try:
            with self._catalogue.sparing():
                self._take(run, self._fetched(run, wish), progress)
                if self._whole and not self._trouble:
                    self._take(run, self._missing(run), progress)
            outcome = "complete" if self._whole or not self._trouble else "stopped"
        finally:
            self._end(run, outcome)
        return self._catalogue.runs.report(self._catalogue.runs.last(run.source) or run)

    def _begin(self, wish: Wish) -> Run:
        source, runs = self._source, self._catalogue.runs
        with self._catalogue.transaction():
            self._catalogue.sources.put(card(source))
            last = runs.last(source.name)
            if last and last.outcome != "complete" and _goes_on(last, source, wish):
                return runs.go_on(last)
            return runs.begin(source.name, source.aim, self._since(wish), stamp(now()))

    def _since(self, wish: Wish) -> str | None:
        if wish.full or wish.since:
            return stamp(wish.since) if wish.since else None
        before = self._catalogue.runs.last_complete(self._source.name, self._source.aim)
        return before.state.get("asof", before.began_at) if before else None

    def _take(self, run: Run, steps: Iterable[Step], progress: Progress) -> None:
        def note(entries: list[Entry]) -> None:
            self._note(run, entries)

        intake = Intake(self._catalogue, run.source, self._written, note)
        for added in intake.take(steps):
            progress(added)

    def _fetched(self, run: Run, wish: Wish) -> Iterator[Step]:
        """Yield what the source has; trouble with it is the end, not an error."""
        speak = protocol(self._source.protocol)
        with self._client, PastVisits(self._catalogue.path, run.source, run.number) as past:
            errand = self._errand(run, wish, past)
            steps = ahead(speak.steps(errand), AHEAD, _weight, AHEAD_BYTES)
            try:
                with closing(steps):
                    for step in steps:
                        if isinstance(step, Whole):
                            self._whole = True
                        else:
                            yield step
            except ClewError as error:
                self._trouble = error

    def _errand(self, run: Run, wish: Wish, past: PastVisits) -> Errand:
        def known(location: str) -> Visit | None:
            left = None if wish.full else past.left(location)
            return Visit(*left) if left else None

        return Errand(
            self._source.address,
            self._client,
            self._source.take,
            parse_moment(run.since),
            run.state,
            known,
            past.in_this_run,
        )

    def _missing(self, run: Run) -> Iterator[Step]:
        """Yield as gone what was there before and was not named, unless that is most of it."""
        missing = self._catalogue.visits.missing(run.source, run.number, run.aim)
        named = sum(self._catalogue.visits.count(run.source, run.number).values())
        if len(missing) > max(_FEW, named):
            self._trouble = ClewError(
                f"{self._source.label} names {named:,} documents and leaves out {len(missing):,}.",
                hint="That is too many to be believed: these were kept as they are.",
            )
        else:
            yield from map(Gone, missing)

    def _note(self, run: Run, entries: list[Entry]) -> None:
        """Write down what a batch came to, inside its transaction."""
        found = [one for entry in entries if (one := _found(entry))]
        self._catalogue.visits.note(run.source, run.number, stamp(now()), found)
        marks = [entry.step for entry in entries if isinstance(entry.step, Mark)]
        if marks:
            self._catalogue.runs.mark(run.number, *marks[-1])
        self._spend(run)

    def _spend(self, run: Run) -> None:
        clock, received = time.monotonic(), self._client.received
        self._catalogue.runs.spend(run.number, received - self._counted, clock - self._clock)
        self._clock, self._counted = clock, received

    def _end(self, run: Run, outcome: str) -> None:
        error = str(self._trouble) if self._trouble else None
        with self._catalogue.transaction():
            self._spend(run)
            self._catalogue.runs.end(run.number, outcome, stamp(now()), error)
        self._written()


class Health(NamedTuple):
    """How a source is: its latest runs, its links, and whether it is time for another run."""

    source: Source
    reports: list[Report]
    links: LinkHealth
    troubles: list[Trouble]
    due: bool


class Probe(NamedTuple):
    """One document that a source would bring: how it would be read, or what is wrong."""

    location: str
    reader: str | None = None
    title: str | None = None
    error: str | None = None


def health(catalogue: Catalogue, source: Source, runs: int = 5, troubles: int = 20) -> Health:
    """Return how a source is."""
    return Health(
        source,
        catalogue.runs.reports(source.name, runs),
        catalogue.visits.health(source.name),
        catalogue.visits.troubles(source.name, troubles),
        is_due(catalogue, source),
    )


def is_due(catalogue: Catalogue, source: Source, at: datetime | None = None) -> bool:
    """Say whether it is time to harvest a source: it never was, was stopped, or long ago."""
    last = catalogue.runs.last(source.name)
    if last is None or last.outcome != "complete" or last.aim != source.aim:
        return source.every != "never" or last is not None
    began = parse_moment(last.began_at)
    return began is None or (at or now()) - began >= DAYS[source.every]


def probe(source: Source, client: Client, most: int = 3) -> Iterator[Probe]:
    """Fetch the first few documents of a source and read them, without keeping anything.

    Raises
    ------
    SourceError: when the source does not answer as its protocol wants.
    """
    with client:
        errand = Errand(source.address, client, source.take)
        steps = protocol(source.protocol).steps(errand)
        arrivals = (step for step in steps if isinstance(step, Arrival))
        for arrival in itertools.islice(arrivals, most):
            yield _probed(arrival)


def _probed(arrival: Arrival) -> Probe:
    try:
        if arrival.error:
            raise arrival.error
        with arrival.open() as stream:
            document = Document(stream.read(), arrival.location, arrival.media_type)
    except ClewError as error:
        return Probe(arrival.location, error=str(error))
    outcome = attempt(document)
    wrong = outcome.failure()
    first = outcome.reading.records[0].label if outcome.reading else None
    return Probe(arrival.location, outcome.reader, first, str(wrong) if wrong else None)


def card(source: Source) -> SourceCard:
    """Return what a catalogue is to know of a source."""
    return SourceCard(
        name=source.name,
        protocol=source.protocol,
        address=source.address,
        title=source.title,
        rights=source.rights,
        credit=source.credit,
    )


def _goes_on(last: Run, source: Source, wish: Wish) -> bool:
    """Say whether a run that was stopped is what is wished for now."""
    wanted = stamp(wish.since) if wish.since else last.since
    return last.aim == source.aim and last.since == (None if wish.full else wanted)


def _weight(step: Step) -> int:
    return (step.size or 0) if isinstance(step, Arrival) else 0


def _found(entry: Entry) -> Found | None:
    step, added = entry
    match step:
        case Arrival() if added and added.status == Status.FAILED:
            return Found(step.location, "failed")
        case Arrival() if added:
            return Found(step.location, str(added.status), Trace(*step.visit))
        case Gone():
            return Found(step.location, "deleted" if added else "absent")
        case Seen():
            trace = Trace(*step.visit) if step.visit else None
            return Found(step.location, "unchanged", trace, confirmed=True)
        case _:
            return None
