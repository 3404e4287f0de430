"""One request and its answer, for what has to be sent as well as asked: a form, a notice.

Where a browser's address bar would be followed anywhere, this goes to one place only: redirects are
answers, and the address that was looked up and found fit is the one that is spoken to, so that a
host cannot name a public address when asked and a private one a moment later (DNS rebinding).
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from clew.errors import SourceError
from clew.harvest.http.client import refuse_packing, user_agent
from clew.harvest.http.guard import host_of, public_address, refuse_private


class Reply(NamedTuple):
    """What was answered: any status, redirects too, and as much content as was allowed."""

    status: int
    content: bytes = b""


class Exchange(Protocol):
    """Sends one request and returns its answer."""

    def __call__(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        trusted: Collection[str] = (),
    ) -> Reply:
        """Send it."""


class Exchanger:
    """Sends requests one at a time, within limits.

    Parameters
    ----------
    limit: bytes of an answer that are read; the rest is left.
    patience: seconds that a server may be silent.
    whole: seconds that an exchange may take.
    """

    def __init__(self, limit: int = 2**20, patience: float = 10, whole: float = 20) -> None:
        self._limit, self._patience, self._whole = limit, patience, whole

    def __call__(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        trusted: Collection[str] = (),
    ) -> Reply:
        """Send a request and return its answer.

        Parameters
        ----------
        trusted: hosts that may be in a private network, and spoken to without encryption.

        Raises
        ------
        SourceError: when the address is not ``https``, is private, or does not answer.
        """
        address = check_public(url, trusted)
        told = {"User-Agent": user_agent(), **(headers or {})}
        request = httpx.Request(method, url, headers=told, content=content)
        host = host_of(url)  # the rest of an address may be a secret
        try:
            return asyncio.run(self._send(request, address))
        except TimeoutError as error:
            raise SourceError(f"{host} takes too long to answer.", hint="Try later.") from error
        except httpx.RequestError as error:
            said = str(error) or type(error).__name__
            raise SourceError(f"{host} did not answer: {said}.", hint="Try again later.") from error

    async def _send(self, request: httpx.Request, address: str | None) -> Reply:
        if address is not None:
            _pin(request, address)
        tls = httpx.create_ssl_context()
        wires = httpx.AsyncClient(
            timeout=self._patience, trust_env=address is None, verify=tls, follow_redirects=False
        )
        async with asyncio.timeout(self._whole), wires as http:
            response = await http.send(request, stream=True)
            try:
                return Reply(response.status_code, await self._read(response))
            finally:
                await response.aclose()

    async def _read(self, response: httpx.Response) -> bytes:
        refuse_packing(host_of(str(response.request.url)), response)
        content = b""
        async for part in response.aiter_bytes():
            content += part
            if len(content) > self._limit:
                break
        return content[: self._limit]


def check_public(url: str, trusted: Collection[str] = ()) -> str | None:
    """Look a host up and return the address to speak to; behind a proxy, which does so, none.

    Raises
    ------
    SourceError: when the address is not ``https``, is private, or there is no such host.
    """
    _refuse_plain(url, trusted)
    if _proxied(url):
        refuse_private(url, trusted, resolve=False)
        return None
    return public_address(url, trusted)


def is_loopback(url: str) -> bool:
    """Say whether an address is of this machine itself."""
    return host_of(url) in ("localhost", "127.0.0.1", "::1")


def _refuse_plain(url: str, trusted: Collection[str]) -> None:
    host = host_of(url)
    if urlsplit(url).scheme != "https" and host not in trusted:
        raise SourceError(f"The address at {host} is not encrypted.", hint="Take an https one.")


def _pin(request: httpx.Request, address: str) -> None:
    """Have a request go to an address, while it goes on speaking to the host by its name."""
    name = request.url.host
    request.extensions = {**request.extensions, "sni_hostname": name}
    request.url = request.url.copy_with(host=address)  # the Host header is written already


def _proxied(url: str) -> bool:
    """Say whether a proxy stands between us and the host, so that it does the looking up."""
    return urlsplit(url).scheme in getproxies() and not proxy_bypass(host_of(url))
