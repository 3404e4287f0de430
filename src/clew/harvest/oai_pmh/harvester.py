"""Lists the records of a repository, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from clew.errors import BrokenDocument, SourceError
from clew.harvest.arrival import Arrival
from clew.harvest.moments import now, parse_moment, stamp
from clew.harvest.oai_pmh.page import Item, Page
from clew.harvest.oai_pmh.repository import Repository, Selection
from clew.harvest.protocol import Errand, taken
from clew.harvest.repeats import Repeats
from clew.harvest.step import Gone, Mark, Step, Whole
from clew.model.base import Value

_RESTARTS = 5  # lists begun anew, in one run, because a token was not accepted any more


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to take from a repository.

    ``format``: the metadata prefix; by default the richest that is offered, and for records that
    there are not in it the richest that holds all.
    ``sets``: only records of these sets; by default all.
    """

    format: str | None = None
    sets: tuple[str, ...] = ()


class Progress(Value, frozen=True, kw_only=True):
    """How far a list has come.

    ``asof`` is the repository's own time when the run began, from which the next one asks;
    ``position`` the number of the list in hand: those of all sets in ``format``, then, if that does
    not hold every record, in ``rest`` those that are left; ``nameless`` whether a record came whose
    name could not be made out, so that nothing can be concluded from what was not named.
    """

    asof: str
    format: str
    by_day: bool = False
    position: int = 0
    token: str | None = None
    restarts: int = 0
    nameless: bool = False
    rest: str | None = None


class OaiPmh:
    """Harvests a repository: one document for each record, at ``oai:…``."""

    name = "oai-pmh"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the records that the repository lists, deleted ones as gone."""
        take = taken(errand.take, Take)
        repository = Repository(errand.address, errand.client)
        sets: tuple[str | None, ...] = take.sets or (None,)
        progress = _resumed(errand.state) or _begun(repository, take, errand)
        repeats = Repeats(errand.address)
        held: set[int] | None = None
        while progress.position < len(sets) * (2 if progress.rest else 1):
            page = repository.records(_selection(progress, sets, errand))
            if progress.position >= len(sets) and held is None:
                held = _held(repository, progress, sets, errand)
            yield from (
                _step(item, errand.address)
                for item in page.items
                if not held or hash(item.identifier) not in held
            )
            try:
                repeats.note(item.identifier or "" for item in page.items)
                progress = _advanced(progress, page, errand)
            except SourceError:
                # A token that leads in circles, or nowhere, must not be where the next run begins.
                yield _mark(msgspec.structs.replace(progress, token=None, restarts=0), page)
                raise
            if progress.token is None:
                repeats.forget()
            yield _mark(progress, page)
        if errand.since is None and not progress.nameless:
            yield Whole()


def _begun(repository: Repository, take: Take, errand: Errand) -> Progress:
    here = now()
    identity = repository.identify() if errand.since else None
    repository.check_sets(list(take.sets))
    chosen = repository.choose_format(take.format)
    return Progress(
        asof=stamp(here),
        format=chosen,
        by_day=identity.by_day if identity else False,
        rest=None if take.format else repository.format_of_the_rest(chosen),
    )


def _held(
    repository: Repository, progress: Progress, sets: tuple[str | None, ...], errand: Errand
) -> set[int]:
    """Return what came in the first format, as small numbers: there may be very many.

    It is asked for anew, so that a run that was stopped knows it too.
    """
    change = msgspec.structs.replace
    lists = (
        _selection(change(progress, position=number, token=None), sets, errand)
        for number in range(len(sets))
    )
    return {hash(name) for one in lists for name in repository.identifiers(one)}


def _resumed(state: Mapping[str, Any]) -> Progress | None:
    return msgspec.convert(dict(state), Progress) if state else None


def _selection(progress: Progress, sets: tuple[str | None, ...], errand: Errand) -> Selection:
    round, position = divmod(progress.position, len(sets))
    return Selection(
        progress.rest if round and progress.rest else progress.format,
        sets[position],
        errand.since,
        progress.by_day,
        progress.token,
    )


def _advanced(progress: Progress, page: Page, errand: Errand) -> Progress:
    """Return where to go on after a page.

    Raises
    ------
    SourceError: when the repository refuses to go on.
    """
    change = msgspec.structs.replace
    progress = change(progress, asof=_earlier(progress.asof, page.response_date))
    if any(item.identifier is None for item in page.items):
        progress = change(progress, nameless=True)
    if page.error == "badResumptionToken" and progress.restarts < _RESTARTS:
        # It has expired: the list begins anew, and what came before is known already.
        return change(progress, token=None, restarts=progress.restarts + 1)
    if page.error == "badArgument" and errand.since and not (progress.by_day or progress.token):
        return change(progress, by_day=True)
    if page.error and page.error != "noRecordsMatch":
        raise SourceError(
            f"{errand.address} refuses with {page.error}: {page.said or 'without a word'}.",
            hint="Check what the source is to take.",
        )
    step = 0 if page.token else 1
    return change(progress, token=page.token, position=progress.position + step)


def _earlier(asof: str, told: str | None) -> str:
    """Return the earlier of our own time and the repository's, whose clock may be wrong."""
    ours, theirs = parse_moment(asof), parse_moment(told)
    return stamp(min(ours, theirs)) if ours and theirs else asof


def _mark(progress: Progress, page: Page) -> Mark:
    return Mark(msgspec.to_builtins(progress), page.total)


def _step(item: Item, address: str) -> Step:
    location = item.identifier or f"{address}#{sha256(item.content).hexdigest()[:16]}"
    if item.deleted:
        return Gone(location)
    error = item.error
    if item.identifier is None and error is None:
        error = BrokenDocument(
            f"A record of {address} has no identifier.",
            hint="Tell the people who run the repository.",
        )
    return Arrival.of_bytes(location, item.content, "text/xml", error=error)
