"""Fetches documents one by one, each only if it has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clew.errors import SourceError, TooLarge
from clew.harvest.ahead import side_by_side
from clew.harvest.arrival import Arrival, Visit
from clew.harvest.http import Validators
from clew.harvest.protocol import Errand
from clew.harvest.step import Gone, Seen, Step
from clew.model import Scheme, parse_identifier

_TROUBLES = 20  # pages in a row that did not come: then it is not the pages


class Call(NamedTuple):
    """A document to fetch.

    ``location`` is what it is called, when that is not its address; ``stamp`` when the source says
    that it changed last.
    """

    url: str
    location: str | None = None
    stamp: str | None = None

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.location or self.url


def visit(
    errand: Errand,
    calls: Iterable[Call],
    *,
    headers: Mapping[str, str] | None = None,
    robots: bool = False,
) -> Iterator[Step]:
    """Fetch documents, a few at a time, and yield them in their order.

    What the source's own stamp, or the server, says is unchanged is not fetched; what this run has
    fetched already is passed over.

    Parameters
    ----------
    errand: who asks, and what is known of earlier visits.
    calls: what to fetch.
    headers: further request headers.
    robots: whether the site's rules for robots hold, as they do for pages.

    Raises
    ------
    SourceError: when many in a row do not come.
    """

    def fetch(call: Call) -> Step | SourceError:
        try:
            return _fetch(errand, call, headers or {}, robots)
        except (SourceError, TooLarge) as error:
            return SourceError(error.message, hint=error.hint)

    wanted = [call for call in _once(calls) if not errand.done(call.name)]
    troubles = 0
    found = side_by_side(fetch, wanted, errand.client.manners.at_once)
    for call, step in zip(wanted, found, strict=True):
        if isinstance(step, SourceError):
            troubles += 1
            if troubles >= _TROUBLES:
                raise step
            yield Arrival.of_trouble(call.name, step)
        else:
            troubles = 0
            yield step


def bare_doi(told: str) -> str:
    """Return a DOI as services want it: ``https://doi.org/10.99999/A`` is ``10.99999/a``."""
    found = parse_identifier(told, Scheme.DOI)
    return found.value if found else told


def nameless(page: str, position: int) -> Arrival:
    """Return an item of a list that does not say how to ask for it, as one that did not come."""
    return Arrival.of_trouble(
        f"{page}#{position}",
        SourceError(
            f"An item of {page} does not say how to ask for it.", hint="The rest was taken."
        ),
    )


def _once(calls: Iterable[Call]) -> Iterable[Call]:
    return {call.name: call for call in calls}.values()


def _fetch(errand: Errand, call: Call, headers: Mapping[str, str], robots: bool) -> Step:
    known = errand.known(call.name)
    if known and call.stamp and known.stamp == call.stamp:
        return Seen(call.name)
    if robots and not errand.client.may_fetch(call.url):
        raise SourceError(
            f"{call.url} is closed to robots by its site.",
            hint="Ask the site's owner, or leave it out.",
        )
    validators = Validators(known.etag, known.modified) if known else None
    answer = errand.client.get(call.url, headers=headers, known=validators)
    if answer.missing:
        return Gone(call.name)
    seen = Visit(*answer.validators, call.stamp, answer.moved_to)
    if answer.unchanged:
        return Seen(call.name, seen)
    return Arrival.of_bytes(call.name, answer.content, answer.media_type, visit=seen)
