"""Keeps harvested addresses out of private networks (server-side request forgery)."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx

from clew.errors import SourceError

# Translated (RFC 6052), by a network's own translator (RFC 8215), compatible (RFC 4291, 2.5.5.1).
_TRANSLATED = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")
)
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def host_of(url: str) -> str:
    """Return the host that a web address names.

    Raises
    ------
    SourceError: when it is no web address.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError(
            f"{url} is no web address.", hint="It must begin with http:// or https://."
        )
    return host


def refuse_private(url: str, trusted: Collection[str] = (), *, resolve: bool = True) -> None:
    """Refuse an address that leads into a private network.

    Parameters
    ----------
    url: the address.
    trusted: hosts that may be private, because a person named them.
    resolve: whether to look the host up, which a transport of a test's own makes pointless.

    Raises
    ------
    SourceError: when it is no web address, its host is unknown, or any of the host's addresses is
        not of the public network.
    """
    host = host_of(url)
    if host in trusted:
        return
    if any(_private(address) for address in _addresses(host, resolve=resolve)):
        raise _refusal(url)


def public_address(url: str, trusted: Collection[str] = ()) -> str:
    """Look a host up once, and return the address to speak to.

    Raises
    ------
    SourceError: as :func:`refuse_private`.
    """
    host = host_of(url)
    found = _addresses(host, resolve=True)
    if host not in trusted and any(_private(address) for address in found):
        raise _refusal(url)
    return str(found[0])


def refuse_private_peer(response: httpx.Response, trusted: Collection[str] = ()) -> None:
    """Refuse an answer that came from a private network after all.

    A host may answer one look-up with a public address and the next with a private one.

    Raises
    ------
    SourceError: when the other end of the connection is not of the public network.
    """
    url = response.request.url
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    if peer and url.host not in trusted and _private(ipaddress.ip_address(str(peer[0]))):
        raise _refusal(str(url))


def _refusal(url: str) -> SourceError:
    return SourceError(
        f"{url} is an address of a private network.",
        hint="Save the page to a file and add that; a source of your own may say private = true.",
    )


def _private(address: _Address) -> bool:
    inside = _inside(address) if isinstance(address, ipaddress.IPv6Address) else None
    return not (inside or address).is_global or address.is_multicast


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the address of the old kind that one of the new kind leads to, if it does."""
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _addresses(host: str, *, resolve: bool) -> list[_Address]:
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        if not resolve:
            return []
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"There is no host {host}.", hint="Check the address.") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
