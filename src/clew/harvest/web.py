"""One address over HTTP, politely and with limits."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import httpx

from clew.version import __version__
from clew.errors import SourceError, TooLarge
from clew.harvest.arrival import Arrival

FETCH_LIMIT = 256 * 2**20  # bytes of one answer
REDIRECT_LIMIT = 8
USER_AGENT = f"Clew/{__version__} (research catalogue; single document fetch)"


def fetch(url: str, transport: httpx.BaseTransport | None = None) -> Arrival:
    """Fetch the document at an address.

    Parameters
    ----------
    url: an ``http`` or ``https`` address on the public network; redirects are followed and each
        stop is checked again, so that a harvested link cannot reach into a private network.
    transport: what carries the request; tests put their own here.

    Raises
    ------
    SourceError: when the address is private, does not answer, or answers with an error.
    TooLarge: when the answer is longer than 256 MiB.
    """
    with httpx.Client(
        transport=transport, timeout=30, headers={"User-Agent": USER_AGENT}
    ) as client:
        for _ in range(REDIRECT_LIMIT):
            _refuse_private(url, resolve=transport is None)
            try:
                with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return _arrival(url, response)
                    url = urljoin(url, response.headers["location"])
            except httpx.HTTPError as error:
                raise SourceError(
                    f"{url} did not answer: {error}.", hint="Try again later."
                ) from error
    raise SourceError(f"{url} redirects without end.", hint="Open it in a browser to see where.")


def _arrival(url: str, response: httpx.Response) -> Arrival:
    if response.is_error:
        raise SourceError(
            f"{url} answered {response.status_code} {response.reason_phrase}.",
            hint="Check the address.",
        )
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > FETCH_LIMIT:
            raise TooLarge(
                f"{url} is longer than {FETCH_LIMIT:,} bytes.", hint="Download it yourself."
            )
        parts.append(part)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip() or None
    return Arrival.of_bytes(url, b"".join(parts), media_type)


def _refuse_private(url: str, *, resolve: bool) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceError(
            f"{url} is no web address.", hint="It must begin with http:// or https://."
        )
    if any(not address.is_global for address in _addresses(parts.hostname, resolve=resolve)):
        raise SourceError(
            f"{url} is an address of a private network.",
            hint="Save the page to a file and add that.",
        )


def _addresses(host: str, *, resolve: bool) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        if not resolve:
            return []
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise SourceError(f"There is no host {host}.", hint="Check the address.") from error
    return [ipaddress.ip_address(str(entry[4][0])) for entry in found]
