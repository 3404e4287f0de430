"""One address over HTTP, as a document."""

from __future__ import annotations

import httpx

from clew.errors import SourceError
from clew.harvest.arrival import Arrival
from clew.harvest.http import Client, Manners

_MANNERS = Manners(attempts=3, patience=30)


def fetch(url: str, client: Client | None = None) -> Arrival:
    """Fetch the document at an address that a person named.

    Parameters
    ----------
    url: an ``http`` or ``https`` address on the public network; redirects are followed and each
        stop is checked again, so that a harvested link cannot reach into a private network.
    client: who asks; by default one of its own.

    Raises
    ------
    SourceError: when the address is private, does not answer, or answers with an error.
    TooLarge: when the answer is longer than 256 MiB.
    """
    with client or Client(_MANNERS) as asking:
        answer = asking.get(url)
    if answer.missing:
        raise SourceError(
            f"{url} answered {answer.status} {httpx.codes.get_reason_phrase(answer.status)}.",
            hint="Check the address.",
        )
    return Arrival.of_bytes(answer.url, answer.content, answer.media_type)
